"""Business of a cancelled meeting that went to another one, for when the meeting is called after all.

It is not taken twice: the item stays on the agenda as deferred, with the reason, so that nothing is lost if the other
meeting gives it back. Minutes to confirm leave a draft, because rolling forward brings them.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session, aliased

from scrutiny.domain.dates import written
from scrutiny.domain.roll_forward import Subject
from scrutiny.domain.vocabulary import EntryStatus, ItemOutcome, MeetingStatus, MinutesState
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.committees import StandingItem
from scrutiny.models.meetings import Meeting
from scrutiny.models.programme import WorkProgrammeEntry
from scrutiny.models.roll_forward import RollForwardLine
from scrutiny.operations import leaving
from scrutiny.queries.rows import Rows

_ENDED = {EntryStatus.WITHDRAWN, EntryStatus.COMPLETED}


def put_off(session: Session, meeting: Meeting) -> None:
    """Mark what is pending on the agenda of a meeting called after all, and is on another agenda or ended by now."""
    for item, to in [*_rolled_on(session, meeting), *_brought_elsewhere(session, meeting)]:
        _defer(item, f"the meeting on {written(to.on)}")
    for item, entry, elsewhere in _planned_elsewhere(session, meeting):
        if entry.status in _ENDED:
            item.outcome = ItemOutcome.WITHDRAWN
            item.outcome_note = entry.status_because or entry.outcome
        else:
            _defer(item, f"the meeting on {written(elsewhere.on)}" if elsewhere else "another date")
    for item in _minutes_elsewhere(session, meeting):
        if leaving.can_leave(session, item, meeting):
            leaving.leave(session, item)
        else:
            _defer(item, "another meeting")
    session.flush()


def _defer(item: AgendaItem, to: str) -> None:
    item.outcome, item.outcome_note = ItemOutcome.DEFERRED, f"It went to {to} while this one was cancelled."


def _pending_on(meeting: Meeting) -> ColumnElement[bool]:
    return and_(AgendaItem.meeting_id == meeting.id, AgendaItem.outcome == ItemOutcome.PENDING)


def _stands_but(meeting: Meeting) -> ColumnElement[bool]:
    return and_(Meeting.id != meeting.id, Meeting.status != MeetingStatus.CANCELLED)


def _rolled_on(session: Session, meeting: Meeting) -> Rows:
    there = aliased(AgendaItem)
    found = (
        select(AgendaItem, Meeting)
        .join(RollForwardLine, RollForwardLine.subject_id == AgendaItem.id)
        .join(there, there.id == RollForwardLine.item_id)
        .join(Meeting, Meeting.id == there.meeting_id)
        .where(_pending_on(meeting), RollForwardLine.subject == Subject.ITEM.value, _stands_but(meeting))
    )
    return session.execute(found).all()


def _brought_elsewhere(session: Session, meeting: Meeting) -> Rows:
    """Yearly business that another agenda has been given since."""
    there = aliased(AgendaItem)
    found = (
        select(AgendaItem, Meeting)
        .join(StandingItem, StandingItem.id == AgendaItem.standing_item_id)
        .join(there, and_(there.standing_item_id == StandingItem.id, there.id > AgendaItem.id))
        .join(Meeting, Meeting.id == there.meeting_id)
        .where(_pending_on(meeting), StandingItem.month.is_not(None), _stands_but(meeting))
    )
    return session.execute(found).all()


def _planned_elsewhere(session: Session, meeting: Meeting) -> Rows:
    """Its meeting is None for an entry that was put off to another date."""
    entry = WorkProgrammeEntry
    found = (
        select(AgendaItem, entry, Meeting)
        .join(entry, entry.id == AgendaItem.entry_id)
        .outerjoin(Meeting, Meeting.id == entry.meeting_id)
        .where(
            _pending_on(meeting),
            or_(entry.status.in_(_ENDED), entry.meeting_id.is_(None), _stands_but(meeting)),
        )
    )
    return session.execute(found).all()


def _minutes_elsewhere(session: Session, meeting: Meeting) -> Sequence[AgendaItem]:
    there = aliased(AgendaItem)
    waiting = exists().where(
        there.minutes_of_id == AgendaItem.minutes_of_id,
        there.outcome == ItemOutcome.PENDING,
        Meeting.id == there.meeting_id,
        Meeting.status.in_((MeetingStatus.SCHEDULED, MeetingStatus.ADJOURNED)),
        Meeting.id != meeting.id,
    )
    confirmed = exists().where(Meeting.id == AgendaItem.minutes_of_id, Meeting.minutes_state == MinutesState.CONFIRMED)
    found = select(AgendaItem).where(_pending_on(meeting), or_(waiting, confirmed))
    return session.scalars(found).all()
