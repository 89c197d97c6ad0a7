"""The history of a thing, as its page shows it: who, when, and what stood there before and after.

Names of columns become words ("Due at meeting"); what is kept as a number or a code is said as `Said` tells, and what
nobody can read (an id of which nothing is told, the text of a search) is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from scrutiny.domain.comparing import Piece, compare
from scrutiny.domain.dates import in_london, written, written_time

if TYPE_CHECKING:
    from scrutiny.queries.past import Past

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_HOUR = re.compile(r"[0-9]{2}:[0-9]{2}:[0-9]{2}")
_INSTANT = re.compile(rf"{_DAY.pattern}T{_HOUR.pattern}(\.[0-9]+)?\+00:00")
_UNSAID = frozenset({"id", "version", "uid", "sequence", "changed_at", "position", "sha256", "media_type"})
LONG = 160
"""Characters from which on a text is shown by what is different in it."""
ONE_SITTING = timedelta(minutes=30)
"""Typing is saved every few seconds; what somebody wrote in a row is told as one change."""
KEPT_SECRET = "kept secret"

ABOUT = {
    "meetings": "The meeting",
    "rearrangements": "When it was to be at first",
    "roll_forwards": "The roll-forward to this meeting",
    "attendances": "Attendance of {}",
    "attendance_movements": "Coming and going of {}",
    "declarations": "Declaration by {}",
    "agenda_items": "Item “{}”",
    "item_leads": "Who answers for “{}”",
    "documents": "Paper “{}”",
    "document_versions": "A file of “{}”",
    "minutes": "Minute of “{}”",
    "resolutions": "Resolution under “{}”",
    "minutes_drafts": "Minutes that came back from Word, “{}”",
    "official_minutes": "The official text, “{}”",
    "votes": "Vote on “{}”",
    "vote_casts": "Vote by name on “{}”",
    "work_programme_entries": "The row",
    "entry_leads": "Who answers for it",
    "entry_moves": "A move",
    "entry_origins": "The resolution that asked for it",
    "committees": "The committee",
    "memberships": "Seat of {}",
    "standing_items": "Standing item “{}”",
    "phrases": "Phrase “{}”",
    "house_templates": "House template “{}”",
    "criteria": "Criterion “{}”",
    "accounts": "The account",
    "grants": "A role",
}
COLUMNS = {
    "at": "Time",
    "on": "Day",
    "for_": "For",
    "from_": "From",
    "did": "What was done",
    "narrative": "Text",
    "size": "Size in bytes",
    "inspection": "Once replaced",
    "withdrawn_because": "Withdrawn, because",
    "paragraphs": "Paragraphs of Schedule 12A",
    "number_id": "Number",
    "item_id": "Item",
    "state_because": "Reason",
    "status_because": "Reason",
    "because": "Reason",
    "feed_key": "Private calendar’s address",
    "password_hash": "Password",
    "token_version": "Sessions, counted",
    "undone_at": "Undone",
    "minutes_of_id": "Minutes of the meeting of",
    "confirmed_at_meeting_id": "Confirmed at the meeting of",
}
"""What a column is called where its own name says it badly."""


@dataclass(frozen=True, slots=True)
class Said:
    """How columns are named where their own name is no good, and how their values are said: `{"state": {...}}`."""

    columns: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[Any, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Change:
    """One column; "" where nothing stood there. A long text is in `pieces`: what went and what came."""

    what: str
    before: str
    after: str
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    at: datetime
    by: str
    did: str
    changes: tuple[Change, ...]
    about: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the history as it is kept."""

    at: datetime
    by: str
    did: str
    subject: str
    subject_id: int
    before: Mapping[str, Any]
    after: Mapping[str, Any]


def whole(past: Past) -> tuple[Line, ...]:
    """The history of a thing and all that belongs to it: what somebody typed in one sitting is one line."""
    days = {id_: written(on) for id_, on in past.meetings.items()}
    items = {id_: name for (table, id_), name in past.names.items() if table == "agenda_items"}
    meetings = ("meeting_id", "minutes_of_id", "confirmed_at_meeting_id", "from_meeting_id", "to_meeting_id")
    values: dict[str, Mapping[Any, str]] = {**past.labels, **dict.fromkeys(meetings, days), "item_id": items}
    said = Said(COLUMNS, values | {"committee_id": past.committees, "number_id": past.numbers})
    told = []
    for entry in _sittings(past.lines):
        about = ABOUT.get(entry.subject, entry.subject).format(past.names.get((entry.subject, entry.subject_id), ""))
        secret = entry.subject == "declarations" and entry.subject_id in past.sensitive
        changes = tuple(_changes(entry, said, secret=secret))
        told.append(Line(entry.at, entry.by, entry.did.capitalize(), changes, about))
    return tuple(told)


def _sittings(rows: Iterable[Any]) -> Iterator[Entry]:
    """The last first, as they came; a run of changes of the same columns by the same hand is put together."""
    held: Entry | None = None
    for row in rows:
        entry = Entry(row.at, row.by, row.did, row.subject, row.subject_id, row.before, row.after)
        if held and _goes_on(entry, held):
            held = replace(held, before=entry.before)
            continue
        if held:
            yield held
        held = entry
    if held:
        yield held


def _goes_on(earlier: Entry, later: Entry) -> bool:
    return (
        (earlier.subject, earlier.subject_id, earlier.by) == (later.subject, later.subject_id, later.by)
        and earlier.did == later.did == "changed"
        and earlier.after.keys() == later.after.keys()
        and later.at - earlier.at <= ONE_SITTING
    )


def lines(rows: Iterable[Any], said: Said) -> tuple[Line, ...]:
    rows = tuple(rows)
    secret = any(values.get("sensitive") for row in rows for values in (row.before, row.after))
    return tuple(Line(row.at, row.by, row.did.capitalize(), tuple(_changes(row, said, secret=secret))) for row in rows)


def _changes(row: Any, said: Said, *, secret: bool) -> Iterator[Change]:
    """Of an interest that was ever found sensitive, what it is stays untold, also what was written before that."""
    for column in row.after | row.before:
        if secret and column == "detail":
            continue
        if column in _UNSAID or (column.endswith("_id") and column not in said.values):
            continue
        before, after = (_in_words(column, values.get(column), said) for values in (row.before, row.after))
        what = said.columns.get(column) or column.removesuffix("_id").replace("_", " ").strip().capitalize()
        if after == KEPT_SECRET:
            yield Change(what, KEPT_SECRET, f"another, {KEPT_SECRET}")
        elif before != after:
            long = max(len(before), len(after)) > LONG
            yield Change(what, before, after, compare(before, after) if long else ())


def _in_words(column: str, value: object, said: Said) -> str:
    if value is None:
        return ""
    if column in said.values:
        return said.values[column].get(value, str(value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return _when(value) if isinstance(value, str) else str(value)


def _when(value: str) -> str:
    """A day, a time of day or an instant as a council writes it; all else as it is."""
    if _DAY.fullmatch(value):
        return written(date.fromisoformat(value))
    if _HOUR.fullmatch(value):
        return written_time(time.fromisoformat(value))
    if _INSTANT.fullmatch(value):
        at = in_london(datetime.fromisoformat(value))
        return f"{written(at.date())}, {written_time(at.time())}"
    return value
