"""Finds who was at one meeting: who was to be there, what is recorded of each, and who came and went."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session

from scrutiny.domain import people
from scrutiny.domain.attendance import Room, Sitting, Step, in_order
from scrutiny.domain.vocabulary import AttendanceStatus, Nation, Role
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.committees import Committee, Council
from scrutiny.models.meetings import Attendance, AttendanceMovement, Meeting
from scrutiny.models.people import Membership, Person
from scrutiny.queries.meetings import ATTENDANCE, MEETING_ID
from scrutiny.queries.rows import AnyRow, Rows, plain

TAKEN = (AttendanceStatus.PRESENT, AttendanceStatus.REMOTE, AttendanceStatus.APOLOGIES, AttendanceStatus.ABSENT)
"""What may be recorded of a member who was to be there."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the roll. `key` is `p12` for the person of a seat that day, `a7` for a row without one.

    `status` is None while nothing is recorded; `votes` is False for a co-optee without a vote.
    """

    key: str
    name: str
    role_title: str
    person_id: int | None
    position: int
    role: Role | None = None
    attendance_id: int | None = None
    status: AttendanceStatus | None = None

    @property
    def votes(self) -> bool:
        return self.role is not Role.NON_VOTING_CO_OPTEE

    @property
    def is_councillor(self) -> bool:
        """A co-optee holds no office that an absence could end."""
        return self.role not in (None, Role.CO_OPTEE, Role.NON_VOTING_CO_OPTEE)


@dataclass(frozen=True, slots=True)
class AttendanceFacts:
    """One meeting's attendance. `lines` are those who were to be there, `rows` all that is recorded.

    `named` are the committee's substitutes by seat; `movements` come in the order in which they happened.
    """

    meeting: AnyRow
    lines: tuple[Line, ...]
    named: tuple[Line, ...]
    rows: Rows
    movements: tuple[AnyRow, ...]
    items: Rows
    room: Room


_MEETING = (
    select(Meeting.id, Meeting.on, Meeting.committee_id, Committee.council_id, Committee.quorum, Council.nation)
    .join(Committee, Committee.id == Meeting.committee_id)
    .join(Council, Council.id == Committee.council_id)
    .where(Meeting.id == MEETING_ID)
)
_SEATS = (
    select(Membership.person_id, Membership.role, Membership.role_title, Person.name, Person.title, Person.honours)
    .join(Person, Person.id == Membership.person_id)
    .join(Meeting, Meeting.committee_id == Membership.committee_id)
    .where(
        Meeting.id == MEETING_ID,
        Membership.from_ <= Meeting.on,
        or_(Membership.to.is_(None), Membership.to >= Meeting.on),
    )
    .order_by(Membership.position, Membership.id)
)
_MOVEMENTS = (
    select(*AttendanceMovement.__table__.c)
    .join(Attendance, Attendance.id == AttendanceMovement.attendance_id)
    .where(Attendance.meeting_id == MEETING_ID)
    .order_by(AttendanceMovement.id)
)
ITEMS = (
    select(AgendaItem.id, AgendaItem.number, AgendaItem.title, AgendaItem.part, AgendaItem.restricted)
    .where(AgendaItem.meeting_id == MEETING_ID)
    .order_by(AgendaItem.position, AgendaItem.id)
)
_PEOPLE = (
    select(Person.id, Person.name, Person.title, Person.honours, Person.post)
    .where(Person.name == bindparam("name"))
    .limit(2)
)


def find(session: Session, meeting_id: int) -> AttendanceFacts:
    """All of it, as the database has it now."""
    connection, wanted = session.connection(), {"meeting_id": meeting_id}
    meeting = connection.execute(_MEETING, wanted).one()
    seats = plain(connection.execute(_SEATS, wanted).all())
    rows = plain(connection.execute(ATTENDANCE, wanted).all())
    movements = plain(connection.execute(_MOVEMENTS, wanted).all())
    items = plain(connection.execute(ITEMS, wanted).all())
    seated = _seated(seats)
    lines = _lines(seated, rows)
    steps = _steps(movements, items)
    return AttendanceFacts(
        meeting=meeting,
        lines=lines,
        named=tuple(line for line in seated if line.role is Role.SUBSTITUTE),
        rows=rows,
        movements=_in_order(movements, steps),
        items=items,
        room=Room(
            sittings=_sittings(seated, rows, steps),
            quorum=meeting.quorum,
            items=len(items),
            remote_counts=meeting.nation is Nation.WALES,
        ),
    )


def called(item: Any, place: int) -> str:
    """`item 5A`; an item without a number is called by its place."""
    return f"item {item.number or place}"


def places(items: Iterable[Any]) -> dict[int | None, int]:
    """By item, its place on the agenda, from 1; what happened at no item was before the first."""
    return {None: 0} | {item.id: place for place, item in enumerate(items, start=1)}


def person_named(session: Session, name: str) -> AnyRow | None:
    """The one person of that name; None where there is nobody or more than one."""
    found = session.connection().execute(_PEOPLE, {"name": name}).all()
    return found[0] if len(found) == 1 else None


def _seated(seats: Rows) -> tuple[Line, ...]:
    """Each person once, by the seat that comes first."""
    first = {seat.person_id: seat for seat in reversed(seats)}
    own_order = sorted(first.values(), key=seats.index)
    return tuple(
        Line(
            key=f"p{seat.person_id}",
            name=people.printed(seat.name, title=seat.title, honours=seat.honours),
            role_title=people.role_printed(seat.role, seat.role_title),
            person_id=seat.person_id,
            position=position,
            role=seat.role,
        )
        for position, seat in enumerate(own_order, start=1)
    )


def _lines(seated: tuple[Line, ...], rows: Rows) -> tuple[Line, ...]:
    """Members by seat with what is recorded of them, then whoever is recorded as a member without a seat."""
    recorded = {line.key: row for row in rows if (line := _line_of(row, seated))}
    taken = {row.id for row in recorded.values()}
    lines = [_with(line, recorded.get(line.key)) for line in seated if line.role is not Role.SUBSTITUTE]
    return (
        *lines,
        *(
            Line(f"a{row.id}", row.name, row.role_title, row.person_id, row.position, None, row.id, row.status)
            for row in rows
            if row.status in TAKEN and row.id not in taken
        ),
    )


def _line_of(row: AnyRow, seated: tuple[Line, ...]) -> Line | None:
    """The member's seat that a row is about: by person, or by name where the row knows no person."""
    for line in seated:
        same = row.person_id == line.person_id if row.person_id else row.name == line.name
        if same and line.role is not Role.SUBSTITUTE:
            return line
    return None


