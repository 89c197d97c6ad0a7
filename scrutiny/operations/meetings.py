"""Changes meetings: called, moved, cancelled and restored, held, and their agendas published."""

from __future__ import annotations

from datetime import date, time
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.database import author_of
from scrutiny.domain import lifecycles
from scrutiny.domain.dates import written, written_time
from scrutiny.domain.notice import NoticeRule, require_notice_of_a_move, require_notice_or_urgency
from scrutiny.domain.publishing import require_nothing_stops
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.text import one_line
from scrutiny.domain.vocabulary import MeetingKind, MeetingStatus, MinutesState
from scrutiny.domain.working_days import Calendar
from scrutiny.models.committees import Committee, Council
from scrutiny.models.meetings import Meeting, Rearrangement
from scrutiny.operations import agenda, items, moved_on
from scrutiny.operations.reasons import required
from scrutiny.operations.turns import as_it_stands, take_turn
from scrutiny.operations.turns import hold as hold_row
from scrutiny.queries import closures, publishing


class AgendaChanged(RuleBroken):
    """The agenda is not the one that its publisher had looked at."""


def schedule(
    session: Session,
    *,
    committee: Committee,
    day: date,
    at: time | None = None,
    venue: str | None = None,
    kind: MeetingKind = MeetingKind.FORMAL,
    title: str = "",
    duration_minutes: int = 120,
) -> Meeting:
    """Call a meeting, at the committee's usual time and place unless told otherwise."""
    take_turn(session, committee.id)
    if committee.closed_on is not None and day > committee.closed_on:
        raise RuleBroken(f"The committee closed on {written(committee.closed_on)}, so it meets no more.")
    _require_free(session, committee.id, day, at or committee.usual_time)
    meeting = Meeting(
        committee_id=committee.id,
        committee_name=committee.name,
        on=day,
        at=at or committee.usual_time,
        venue=one_line(committee.usual_venue if venue is None else venue, field="The venue", most=300),
        kind=kind,
        title=one_line(title, field="The title", most=300),
        duration_minutes=duration_minutes,
        uid=new_uid(),
        changed_at=author_of(session).at,
    )
    session.add(meeting)
    session.flush()
    return meeting


def new_uid() -> str:
    """A meeting's identity in calendars, drawn once: not made from its date, which can change (RFC 5545 s.3.8.4.7)."""
    return f"{uuid4()}@meetings.scrutiny"


def rearrange(
    session: Session,
    meeting: Meeting,
    *,
    because: str,
    on: date,
    day: date | None = None,
    at: time | None = None,
    venue: str | None = None,
    short_notice_because: str = "",
) -> Rearrangement:
    """Move a meeting that is still to come. It stays one row and one calendar event; the old date is kept and shown.

    Once its agenda is published, a move inside the clear days is kept with the reason for it; ShortNotice without.
    """
    because = required(because, "why the meeting is moved")
    if meeting.status not in (MeetingStatus.SCHEDULED, MeetingStatus.ADJOURNED):
        raise RuleBroken(f"This meeting is {meeting.status.label.lower()}, so it cannot be moved. Call another one.")
    was = Rearrangement(
        meeting_id=meeting.id,
        was_on=meeting.on,
        was_at=meeting.at,
        was_venue=meeting.venue,
        because=because,
        decided_on=on,
    )
    place = meeting.venue if venue is None else one_line(venue, field="The venue", most=300)
    if (day or meeting.on, at or meeting.at, place) == (meeting.on, meeting.at, meeting.venue):
        raise RuleBroken("The meeting is on that day, at that time and in that place already. Change one of them.")
    take_turn(session, meeting.committee_id)
    _require_free(session, meeting.committee_id, day or meeting.on, at or meeting.at, but_for=meeting.id)
    short = _short_notice(session, meeting, day=day or meeting.on, on=on, because=short_notice_because)
    was.because = f"{because} {short}".strip()
    meeting.on, meeting.at, meeting.venue = day or meeting.on, at or meeting.at, place
    session.add(was)
    _tell_subscribers(session, meeting)
    session.flush()
    return was


