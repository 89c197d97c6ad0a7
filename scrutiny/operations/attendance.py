"""Changes who is recorded as there: the roll, substitutes, those in attendance, and who came and went."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.domain import attendance as rules
from scrutiny.domain import people, votes
from scrutiny.domain.dates import written
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.text import clean, one_line
from scrutiny.domain.vocabulary import AttendanceStatus, MeetingStatus, MinutesState, Movement
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.meetings import Attendance, AttendanceMovement, Meeting
from scrutiny.models.minutes import Declaration
from scrutiny.models.people import Person
from scrutiny.operations.turns import as_it_stands, take_turn
from scrutiny.queries import attendance as queries
from scrutiny.queries import votes as vote_queries
from scrutiny.queries.attendance import AttendanceFacts, Line

Marks = Mapping[str, AttendanceStatus | None]

IN_MINUTES = (
    AttendanceStatus.PRESENT,
    AttendanceStatus.SUBSTITUTE,
    AttendanceStatus.REMOTE,
    AttendanceStatus.APOLOGIES,
    AttendanceStatus.ABSENT,
    AttendanceStatus.IN_ATTENDANCE,
)
"""The order in which minutes name them, and each among themselves in the committee's own."""
MOST = 1000
"""How many there may be of each, so that nobody else's place changes when somebody's does."""

BEFOREHAND = (None, AttendanceStatus.APOLOGIES)
"""What can be known of a member before the day of the meeting."""


class Unmarked(RuleBroken):
    """Some of a roll could not be taken: why, by the key of its line. Nothing of it was."""

    def __init__(self, why: Mapping[str, str]) -> None:
        super().__init__(" ".join(dict.fromkeys(why.values())))
        self.why = dict(why)


def take(session: Session, meeting: Meeting, *, marks: Marks, on: date, seen: Marks | None = None) -> int:
    """Take the roll, or as much of it as `marks` has, by the keys of its lines; how many of them it changed.

    Doing it twice changes nothing. With `seen`, what each line said to whoever marked it, only what they changed is
    taken, and a line that somebody else has changed meanwhile is refused. Raises Unmarked, and then takes none.
    """
    with _changing(session, meeting) as facts:
        lines = {line.key: line for line in facts.lines}
        wanted = {key: status for key, status in marks.items() if seen is None or status is not seen.get(key)}
        why = {key: _unmarkable(session, facts, lines.get(key), status, on) for key, status in wanted.items()}
        for key in wanted.keys() & lines.keys():
            now = lines[key].status
            if seen is not None and now not in (seen.get(key), wanted[key]):
                why[key] = f"Somebody else has recorded {lines[key].name} as {_told(now)} meanwhile. Choose again."
        if why := {key: reason for key, reason in why.items() if reason}:
            raise Unmarked(why)
        changed = [lines[key] for key, status in wanted.items() if lines[key].status is not status]
        for line in changed:
            _mark(session, meeting, line, wanted[line.key])
        session.flush()
    return len(changed)


def add_substitute(
    session: Session, meeting: Meeting, *, name: str, instead_of: str, person_id: int | None = None
) -> Attendance:
    """Somebody came for a member, who is named by the key of their line; their apologies are taken as given."""
    with _changing(session, meeting) as facts:
        line = next((line for line in facts.lines if line.key == instead_of), None)
        if line is None:
            raise RuleBroken("Choose the member whose place the substitute takes.")
        if line.status in (AttendanceStatus.PRESENT, AttendanceStatus.REMOTE):
            raise RuleBroken(f"{line.name} is recorded as {_told(line.status)}, so nobody can be their substitute.")
        if other := _substitute_of(facts, line.name):
            raise RuleBroken(f"{other} is recorded as the substitute for {line.name} already.")
        made = _newcomer(session, meeting, facts, name, person_id, AttendanceStatus.SUBSTITUTE)
        made.substitute_for = line.name
        if line.status is None:
            _mark(session, meeting, line, AttendanceStatus.APOLOGIES)
        session.flush()
    return made


