"""Prints the work programme and the follow-up tracker as tables for a spreadsheet: CSV (RFC 4180) in UTF-8.

A byte-order mark tells Excel the encoding. Days are ISO. A cell that a spreadsheet would take for a formula is
defused with an apostrophe.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from scrutiny.papers.follow_up import FollowUp, TrackedAction, TrackedRecommendation
from scrutiny.papers.work_programme import Entry, WorkProgramme

Cell = str | int | date | None

_FORMULA = ("=", "+", "-", "@", "\t", "\r")

_PROGRAMME = (
    *("Section", "Date", "When", "Item", "Who answers for it", "Details", "Outcome"),
    *("Status", "What happened", "Minute", "Times deferred", "Note"),
)
_FOLLOW_UP = (
    *("Kind", "Reference", "Text", "Owner or addressee", "Asked for at", "Opened or sent", "Due", "State", "Overdue"),
    *("Days open", "Meetings it was carried through", "Closed or answered", "Response", "Progress"),
)


def work_programme(paper: WorkProgramme) -> bytes:
    """The four tables as one, the section in the first column."""
    rows = (_entry(section.label, entry) for section, entries in paper.tables.items() for entry in entries)
    return table(_PROGRAMME, rows)


def follow_up(pages: Iterable[FollowUp]) -> bytes:
    """Actions, then recommendations, a row each: of one tracker, page after page."""
    return table(_FOLLOW_UP, _tracked(pages))


def follow_up_across(trackers: Iterable[Iterable[FollowUp]]) -> bytes:
    """The same of several committees, each named in the first column."""
    rows = ((page.committee, *row) for pages in trackers for page in pages for row in _tracked([page]))
    return table(("Committee", *_FOLLOW_UP), rows)


def _tracked(pages: Iterable[FollowUp]) -> Iterator[tuple[Cell, ...]]:
    recommendations: list[TrackedRecommendation] = []
    for page in pages:
        yield from map(_action, page.actions)
        recommendations += page.recommendations
    yield from map(_recommendation, recommendations)


def table(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow(head)
    writer.writerows([defused(cell) for cell in row] for row in rows)
    return written.getvalue().encode("utf-8-sig", errors="replace")


def defused(cell: Cell) -> str:
    """The cell as text that no spreadsheet takes for a formula, leading spaces or not."""
    if cell is None:
        return ""
    if isinstance(cell, date):
        return cell.isoformat()
    text = str(cell)
    return f"'{text}" if text.startswith(_FORMULA) or text.lstrip(" \n").startswith(_FORMULA) else text


def _entry(section: str, entry: Entry) -> tuple[Cell, ...]:
    answering = "; ".join(lead.printed for lead in entry.leads)
    what = (section, entry.on, entry.when, entry.title, answering, entry.details, entry.outcome)
    return (*what, entry.status.label, entry.happened, entry.minute, entry.deferred, entry.note)


def _action(action: TrackedAction) -> tuple[Cell, ...]:
    return (
        "Action",
        action.reference,
        action.text,
        action.owner,
        action.origin.printed,
        action.opened_on,
        action.due or action.due_at_meeting,
        action.state.label,
        _yes(action.overdue),
        action.days_open,
        action.carried,
        action.closed_on,
        "",
        "\n".join(f"{update.on.isoformat()} {update.by}: {update.text}" for update in action.updates),
    )


def _recommendation(row: TrackedRecommendation) -> tuple[Cell, ...]:
    return (
        "Recommendation",
        row.reference,
        row.text,
        row.addressee,
        row.origin.printed,
        row.sent_on,
        row.response_due,
        row.state.label,
        _yes(row.overdue),
        "",
        "",
        row.responded_on,
        ": ".join(filter(None, (row.response.label if row.response else "", row.response_text))),
        row.done_about_it,
    )


def _yes(so: bool) -> str:
    return "yes" if so else "no"
