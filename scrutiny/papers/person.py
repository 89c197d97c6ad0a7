"""People as a reader sees them: everybody in a list, and one person's seats, attendance and actions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from scrutiny.domain import people
from scrutiny.domain.vocabulary import ActionState, AttendanceStatus, MeetingStatus
from scrutiny.papers.follow_up import overdue
from scrutiny.papers.groups import grouped
from scrutiny.papers.people import role_printed

if TYPE_CHECKING:
    from scrutiny.queries.people import EverybodyFacts, PersonFacts

May = Callable[[int], bool]

# A meeting that a member was to attend; a substitute and a guest were not.
_EXPECTED = (AttendanceStatus.PRESENT, AttendanceStatus.REMOTE, AttendanceStatus.APOLOGIES, AttendanceStatus.ABSENT)
_TOOK_PLACE = (MeetingStatus.HELD, MeetingStatus.ADJOURNED)


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat on a committee. `role` is as the committee writes it, or `Member`."""

    committee: str
    committee_code: str
    role: str
    from_: date
    to: date | None


@dataclass(frozen=True, slots=True)
class Office:
    """A portfolio and the days between which it is held, as far as they are recorded."""

    name: str
    from_: date | None
    to: date | None


@dataclass(frozen=True, slots=True)
class Listed:
    """A person in the list of everybody. `holds` says what they are today: `Chairman, Safeguarding Committee`."""

    person_id: int
    name: str
    holds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """A member's attendance at a committee, from the meetings recorded here.

    `expected` leaves out cancelled meetings and those attended as a substitute or a guest. Remote attendance is counted
    apart, because it carries no vote; so `percent` is of those attended in the room.
    """

    committee: str
    committee_code: str
    expected: int
    present: int
    remote: int
    apologies: int
    absent: int
    otherwise: int

    @property
    def percent(self) -> int | None:
        return round(100 * self.present / self.expected) if self.expected else None


@dataclass(frozen=True, slots=True)
class Sitting:
    """One meeting, and in what way the person was there or was not."""

    on: date
    meeting_id: int
    committee: str
    how: str


@dataclass(frozen=True, slots=True)
class OwnedAction:
    action_id: int
    committee_code: str
    reference: str
    text: str
    due: date | None
    state: ActionState
    overdue: bool


@dataclass(frozen=True, slots=True)
class Led:
    """A row of a work programme that the person answers for."""

    topic_id: int
    title: str
    label: str
    on: date | None


@dataclass(frozen=True, slots=True)
class Profile:
    person_id: int
    name: str
    post: str
    seats: tuple[Seat, ...]
    past_seats: tuple[Seat, ...]
    offices: tuple[Office, ...]
    attendance: tuple[Tally, ...]
    sittings: tuple[Sitting, ...]
    open_actions: tuple[OwnedAction, ...]
    done_actions: tuple[OwnedAction, ...]
    leading: tuple[Led, ...]
    as_at: date


def everybody(facts: EverybodyFacts) -> tuple[Listed, ...]:
    """In the order of family names, which here is the last word of a name."""
    seats, offices = grouped(facts.seats, "person_id"), grouped(facts.portfolios, "person_id")
    found = [
        Listed(
            row.id,
            printed(row),
            (
                *((row.post,) if row.post else ()),
                *(office.name for office in offices[row.id]),
                *(f"{role_printed(seat) or seat.role.label}, {seat.committee_name}" for seat in seats[row.id]),
            ),
        )
        for row in facts.people
    ]
    called = {row.id: row.name for row in facts.people}
    return tuple(sorted(found, key=lambda person: (called[person.person_id].split()[-1:], called[person.person_id])))


def of(facts: PersonFacts, *, as_at: date, exempt: May, drafts: May) -> Profile:
    """Arrange one person. `exempt` and `drafts` say of a committee's id whether this reader may see those of it."""
    seats = [_seat(row) for row in facts.seats]
    sittings = [
        row
        for row in facts.attendance
        if row.meeting_status in _TOOK_PLACE and (row.minutes_state.public or drafts(row.committee_id))
    ]
    actions = [_action(row, as_at) for row in facts.actions if row.public or exempt(row.committee_id)]
    return Profile(
        person_id=facts.person.id,
        name=printed(facts.person),
        post=facts.person.post,
        seats=tuple(seat for seat in seats if seat.to is None or seat.to >= as_at),
        past_seats=tuple(seat for seat in seats if seat.to is not None and seat.to < as_at),
        offices=tuple(Office(row.name, row.from_, row.to) for row in facts.portfolios),
        attendance=_tallies(sittings),
        sittings=tuple(Sitting(row.on, row.meeting_id, row.committee_name, _how(row)) for row in sittings),
        open_actions=tuple(action for action in actions if action.state.open),
        done_actions=tuple(action for action in actions if not action.state.open),
        leading=_led(row for row in facts.leading if not row.exempt or exempt(row.committee_id)),
        as_at=as_at,
    )


def printed(person: Any) -> str:
    """`Rev Preb Michael Metcalf`, `Kath Perry, MBE`."""
    return people.printed(person.name, title=person.title, honours=person.honours)


def _seat(row: Any) -> Seat:
    return Seat(row.committee_name, row.code, role_printed(row) or row.role.label, row.from_, row.to)


def _tallies(sittings: list[Any]) -> tuple[Tally, ...]:
    tallies = []
    for code, rows in grouped(sittings, "code").items():
        by = grouped(rows, "status")
        tallies.append(
            Tally(
                committee=rows[0].committee_name,
                committee_code=code,
                expected=sum(len(by[status]) for status in _EXPECTED),
                present=len(by[AttendanceStatus.PRESENT]),
                remote=len(by[AttendanceStatus.REMOTE]),
                apologies=len(by[AttendanceStatus.APOLOGIES]),
                absent=len(by[AttendanceStatus.ABSENT]),
                otherwise=len(by[AttendanceStatus.SUBSTITUTE]) + len(by[AttendanceStatus.IN_ATTENDANCE]),
            )
        )
    return tuple(sorted(tallies, key=lambda tally: tally.committee))


def _how(row: Any) -> str:
    if row.status is AttendanceStatus.SUBSTITUTE and row.substitute_for:
        return f"Substitute for {row.substitute_for}"
    return {AttendanceStatus.REMOTE: "Present remotely", AttendanceStatus.APOLOGIES: "Sent apologies"}.get(
        row.status, str(row.status.label)
    )


def _action(row: Any, as_at: date) -> OwnedAction:
    due = row.due or row.due_meeting_on
    late = overdue(row.state, due, as_at)
    return OwnedAction(row.id, row.code, row.reference, row.text, due, row.state, late)


def _led(rows: Iterable[Any]) -> tuple[Led, ...]:
    """Each topic once, as it stands in its latest programme."""
    latest: dict[int, Led] = {}
    for row in rows:
        latest.setdefault(row.topic_id, Led(row.topic_id, row.title, row.label, row.on))
    return tuple(latest.values())