def add_guest(
    session: Session, meeting: Meeting, *, name: str, post: str = "", person_id: int | None = None
) -> Attendance:
    """Somebody else is in attendance: an officer, a cabinet member, a witness, with the post they come in."""
    with _changing(session, meeting) as facts:
        made = _newcomer(session, meeting, facts, name, person_id, AttendanceStatus.IN_ATTENDANCE)
        made.role_title = one_line(post, field="The post", most=200)
        session.flush()
    return made


def remove(session: Session, meeting: Meeting, attendance: Attendance) -> None:
    """Take out a substitute or a guest who was recorded by mistake."""
    with _changing(session, meeting):
        if attendance.status in queries.TAKEN:
            raise RuleBroken(f"{attendance.name} is on the roll. Change what is recorded there instead.")
        if why := _rests_on(session, meeting.id, attendance.id, attendance.name):
            raise RuleBroken(why)
        session.delete(attendance)
        session.flush()


def move(
    session: Session,
    meeting: Meeting,
    attendance: Attendance,
    *,
    movement: Movement,
    item: AgendaItem | None,
    on: date,
    at: time | None = None,
    note: str = "",
) -> AttendanceMovement:
    """Somebody came or went while an item was before the meeting; with no item, before the first one."""
    with _changing(session, meeting):
        if on < meeting.on:
            raise RuleBroken(
                f"The meeting is on {written(meeting.on)}. Who came and went is recorded from that day on."
            )
        if item is not None and item.meeting_id != meeting.id:
            raise RuleBroken("That item is on the agenda of another meeting.")
        if attendance.status in (AttendanceStatus.APOLOGIES, AttendanceStatus.ABSENT):
            raise RuleBroken(
                f"{attendance.name} is recorded as {_told(attendance.status)}, and so neither came nor went. "
                "Record them as there first."
            )
        made = AttendanceMovement(
            attendance_id=attendance.id,
            item_id=item.id if item else None,
            movement=movement,
            at=at,
            note=clean(note, field="The note").strip(),
        )
        session.add(made)
        session.flush()
        _require_possible(session, meeting, attendance)
    return made


def unmove(session: Session, meeting: Meeting, movement: AttendanceMovement) -> None:
    """Take out a coming or a going that was recorded by mistake."""
    with _changing(session, meeting):
        attendance = session.get_one(Attendance, movement.attendance_id)
        session.delete(movement)
        session.flush()
        _require_possible(session, meeting, attendance)


def require_unconfirmed(session: Session, meeting: Meeting) -> None:
    """Raises RuleBroken where the minutes, which say who was there, are confirmed, or nobody was there at all."""
    now = as_it_stands(session, meeting)
    if now.minutes_state is MinutesState.CONFIRMED:
        raise RuleBroken("These minutes are confirmed, so they stand. A correction is a minute of a later meeting.")
    if now.status is MeetingStatus.CANCELLED:
        raise RuleBroken("This meeting is cancelled, so nobody was there.")


@contextmanager
def _changing(session: Session, meeting: Meeting) -> Iterator[AttendanceFacts]:
    """A change of who was there, after all others and on the record as they left it.

    It makes no vote impossible that was possible before: that one must be mended first.
    """
    take_turn(session, meeting.committee_id)
    require_unconfirmed(session, meeting)
    facts = queries.find(session, meeting.id)
    polls = vote_queries.polls(session, meeting.id)
    wrong_before = {fault for poll in polls for fault in votes.faults(poll, facts.room)}
    yield facts
    if polls:
        room = queries.find(session, meeting.id).room
        wrong = [fault for poll in polls for fault in votes.faults(poll, room) if fault not in wrong_before]
        if wrong:
            raise RuleBroken(f"A vote is recorded that could not have been so. {wrong[0]} Change that vote first.")


