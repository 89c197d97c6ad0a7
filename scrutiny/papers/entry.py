"""One row of the work programme, as its page at the desk tells of it: where it stands, where it was, who changed it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from scrutiny.domain.dates import written
from scrutiny.domain.municipal_year import MunicipalYear
from scrutiny.domain.vocabulary import EntryStatus, ItemOutcome, Section
from scrutiny.papers import history

if TYPE_CHECKING:
    from scrutiny.models.programme import WorkProgrammeEntry
    from scrutiny.queries.entries import EntryFacts

TO_BE_CONFIRMED = "to be confirmed"
IN_WORDS = {
    "meeting_id": "Meeting",
    "planned_on": "Day",
    "when": "Time in words",
    "status_because": "Reason",
    "details": "Why it is here",
    "outcome": "What came of it",
    "section": "Table",
    "year": "Municipal year beginning in",
}


class Moved(NamedTuple):
    on: date | None
    from_: str
    to: str
    because: str


class Appearance(NamedTuple):
    meeting_id: int
    on: date
    outcome: str


@dataclass(frozen=True, slots=True)
class EntryTold:
    """`planned` is when, in words; `meeting_id` is there where that is a meeting."""

    planned: str
    meeting_id: int | None
    year: str
    status: EntryStatus
    because: str
    moves: tuple[Moved, ...]
    appearances: tuple[Appearance, ...]
    suggestion_id: int | None
    suggested: str
    history: tuple[history.Line, ...]


def of(entry: WorkProgrammeEntry, facts: EntryFacts) -> EntryTold:
    days = {row.id: written(row.on) for row in facts.meetings}
    said = history.Said(
        columns=IN_WORDS,
        values={
            "meeting_id": days,
            "status": {status.value: status.label for status in EntryStatus},
            "section": {section.value: section.label for section in Section},
        },
    )
    suggested = facts.suggestion
    return EntryTold(
        planned=_planned(entry, facts),
        meeting_id=entry.meeting_id,
        year=str(MunicipalYear(entry.year)),
        status=entry.status,
        because=entry.status_because,
        moves=tuple(map(_moved, facts.moves)),
        appearances=tuple(Appearance(row.meeting_id, row.on, _outcome(row.outcome)) for row in facts.appearances),
        suggestion_id=suggested.id if suggested else None,
        suggested=f"{suggested.suggested_by or 'Somebody'}, {written(suggested.suggested_on)}" if suggested else "",
        history=history.lines(facts.lines, said),
    )


def _planned(entry: WorkProgrammeEntry, facts: EntryFacts) -> str:
    if facts.meeting is not None:
        return written(facts.meeting.on)
    return written(entry.planned_on) if entry.planned_on else entry.when or TO_BE_CONFIRMED


def _moved(row: Any) -> Moved:
    """A move to another municipal year says so where the day does not."""
    return Moved(
        row.on,
        _place(row.from_on, row.from_when, row.from_year),
        _place(row.to_on, row.to_when, row.to_year),
        row.because,
    )


def _place(on: date | None, when: str, year: int | None) -> str:
    place = written(on) if on else when or TO_BE_CONFIRMED
    return place if on or year is None else f"{place}, {MunicipalYear(year)}"


def _outcome(outcome: ItemOutcome) -> str:
    return "On the agenda" if outcome is ItemOutcome.PENDING else outcome.label
