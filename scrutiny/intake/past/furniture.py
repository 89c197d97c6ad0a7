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
"""Pages that make a head run: on two, the same line may be chance, unless it says what heads say."""
_FIRST_PAGES = 2
"""That may have no head, or another one."""
_HEAD = re.compile(r"\b(?:minutes|committee|council|draft|page|publication|confidential|panel|board)\b", re.IGNORECASE)


def put_aside(sheets: Sheets) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """The blocks of all pages without those, and the texts of those, each once.

    A head is kept on the first page: it may be all that says whose minutes these are.
    """
    running = _running(sheets)
    kept: list[Block] = []
    aside: list[str] = []
    for page, sheet in enumerate(sheets, start=1):
        heads, feet = _edges(sheet)
        for block in sheet:
            shape = _shape(block.text) if block in heads or block in feet else ""
            runs = shape in running and (page > 1 or block in feet)
            if runs or (isinstance(block, Line) and _is_number(block, page, len(sheets), at_edge=bool(shape))):
                aside.append(block.text)
            else:
                kept.append(block)
    return tuple(kept), tuple(dict.fromkeys(aside))


def _running(sheets: Sheets) -> frozenset[str]:
    """The shapes at the edges of nearly every page."""
    shapes = Counter(shape for sheet in sheets for shape in _shapes(sheet))
    nearly = len(sheets) - _FIRST_PAGES
    return frozenset(
        shape for shape, times in shapes.items() if times >= max(2 if _HEAD.search(shape) else _FEWEST, nearly)
    )


def _shapes(sheet: Iterable[Block]) -> set[str]:
    return {_shape(block.text) for edge in _edges(sheet) for block in edge}


def _edges(sheet: Iterable[Block]) -> tuple[list[Line], list[Line]]:
    """The lines at the top and at the foot."""
    lines = [block for block in sheet if isinstance(block, Line) and block.text]
    return lines[:_EDGE], lines[_EDGE:][-_EDGE:]


def _is_number(line: Line, page: int, pages: int, *, at_edge: bool) -> bool:
    """`-2-` or `Page 2` anywhere; a bare figure at an edge: the number of the page, in this file or its pack."""
    if _PAGE_NUMBER.fullmatch(line.text):
        return True
    return at_edge and pages > 1 and line.text.isdecimal() and len(line.text) <= 4 and int(line.text) >= page


def _shape(text: str) -> str:
    """Without its figures: `Page 3` and `Page 4` run."""
    return _FIGURES.sub("0", " ".join(text.split())).casefold()