def _with(line: Line, row: AnyRow | None) -> Line:
    """Named as the row has it: as on that day, whatever became of the person's row since."""
    if row is None:
        return line
    return Line(line.key, row.name, row.role_title, line.person_id, line.position, line.role, row.id, row.status)


def _sittings(seated: tuple[Line, ...], rows: Rows, steps: dict[int, list[Step]]) -> tuple[Sitting, ...]:
    voteless = {line.name for line in seated if not line.votes} | {line.person_id for line in seated if not line.votes}
    return tuple(
        Sitting(
            name=row.name,
            status=row.status,
            votes=not {row.person_id, row.name, row.substitute_for} & voteless,
            steps=in_order(steps[row.id]),
            person_id=row.person_id,
            attendance_id=row.id,
        )
        for row in rows
    )


def _steps(movements: Rows, items: Rows) -> defaultdict[int, list[Step]]:
    """By attendance."""
    place_of, steps = places(items), defaultdict(list)
    for row in movements:
        place = place_of[row.item_id]
        during = f"during {called(items[place - 1], place)}" if place else "before the first item"
        steps[row.attendance_id].append(Step(row.movement, place, row.at, row.id, during))
    return steps


def _in_order(movements: Rows, steps: dict[int, list[Step]]) -> tuple[AnyRow, ...]:
    by_id = {row.id: row for row in movements}
    return tuple(by_id[step.row] for step in in_order(step for own in steps.values() for step in own))
