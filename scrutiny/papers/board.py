"""One table of a work programme as a board: a column a meeting, one for other days, one for what is to be confirmed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from scrutiny.domain.dates import written
from scrutiny.domain.vocabulary import EntryStatus, MeetingKind, MeetingStatus, Section
from scrutiny.papers import work_programme
from scrutiny.papers.work_programme import Entry

if TYPE_CHECKING:
    from scrutiny.queries.programme import ProgrammeFacts

TO_BE_CONFIRMED, ANOTHER_DAY, CLOSED = "tbc", "day", "closed"
INFORMAL = (Section.BRIEFING, Section.INQUIRY)


class Card(NamedTuple):
    """A row of the programme. `follows` and `leads` say whether another open one of its place stands before or behind.

    `exempt` is for who may see it: others read the entry's public title, and it is `withheld`.
    """

    entry: Entry
    version: int
    exempt: bool
    follows: bool = False
    leads: bool = False

    @property
    def open(self) -> bool:
        return self.entry.status.open

    @property
    def moved(self) -> str:
        """`Moved twice`; nothing where it never was."""
        times = {1: "once", 2: "twice"}.get(self.entry.deferred, f"{self.entry.deferred} times")
        return f"Moved {times}" if self.entry.deferred else ""


@dataclass(frozen=True, slots=True)
class Column:
    """`key` is what a form says that puts a card here, `takes` whether it may, `past` that nothing is left to do."""

    key: str
    title: str
    note: str
    cards: tuple[Card, ...]
    takes: bool
    past: bool = False
    meeting_id: int | None = None


@dataclass(frozen=True, slots=True)
class Board:
    year: str
    section: Section
    ahead: tuple[Column, ...]
    past: tuple[Column, ...]
    closed: tuple[Card, ...]

    @property
    def cards(self) -> int:
        return len(self.closed) + sum(len(column.cards) for column in (*self.ahead, *self.past))

    @property
    def open(self) -> int:
        return sum(card.open for column in (*self.ahead, *self.past) for card in column.cards)


def of(facts: ProgrammeFacts, *, section: Section, as_at: date, exempt: bool) -> Board:
    arranged = work_programme.of(facts, as_at=as_at, exempt=exempt, keep=lambda row: row.section is section)
    rows = {row.id: row for row in facts.entries}
    meetings = {row.id for row in facts.gatherings}
    held: dict[str, list[Card]] = defaultdict(list)
    for entry in arranged.tables[section]:
        row = rows[entry.entry_id]
        held[_key(row, meetings)].append(Card(entry, row.version, row.exempt))
    columns = [_column(row, held[f"meeting-{row.id}"], as_at) for row in facts.gatherings if _shown(row, section, held)]
    return Board(
        year=arranged.year,
        section=section,
        ahead=(*(column for column in columns if not column.past), *_undated(held)),
        past=tuple(column for column in columns if column.past),
        closed=tuple(held[CLOSED]),
    )


def _key(row: Any, meetings: set[int]) -> str:
    if row.meeting_id in meetings and row.status is not EntryStatus.WITHDRAWN:
        return f"meeting-{row.meeting_id}"
    if not row.status.open:
        return CLOSED
    return TO_BE_CONFIRMED if row.status is EntryStatus.TO_BE_CONFIRMED else ANOTHER_DAY


def _shown(meeting: Any, section: Section, held: dict[str, list[Card]]) -> bool:
    """Formal meetings have a column in every table, informal ones where they are planned, or are planned for."""
    return meeting.kind is MeetingKind.FORMAL or section in INFORMAL or bool(held[f"meeting-{meeting.id}"])


def _column(meeting: Any, cards: list[Card], as_at: date) -> Column:
    over = meeting.status in (MeetingStatus.HELD, MeetingStatus.CANCELLED)
    notes = [meeting.title or meeting.kind.label] if meeting.kind is not MeetingKind.FORMAL else []
    notes += [meeting.status.label] if meeting.status is not MeetingStatus.SCHEDULED else []
    notes += ["Date passed"] if meeting.on < as_at and not over else []
    return Column(
        key=f"meeting-{meeting.id}",
        title=written(meeting.on),
        note=", ".join(notes),
        cards=tuple(_in_places(cards)),
        takes=not over and meeting.on >= as_at,
        past=over and not any(card.open for card in cards),
        meeting_id=meeting.id,
    )


def _undated(held: dict[str, list[Card]]) -> Iterator[Column]:
    if held[ANOTHER_DAY]:
        yield Column(ANOTHER_DAY, "On another day", "", tuple(_in_places(held[ANOTHER_DAY])), takes=False)
    yield Column(TO_BE_CONFIRMED, "To be confirmed", "", tuple(_in_places(held[TO_BE_CONFIRMED])), takes=True)


def _in_places(cards: Sequence[Card]) -> Iterator[Card]:
    """Each card with whether it can go up or down: past another open one that is planned for the same."""
    before: dict[tuple[object, ...], int] = {}
    placed = list(cards)
    for at, card in enumerate(placed):
        if card.open:
            last = before.get(_place(card))
            if last is not None:
                placed[last] = placed[last]._replace(leads=True)
            placed[at] = card._replace(follows=last is not None)
            before[_place(card)] = at
    yield from placed


def _place(card: Card) -> tuple[object, ...]:
    entry = card.entry
    return (entry.meeting_id, entry.on, entry.when) if entry.status is EntryStatus.PLANNED else (entry.status,)
