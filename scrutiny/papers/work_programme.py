"""A committee's work programme for a municipal year: four tables, as a reader sees them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, time
from typing import TYPE_CHECKING, Any

from scrutiny.domain.dates import written
from scrutiny.domain.vocabulary import EntryStatus, MeetingStatus, Role, Section
from scrutiny.papers.groups import grouped
from scrutiny.papers.people import Lead, Named, leads, member

if TYPE_CHECKING:
    from scrutiny.queries.programme import ProgrammeFacts

TO_BE_CONFIRMED = "tbc"


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


def of(facts: ProgrammeFacts, *, as_at: date, keep: Callable[[Any], bool] | None = None) -> WorkProgramme:
    """Arrange a year's programme; `keep` chooses rows, for a page that is filtered."""
    committee = facts.committee
    rows = grouped(filter(keep, facts.entries) if keep else facts.entries, "section")
    leads_of, moves_of = grouped(facts.leads, "entry_id"), grouped(facts.moves, "entry_id")
    chairman = next((member(row).name for row in facts.members if row.role is Role.CHAIRMAN), "")
    return WorkProgramme(
        council=committee.council_name,
        committee=committee.name,
        committee_code=committee.code,
        year=str(facts.year),
        introduction=committee.introduction,
        chairman=chairman,
        venues=committee.usual_venue,
        members=tuple(member(row) for row in facts.members),
        calendar=tuple(CalendarDate(row.id, row.on, row.at, _calendar_note(row)) for row in facts.meetings),
        tables={
            section: tuple(_entry(row, leads_of[row.id], moves_of[row.id]) for row in _in_order(rows[section]))
            for section in Section
        },
        as_at=as_at,
    )


def _in_order(rows: Iterable[Any]) -> list[Any]:
    """Dated rows by date, then the rest; rows of one date in the committee's own order."""
    return sorted(rows, key=lambda row: (_day(row) or date.max, row.position, row.id))


def _day(row: Any) -> date | None:
    on: date | None = row.meeting_on or row.planned_on
    return on


def _entry(row: Any, lead_rows: list[Any], moves: list[Any]) -> Entry:
    on = _day(row)
    when = written(on) if on else row.when
    if not when and row.status is EntryStatus.TO_BE_CONFIRMED:
        when = TO_BE_CONFIRMED
    return Entry(
        entry_id=row.id,
        topic_id=row.topic_id,
        meeting_id=row.meeting_id,
        on=on,
        when=when,
        title=row.title,
        leads=leads(lead_rows),
        details=row.details,
        outcome=row.outcome,
        status=row.status,
        deferred=len(moves),
        note=_moved(moves[-1]) if moves else row.status_because,
    )


def _moved(move: Any) -> str:
    """`Moved from 4 November 2021: awaiting publication of the report.`"""
    was = written(move.from_on) if move.from_on else move.from_when or TO_BE_CONFIRMED
    return f"Moved from {was}: {move.because}" if move.because else f"Moved from {was}."


def _calendar_note(row: Any) -> str:
    notes = [row.status.label.lower()] if row.status in (MeetingStatus.CANCELLED, MeetingStatus.ADJOURNED) else []
    if row.rearranged_from:
        notes.append(f"re-arranged from {written(row.rearranged_from)}")
    return ", ".join(notes)
