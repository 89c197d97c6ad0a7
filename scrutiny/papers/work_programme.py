"""A committee's work programme for a municipal year: four tables, as a reader sees them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, time
from typing import TYPE_CHECKING, Any, NamedTuple

from scrutiny.domain.dates import written
from scrutiny.domain.vocabulary import EntryStatus, ItemOutcome, MeetingStatus, Role, Section
from scrutiny.papers.agenda import EXEMPT_TITLE
from scrutiny.papers.groups import grouped
from scrutiny.papers.people import Lead, Named, leads, member

if TYPE_CHECKING:
    from scrutiny.queries.programme import ProgrammeFacts

TO_BE_CONFIRMED = "tbc"
NOTHING_RECORDED = "The date has passed, and nothing is recorded of it yet"


class Entry(NamedTuple):
    """A row. `when` is as the council writes it: `14 September 2021`, `tbc`, `July 2022`, or empty.

    `happened` says in words what became of it, and where there is a minute of it `minute` says which. Who may not see
    its topic, because that is exempt, is shown the topic's public title and no more. A named tuple, because a page
    makes hundreds, and a frozen dataclass takes four times as long to make.
    """

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
    happened: str = ""
    minute: str = ""
    minuted_at: int | None = None
    withheld: bool = False


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


def of(
    facts: ProgrammeFacts, *, as_at: date, exempt: bool = False, keep: Callable[[Any], bool] | None = None
) -> WorkProgramme:
    """Arrange a year's programme; `keep` chooses rows, for a page that is filtered."""
    committee = facts.committee
    rows = grouped(filter(keep, facts.entries) if keep else facts.entries, "section")
    arrange = _Arranger(facts, exempt, as_at)
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
        tables={section: tuple(map(arrange.entry, _in_order(rows[section]))) for section in Section},
        as_at=as_at,
    )


def _in_order(rows: Iterable[Any]) -> list[Any]:
    """Dated rows by date, then the rest; rows of one date in the committee's own order."""
    return sorted(rows, key=lambda row: (_day(row) or date.max, row.position, row.id))


def _day(row: Any) -> date | None:
    on: date | None = row.meeting_on or row.planned_on
    return on


class _Arranger:
    """Turns rows into entries, and is the one place where what is exempt of an entry is left out."""

    def __init__(self, facts: ProgrammeFacts, exempt: bool, as_at: date) -> None:
        self._exempt = exempt
        self._as_at = as_at
        self._leads = grouped(facts.leads, "entry_id")
        self._moves = grouped(facts.moves, "entry_id")
        self._appearances = grouped(facts.appearances, "entry_id")

    def entry(self, row: Any) -> Entry:
        appearances, moves = self._appearances.get(row.id, []), self._moves.get(row.id, [])
        on = _day(row)
        minuted = next((seen for seen in reversed(appearances) if seen.minute_number), None)
        shown = Entry(
            row.id,
            row.topic_id,
            row.meeting_id,
            on,
            _when(row, on),
            row.title,
            leads(self._leads.get(row.id, ())),
            row.details,
            row.outcome,
            row.status,
            len(moves),
            _note(row, moves),
            _happened(row, on, appearances, self._as_at),
            minuted.minute_number if minuted else "",
            minuted.meeting_id if minuted else None,
        )
        if self._exempt or not row.exempt:
            return shown
        title = row.public_title or EXEMPT_TITLE
        return shown._replace(topic_id=None, title=title, leads=(), details="", outcome="", note="", withheld=True)


def _when(row: Any, on: date | None) -> str:
    if on:
        return written(on)
    return row.when or (TO_BE_CONFIRMED if row.status is EntryStatus.TO_BE_CONFIRMED else "")


def _happened(row: Any, on: date | None, appearances: list[Any], as_at: date) -> str:
    """Every row that is past says what became of it, if only that nothing was recorded."""
    last = appearances[-1] if appearances else None
    if row.status.open and last is not None and last.outcome.open:
        return f"{last.outcome.label} on {written(last.on)}"
    if row.status is EntryStatus.PLANNED and on is not None and on < as_at:
        return last.outcome.label if last and last.outcome is ItemOutcome.CONSIDERED else NOTHING_RECORDED
    return str(row.status.label)


def _note(row: Any, moves: list[Any]) -> str:
    """Why it is where it is: what ended it, or else its last move."""
    ended = row.status is EntryStatus.WITHDRAWN and row.status_because
    return _moved(moves[-1]) if moves and not ended else row.status_because


def _moved(move: Any) -> str:
    """`Moved from 4 November 2021: awaiting publication of the report.`"""
    was = written(move.from_on) if move.from_on else move.from_when or TO_BE_CONFIRMED
    return f"Moved from {was}: {move.because}" if move.because else f"Moved from {was}."


def _calendar_note(row: Any) -> str:
    notes = [row.status.label.lower()] if row.status in (MeetingStatus.CANCELLED, MeetingStatus.ADJOURNED) else []
    if row.rearranged_from:
        notes.append(f"re-arranged from {written(row.rearranged_from)}")
    return ", ".join(notes)
