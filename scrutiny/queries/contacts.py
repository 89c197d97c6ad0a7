"""Finds where owners of actions are written to. What is found here is for the desk and for letters alone."""

from __future__ import annotations

from sqlalchemy import ColumnElement, ScalarSelect, and_, case, func, not_, or_, select
from sqlalchemy.orm import Session

from scrutiny.models.accounts import Account
from scrutiny.models.committees import Committee
from scrutiny.models.follow_up import STILL_OPEN, Action
from scrutiny.models.post import Contact, Letter
from scrutiny.queries.rows import AnyRow, Rows
from scrutiny.queries.withheld import public

OF_THE_OWNER = and_(Contact.council_id == Committee.council_id, Contact.name == Action.owner)


def own_account() -> ScalarSelect[str]:
    """The address that a councillor who owns the action signs in with."""
    mine = (Account.person_id == Action.owner_id, Account.active, Account.demonstration.is_(False))
    return select(func.min(Account.email)).where(*mine).correlate(Action).scalar_subquery()


def listed(session: Session, committee: Committee) -> Rows:
    """`name`, `contact_id`, `email`, `account_email`, `actions` (open ones here): without an address first, by name.

    Whoever owns something open in this committee, and whoever else has an address, with no actions.
    """
    owner = (
        select(
            Action.owner.label("name"),
            func.max(Contact.id).label("contact_id"),
            func.max(Contact.email).label("email"),
            func.max(own_account()).label("account_email"),
            func.count(Action.id).label("actions"),
        )
        .join(Committee, Committee.id == Action.committee_id)
        .outerjoin(Contact, OF_THE_OWNER)
        .where(Action.committee_id == committee.id, STILL_OPEN, Action.owner != "")
        .group_by(Action.owner)
    ).subquery()
    nowhere = case((and_(owner.c.email.is_(None), owner.c.account_email.is_(None)), 0), else_=1)
    return session.execute(select(owner).order_by(nowhere, owner.c.name)).all()


def idle(session: Session, committee: Committee) -> Rows:
    """Contacts of the council whose owner has nothing open in this committee: `id`, `name`, `email`, by name."""
    busy = select(Action.owner).where(Action.committee_id == committee.id, STILL_OPEN)
    return session.execute(
        select(Contact.id, Contact.name, Contact.email)
        .where(Contact.council_id == committee.council_id, Contact.name.not_in(busy), nameable(committee.id))
        .order_by(Contact.name)
    ).all()


def nameable(committee_id: ColumnElement[int] | int) -> ColumnElement[bool]:
    """Whether a contact may be named in this committee: not whoever is known by another's exempt matter alone."""
    elsewhere = select(Action.owner).where(Action.committee_id != committee_id, not_(public(Action)))
    in_the_open = select(Action.owner).where(public(Action))
    here = select(Action.owner).where(Action.committee_id == committee_id)
    return or_(Contact.name.not_in(elsewhere), Contact.name.in_(in_the_open), Contact.name.in_(here))


def by_name(session: Session, council_id: int, name: str) -> Contact | None:
    return session.scalar(select(Contact).where(Contact.council_id == council_id, Contact.name == name))


def of_action(session: Session, action: Action) -> str:
    """The address of the action's owner; "" where none is known."""
    found = session.scalar(
        select(func.coalesce(Contact.email, own_account(), ""))
        .select_from(Action)
        .join(Committee, Committee.id == Action.committee_id)
        .outerjoin(Contact, OF_THE_OWNER)
        .where(Action.id == action.id)
    )
    return found or ""


def last_letters(session: Session, emails: set[str]) -> dict[str, AnyRow]:
    """The last letter to each address: `email`, `queued_at`, `sent_at`, `given_up_because`, `last_trouble`."""
    newest = select(func.max(Letter.id)).where(Letter.email.in_(emails)).group_by(Letter.email)
    columns = (Letter.email, Letter.queued_at, Letter.sent_at, Letter.given_up_because, Letter.last_trouble)
    return {row.email: row for row in session.execute(select(*columns).where(Letter.id.in_(newest)))}
