"""What is on a page for the page's own sake: its number, and heads and feet that run over every page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from scrutiny.intake.past.sheet import Block, Line, Sheets

_PAGE_NUMBER = re.compile(
    r"[-–—]\s*[0-9]{1,4}\s*[-–—]|page\s+[0-9]{1,4}(?:\s*(?:of|/)\s*[0-9]{1,4})?|[0-9]{1,4}\s+of\s+[0-9]{1,4}",
    re.IGNORECASE,
)
_FIGURES = re.compile("[0-9]+")
_EDGE = 2
"""Lines at the top and at the foot of a page in which heads and feet run."""
_FEWEST = 3
"""Pages that make a head run: on two, the same line may be chance."""


def put_aside(sheets: Sheets) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """The blocks of all pages without those, and the texts of those, each once.

    Of a line that runs, the first is kept: it may be all that says whose minutes these are.
    """
    running = _running(sheets)
    kept: list[Block] = []
    aside: list[str] = []
    seen: set[str] = set()
    for page, sheet in enumerate(sheets, start=1):
        edges = {id(block) for block in _edges(sheet)}
        for block in sheet:
            shape = _shape(block.text) if id(block) in edges else ""
            repeated = shape in running and shape in seen
            if repeated or (isinstance(block, Line) and _is_number(block, page, len(sheets), at_edge=bool(shape))):
                aside.append(block.text)
            else:
                seen.add(shape)
                kept.append(block)
    return tuple(kept), tuple(dict.fromkeys(aside))


def _running(sheets: Sheets) -> frozenset[str]:
    """The shapes at the edges of nearly every page."""
    if len(sheets) < _FEWEST:
        return frozenset()
    shapes = Counter(shape for sheet in sheets for shape in {_shape(block.text) for block in _edges(sheet)})
    return frozenset(shape for shape, times in shapes.items() if shape and times >= max(_FEWEST, len(sheets) - 2))


def _edges(sheet: Iterable[Block]) -> list[Line]:
    lines = [block for block in sheet if isinstance(block, Line) and block.text]
    return [*lines[:_EDGE], *lines[_EDGE:][-_EDGE:]]


def _is_number(line: Line, page: int, pages: int, *, at_edge: bool) -> bool:
    """`-2-` or `Page 2` anywhere; a bare figure at an edge: the number of the page, in this file or its pack."""
    if _PAGE_NUMBER.fullmatch(line.text):
        return True
    return at_edge and pages > 1 and line.text.isdecimal() and len(line.text) <= 4 and int(line.text) >= page


def _shape(text: str) -> str:
    """Without its figures: `Page 3` and `Page 4` run."""
    return _FIGURES.sub("0", " ".join(text.split())).casefold()
