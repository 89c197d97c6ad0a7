"""Finds a committee's work programme for a municipal year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, case, func, select
from sqlalchemy.orm import Session

from scrutiny.domain.municipal_year import MunicipalYear
from scrutiny.domain.vocabulary import EntryStatus, MeetingKind
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.meetings import Meeting
from scrutiny.models.minutes import Minute, MinuteNumber
from scrutiny.models.programme import EntryLead, EntryMove, WorkProgrammeEntry
from scrutiny.queries import closures, committees, meetings
from scrutiny.queries.rows import AnyRow, Rows
from scrutiny.queries.withheld import AGREED, EXEMPT


@dataclass(frozen=True, slots=True)
class ProgrammeFacts:
    """All that a work programme shows. `meetings` are the formal ones of its year.

    `appearances` are the agenda items that the entries became.
    """

    committee: AnyRow
    year: MunicipalYear
    members: Rows
    meetings: Rows
    entries: Rows
    leads: Rows
    moves: Rows
    appearances: Rows = ()


_when = func.coalesce(Meeting.on, WorkProgrammeEntry.planned_on)
_OF = (
    WorkProgrammeEntry.committee_id == bindparam("committee_id"),
    WorkProgrammeEntry.year == bindparam("year"),
)
_ENTRIES = (
    select(*WorkProgrammeEntry.__table__.c, Meeting.on.label("meeting_on"))
    .outerjoin(Meeting, Meeting.id == WorkProgrammeEntry.meeting_id)
    .where(*_OF)
    .order_by(WorkProgrammeEntry.position, WorkProgrammeEntry.id)
)
_LEADS = (
    select(EntryLead.entry_id, EntryLead.label, EntryLead.name, EntryLead.person_id, EntryLead.capacity)
    .join(WorkProgrammeEntry, WorkProgrammeEntry.id == EntryLead.entry_id)
    .where(*_OF)
    .order_by(EntryLead.entry_id, EntryLead.position, EntryLead.id)
)
_MOVES = (
    select(EntryMove.entry_id, EntryMove.because, EntryMove.from_when, Meeting.on.label("from_on"))
    .join(WorkProgrammeEntry, WorkProgrammeEntry.id == EntryMove.entry_id)
    .outerjoin(Meeting, Meeting.id == EntryMove.from_meeting_id)
    .where(*_OF)
    .order_by(EntryMove.entry_id, EntryMove.id)
)
_APPEARANCES = (
    select(
        AgendaItem.entry_id,
        AgendaItem.meeting_id,
        AgendaItem.outcome,
        AgendaItem.public_title,
        EXEMPT.label("exempt"),
        Meeting.on,
        case((Meeting.minutes_state.in_(AGREED), MinuteNumber.printed), else_=None).label("minute_number"),
    )
    .join(WorkProgrammeEntry, WorkProgrammeEntry.id == AgendaItem.entry_id)
    .join(Meeting, Meeting.id == AgendaItem.meeting_id)
    .outerjoin(Minute, Minute.item_id == AgendaItem.id)
    .outerjoin(MinuteNumber, MinuteNumber.id == Minute.number_id)
    .where(*_OF)
    .order_by(AgendaItem.entry_id, Meeting.on, AgendaItem.id)
)


def for_year(session: Session, code: str, today: date, year: MunicipalYear | None = None) -> ProgrammeFacts | None:
    """The programme of that year, or of the year that `today` falls in; None when there is no such committee."""
    committee = committees.by_code(session, code)
    if committee is None:
        return None
    fixed = closures.annual_meetings(session, committee.council_id)
    year = year or MunicipalYear.of(today, fixed)
    first, last = year.first_day(fixed), year.last_day(fixed)
    connection = session.connection()
    wanted = {"committee_id": committee.id, "year": year.starts}
    return ProgrammeFacts(
        committee=committee,
        year=year,
        members=committees.members(session, committee.id, min(max(today, first), last)),
        meetings=[
            row
            for row in meetings.listed(session, committee.id)
            if first <= row.on <= last and row.kind is MeetingKind.FORMAL
        ],
        entries=connection.execute(_ENTRIES, wanted).all(),
        leads=connection.execute(_LEADS, wanted).all(),
        moves=connection.execute(_MOVES, wanted).all(),
        appearances=connection.execute(_APPEARANCES, wanted).all(),
    )


_AHEAD = (
    select(*WorkProgrammeEntry.__table__.c, _when.label("on"))
    .outerjoin(Meeting, Meeting.id == WorkProgrammeEntry.meeting_id)
    .where(
        WorkProgrammeEntry.committee_id == bindparam("committee_id"),
        WorkProgrammeEntry.status == EntryStatus.PLANNED,
        _when >= bindparam("today"),
    )
    .order_by(_when, WorkProgrammeEntry.position, WorkProgrammeEntry.id)
    .limit(bindparam("most"))
)


def ahead(session: Session, committee_id: int, today: date, most: int) -> Rows:
    """What a committee means to look at next: its planned rows that have a day, each with `on`."""
    wanted = {"committee_id": committee_id, "today": today, "most": most}
    return session.connection().execute(_AHEAD, wanted).all()


_YEARS = select(WorkProgrammeEntry.year).where(WorkProgrammeEntry.committee_id == bindparam("committee_id")).distinct()


def years(session: Session, committee_id: int) -> list[MunicipalYear]:
    """The years that have a programme, the latest first."""
    starts = session.connection().scalars(_YEARS, {"committee_id": committee_id})
    return sorted((MunicipalYear(start) for start in starts), reverse=True)