def _short_notice(session: Session, meeting: Meeting, *, day: date, on: date, because: str) -> str:
    """An informal meeting is outside these rules, and one that was broken off is the same meeting when it goes on."""
    if meeting.published_on is None or meeting.kind is not MeetingKind.FORMAL:
        return ""
    if meeting.status is not MeetingStatus.SCHEDULED:
        return ""
    council = session.get_one(Council, session.get_one(Committee, meeting.committee_id).council_id)
    return require_notice_of_a_move(
        told_on=on,
        meeting_on=day,
        calendar=closures.calendar(session, council.id, near=day),
        rule=NoticeRule(council.clear_days, council.papers_go_up),
        urgent_because=one_line(because, field="The reason", most=300),
    )


def require_as_seen(session: Session, meeting: Meeting, *, version: str) -> None:
    """Take the turn; raises RuleBroken where the meeting is not the version that was looked at."""
    take_turn(session, meeting.committee_id)
    hold_row(session, meeting)
    if str(meeting.version) != version:
        raise RuleBroken(
            "Somebody changed this meeting while you were looking at it. See how it is now, and send this again if it "
            "still holds."
        )


def name_place(session: Session, meeting: Meeting, *, venue: str) -> Meeting:
    """Say where a meeting is held that had no place yet: nobody has to be told that it moved."""
    place = one_line(venue, field="The venue", most=300)
    if meeting.venue:
        raise RuleBroken("The meeting has a place already. Move it to another one, with the reason.")
    if not place:
        raise RuleBroken("Say where the meeting is held.")
    take_turn(session, meeting.committee_id)
    meeting.venue = place
    _tell_subscribers(session, meeting)
    session.flush()
    return meeting


def cancel(session: Session, meeting: Meeting, *, because: str) -> Meeting:
    """Cancel a meeting. It stays in the record and in calendars, as cancelled; what was for it is open again."""
    because = required(because, "why the meeting is cancelled")
    _require_no_minutes_agreed(session, meeting)
    return _become(session, meeting, MeetingStatus.CANCELLED, because=because, tell=True)


def _require_no_minutes_agreed(session: Session, meeting: Meeting) -> None:
    """What minutes that the public reads say was done is not undone by a change of the meeting's state."""
    take_turn(session, meeting.committee_id)
    if as_it_stands(session, meeting).minutes_state.public:
        raise RuleBroken("The minutes of this meeting are agreed, so they say how it ended. Correct them instead.")


def restore(session: Session, meeting: Meeting) -> Meeting:
    """Call a cancelled meeting after all, on the day it had. What has moved on since is put off, with the reason."""
    take_turn(session, meeting.committee_id)
    _require_free(session, meeting.committee_id, meeting.on, meeting.at, but_for=meeting.id)
    _become(session, meeting, MeetingStatus.SCHEDULED, because="", tell=True)
    moved_on.put_off(session, meeting)
    return meeting


def hold(session: Session, meeting: Meeting, *, on: date, ended_at: time | None = None) -> Meeting:
    """Record that a meeting took place, or when it ended if that is recorded. Raises RuleBroken before its day."""
    if on < meeting.on:
        raise RuleBroken(f"The meeting is on {written(meeting.on)}. It can be recorded as held from that day on.")
    if ended_at is not None and ended_at <= meeting.at:
        raise RuleBroken(f"The meeting began at {written_time(meeting.at)}, so it ended later than that.")
    take_turn(session, meeting.committee_id)
    now = as_it_stands(session, meeting)
    if now.status is not MeetingStatus.HELD:
        _become(session, meeting, MeetingStatus.HELD, because="", tell=False)
    elif now.minutes_state is MinutesState.CONFIRMED:
        raise RuleBroken("These minutes are confirmed, so they stand. A correction is a minute of a later meeting.")
    meeting.ended_at = ended_at
    session.flush()
    return meeting


def adjourn(session: Session, meeting: Meeting, *, because: str) -> Meeting:
    """Break a meeting off, to be resumed: what it has not reached waits for that, or for the next agenda."""
    because = required(because, "why the meeting is adjourned")
    _require_no_minutes_agreed(session, meeting)
    return _become(session, meeting, MeetingStatus.ADJOURNED, because=because, tell=True)


