"""Finds one meeting's minutes."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, aliased

from scrutiny.domain.vocabulary import MinutesState
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.meetings import Attendance, AttendanceMovement
from scrutiny.models.minutes import Declaration, Minute, MinuteNumber, MinuteVersion, Resolution, Vote, VoteCast
from scrutiny.queries.meetings import ATTENDANCE, MEETING_ID, of_meeting
from scrutiny.queries.rows import AnyRow, Rows
from scrutiny.queries.votes import OF_MEETING as VOTES


@dataclass(frozen=True, slots=True)
class MinutesFacts:
    """One meeting and all that its minutes show."""

    meeting: AnyRow
    items: Rows
    resolutions: Rows
    attendance: Rows
    movements: Rows
    votes: Rows
    casts: Rows
    declarations: Rows
    corrections: Rows = ()


_MINUTED_ITEMS = (
    select(
        *AgendaItem.__table__.c,
        Minute.id.label("minute_id"),
        Minute.narrative,
        Minute.public_summary,
        MinuteNumber.printed.label("minute_number"),
    )
    .join(Minute, Minute.item_id == AgendaItem.id)
    .outerjoin(MinuteNumber, MinuteNumber.id == Minute.number_id)
    .where(AgendaItem.meeting_id == MEETING_ID)
    .order_by(AgendaItem.position, AgendaItem.id)
)
_RESOLUTIONS = (
    select(Resolution.id, Minute.item_id, Resolution.letter, Resolution.text, Resolution.kind)
    .join(Minute, Minute.id == Resolution.minute_id)
    .join(AgendaItem, AgendaItem.id == Minute.item_id)
    .where(AgendaItem.meeting_id == MEETING_ID)
    .order_by(Minute.item_id, Resolution.position)
)
_MOVEMENTS = (
    select(
        Attendance.name,
        AttendanceMovement.item_id,
        AttendanceMovement.movement,
        AttendanceMovement.at,
        AttendanceMovement.note,
    )
    .join(Attendance, Attendance.id == AttendanceMovement.attendance_id)
    .where(Attendance.meeting_id == MEETING_ID)
    .order_by(AttendanceMovement.id)
)
_CASTS = (
    select(VoteCast.vote_id, VoteCast.name, VoteCast.choice)
    .join(Vote, Vote.id == VoteCast.vote_id)
    .join(AgendaItem, AgendaItem.id == Vote.item_id)
    .where(AgendaItem.meeting_id == MEETING_ID)
    .order_by(VoteCast.id)
)
_before = aliased(MinuteVersion)
_CORRECTIONS = (
    select(Minute.item_id, MinuteVersion.at, MinuteVersion.because)
    .join(Minute, Minute.id == MinuteVersion.minute_id)
    .join(AgendaItem, AgendaItem.id == Minute.item_id)
    .where(
        AgendaItem.meeting_id == MEETING_ID,
        MinuteVersion.state == MinutesState.CONFIRMED,
        exists().where(
            _before.minute_id == MinuteVersion.minute_id,
            _before.state == MinutesState.CONFIRMED,
            _before.id < MinuteVersion.id,
        ),
    )
    .order_by(MinuteVersion.id)
)
"""The first text that was kept as confirmed is the one that was; each later one is a correction."""

_DECLARATIONS = select(*Declaration.__table__.c).where(Declaration.meeting_id == MEETING_ID).order_by(Declaration.id)


def find(session: Session, meeting_id: int) -> MinutesFacts | None:
    """Everything in one meeting's minutes, in order; None when there is no such meeting."""
    meeting, of = of_meeting(session, meeting_id)
    if meeting is None:
        return None
    votes = of(VOTES)
    return MinutesFacts(
        meeting=meeting,
        items=of(_MINUTED_ITEMS),
        resolutions=of(_RESOLUTIONS),
        attendance=of(ATTENDANCE),
        movements=of(_MOVEMENTS),
        votes=votes,
        casts=of(_CASTS) if votes else (),
        declarations=of(_DECLARATIONS),
        corrections=of(_CORRECTIONS) if meeting.minutes_state is MinutesState.CONFIRMED else (),
    )
