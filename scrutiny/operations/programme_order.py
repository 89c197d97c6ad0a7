"""Orders the rows of the work programme that are planned for one place: a meeting, a day, or not yet known when."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.vocabulary import EntryStatus
from scrutiny.models.programme import WorkProgrammeEntry
from scrutiny.operations.turns import take_turn


def place(session: Session, entry: WorkProgrammeEntry, *, before: int | None) -> None:
    """Put an entry before another of its place, or last where `before` is None.

    As few rows as can be are written: each that is written is a new version, and somebody may just be looking at it.
    """
    take_turn(session, entry.committee_id)
    others = [other for other in beside(session, entry) if other is not entry]
    ids = [other.id for other in others]
    if before is not None and before not in ids:
        raise RuleBroken("The row that it was to stand before is not there any more. Look at the board as it is now.")
    at = len(others) if before is None else ids.index(before)
    number([*others[:at], entry, *others[at:]], at)
    session.flush()


def step(session: Session, entry: WorkProgrammeEntry, *, up: bool) -> bool:
    """Put an entry one place up or down; False where it stands at that end already."""
    take_turn(session, entry.committee_id)
    rows = beside(session, entry)
    at = next(place for place, row in enumerate(rows) if row is entry)
    first = at - 1 if up else at
    if not 0 <= first < len(rows) - 1:
        return False
    rows[first : first + 2] = reversed(rows[first : first + 2])
    number(rows, first if up else first + 1)
    session.flush()
    return True


def beside(session: Session, entry: WorkProgrammeEntry) -> list[WorkProgrammeEntry]:
    """The open rows of its table that are planned for the same place, itself among them, in their order."""
    of = WorkProgrammeEntry
    if not entry.status.open:
        raise RuleBroken(f"“{entry.title}” is {entry.status.label.lower()}, so it has no place among what is to come.")
    same = [of.committee_id == entry.committee_id, of.year == entry.year, of.section == entry.section]
    same += [of.status == entry.status]
    if entry.status is EntryStatus.PLANNED:
        same += [column.is_not_distinct_from(getattr(entry, column.key)) for column in (of.meeting_id, of.planned_on)]
        same += [of.when == entry.when]
    found = select(of).where(*same).order_by(of.position, of.id).execution_options(populate_existing=True)
    return list(session.scalars(found))


def number(rows: Sequence[WorkProgrammeEntry], at: int) -> None:
    """Give the row at that place a position between its neighbours', and push on those that are in the way."""
    below = rows[at - 1].position if at else None
    above = rows[at + 1].position if at + 1 < len(rows) else None
    moved = rows[at]
    if above is None:
        moved.position = max(moved.position, (below or 0) + 1)
        return
    moved.position = above - 1 if below is None else below + 1
    last = moved.position
    for row in rows[at + 1 :]:
        if row.position > last:
            return
        row.position = last = last + 1