def publish(
    session: Session,
    meeting: Meeting,
    *,
    on: date,
    calendar: Calendar,
    rule: NoticeRule,
    late_because: str = "",
    seen: str = "",
) -> Meeting:
    """Publish the agenda: its numbers are fixed from now on. Publishing what is published already changes nothing.

    Raises RuleBroken for an agenda that lacks what `domain.publishing` says must be there, and for too little notice
    without a reason. An informal meeting is outside these rules. Raises it too where the agenda is not the one that
    was `seen`, as `items.agenda_as_it_is` tells it.
    """
    take_turn(session, meeting.committee_id)
    now = as_it_stands(session, meeting)
    if now.published_on is not None:
        return meeting
    if now.status is not MeetingStatus.SCHEDULED:
        raise RuleBroken(f"This meeting is {now.status.label.lower()}, so its agenda cannot be published.")
    if meeting.kind is MeetingKind.FORMAL:
        require_nothing_stops(publishing.draft(session, meeting, calendar=calendar, rule=rule))
        require_notice_or_urgency(
            published_on=on, meeting_on=now.on, calendar=calendar, rule=rule, urgent_because=late_because
        )
    if seen and seen != items.agenda_as_it_is(session, meeting):
        raise AgendaChanged(
            "Somebody changed this agenda while you were looking at it, and nothing is published. See how it is now, "
            "and publish it if it is right."
        )
    agenda.number(session, meeting)
    meeting.published_on, meeting.published_late_because = on, late_because.strip()
    meeting.changed_at = author_of(session).at
    session.flush()
    return meeting


def reopen(session: Session, meeting: Meeting, *, because: str) -> Meeting:
    """Take a published agenda back to mend it. Numbers given stay given; the reason is kept."""
    because = required(because, "why the agenda is reopened")
    take_turn(session, meeting.committee_id)
    now = as_it_stands(session, meeting)
    if now.published_on is None:
        raise RuleBroken("This agenda is not published, so it can be changed as it is.")
    if now.status is not MeetingStatus.SCHEDULED:
        raise RuleBroken(f"This meeting is {now.status.label.lower()}: its agenda is part of the record.")
    _explain_the_move(session, meeting)
    meeting.published_on, meeting.status_because = None, because
    meeting.changed_at = author_of(session).at
    session.flush()
    return meeting


def _explain_the_move(session: Session, meeting: Meeting) -> None:
    """An earlier move may have its reason from where it was read in, or none: no later one is to be taken for it."""
    last = select(Rearrangement).where(Rearrangement.meeting_id == meeting.id).order_by(Rearrangement.id.desc())
    move = session.scalars(last.limit(1)).first()
    if move is not None and not move.because:
        move.because = meeting.status_because or "The reason is not recorded."


def _require_free(session: Session, committee_id: int, day: date, at: time, *, but_for: int | None = None) -> None:
    """A committee meets once at a time; a cancelled meeting leaves its hour free."""
    there = select(Meeting.id).where(
        Meeting.committee_id == committee_id,
        Meeting.on == day,
        Meeting.at == at,
        Meeting.status != MeetingStatus.CANCELLED,
        Meeting.id != (but_for or 0),
    )
    if session.scalar(there.limit(1)) is not None:
        raise RuleBroken(
            f"The committee has a meeting on {written(day)} at {written_time(at)} already. "
            "Choose another day or another hour."
        )


def _become(session: Session, meeting: Meeting, status: MeetingStatus, *, because: str, tell: bool) -> Meeting:
    take_turn(session, meeting.committee_id)
    lifecycles.require(meeting.status, status)
    meeting.status, meeting.status_because = status, because
    if tell:
        _tell_subscribers(session, meeting)
    session.flush()
    return meeting


def _tell_subscribers(session: Session, meeting: Meeting) -> None:
    """A change of date, time, place or state: a higher SEQUENCE of the same event (RFC 5545 s.3.8.7.4)."""
    meeting.sequence += 1
    meeting.changed_at = author_of(session).at
