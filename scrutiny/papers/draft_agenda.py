"""The agenda as its officer works on it: every item with all that is known of it, and when the meeting would end."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from scrutiny.domain.vocabulary import ItemKind, ItemOutcome, Part
from scrutiny.papers.agenda import paragraphs
from scrutiny.papers.people import Lead, leads

if TYPE_CHECKING:
    from scrutiny.models.agenda import AgendaItem
    from scrutiny.models.meetings import Meeting


@dataclass(frozen=True, slots=True)
class Row:
    """One item. `number` is the one that is printed, or that publishing would give it; `at` when its turn may come."""

    item_id: int
    number: str
    title: str
    kind: ItemKind
    leads: tuple[Lead, ...]
    recommendations: tuple[str, ...]
    minutes_wanted: int | None
    at: time | None
    papers_due: date | None
    part: Part
    restricted: bool
    paragraphs: tuple[int, ...]
    public_title: str
    late_because: str
    outcome: ItemOutcome
    removable: bool
    papers: int

    @property
    def exempt(self) -> bool:
        return self.part is Part.TWO or self.restricted


@dataclass(frozen=True, slots=True)
class DraftAgenda:
    """`wanted` is the sum of the minutes that items ask for, `over` by how many that is more than the meeting lasts."""

    rows: tuple[Row, ...]
    wanted: int
    finishes: time
    over: int


def of(
    meeting: Meeting, items: Sequence[AgendaItem], removable: Collection[int], papers: Mapping[int, int]
) -> DraftAgenda:
    """Arrange the items of a meeting, which are loaded with their leads. What is withdrawn takes no time.

    `papers` is how many each item has.
    """
    printed = any(item.number for item in items)
    begins = datetime.combine(meeting.on, meeting.at)
    wanted, rows = 0, []
    for place, item in enumerate(items, start=1):
        number = item.number if printed else str(place)
        at = (begins + timedelta(minutes=wanted)).time() if wanted or item.minutes_wanted else None
        rows.append(_row(item, number, at, item.id in removable, papers.get(item.id, 0)))
        if item.outcome is ItemOutcome.PENDING:
            wanted += item.minutes_wanted or 0
    finishes = (begins + timedelta(minutes=wanted)).time()
    return DraftAgenda(tuple(rows), wanted, finishes, max(0, wanted - meeting.duration_minutes))


def _row(item: AgendaItem, number: str, at: time | None, removable: bool, papers: int) -> Row:
    return Row(
        item_id=item.id,
        number=number,
        title=item.title,
        kind=item.kind,
        leads=leads(item.leads),
        recommendations=tuple(line for line in item.report_recommendations.split("\n") if line.strip()),
        minutes_wanted=item.minutes_wanted,
        at=at,
        papers_due=item.papers_due,
        part=item.part,
        restricted=item.restricted,
        paragraphs=paragraphs(item.paragraphs),
        public_title=item.public_title,
        late_because=item.late_because,
        outcome=item.outcome,
        removable=removable,
        papers=papers,
    )
