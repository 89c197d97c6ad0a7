"""The lines of past minutes without the gaps between them, and how they make paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from scrutiny.intake.past.pages import Pages

BULLET = re.compile(r"[•·●▪◦‣\uf0b7\uf0a7\uf0d8*–—-]\s+(?=\S)")
MARKER = re.compile(r"\(?(?P<mark>[a-z]{1,2}|[A-Z]|[ivx]{1,5}|[0-9]{1,2})[.)]\s+(?=\S)")
NUMBERED = re.compile(r"[0-9]{1,4}(?:\.[0-9]{1,3})+\.?\s+(?=\S)")
"""A paragraph number, `7.1` or `4.2.1`."""
_RUN_IN = re.compile(
    r"(?P<head>[0-9]{1,5}[.)]?\s+[A-Z][A-Z0-9 &,'’()/.-]{2,120}?)\s+[–—-]\s+(?P<rest>[A-Z][a-z].*|RESOLVED\b.*)",
    re.DOTALL,
)
"""A heading in capitals that its text follows on the same line."""

_ENDS = (".", "!", "?", ":", ";", "; and", "; and,", "; or", "; or,", ".”", ".’", '."', ".)")
_USUAL_WIDTH = 60
_FULL = 0.92
"""Of the width of a page: a line that the next word would have brought there was broken by the margin."""


_SIDE_BY_SIDE = re.compile(r"(?:\s{3,}|\t\s*)(?=[^\W\d_])(?!(?:vice|chair))", re.IGNORECASE)
"""A gap as wide as that between two columns; what the first name of a line chairs stands behind one too."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line that says something. `gap` where an empty line or a new paragraph of Word is before it; `columns` are
    what stands side by side on it.
    """

    text: str
    page: int
    number: int
    gap: bool
    heading: bool = False
    outline: int = 0
    goes_on: bool = False
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rows:
    """`width` is the number of characters at which its lines were broken, 0 where no line was."""

    every: tuple[Row, ...]
    width: int = 0

    def breaks(self, before: Row, row: Row) -> bool:
        """Whether a paragraph ends between two lines."""
        if not self.width:
            return not row.goes_on
        if BULLET.match(row.text) or NUMBERED.match(row.text):
            return True
        ended = before.text.endswith(_ENDS)
        if row.gap:
            return ended or not row.text[0].islower()
        if ended:
            return not self.full(before, row)
        return not self.full(before, row) and len(before.text) < self.width / 2 and row.text[0].isupper()

    def begins_point(self, before: Row, row: Row) -> bool:
        """Whether a line begins a point of a lettered list: one in prose was broken in the middle of a sentence."""
        return MARKER.match(row.text) is not None and before.text.endswith(_ENDS)

    def full(self, before: Row, row: Row) -> bool:
        """Whether a line was broken by the margin, and not by who wrote it."""
        return len(before.text) + 1 + len(row.text.split(maxsplit=1)[0]) > _FULL * self.width > 0


def of(pages: Pages) -> Rows:
    rows: list[Row] = []
    gap = True
    page = 0
    for line in pages.lines:
        text = " ".join(line.text.split())
        if not text:
            gap = gap or line.page == page
            continue
        new = gap if pages.wrapped else not line.goes_on
        run_in = _RUN_IN.fullmatch(text)
        rows.append(
            Row(
                run_in["head"] if run_in else text,
                line.page,
                line.number,
                new,
                line.heading,
                line.outline,
                line.goes_on,
                tuple(" ".join(column.split()) for column in _SIDE_BY_SIDE.split(line.text.strip())),
            )
        )
        if run_in:
            rows.append(Row(run_in["rest"], line.page, line.number, gap=True))
        gap, page = False, line.page
    return Rows(tuple(rows), _width(rows) if pages.wrapped else 0)


def _width(rows: Sequence[Row]) -> int:
    """Nearly the longest of the lines: a single line may be longer than the page that the others were broken for."""
    lengths = sorted(len(row.text) for row in rows)
    return max(_USUAL_WIDTH, lengths[len(lengths) * 95 // 100]) if lengths else _USUAL_WIDTH


def unnumbered(text: str) -> str:
    """Without the number of its paragraph."""
    found = NUMBERED.match(text)
    return text[found.end() :] if found else text


def where(row: Row) -> str:
    return f"line {row.number}" if row.page == 1 else f"page {row.page}, line {row.number}"
