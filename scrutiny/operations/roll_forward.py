"""Carries out a roll-forward in one go, once, and takes it back until the agenda is published.

It plans again inside the transaction, on the record as it then stands. What it puts on the agenda, the tracker and the
programme it writes down line by line; a later run adds only what has come open since.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scrutiny.database import author_of
from scrutiny.domain.dates import written
from scrutiny.domain.roll_forward import (
    Choice,
    Destination,
    Line,
    Plan,
    Seen,
    Subject,
    Thing,
    decided,
    plan,
    require_as_seen,
)
from scrutiny.domain.roll_forward.choices import LEAVE
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.vocabulary import MeetingKind, MeetingStatus
from scrutiny.models.meetings import Meeting
from scrutiny.models.roll_forward import RollForward, RollForwardLine
from scrutiny.operations import rolled_agenda, rolled_programme, rolled_tracker, taken_back
from scrutiny.operations.turns import as_it_stands, take_turn
from scrutiny.queries.roll_forward import open_things
from scrutiny.queries.rolled import last_held_before, standing_roll


def roll_forward(
    session: Session,
    from_meeting: Meeting | None,
    to_meeting: Meeting,
    *,
    only: Collection[Thing] | None = None,
    chosen: Mapping[Thing, Choice] | None = None,
    saw: Seen | None = None,
    by: str,
    on: date,
) -> Plan:
    """Put every open thing, or those of `only`, where the plan has it or an officer has `chosen`; answers with that.

    Doing it twice is doing it once. What an officer leaves, and says why, is written down with the rest.

    Raises RuleBroken for an agenda that is no longer a draft, for a thing of `only` that is no longer open, and for a
    choice that is not offered; PlanChanged where an officer `saw` another plan. A committee's first meeting has none
    to roll forward from.
    """
    take_turn(session, to_meeting.committee_id)
    require_possible(session, from_meeting, to_meeting)
    things = open_things(session, to_meeting, since=(from_meeting or to_meeting).on)
    planned = plan(things)
    if saw is not None:
        require_as_seen(planned, saw)
    planned = decided(planned, things, chosen or {})
    lines = _of_these(planned, only)
    explained = {thing for thing, choice in (chosen or {}).items() if choice == LEAVE and choice.why}
    left = tuple(line for line in planned.lines if line.thing in explained)
    if lines or left:
        roll = standing_roll(session, to_meeting.id) or _new_roll(session, from_meeting, to_meeting, by=by)
        _carry_out(session, roll, to_meeting, lines, left, on=on)
    return planned


def put_standing_items(session: Session, to_meeting: Meeting, *, by: str, on: date) -> Plan:
    """Begin an agenda with what comes by itself, and leave all else for a roll-forward to come."""
    earlier = last_held_before(session, to_meeting)
    take_turn(session, to_meeting.committee_id)
    things = plan(open_things(session, to_meeting, since=(earlier or to_meeting).on))
    by_itself = [line.thing for line in things.lines if line.thing.subject in (Subject.STANDING, Subject.MINUTES)]
    return roll_forward(session, earlier, to_meeting, only=by_itself, by=by, on=on)


def undo_roll_forward(session: Session, to_meeting: Meeting, *, by: str) -> tuple[str, ...]:
    """Take back all that was rolled forward to the meeting; what somebody has worked on since stays as it is.

    Answers with the titles of what stays: items that were changed or that something rests on, with their entries, and
    entries that were moved again or are in use. Raises RuleBroken when nothing was rolled forward, or the agenda has
    been published.
    """
    take_turn(session, to_meeting.committee_id)
    _require_draft(session, to_meeting)
    roll = standing_roll(session, to_meeting.id)
    if roll is None:
        raise RuleBroken(f"Nothing has been rolled forward to the meeting on {written(to_meeting.on)}.")
    lines = session.scalars(
        select(RollForwardLine)
        .where(RollForwardLine.roll_forward_id == roll.id, RollForwardLine.destination != Destination.STAYS.value)
        .order_by(RollForwardLine.position)
    ).all()
    roll.undone_by, roll.undone_at = by, author_of(session).at
    items = taken_back.take_back(session, to_meeting, lines)
    entries = rolled_programme.take_back(session, lines, staying={item.topic_id for item in items})
    rolled_tracker.take_back(session, to_meeting, lines)
    session.flush()
    return tuple(dict.fromkeys([*(item.title for item in items), *(entry.title for entry in entries)]))


def require_possible(session: Session, from_meeting: Meeting | None, to_meeting: Meeting) -> None:
    """Raise RuleBroken where business cannot be rolled from the one meeting to the other; a preview asks it too."""
    if from_meeting is not None:
        _require_forward(from_meeting, to_meeting)
    _require_draft(session, to_meeting)


def _require_forward(from_meeting: Meeting, to_meeting: Meeting) -> None:
    if from_meeting.committee_id != to_meeting.committee_id:
        raise RuleBroken("The two meetings are of different committees. Choose two of the same.")
    if (from_meeting.on, from_meeting.at) >= (to_meeting.on, to_meeting.at):
        raise RuleBroken(
            f"The meeting on {written(to_meeting.on)} is not after the one on {written(from_meeting.on)}. "
            "Choose a later meeting to roll forward to."
        )


def _require_draft(session: Session, meeting: Meeting) -> None:
    """An agenda that people have in their hands, or that a meeting went through, is not written to."""
    now = as_it_stands(session, meeting)
    the_meeting = f"The meeting on {written(now.on)}"
    if now.kind is not MeetingKind.FORMAL:
        raise RuleBroken(f"{the_meeting} is a {now.kind.label.lower()}, which has no agenda. Choose a formal meeting.")
    if now.status is not MeetingStatus.SCHEDULED:
        raise RuleBroken(f"{the_meeting} is {now.status.label.lower()}. Choose one that has still to be held.")
    if now.published_on is not None:
        raise RuleBroken(
            f"The agenda for {written(now.on)} was published on {written(now.published_on)}, so it cannot change. "
            "Add late items one by one, or reopen it with a reason."
        )


def _of_these(planned: Plan, only: Collection[Thing] | None) -> tuple[Line, ...]:
    if only is None:
        return planned.outstanding
    known = {line.thing for line in planned.lines}
    if gone := [thing for thing in only if thing not in known]:
        many = "things are" if len(gone) > 1 else "thing is"
        raise RuleBroken(
            f"The agenda changed while you were reading it: {len(gone)} {many} no longer open. Look at the plan again."
        )
    return tuple(line for line in planned.outstanding if line.thing in set(only))


def _new_roll(session: Session, from_meeting: Meeting | None, to_meeting: Meeting, *, by: str) -> RollForward:
    came_from = from_meeting.id if from_meeting else None
    roll = RollForward(from_meeting_id=came_from, to_meeting_id=to_meeting.id, by=by, at=author_of(session).at)
    session.add(roll)
    session.flush()
    return roll


def _carry_out(
    session: Session,
    roll: RollForward,
    meeting: Meeting,
    lines: tuple[Line, ...],
    left: tuple[Line, ...],
    *,
    on: date,
) -> None:
    """Programme first, because the agenda's items take their topics from its entries; then the lines are kept.

    With those that are left for a reason, of which the last word counts.
    """
    before = rolled_programme.carry_out(session, meeting, [line for line in lines if _on_programme(line)], on=on)
    again = rolled_agenda.take_up_again(session, meeting, _bound_for(Destination.AGENDA, lines))
    made = rolled_agenda.carry_out(session, meeting, _bound_for(Destination.AGENDA, lines))
    before |= rolled_tracker.carry_out(session, meeting, _bound_for(Destination.TRACKER, lines))
    before = {line.thing: before.get(line.thing, {}) | again.get(line.thing, {}) for line in lines}
    written_down = taken_back.as_rolled(session, [item.item_id for item in made.values()])
    for thing, item in made.items():
        was = asdict(item.was) if item.was else None
        new_item = {"item": written_down[item.item_id], "topic_id": item.new_topic_id, "was": was}
        before[thing] = new_item | before[thing]
    _keep(session, roll, (*lines, *left), {thing: item.item_id for thing, item in made.items()}, before)


def _keep(
    session: Session,
    roll: RollForward,
    lines: Sequence[Line],
    items: Mapping[Thing, int],
    before: Mapping[Thing, dict[str, object]],
) -> None:
    """Write the lines down after those of earlier runs, each with its item and with what undoing must know."""
    earlier = select(func.max(RollForwardLine.position)).where(RollForwardLine.roll_forward_id == roll.id)
    first = (session.scalar(earlier) or 0) + 1
    _forget(session, roll, {line.thing for line in lines})
    session.add_all(
        RollForwardLine(
            roll_forward_id=roll.id,
            position=position,
            subject=line.thing.subject.value,
            subject_id=line.thing.id,
            destination=line.destination.value,
            because=line.because,
            item_id=items.get(line.thing),
            before=before.get(line.thing, {}),
        )
        for position, line in enumerate(lines, start=first)
    )
    session.flush()


def _forget(session: Session, roll: RollForward, things: Collection[Thing]) -> None:
    """What was said of things that were left before."""
    said = select(RollForwardLine).where(
        RollForwardLine.roll_forward_id == roll.id, RollForwardLine.destination == Destination.STAYS.value
    )
    for line in session.scalars(said):
        if Thing(Subject(line.subject), line.subject_id) in things:
            session.delete(line)


def _on_programme(line: Line) -> bool:
    """An entry, what a resolution asks for, or business of an agenda that the officer gave a slot on the programme."""
    given_a_slot = line.thing.subject is Subject.ITEM and line.destination is Destination.REDATED
    return given_a_slot or line.thing.subject in (Subject.ENTRY, Subject.RESOLUTION)


def _bound_for(destination: Destination, lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if line.destination is destination]
