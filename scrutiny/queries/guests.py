"""Finds who is likely to be in attendance: those who lead an item of the agenda, and the Cabinet Members of the day."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from scrutiny.domain import people
from scrutiny.models.agenda import AgendaItem, ItemLead
from scrutiny.models.meetings import Meeting
from scrutiny.models.people import Person, Portfolio
from scrutiny.queries.meetings import MEETING_ID


@dataclass(frozen=True, slots=True)
class Guest:
    name: str
    post: str
    person_id: int | None


_LEADS = (
    select(
        ItemLead.name.label("written"),
        ItemLead.label,
        ItemLead.person_id,
        Person.name,
        Person.title,
        Person.honours,
        Person.post,
    )
    .join(AgendaItem, AgendaItem.id == ItemLead.item_id)
    .outerjoin(Person, Person.id == ItemLead.person_id)
    .where(AgendaItem.meeting_id == MEETING_ID, ItemLead.name != "")
    .order_by(AgendaItem.position, ItemLead.position, ItemLead.id)
)
_CABINET = (
    select(
        Portfolio.name.label("portfolio"), Portfolio.person_id, Person.name, Person.title, Person.honours, Person.post
    )
    .join(Person, Person.id == Portfolio.person_id)
    .join(Meeting, Meeting.id == MEETING_ID)
    .where(
        or_(Portfolio.from_.is_(None), Portfolio.from_ <= Meeting.on),
        or_(Portfolio.to.is_(None), Portfolio.to >= Meeting.on),
    )
    .order_by(Person.name, Portfolio.id)
)


def likely(session: Session, meeting_id: int) -> tuple[Guest, ...]:
    """Each once, those who lead an item first, in the order of the agenda."""
    connection, wanted = session.connection(), {"meeting_id": meeting_id}
    found: dict[str, Guest] = {}
    for row in connection.execute(_LEADS, wanted):
        name = people.printed(row.name, title=row.title, honours=row.honours) if row.name else row.written
        found.setdefault(name, Guest(name, row.post or row.label, row.person_id))
    for held in connection.execute(_CABINET, wanted):
        name = people.printed(held.name, title=held.title, honours=held.honours)
        found.setdefault(name, Guest(name, f"{held.post or 'Cabinet Member'}, {held.portfolio}", held.person_id))
    return tuple(found.values())


def known(session: Session) -> list[str]:
    """The names of everybody in the record, to choose from while typing."""
    return list(session.scalars(select(Person.name).distinct().order_by(Person.name)))
