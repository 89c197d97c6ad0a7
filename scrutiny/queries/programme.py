"""Finds a committee's work programme for a municipal year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, case, func, select
from sqlalchemy.orm import Session

from scrutiny.domain.municipal_year import MunicipalYear
from scrutiny.domain.vocabulary import EntryStatus, MeetingKind, MeetingStatus
from scrutiny.models.agenda import AgendaItem, Topic
from scrutiny.models.meetings import Meeting
from scrutiny.models.minutes import Minute, MinuteNumber
from scrutiny.models.programme import EntryLead, EntryMove, WorkProgrammeEntry
from scrutiny.queries import closures, committees, meetings
from scrutiny.queries.rows import AnyRow, Rows, plain
from scrutiny.queries.withheld import AGREED, withheld_entry


@dataclass(frozen=True, slots=True)
class ProgrammeFacts:
    """All that a work programme shows. `meetings` are the formal ones of its year.

    `gatherings` are those and the informal ones, with any that an entry is planned for though another year has it.
    `appearances` are the agenda items that the entries became. An entry that is `exempt` has a `public_title`.
    """

    committee: AnyRow
    year: MunicipalYear
    members: Rows
    meetings: Rows
    entries: Rows
    leads: Rows
    moves: Rows
    appearances: Rows = ()
    gatherings: Rows = ()


_when = func.coalesce(Meeting.on, WorkProgrammeEntry.planned_on)
_OF = (
    WorkProgrammeEntry.committee_id == bindparam("committee_id"),
    WorkProgrammeEntry.year == bindparam("year"),
)
_SHOWN = (
    WorkProgrammeEntry.id,
    WorkProgrammeEntry.topic_id,
    WorkProgrammeEntry.meeting_id,
    WorkProgrammeEntry.planned_on,
    WorkProgrammeEntry.when,
    WorkProgrammeEntry.section,
    WorkProgrammeEntry.position,
    WorkProgrammeEntry.title,
    WorkProgrammeEntry.details,
    WorkProgrammeEntry.outcome,
    WorkProgrammeEntry.status,
    WorkProgrammeEntry.status_because,
    WorkProgrammeEntry.version,
)
_ENTRIES = (
    select(
        *_SHOWN,
        Meeting.on.label("meeting_on"),
        Topic.public_title,
        withheld_entry().label("exempt"),
    )
    .join(Topic, Topic.id == WorkProgrammeEntry.topic_id)
    .outerjoin(Meeting, Meeting.id == WorkProgrammeEntry.meeting_id)
    .where(*_OF)
    .order_by(WorkProgrammeEntry.position, WorkProgrammeEntry.id)
)
_LEADS = (
    select(EntryLead.entry_id, EntryLead.label, EntryLead.name)
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
    entries = plain(connection.execute(_ENTRIES, wanted).all())
    named = {entry.meeting_id for entry in entries}
    listed = meetings.listed(session, committee.id)
    return ProgrammeFacts(
        committee=committee,
        year=year,
        members=committees.members(session, committee.id, min(max(today, first), last)),
        meetings=[row for row in listed if first <= row.on <= last and row.kind is MeetingKind.FORMAL],
        gatherings=[row for row in listed if first <= row.on <= last or row.id in named],
        entries=entries,
        leads=plain(connection.execute(_LEADS, wanted).all()),
        moves=plain(connection.execute(_MOVES, wanted).all()),
        appearances=plain(connection.execute(_APPEARANCES, wanted).all()),
    )


_AHEAD = (
    select(
        case((withheld_entry(), Topic.public_title), else_=WorkProgrammeEntry.title).label("title"),
        case((withheld_entry(), None), else_=WorkProgrammeEntry.topic_id).label("topic_id"),
        _when.label("on"),
    )
    .join(Topic, Topic.id == WorkProgrammeEntry.topic_id)
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
    """What a committee means to look at next, as anybody may read it: `on` and the title, and the topic if it is told.

    The title of a withheld row may be empty.
    """
    wanted = {"committee_id": committee_id, "today": today, "most": most}
    return session.connection().execute(_AHEAD, wanted).all()


_YEARS = select(WorkProgrammeEntry.year).where(WorkProgrammeEntry.committee_id == bindparam("committee_id")).distinct()


def year_of(session: Session, council_id: int, day: date) -> MunicipalYear:
    return MunicipalYear.of(day, closures.annual_meetings(session, council_id))


def years(session: Session, committee_id: int) -> list[MunicipalYear]:
    """The years that have a programme, the latest first."""
    starts = session.connection().scalars(_YEARS, {"committee_id": committee_id})
    return sorted((MunicipalYear(start) for start in starts), reverse=True)


_TOPICS = (
    select(Topic.id, Topic.title, Topic.exempt)
    .where(Topic.committee_id == bindparam("committee_id"))
    .order_by(func.lower(Topic.title), Topic.id)
)
_TO_COME = (
    select(Meeting.id, Meeting.on, Meeting.at, Meeting.kind, Meeting.title)
    .where(
        Meeting.committee_id == bindparam("committee_id"),
        Meeting.on >= bindparam("today"),
        Meeting.status.in_([MeetingStatus.SCHEDULED, MeetingStatus.ADJOURNED]),
    )
    .order_by(Meeting.on, Meeting.at, Meeting.id)
)


def topics(session: Session, committee_id: int) -> Rows:
    """What the committee follows, by title: what a new entry can be of."""
    return session.connection().execute(_TOPICS, {"committee_id": committee_id}).all()


def to_come(session: Session, committee_id: int, today: date) -> Rows:
    """The meetings that something can still be planned for, formal or not, in order of their dates."""
    return session.connection().execute(_TO_COME, {"committee_id": committee_id, "today": today}).all()