def _unmarkable(
    session: Session, facts: AttendanceFacts, line: Line | None, status: AttendanceStatus | None, on: date
) -> str:
    """Why a line cannot be marked so; "" where it can."""
    if line is None:
        return "Somebody on this roll has no seat on the committee any more. Look at the roll again."
    if on < facts.meeting.on and status not in BEFOREHAND:
        return (
            f"The meeting is on {written(facts.meeting.on)}. Until that day only apologies can be recorded, "
            f"not that {line.name} is {_told(status)}."
        )
    there = status in (AttendanceStatus.PRESENT, AttendanceStatus.REMOTE)
    if there and (other := _substitute_of(facts, line.name)):
        return f"{other} is recorded as the substitute for {line.name}. Take the substitute out first."
    return _rests_on(session, facts.meeting.id, line.attendance_id, line.name) if not there else ""


def _mark(session: Session, meeting: Meeting, line: Line, status: AttendanceStatus | None) -> None:
    if line.attendance_id is None:
        if status is not None:
            session.add(
                Attendance(
                    meeting_id=meeting.id,
                    person_id=line.person_id,
                    name=line.name,
                    role_title=line.role_title,
                    status=status,
                    position=_position(status, line.position),
                )
            )
        return
    row = session.get_one(Attendance, line.attendance_id, populate_existing=True)
    if status is None:
        session.delete(row)
    else:
        row.status, row.person_id = status, line.person_id
        row.position = _position(status, line.position)


def _position(status: AttendanceStatus, place: int) -> int:
    return IN_MINUTES.index(status) * MOST + place % MOST


def _newcomer(
    session: Session,
    meeting: Meeting,
    facts: AttendanceFacts,
    name: str,
    person_id: int | None,
    status: AttendanceStatus,
) -> Attendance:
    """Somebody without a line: the person of that number, or whoever the name is, once each."""
    name = one_line(name, field="The name", most=250)
    person = session.get(Person, person_id) if person_id else queries.person_named(session, name)
    if person is not None:
        name = people.printed(person.name, title=person.title, honours=person.honours)
    if not name:
        raise RuleBroken("Enter the name.")
    own = person.id if person else None
    for line in facts.lines:
        if line.name == name or (own and line.person_id == own):
            raise RuleBroken(f"{name} is a member of the committee. Record on the roll whether they were there.")
    for row in facts.rows:
        if row.name == name or (own and row.person_id == own):
            raise RuleBroken(f"{name} is recorded already, as {_told(row.status)}.")
    last = max((row.position for row in facts.rows if row.status is status), default=0)
    made = Attendance(
        meeting_id=meeting.id,
        person_id=own,
        name=name,
        status=status,
        position=_position(status, last + 1),
    )
    session.add(made)
    return made


def _substitute_of(facts: AttendanceFacts, name: str) -> str:
    substitutes = (row for row in facts.rows if row.status is AttendanceStatus.SUBSTITUTE)
    return next((row.name for row in substitutes if row.substitute_for == name), "")


def _require_possible(session: Session, meeting: Meeting, attendance: Attendance) -> None:
    sittings = queries.find(session, meeting.id).room.sittings
    steps = next(each.steps for each in sittings if each.attendance_id == attendance.id)
    rules.require_possible(attendance.name, steps)


def _rests_on(session: Session, meeting_id: int, attendance_id: int | None, name: str) -> str:
    """What says that somebody was there, and so must be taken out first; "" where nothing does."""
    moved = select(AttendanceMovement.id).where(AttendanceMovement.attendance_id == attendance_id)
    if session.scalar(moved.limit(1)) is not None:
        return f"{name} is recorded as having come or gone during the meeting. Take that out first."
    declared = select(Declaration.id).where(Declaration.meeting_id == meeting_id, Declaration.name == name)
    if session.scalar(declared.limit(1)) is not None:
        return f"{name} is recorded as having declared an interest. Take that out first."
    return ""


def _told(status: AttendanceStatus | None) -> str:
    """As it reads in a sentence: `sent apologies` would not, `apologies` does."""
    return {None: "not recorded", AttendanceStatus.REMOTE: "remote", AttendanceStatus.SUBSTITUTE: "a substitute"}.get(
        status, status.label.lower() if status else ""
    )
