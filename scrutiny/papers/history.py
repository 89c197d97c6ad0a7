"""The history of one thing, as its page shows it: who, when, and what stood there before and after.

Names of columns become words ("Due at meeting"); what is kept as a number or a code is said as `Said` tells, and what
nobody can read (an id of which nothing is told, the text of a search) is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from scrutiny.domain.dates import written

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_UNSAID = frozenset({"id", "version", "uid"})


@dataclass(frozen=True, slots=True)
class Said:
    """How columns are named where their own name is no good, and how their values are said: `{"state": {...}}`."""

    columns: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[Any, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Change:
    """One column; "" where nothing stood there."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Line:
    at: datetime
    by: str
    did: str
    changes: tuple[Change, ...]


def lines(rows: Iterable[Any], said: Said) -> tuple[Line, ...]:
    return tuple(Line(row.at, row.by, row.did.capitalize(), tuple(_changes(row, said))) for row in rows)


def _changes(row: Any, said: Said) -> Iterator[Change]:
    for column in row.after | row.before:
        if column in _UNSAID or (column.endswith("_id") and column not in said.values):
            continue
        before, after = (_in_words(column, values.get(column), said) for values in (row.before, row.after))
        if before != after:
            what = said.columns.get(column) or column.removesuffix("_id").replace("_", " ").strip().capitalize()
            yield Change(what, before, after)


def _in_words(column: str, value: object, said: Said) -> str:
    if value is None:
        return ""
    if column in said.values:
        return said.values[column].get(value, str(value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str) and _DAY.fullmatch(value):
        return written(date.fromisoformat(value))
    return str(value)
