"""The sentences that more than one kind of line is explained with."""

from scrutiny.domain.dates import written
from scrutiny.domain.roll_forward.facts import (
    Appearance,
    PlannedEntry,
)


def slot_of(entry: PlannedEntry) -> str:
    if entry.sitting:
        return str(entry.sitting)
    return written(entry.planned_on) if entry.planned_on else entry.when or "a date to be given"


def what_became_of(item: Appearance) -> str:
    if item.void:
        return f"It was on the agenda for {item.sitting}, which was cancelled."
    note = f": {item.note.strip().rstrip('.')}" if item.note.strip() else ""
    return f"{item.outcome.label} at {item.sitting}{note}."


def record_the_outcome(item: Appearance) -> str:
    return f"Nobody has recorded what became of it at {item.sitting}: record the outcome."


def times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")
