"""Measuring: a row of the table, and pieces of work timed in turns so that a busy moment meets them all alike."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

Work = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Row:
    """A piece of work against its floor, both in the same unit. The ratio must not pass the limit.

    `at_least` turns that round, for rates: there the ratio must reach the limit.
    """

    work: str
    measured: float
    floor: float
    beside: str
    limit: float
    unit: str = "ms"
    at_least: bool = False

    @property
    def ratio(self) -> float:
        return self.measured / self.floor if self.floor else float(self.measured > 0)

    @property
    def ok(self) -> bool:
        return self.ratio >= self.limit if self.at_least else self.ratio <= self.limit


def count(work: str, wrong: int) -> Row:
    """A row for what must not happen once: lost, failed, unanswered."""
    return Row(work, measured=wrong, floor=0, beside="none", limit=0, unit="")


def in_turns(*works: Work, rounds: int, warm: int = 1, before: Work | None = None) -> list[float]:
    """The median time of each in milliseconds, called one after the other, round after round.

    `before` is done ahead of every round and is not timed.
    """
    for work in works:
        for _ in range(warm):
            work()
    gc.collect()
    taken: list[list[float]] = [[] for _ in works]
    for turn in range(rounds):
        if before:
            before()
        order = range(len(works)) if turn % 2 else reversed(range(len(works)))
        for place in order:
            start = time.perf_counter()
            works[place]()
            taken[place].append((time.perf_counter() - start) * 1000)
    return [median(times) for times in taken]


def table(rows: Sequence[Row]) -> str:
    """The rows as text, widths fitted."""
    lines = [("work", "measured", "floor", "", "ratio", "limit", "")]
    for row in rows:
        sign = "≥" if row.at_least else "≤"
        lines.append(
            (
                row.work,
                f"{row.measured:,.2f} {row.unit}".rstrip(),
                f"{row.floor:,.2f} {row.unit}".rstrip(),
                row.beside,
                f"{row.ratio:.2f}",
                f"{sign} {row.limit:g}",
                "ok" if row.ok else "TOO SLOW" if row.unit else "BROKEN",
            )
        )
    widths = [max(len(line[place]) for line in lines) for place in range(len(lines[0]))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in lines)
