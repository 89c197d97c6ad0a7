"""A committee's work programme for a municipal year: four tables, as a reader sees them."""

from dataclasses import dataclass
from datetime import date, time

from scrutiny.domain.vocabulary import EntryStatus, Section
from scrutiny.papers.people import Lead, Named


@dataclass(frozen=True, slots=True)
class Entry:
    """A row. `when` is as the council writes it: `14 September 2021`, `tbc`, `July 2022`, or empty."""

    entry_id: int
    topic_id: int | None
    meeting_id: int | None
    on: date | None
    when: str
    title: str
    leads: tuple[Lead, ...]
    details: str
    outcome: str
    status: EntryStatus
    deferred: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class CalendarDate:
    """A meeting in the calendar at the head of the programme."""

    meeting_id: int
    on: date
    at: time
    note: str = ""


@dataclass(frozen=True, slots=True)
class WorkProgramme:
    council: str
    committee: str
    committee_code: str
    year: str
    introduction: str
    chairman: str
    venues: str
    members: tuple[Named, ...]
    calendar: tuple[CalendarDate, ...]
    tables: dict[Section, tuple[Entry, ...]]
    as_at: date
