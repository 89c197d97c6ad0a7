"""A meeting as its clerk works on it: every item with what is written, what was resolved, and what is still missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from scrutiny.domain import wording
from scrutiny.domain.dates import written
from scrutiny.domain.unfinished import Asking, Minuted, missing
from scrutiny.domain.vocabulary import ItemKind, ItemOutcome, Part, ResolutionKind
from scrutiny.domain.wording import Reading
from scrutiny.papers import prose
from scrutiny.papers.groups import grouped

if TYPE_CHECKING:
    from scrutiny.queries.minute_taking import TakingFacts

FIRST_WORDS = 110
"""Characters of a minute that stand in a list, cut at a word."""


@dataclass(frozen=True, slots=True)
class Made:
    """What was made of a clause or asked for under an item: an action, a recommendation, or an entry.

    `id` is the topic's for an entry, whose story shows it; `text` is only an action's.
    """

    kind: ResolutionKind
    id: int
    reference: str
    who: str
    when: str
    state: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause under RESOLVED, with what was made of it; `suggested` is what its words suggest while nothing was."""

    id: int
    letter: str
    text: str
    kind: ResolutionKind
    made: tuple[Made, ...] = ()
    suggested: Reading | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One item. `asked` is what was asked for under it outside of its resolutions."""

    item_id: int
    number: str
    title: str
    kind: ItemKind
    exempt: bool
    outcome: ItemOutcome
    outcome_note: str
    minutes_of_id: int | None
    minute_id: int | None
    minute_number: str
    first_words: str
    clauses: tuple[Clause, ...]
    asked: tuple[Made, ...]
    missing: tuple[str, ...]


def lines(facts: TakingFacts) -> tuple[Line, ...]:
    """The items of a meeting in the order of its agenda."""
    made: defaultdict[int, list[Made]] = defaultdict(list)
    for rows, kind in ((facts.actions, _action), (facts.recommendations, _recommendation), (facts.entries, _entry)):
        for row in rows:
            made[row.resolution_id].append(kind(row))
    asked = grouped([row for row in facts.actions if not row.resolution_id], "item_id")
    clauses = grouped(facts.clauses, "item_id")
    return tuple(
        _line(
            row,
            tuple(_clause(clause, tuple(made[clause.id])) for clause in clauses[row.id]),
            tuple(map(_action, asked[row.id])),
        )
        for row in facts.items
    )


def _line(row: Any, clauses: tuple[Clause, ...], asked: tuple[Made, ...]) -> Line:
    opening = _plain(row.opening or "")
    asking = tuple(Asking(clause.letter, clause.kind, bool(clause.made)) for clause in clauses)
    return Line(
        item_id=row.id,
        number=row.number,
        title=row.title,
        kind=row.kind,
        exempt=row.part is Part.TWO or row.restricted,
        outcome=row.outcome,
        outcome_note=row.outcome_note,
        minutes_of_id=row.minutes_of_id,
        minute_id=row.minute_id,
        minute_number=row.minute_number or "",
        first_words=_cut(opening),
        clauses=clauses,
        asked=asked,
        missing=missing(Minuted(row.outcome, bool(opening), bool(row.minute_number), asking)),
    )


def _clause(row: Any, made: tuple[Made, ...]) -> Clause:
    reading = wording.suggest(row.text)
    wanted = not made and reading.kind is not ResolutionKind.NONE and row.kind is ResolutionKind.NONE
    return Clause(row.id, row.letter, row.text, row.kind, made, reading if wanted else None)


def _plain(opening: str) -> str:
    """The words of a text, without the marks of its Markdown."""
    return " ".join(" ".join(_words(prose.read(opening))).split())


def _words(blocks: Iterable[prose.Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, prose.Paragraph):
            yield "".join(run.text for run in block.runs)
        else:
            for entry in block.entries:
                yield from _words(entry)


def _cut(text: str) -> str:
    return text if len(text) <= FIRST_WORDS else f"{text[:FIRST_WORDS].rsplit(' ', 1)[0]} …"


def _action(row: Any) -> Made:
    when = _day(row.due) or (f"the meeting on {_day(row.due_meeting_on)}" if row.due_meeting_on else "")
    return Made(
        ResolutionKind.ACTION,
        row.id,
        row.reference,
        row.owner or "Nobody yet",
        f"due {when}" if when else "no date yet",
        row.state.label,
        row.text,
    )


def _recommendation(row: Any) -> Made:
    return Made(
        ResolutionKind.RECOMMENDATION, row.id, row.reference, row.addressee or "Nobody yet", "", row.state.label
    )


def _entry(row: Any) -> Made:
    when = _day(row.meeting_on or row.planned_on) or row.when or "date to be confirmed"
    return Made(ResolutionKind.PROGRAMME, row.topic_id, "Work programme", row.title, when, row.status.label)


def _day(day: date | None) -> str:
    return written(day) if day else ""
