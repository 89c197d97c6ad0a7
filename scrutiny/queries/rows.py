"""What a query answers with: plain rows, whose names are those of the columns."""

from collections import namedtuple
from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import Row

AnyRow = Row[*tuple[Any, ...]]
Rows = Sequence[AnyRow]


def plain(rows: Rows) -> Rows:
    """Rows as named tuples: a name is read off them thirty times faster, and a page reads every name of every row."""
    return list(map(_shape(rows[0]._fields)._make, rows)) if rows else rows  # type: ignore[attr-defined]


@cache
def _shape(names: tuple[str, ...]) -> type[AnyRow]:
    """One class for each list of columns; the statements are written down, so there are no more of them than those."""
    return namedtuple("Row", names)  # type: ignore[return-value]
