"""Finds what a request entered by hand can have come from: business of the last meetings, and what is planned."""

from __future__ import annotations

from datetime import date

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session

from scrutiny.domain.vocabulary import EntryStatus, ItemKind, MeetingStatus
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.meetings import Meeting
from scrutiny.models.programme import WorkProgrammeEntry
from scrutiny.queries.rows import Rows

MOST_MEETINGS = 6
MOST_ENTRIES = 200

_HERE = bindparam("committee_id", type_=Meeting.committee_id.type)
_LATEST = (
    select(Meeting.id)
    .where(
        Meeting.committee_id == _HERE,
        Meeting.on <= bindparam("on", type_=Meeting.on.type),
        Meeting.status != MeetingStatus.CANCELLED,
    )
    .order_by(Meeting.on.desc(), Meeting.at.desc(), Meeting.id.desc())
    .limit(MOST_MEETINGS)
)
_ITEMS = (
    select(AgendaItem.id, AgendaItem.number, AgendaItem.title, Meeting.on)
    .join(Meeting, Meeting.id == AgendaItem.meeting_id)
    .where(
        or_(Meeting.id.in_(_LATEST), AgendaItem.id == bindparam("item_id", type_=AgendaItem.id.type)),
        Meeting.committee_id == _HERE,
        AgendaItem.kind.in_([ItemKind.BUSINESS, ItemKind.WORK_PROGRAMME]),
    )
    .order_by(Meeting.on.desc(), Meeting.at.desc(), AgendaItem.position)
)
_PLANNED = WorkProgrammeEntry.status.in_([status for status in EntryStatus if status.open])
_ENTRIES = (
    select(WorkProgrammeEntry.id, WorkProgrammeEntry.title)
    .where(
        WorkProgrammeEntry.committee_id == _HERE,
        or_(_PLANNED, WorkProgrammeEntry.id == bindparam("entry_id", type_=WorkProgrammeEntry.id.type)),
    )
    .order_by(WorkProgrammeEntry.title, WorkProgrammeEntry.id)
    .limit(MOST_ENTRIES)
)


def items(session: Session, committee_id: int, on: date, item_id: int | None = None) -> Rows:
    """Business of the meetings up to that day, the last first; and that one item, however long ago."""
    wanted = {"committee_id": committee_id, "on": on, "item_id": item_id}
    return session.connection().execute(_ITEMS, wanted).all()


def entries(session: Session, committee_id: int, entry_id: int | None = None) -> Rows:
    """What is open on the programme; and that one entry, whatever became of it."""
    return session.connection().execute(_ENTRIES, {"committee_id": committee_id, "entry_id": entry_id}).all()
