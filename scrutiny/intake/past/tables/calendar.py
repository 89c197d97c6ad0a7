"""The calendar of meetings at the head of a work programme: a day a line, or a table of days."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from scrutiny.domain.record.meetings import Meeting
from scrutiny.domain.vocabulary import MeetingStatus
from scrutiny.intake.past.tables import dates
from scrutiny.intake.past.tables.dates import When

_CANCELLED = re.compile(r"\(?\s*cancelled\s*\)?", re.IGNORECASE)


def of_line(text: str) -> Meeting | None:
    """A meeting, where a line is nothing but its day, its hour and what became of it."""
    cancelled = _CANCELLED.search(text)
    said = dates.when(_CANCELLED.sub("", text))
    if said.on is None or said.rest or said.at is None:
        return None
    return _meeting(said.on, said, cancelled=cancelled is not None)


def of_rows(rows: Iterable[Sequence[str]]) -> tuple[list[Meeting], list[str]]:
    """The meetings of a table, and the text of what else stood in it."""
    found: list[Meeting] = []
    left: list[str] = []
    for row in rows:
        text = " ".join(filter(None, (" ".join(cell.split()) for cell in row)))
        cancelled = _CANCELLED.search(text)
        said = dates.when(_CANCELLED.sub("", text))
        if said.on is not None:
            found.append(_meeting(said.on, said, cancelled=cancelled is not None))
        if text and (said.on is None or said.rest):
            left.append(said.rest or text)
    return found, left


def is_heading(row: Sequence[str]) -> bool:
    """`Date`, `Time` and no item: a calendar, and not the programme."""
    words = {" ".join(cell.split()).casefold() for cell in row if cell.strip()}
    return bool(words & {"date", "meeting", "date of meeting", "meeting date"}) and words <= {
        *("date", "meeting", "date of meeting", "meeting date", "time", "venue", "place", "note", "notes"),
    }


def _meeting(on: date, said: When, *, cancelled: bool) -> Meeting:
    assert said.on is not None
    return Meeting(
        date=on,
        time=said.at,
        status=MeetingStatus.CANCELLED if cancelled else MeetingStatus.SCHEDULED,
        rearranged_from=said.was,
    )
