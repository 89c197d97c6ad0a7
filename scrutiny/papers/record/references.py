"""How an export names a meeting and a clause: as a person would, where that is not in doubt, and else by number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from scrutiny.papers.groups import grouped

if TYPE_CHECKING:
    from scrutiny.queries.record import RecordFacts


class Days:
    """Meetings by the day they are on, and minutes and clauses by the item they are of."""

    def __init__(self, facts: RecordFacts) -> None:
        self._on = {row.id: row.on for row in facts.meetings}
        self._times = Counter(self._on.values())
        self._meeting_of = {row.id: row.meeting_id for row in facts.items}
        self._number_of = {row.item_id: row.printed for row in facts.numbers if row.item_id is not None}
        item_of = {row.id: row.item_id for row in facts.minutes}
        self._clauses = grouped(facts.resolutions, "minute_id")
        self._resolution = {row.id: row for row in facts.resolutions}
        self._item_of_minute = item_of

    def meeting(self, meeting_id: int | None) -> int | date | None:
        """The day, where no other meeting of the committee is on it; else the id."""
        if meeting_id is None:
            return None
        on: date = self._on[meeting_id]
        return on if self._times[on] == 1 else meeting_id

    def on(self, meeting_id: int | None) -> date | None:
        return None if meeting_id is None else self._on[meeting_id]

    def all_on(self, rows: Iterable[Any]) -> tuple[date, ...]:
        return tuple(self._on[row.meeting_id] for row in rows)

    def of_item(self, item_id: int | None) -> int | date | None:
        return None if item_id is None else self.meeting(self._meeting_of[item_id])

    def minute(self, item_id: int | None) -> str:
        """The number of its minute as printed; empty where there is none."""
        number: str = self._number_of.get(item_id, "")
        return number

    def item_of(self, resolution_id: int) -> int:
        """The item under whose minute a clause stands."""
        item_id: int = self._item_of_minute[self._resolution[resolution_id].minute_id]
        return item_id

    def clause(self, resolution_id: int | None) -> int | str | None:
        """The letter, where no other clause of the minute has it; else the place, from 1."""
        if resolution_id is None:
            return None
        row = self._resolution[resolution_id]
        clauses = self._clauses[row.minute_id]
        letters = [clause.letter for clause in clauses]
        if row.letter and letters.count(row.letter) == 1:
            letter: str = row.letter
            return letter
        return 1 + next(at for at, clause in enumerate(clauses) if clause.id == resolution_id)
