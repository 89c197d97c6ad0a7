"""Finds who has or had a seat on a committee, and who in the record goes by a name."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.domain.names import key
from scrutiny.domain.people import printed
from scrutiny.models.committees import Committee
from scrutiny.models.people import Membership, Person, Portfolio
from scrutiny.queries.rows import Rows

_SEATS = (
    select(
        Membership.id,
        Membership.person_id,
        Membership.role,
        Membership.role_title,
        Membership.from_.label("from_"),
        Membership.to,
        Person.name,
        Person.title,
        Person.honours,
    )
    .join(Person, Person.id == Membership.person_id)
    .order_by(Membership.position, Membership.id)
)


def of_committee(session: Session, committee_id: int) -> Rows:
    """Every seat there ever was, in the committee's own order."""
    return session.execute(_SEATS.where(Membership.committee_id == committee_id)).all()


def namesakes(session: Session, name: str) -> dict[int, str]:
    """Whose name may be the same, by id: `Ada Marsh, MBE (Chairman, Health Committee)`, to tell them apart by.

    A council has few enough people to look at each.
    """
    wanted = key(name)
    everybody = session.execute(
        select(Person.id, Person.name, Person.title, Person.honours, Person.post).order_by(Person.id)
    )
    alike = [person for person in everybody if wanted and key(person.name) == wanted]
    held = _held(session, [person.id for person in alike])
    return {
        person.id: _told_apart(
            printed(person.name, title=person.title, honours=person.honours), [*held[person.id], person.post]
        )
        for person in alike
    }


def _told_apart(name: str, by: list[str]) -> str:
    known = "; ".join(filter(None, by))
    return f"{name} ({known})" if known else f"{name} (nothing else is known)"


def _held(session: Session, people: list[int]) -> defaultdict[int, list[str]]:
    """What each has or had: seats, then portfolios."""
    seats = (
        select(Membership.person_id, Membership.role, Membership.role_title, Committee.name)
        .join(Committee, Committee.id == Membership.committee_id)
        .where(Membership.person_id.in_(people))
        .order_by(Membership.from_.desc(), Membership.id)
    )
    portfolios = select(Portfolio.person_id, Portfolio.name).where(Portfolio.person_id.in_(people))
    held: defaultdict[int, list[str]] = defaultdict(list)
    for person_id, role, title, committee in session.execute(seats):
        held[person_id].append(f"{title or role.label}, {committee}")
    for person_id, portfolio in session.execute(portfolios.order_by(Portfolio.id)):
        held[person_id].append(f"Cabinet Member, {portfolio}")
    return held
