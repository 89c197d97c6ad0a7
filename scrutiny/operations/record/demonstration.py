"""The demonstration: the public record of a real committee, with an account a role to look round by."""

from __future__ import annotations

from importlib.resources import files

from sqlalchemy import exists, select, update
from sqlalchemy.orm import Session

from scrutiny.domain.accounts import DEMONSTRATION_DOMAIN
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.vocabulary import AccountRole
from scrutiny.intake import record as intake
from scrutiny.models.accounts import Account, Grant
from scrutiny.models.committees import Committee, Council
from scrutiny.models.history import Revision
from scrutiny.models.people import Membership, Person
from scrutiny.operations.closures import load_holidays
from scrutiny.operations.passwords import hashed
from scrutiny.operations.record.storing import load

FILE = files("scrutiny") / "demonstration" / "record.json"
YEARS = range(2018, 2029)
COUNCILLOR = "Kath Perry"
"""Whose account the councillor's is: a member to whom one of the actions falls."""

ROLES = (AccountRole.OFFICER, AccountRole.CLERK, AccountRole.COUNCILLOR, AccountRole.ADMINISTRATOR)


def load_demonstration(session: Session, *, password: str) -> Committee:
    """Store it, inside a change. The four accounts share the password. Raises RuleBroken unless all is empty."""
    require_empty(session)
    committee = load(session, intake.read(FILE.read_bytes()).accept())
    load_holidays(session, session.get_one(Council, committee.council_id), YEARS)
    for role in ROLES:
        session.add(_account(session, role, committee, password))
    session.flush()
    session.execute(update(Revision).values(demonstration=True))
    return committee


def require_empty(session: Session) -> None:
    """Raises RuleBroken when the database holds anything."""
    if any(session.scalar(select(exists(select(model.id)))) for model in (Council, Committee, Person, Account)):
        raise RuleBroken(
            "The database holds something already, and the demonstration is loaded into an empty one only. "
            "Choose another DATABASE_URL."
        )


def _account(session: Session, role: AccountRole, committee: Committee, password: str) -> Account:
    member = select(Membership.person_id).join(Person, Person.id == Membership.person_id)
    everywhere = role is AccountRole.ADMINISTRATOR
    return Account(
        email=f"{role}@{DEMONSTRATION_DOMAIN}",
        name=f"Demonstration {role.label}",
        password_hash=hashed(password),
        demonstration=True,
        person_id=session.scalar(member.where(Person.name == COUNCILLOR)) if role is AccountRole.COUNCILLOR else None,
        grants=[Grant(role=role, committee_id=None if everywhere else committee.id)],
    )
