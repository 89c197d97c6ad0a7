"""Lines as the text that the record keeps: paragraphs and lists in Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from scrutiny.intake.minutes.lines import Line
from scrutiny.intake.minutes.numbering import Point
from scrutiny.papers.markdown import written
from scrutiny.papers.prose import Block, Listing, Paragraph

_NO_LIST = 10**6


@dataclass(slots=True)
class _Open:
    """A list that is being read, with the blocks of each of its entries."""

    start: Point
    entries: list[list[Block]] = field(default_factory=list)

    @property
    def closed(self) -> Listing:
        return Listing(self.start.kind, tuple(tuple(entry) for entry in self.entries), self.start.count)

    def ends_before(self, point: Point) -> bool:
        """Whether a point is of a list further out, or of another one that begins here."""
        here = self.start
        return here.level > point.level or (here.level == point.level and here.listing != point.listing)


def narrative(lines: Sequence[Line]) -> str:
    """A list goes on while its points follow one another; what stands as far in as its words belongs to its point."""
    blocks: list[Block] = []
    lists: list[_Open] = []
    margin = _NO_LIST
    for line in lines:
        point = line.point
        if point is None:
            if lists and line.indent >= margin:
                lists[-1].entries[-1].append(Paragraph(line.runs))
                continue
            _close(lists, blocks, to=0)
            blocks.append(Paragraph(line.runs))
            continue
        while lists and lists[-1].ends_before(point):
            _close(lists, blocks, to=len(lists) - 1)
        if not lists:
            margin = (point.indent or _NO_LIST) if not point.level else margin
        if not lists or lists[-1].start.level < point.level:
            lists.append(_Open(point))
        lists[-1].entries.append([Paragraph(line.runs)])
    _close(lists, blocks, to=0)
    return written(blocks)


def _close(lists: list[_Open], blocks: list[Block], *, to: int) -> None:
    """End the lists that are deeper than so many; each goes into the entry that it stands in."""
    while len(lists) > to:
        closed = lists.pop().closed
        (lists[-1].entries[-1] if lists else blocks).append(closed)
