"""A file of minutes that came back from Word, beside the record: what a clerk must decide, item by item.

It is read and compared anew each time it is looked at, so it always tells of the record as it is now.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scrutiny.domain.merging import Clause, Origin, Standing, Text, clauses
from scrutiny.domain.merging.drafts import Comment, Draft, DraftItem, Loose, Tracked
from scrutiny.domain.merging.marks import Mark, Place, digest
from scrutiny.domain.vocabulary import Part
from scrutiny.domain.wording import Reading, suggest
from scrutiny.papers.markdown import normal
from scrutiny.papers.resolution import bare

if TYPE_CHECKING:
    from scrutiny.queries.rows import AnyRow, Rows


@dataclass(frozen=True, slots=True)
class Decision:
    """One text to decide on. `key` names it in the form: `narrative-12`, `resolution-5`, `new-12-1`.

    Of a new clause, `reading` is what it probably makes, and by which words; `after` is the record's resolution that
    it follows in the file.
    """

    key: str
    text: Text
    reading: Reading | None = None
    resolution_id: int | None = None
    after: int | None = None

    @property
    def changed(self) -> bool:
        return self.text.standing is not Standing.SAME

    @property
    def proposed(self) -> str:
        """What is chosen to begin with; nothing, where somebody must say which is right, or words would be gone."""
        standing = self.text.standing
        if standing.to_choose or (standing is Standing.THEIRS and not self.text.theirs):
            return ""
        return "theirs" if standing is Standing.THEIRS else "ours"


@dataclass(frozen=True, slots=True)
class ComparedItem:
    """`heading` is what the file calls it, where that is another heading than the record's and than it was made from.

    `summary` says that the text is what the public is told of a minute that is withheld; `missing` that the file does
    not have the item at all. `unprinted` are lines that the record prints by itself and the file has no more;
    `reordered` that the record's resolutions stand in another order there.
    """

    item_id: int
    number: str
    title: str
    exempt: bool
    body: Decision
    clauses: tuple[Decision, ...] = ()
    heading: str = ""
    summary: bool = False
    missing: bool = False
    unprinted: tuple[str, ...] = ()
    reordered: bool = False

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """Those that differ."""
        return tuple(each for each in (self.body, *self.clauses) if each.changed)

    @property
    def changed(self) -> bool:
        return bool(self.decisions or self.heading or self.unprinted or self.reordered)


@dataclass(frozen=True, slots=True)
class FinishedInWord:
    """`traced` says that the file still tells what it was made from. `unprinted` as in an item, outside all items."""

    items: tuple[ComparedItem, ...]
    loose: tuple[Loose, ...]
    unprinted: tuple[str, ...]
    tracked: tuple[Tracked, ...]
    comments: tuple[Comment, ...]
    doubts: tuple[str, ...]
    traced: bool

    @property
    def changed(self) -> tuple[ComparedItem, ...]:
        return tuple(item for item in self.items if item.changed and not item.missing)

    @property
    def missing(self) -> tuple[ComparedItem, ...]:
        return tuple(item for item in self.items if item.missing)

    @property
    def asks(self) -> bool:
        """Whether there is anything to choose; what else differs is only told."""
        return any(item.decisions for item in self.changed) or bool(self.loose)

    @property
    def nothing_differs(self) -> bool:
        return not (self.changed or self.missing or self.loose or self.unprinted)


@dataclass(frozen=True, slots=True)
class WordFacts:
    """The rows of `queries.minutes_from_word`, and the texts that the file was made from."""

    items: Rows
    resolutions: Rows
    made_from: Mapping[Mark, str]


def known(facts: WordFacts, printed: Draft) -> tuple[DraftItem, ...]:
    """The items of the meeting as a file is looked through for them: those that are printed, and those without a
    minute yet, since a clerk may write one in Word."""
    there = {item.item_id for item in printed.items}
    rest = (DraftItem(row.number, row.title, row.id) for row in facts.items if row.id not in there)
    return (*printed.items, *rest)


def of(facts: WordFacts, *, printed: Draft, file: Draft) -> FinishedInWord:
    """`printed` is the record as it would be written now, read as the file was."""
    in_file = {item.item_id: item for item in reversed(file.items)}
    again = [item for item in file.items if in_file[item.item_id] is not item]
    by_record = {item.item_id: item for item in printed.items}
    compare = _Comparison(facts, file)
    compared = []
    for row in facts.items:
        theirs, ours = in_file.get(row.id), by_record.get(row.id)
        if theirs is not None or ours is not None:
            compared.append(compare.item(row, ours, theirs))
    return FinishedInWord(
        items=tuple(compared),
        loose=(*file.loose, *_said_again(again), *_resolved_in_private(compared, in_file)),
        unprinted=tuple((Counter(printed.around) - Counter(file.around)).elements()),
        tracked=file.tracked,
        comments=file.comments,
        doubts=file.doubts,
        traced=bool(file.made_from),
    )


def _said_again(items: Sequence[DraftItem]) -> Iterator[Loose]:
    """What stands under the second heading of one item is placed by hand."""
    for item in items:
        if text := "\n\n".join(filter(None, [item.narrative, *_resolved(item)])):
            yield Loose(text, item.item_id, after=f"{item.number} {item.title}".strip())


def _resolved_in_private(items: Sequence[ComparedItem], in_file: Mapping[int | None, DraftItem]) -> Iterator[Loose]:
    """The public is told of no clause of a minute that is withheld: what its copy has come to say is placed by hand."""
    for item in items:
        if item.summary and (said := _resolved(in_file[item.item_id])):
            yield Loose("\n\n".join(said), item.item_id, after=f"{item.number} {item.title}".strip())


def _resolved(item: DraftItem) -> list[str]:
    return [f"RESOLVED: That {clause.text}" for clause in item.clauses]


class _Comparison:
    def __init__(self, facts: WordFacts, file: Draft) -> None:
        self._facts = facts
        self._file = file

    def item(self, row: AnyRow, ours: DraftItem | None, theirs: DraftItem | None) -> ComparedItem:
        exempt = bool(row.part is Part.TWO or row.restricted)
        summary = theirs is not None and (theirs.summary or (exempt and _is_summary(row, theirs)))
        missing = theirs is None
        theirs = theirs or DraftItem("", "", row.id)
        printed = Counter(ours.printed if ours else ()) - Counter(theirs.printed)
        found = () if summary or missing else tuple(self._clauses(row, theirs))
        return ComparedItem(
            item_id=row.id,
            number=ours.number if ours else "",
            title=row.title,
            exempt=exempt,
            body=self._body(row, theirs, summary=summary),
            clauses=found,
            heading="" if missing or summary else self._heading(row, ours, theirs),
            summary=summary,
            missing=missing,
            unprinted=() if missing else tuple(printed.elements()),
            reordered=self._reordered(row, found),
        )

    def _body(self, row: AnyRow, theirs: DraftItem, *, summary: bool) -> Decision:
        mark = Mark(Place.SUMMARY if summary else Place.NARRATIVE, row.id)
        base = self._facts.made_from.get(mark)
        ours = normal((row.public_summary if summary else row.narrative) or "")
        was_there = mark in self._file.made_from
        made = base if base is not None or was_there or not self._file.made_from else ""
        text = Text(None if made is None else normal(made), ours, theirs.narrative, traced=made is not None)
        return Decision(mark.tag, text)

    def _clauses(self, row: AnyRow, theirs: DraftItem) -> Iterator[Decision]:
        ours = {each.id: bare(each.text) for each in self._facts.resolutions if each.item_id == row.id}
        named = {clause.resolution_id for clause in theirs.clauses}
        told = (Mark(Place.RESOLUTION, n) for n in {*ours, *named} if n is not None)
        made = {mark.number: self._facts.made_from.get(mark) for mark in told if mark in self._file.made_from}
        origin = Origin(
            {number: None if text is None else bare(text) for number, text in made.items()},
            traced=bool(self._file.made_from),
        )
        found = clauses(origin, ours, [(clause.resolution_id, clause.text) for clause in theirs.clauses])
        after = None
        for place, clause in enumerate(found):
            yield _clause(row.id, place, clause, after)
            after = clause.number if clause.number in ours else after

    def _reordered(self, row: AnyRow, found: Sequence[Decision]) -> bool:
        there = [each.resolution_id for each in found if each.text.ours is not None and each.text.theirs is not None]
        return there != [each.id for each in self._facts.resolutions if each.item_id == row.id and each.id in there]

    def _heading(self, row: AnyRow, ours: DraftItem | None, theirs: DraftItem) -> str:
        """What the file calls an item, where somebody has called it so in the file."""
        if ours is None or (theirs.number, theirs.title) == (ours.number, ours.title):
            return ""
        made = self._file.made_from.get(Mark(Place.TITLE, row.id))
        said = f"{theirs.number}\t{theirs.title}"
        return "" if made == digest(said) else said.replace("\t", " ").strip()


def _clause(item_id: int, place: int, clause: Clause, after: int | None) -> Decision:
    if clause.text.added:
        return Decision(f"new-{item_id}-{place}", clause.text, suggest(clause.text.theirs or ""), after=after)
    return Decision(Mark(Place.RESOLUTION, clause.number or 0).tag, clause.text, resolution_id=clause.number)


def _is_summary(row: AnyRow, theirs: DraftItem) -> bool:
    """A public copy whose marks are gone says what the public is told, word for word."""
    return bool(row.public_summary) and theirs.narrative == normal(row.public_summary)
