"""Papers that were withdrawn when they were out: told where they stood, since people have seen them there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from scrutiny.domain.dates import in_london, written
from scrutiny.domain.vocabulary import Part


class Withdrawn(NamedTuple):
    """One of them. A paper that was brought in from another record as withdrawn has no day."""

    title: str
    because: str
    on: date | None = None

    @property
    def when(self) -> str:
        return f"Withdrawn on {written(self.on)}" if self.on else "Withdrawn"


def apart(rows: Iterable[Any]) -> tuple[list[Any], list[Any]]:
    """The papers that stand, and those that were withdrawn."""
    stand: list[Any] = []
    gone: list[Any] = []
    for row in rows:
        (gone if row.withdrawn_because else stand).append(row)
    return stand, gone


def told(rows: Sequence[Any]) -> tuple[Withdrawn, ...]:
    """Those of an item that is not withheld. Of an exempt paper nothing is told, not even that it was there."""
    return tuple([one(row) for row in rows if row.part is Part.ONE]) if rows else ()


def one(row: Any) -> Withdrawn:
    return Withdrawn(row.title, row.withdrawn_because, in_london(row.withdrawn_at).date() if row.withdrawn_at else None)
