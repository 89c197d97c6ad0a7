"""Brings past minutes into the record as a draft: their meeting found or made, who was there, what was minuted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from scrutiny.domain.dates import written, written_time
from scrutiny.domain.record import Doubt
from scrutiny.domain.record.meetings import Meeting as Given
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.vocabulary import MeetingKind, MeetingStatus, MinutesState
from scrutiny.intake.past.minutes import PastMinutes
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.committees import Committee
from scrutiny.models.meetings import Meeting
from scrutiny.models.minutes import Minute
from scrutiny.operations import meetings
from scrutiny.operations.past.appearances import Appearances
from scrutiny.operations.past.known import Known, key
from scrutiny.operations.past.numbers import Numbers
from scrutiny.operations.past.those_there import Roll
from scrutiny.operations.turns import take_turn
from scrutiny.queries import official_minutes


@dataclass(frozen=True, slots=True)
class Minuted:
    """The meeting whose minutes came in, and what somebody should look at."""

    meeting_id: int
    doubts: tuple[Doubt, ...]


def bring_in(session: Session, committee: Committee, past: PastMinutes, *, on: date) -> Minuted:
    """Inside the caller's one change: all of it or none.

    Nothing of it is public: it is a draft, which the chair has not agreed. Raises RuleBroken where the meeting has
    minutes already, or has not been held.
    """
    take_turn(session, committee.id)
    given = past.meeting
    doubts: list[Doubt] = []
    found = _find(session, committee, given, on)
    if found is not None:
        _require_unminuted(session, found, given)
    meeting = found or _call(session, committee, given, doubts)
    _begin_a_draft(meeting, doubts)
    meetings.hold(session, meeting, on=on, ended_at=_ended(given, meeting, doubts))
    if given.signed_by:
        doubts.append(Doubt("signature", f"{given.signed_by} signed them. Confirm them once they are looked through."))
    known = Known(session, committee)
    roll = Roll(session, known, meeting, past.people)
    roll.take(given.attendance or ())
    numbers = Numbers(session, committee, meeting)
    appearances = Appearances(session, known, meeting, roll, numbers)
    appearances.bring_in(given)
    session.flush()
    return Minuted(meeting.id, (*doubts, *roll.doubts, *numbers.doubts, *appearances.doubts))


def _find(session: Session, committee: Committee, given: Given, on: date) -> Meeting | None:
    """The committee's formal meeting of that day; of two, the one at that hour."""
    if given.date > on:
        raise RuleBroken(f"The meeting on {written(given.date)} is still to come, so these are no minutes of it.")
    there = session.scalars(
        select(Meeting).where(
            Meeting.committee_id == committee.id, Meeting.on == given.date, Meeting.kind == MeetingKind.FORMAL
        )
    ).all()
    called = [meeting for meeting in there if meeting.status is not MeetingStatus.CANCELLED]
    if there and not called:
        raise RuleBroken(
            f"The meeting on {written(given.date)} is cancelled in the record. Restore it, then bring them in."
        )
    if len(called) > 1:
        called = [meeting for meeting in called if meeting.at == given.time]
        if not called:
            raise RuleBroken(
                f"There are two meetings on {written(given.date)}, and the minutes do not say at what time theirs was."
            )
    return called[0] if called else None


def _require_unminuted(session: Session, meeting: Meeting, given: Given) -> None:
    """Raises RuleBroken for a second import, and for what it would stand beside: a file that was adopted, too, of which
    the public would be told no more once the minutes are a draft.
    """
    day = written(meeting.on)
    if official_minutes.standing(session, meeting.id):
        raise RuleBroken(
            f"The minutes of {day} have an official text that was adopted, so nothing was brought in. Take that back "
            "first."
        )
    minuted = (
        select(Minute).join(AgendaItem, AgendaItem.id == Minute.item_id).where(AgendaItem.meeting_id == meeting.id)
    )
    if not session.scalar(select(exists(minuted))):
        return
    held = {key(minute.narrative) for minute in session.scalars(minuted)}
    if held == {key(item.minute or "") for item in given.items}:
        raise RuleBroken(f"These minutes of {day} are here already. Nothing was changed.")
    raise RuleBroken(f"The meeting on {day} has minutes already, so nothing was brought in. Change those instead.")


def _call(session: Session, committee: Committee, given: Given, doubts: list[Doubt]) -> Meeting:
    """A meeting that the record did not have."""
    day = written(given.date)
    doubts.append(Doubt("the meeting", f"The record had no meeting on {day}. It is made, as one that was held."))
    if given.time is None:
        usual = written_time(committee.usual_time)
        doubts.append(Doubt("the time", f"When it began is not told: {usual} is taken, as usual."))
    meeting = meetings.schedule(session, committee=committee, day=given.date, at=given.time, venue=given.venue or "")
    if given.committee_name and key(given.committee_name) != key(committee.name):
        meeting.committee_name = given.committee_name
    return meeting


def _begin_a_draft(meeting: Meeting, doubts: list[Doubt]) -> None:
    """Also where the record knew of minutes whose text it did not hold: what was read is nobody's word yet."""
    if meeting.minutes_state.public:
        state = "confirmed" if meeting.minutes_state is MinutesState.CONFIRMED else "agreed"
        told = f"The record said that they were {state}, without their text. They are a draft until that is said again."
        doubts.append(Doubt("the minutes", told))
    meeting.minutes_state, meeting.confirmed_at_meeting_id = MinutesState.DRAFT, None
    meeting.confirmed_as_amended = False


def _ended(given: Given, meeting: Meeting, doubts: list[Doubt]) -> time | None:
    if given.time is not None and given.time != meeting.at:
        told, kept = written_time(given.time), written_time(meeting.at)
        doubts.append(Doubt("the time", f"The minutes say {told}, and the record {kept}, which is kept."))
    return given.ended_at
