"""Finds by which names owners of actions are known, so that one person is not spelt in two ways."""

from __future__ import annotations

from sqlalchemy import bindparam, select, union
from sqlalchemy.orm import Session

from scrutiny.models.committees import Committee
from scrutiny.models.follow_up import STILL_OPEN, Action, Recommendation
from scrutiny.models.people import Membership, Person, Portfolio
from scrutiny.models.post import Contact
from scrutiny.queries.contacts import nameable
from scrutiny.queries.tracked import ENDED

MOST = 500
_HERE = bindparam("committee_id", type_=Committee.id.type)
_OWNERS = select(Action.owner).where(Action.committee_id == _HERE, STILL_OPEN, Action.owner != "")
_CONTACTS = (
    select(Contact.name)
    .join(Committee, Committee.council_id == Contact.council_id)
    .where(Committee.id == _HERE, nameable(_HERE))
)
_SEATED = (
    select(Person.name)
    .join(Membership, Membership.person_id == Person.id)
    .where(Membership.committee_id == _HERE, Membership.to.is_(None))
)
_CABINET = select(Person.name).join(Portfolio, Portfolio.person_id == Person.id).where(Portfolio.to.is_(None))
_NAMES = union(_OWNERS, _CONTACTS, _SEATED, _CABINET).limit(MOST)
_ADDRESSEES = (
    select(Recommendation.addressee)
    .where(Recommendation.committee_id == _HERE, Recommendation.state.not_in(ENDED), Recommendation.addressee != "")
    .distinct()
    .limit(MOST)
)


def known(session: Session, committee_id: int) -> list[str]:
    """Who owns something open here, is written to, sits here now, or holds a portfolio; by name."""
    return sorted(session.connection().scalars(_NAMES, {"committee_id": committee_id}))


def addressees(session: Session, committee_id: int) -> list[str]:
    """Whom this committee has recommended something to that is open; by name."""
    return sorted(session.connection().scalars(_ADDRESSEES, {"committee_id": committee_id}))


def person(session: Session, name: str) -> Person | None:
    """The one person of exactly that name; None where there is none, or where two share it."""
    found = session.scalars(select(Person).where(Person.name == name).limit(2)).all()
    return found[0] if len(found) == 1 else None
