"""Finds people: everybody in the record, and one with seats, portfolios, attendance, and what they answer for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, func, or_, select
from sqlalchemy.orm import Session

from scrutiny.models.committees import Committee
from scrutiny.models.follow_up import Action
from scrutiny.models.meetings import Attendance, Meeting
from scrutiny.models.people import Membership, Person, Portfolio
from scrutiny.models.programme import EntryLead, WorkProgrammeEntry
from scrutiny.queries.rows import AnyRow, Rows
from scrutiny.queries.seats import held_on
from scrutiny.queries.withheld import public, withheld_entry

MOST_ACTIONS = 200


@dataclass(frozen=True, slots=True)
class EverybodyFacts:
    """All people, and the seats and portfolios that they hold on a day."""

    people: Rows
    seats: Rows
    portfolios: Rows


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """One person. `actions` are those owned, open ones first, as many as a page takes."""

    person: AnyRow
    seats: Rows
    portfolios: Rows
    attendance: Rows
    actions: Rows
    leading: Rows


_ID = bindparam("person_id", type_=Person.id.type)
_DAY = bindparam("on", type_=Membership.from_.type)

_SEATS = select(
    Membership.person_id,
    Membership.role,
    Membership.role_title,
    Membership.from_.label("from_"),
    Membership.to,
    Committee.code,
    Committee.name.label("committee_name"),
).join(Committee, Committee.id == Membership.committee_id)
_SEATS_HELD = _SEATS.where(held_on(_DAY)).order_by(Committee.name, Membership.id)
_SEATS_OF = _SEATS.where(Membership.person_id == _ID).order_by(Membership.from_.desc(), Membership.id)
_PORTFOLIOS = select(Portfolio.person_id, Portfolio.name, Portfolio.from_.label("from_"), Portfolio.to)
_PORTFOLIOS_HELD = _PORTFOLIOS.where(
    or_(Portfolio.from_.is_(None), Portfolio.from_ <= _DAY), or_(Portfolio.to.is_(None), Portfolio.to >= _DAY)
).order_by(Portfolio.id)
_PORTFOLIOS_OF = _PORTFOLIOS.where(Portfolio.person_id == _ID).order_by(Portfolio.id)
_PEOPLE = select(*Person.__table__.c).order_by(Person.name, Person.id)
_ATTENDANCE = (
    select(
        Attendance.status,
        Attendance.substitute_for,
        Meeting.id.label("meeting_id"),
        Meeting.on,
        Meeting.committee_id,
        Meeting.status.label("meeting_status"),
        Meeting.minutes_state,
        Committee.code,
        Committee.name.label("committee_name"),
    )
    .join(Meeting, Meeting.id == Attendance.meeting_id)
    .join(Committee, Committee.id == Meeting.committee_id)
    .where(Attendance.person_id == _ID)
    .order_by(Meeting.on.desc(), Meeting.at.desc(), Meeting.id)
)
_ACTIONS = (
    select(
        Action.id,
        Action.reference,
        Action.text,
        Action.state,
        Action.due,
        Action.opened_on,
        Action.closed_on,
        Action.committee_id,
        Committee.code,
        Meeting.on.label("due_meeting_on"),
        public(Action).label("public"),
    )
    .join(Committee, Committee.id == Action.committee_id)
    .outerjoin(Meeting, Meeting.id == Action.due_meeting_id)
    .where(Action.owner_id == _ID)
    .order_by(Action.closed_on.is_not(None), func.coalesce(Action.due, Meeting.on).is_(None), Action.due, Action.id)
    .limit(MOST_ACTIONS)
)
_LEADING = (
    select(
        WorkProgrammeEntry.topic_id,
        WorkProgrammeEntry.committee_id,
        WorkProgrammeEntry.title,
        func.coalesce(Meeting.on, WorkProgrammeEntry.planned_on).label("on"),
        EntryLead.label,
        withheld_entry().label("exempt"),
    )
    .join(EntryLead, EntryLead.entry_id == WorkProgrammeEntry.id)
    .outerjoin(Meeting, Meeting.id == WorkProgrammeEntry.meeting_id)
    .where(EntryLead.person_id == _ID)
    .order_by(WorkProgrammeEntry.year.desc(), WorkProgrammeEntry.title, WorkProgrammeEntry.id)
)


def every(session: Session, on: date) -> EverybodyFacts:
    """Everybody by name, with what each holds on that day."""
    connection, that_day = session.connection(), {"on": on}
    return EverybodyFacts(
        people=connection.execute(_PEOPLE).all(),
        seats=connection.execute(_SEATS_HELD, that_day).all(),
        portfolios=connection.execute(_PORTFOLIOS_HELD, that_day).all(),
    )


def one(session: Session, person_id: int) -> PersonFacts | None:
    """That person and all that is recorded of them; None when there is nobody of that number."""
    connection, wanted = session.connection(), {"person_id": person_id}
    person = connection.execute(_PEOPLE.where(Person.id == _ID), wanted).first()
    if person is None:
        return None
    return PersonFacts(
        person=person,
        seats=connection.execute(_SEATS_OF, wanted).all(),
        portfolios=connection.execute(_PORTFOLIOS_OF, wanted).all(),
        attendance=connection.execute(_ATTENDANCE, wanted).all(),
        actions=connection.execute(_ACTIONS, wanted).all(),
        leading=connection.execute(_LEADING, wanted).all(),
    )
