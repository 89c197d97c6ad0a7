"""The tables of a PDF, by the lines that are drawn round their cells; what stands outside them, line by line."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise

import pypdfium2
import pypdfium2.raw as pdfium

from scrutiny.intake.past.pdf import UNSEEN
from scrutiny.intake.past.sheet import Block, Line, Sheets, Table

_THICKEST = 3.0
_SHORTEST = 8.0
"""Points: a drawn line is thin, and longer than a letter is high."""
_SAME = 3.0
"""Points within which two lines, or two words of a line, are at one height."""
_FEWEST_EDGES = 3
"""Upright lines that a row has: two columns at least."""
_MOST_DRAWN = 4_000
"""Drawn things of a page: a map or a plan has more, and is no table."""
_NESTED = 4


@dataclass(frozen=True, slots=True)
class _Box:
    left: float
    bottom: float
    right: float
    top: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class _Words:
    box: _Box
    text: str


@dataclass(frozen=True, slots=True)
class _Band:
    """Between two level lines: a row, with the upright lines that cross it."""

    top: float
    bottom: float
    edges: tuple[float, ...]

    def holds(self, words: _Words) -> bool:
        return self.bottom < words.box.middle < self.top and self.edges[0] - _SAME < words.box.left < self.edges[-1]


def sheets(content: bytes) -> Sheets:
    """The blocks of every page."""
    document = pypdfium2.PdfDocument(content)
    try:
        return tuple(tuple(_blocks(document, number)) for number in range(len(document)))
    finally:
        document.close()


def in_one(blocks: Iterable[Block]) -> Iterator[Block]:
    """A row that the end of a page cut in two is one again: its other half has neither a day nor an item."""
    held: Table | None = None
    for block in blocks:
        if isinstance(block, Line):
            if held is not None:
                yield held
                held = None
            yield block
            continue
        if held is not None and _goes_on(held, block):
            *others, last = held.rows
            whole = tuple("\n".join(filter(None, halves)) for halves in zip(last, block.rows[1], strict=True))
            held = replace(held, rows=(*others, whole, *block.rows[2:]))
            continue
        if held is not None:
            yield held
        held = block
    if held is not None:
        yield held


def _goes_on(above: Table, below: Table) -> bool:
    """Whether a table has the headings of the one above, and under them half a row."""
    return (
        min(len(above.rows), len(below.rows)) > 1
        and above.rows[0] == below.rows[0]
        and len(above.rows[-1]) == len(below.rows[1])
        and not any(below.rows[1][:2])
    )


def _blocks(document: pypdfium2.PdfDocument, number: int) -> Iterator[Block]:
    page = document[number]
    words = _words(page)
    bands = _bands(_drawn(page))
    page.close()
    outside = [each for each in words if not any(band.holds(each) for band in bands)]
    pieces: list[tuple[float, Block]] = [(each[0].box.top, _line(each, number)) for each in _lines(outside)]
    for table in _tables(bands):
        rows = tuple(tuple(_cells(band, words)) for band in table)
        if any(any(row) for row in rows):
            pieces.append((table[0].top, Table(rows, number + 1)))
    yield from (block for _, block in sorted(pieces, key=lambda piece: -piece[0]))


def _words(page: pypdfium2.PdfPage) -> list[_Words]:
    """Stretches of text that stand together on a line, of one cell each."""
    text = page.get_textpage()
    try:
        boxes = [_Box(*text.get_rect(place)) for place in range(text.count_rects())]
        said = [text.get_text_bounded(box.left, box.bottom, box.right, box.top) for box in boxes]
    finally:
        text.close()
    legible = (unicodedata.normalize("NFC", each.translate(UNSEEN)) for each in said)
    return [_Words(box, " ".join(each.split())) for box, each in zip(boxes, legible, strict=True) if each.strip()]


def _drawn(page: pypdfium2.PdfPage) -> list[_Box]:
    paths = page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_PATH,), max_depth=_NESTED)
    return [_Box(*path.get_bounds()) for path in islice(paths, _MOST_DRAWN)]


def _bands(drawn: Sequence[_Box]) -> list[_Band]:
    """From the top of the page down. The frame of a cell that is drawn as one box is four lines."""
    framed = [box for box in drawn if min(box.right - box.left, box.top - box.bottom) > _SHORTEST]
    level = [box.middle for box in drawn if box.top - box.bottom <= _THICKEST and box.right - box.left > _SHORTEST]
    level += [edge for box in framed for edge in (box.top, box.bottom)]
    upright = [box for box in drawn if box.right - box.left <= _THICKEST and box.top - box.bottom > _SHORTEST] + framed
    found = []
    for top, bottom in pairwise(sorted(_apart(level), reverse=True)):
        middle = (top + bottom) / 2
        crossing = [box for box in upright if box.bottom < middle < box.top]
        edges = _apart([side for box in crossing for side in (box.left, box.right)])
        if len(edges) >= _FEWEST_EDGES:
            found.append(_Band(top, bottom, tuple(edges)))
    return found


def _apart(places: Iterable[float]) -> list[float]:
    """In order, and each once: a line has two sides, and neighbours draw the same one."""
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > _SAME:
            found.append(place)
    return found


def _tables(bands: Sequence[_Band]) -> list[list[_Band]]:
    """Rows that touch are of one table."""
    found: list[list[_Band]] = []
    for band in bands:
        if found and abs(found[-1][-1].bottom - band.top) <= _SAME and len(found[-1][-1].edges) == len(band.edges):
            found[-1].append(band)
        else:
            found.append([band])
    return found


def _cells(band: _Band, words: Sequence[_Words]) -> Iterator[str]:
    inside = [each for each in words if band.holds(each)]
    for left, right in pairwise(band.edges):
        here = [each for each in inside if left - _SAME < each.box.left < right - _SAME]
        yield "\n".join(" ".join(each.text for each in line) for line in _lines(here))


def _lines(words: Iterable[_Words]) -> list[list[_Words]]:
    """Words at one height, from left to right; the lines from the top down."""
    at: dict[int, list[_Words]] = defaultdict(list)
    heights: list[float] = []
    for each in sorted(words, key=lambda each: -each.box.bottom):
        if not heights or heights[-1] - each.box.bottom > _SAME:
            heights.append(each.box.bottom)
        at[len(heights)].append(each)
    return [sorted(line, key=lambda each: each.box.left) for line in at.values()]


def _line(words: Sequence[_Words], page: int) -> Line:
    return Line(" ".join(each.text for each in words), page + 1)
