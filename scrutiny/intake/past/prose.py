"""The lines of a minute as the text that the record keeps: paragraphs and points in Markdown."""

from __future__ import annotations

from collections.abc import Sequence

from scrutiny.intake.past.rows import BULLET, Row, Rows
from scrutiny.papers.markdown import written
from scrutiny.papers.prose import Block, Listing, ListKind, Paragraph, Run

_MORE = (";", "; and", "; and,", "; or", "; or,")
"""What a point ends with that is not the last."""


def paragraphs(rows: Rows, body: Sequence[Row]) -> list[str]:
    """The lines of each paragraph put together; a line that Word broke by itself stays one."""
    said: list[str] = []
    before: Row | None = None
    for row in body:
        if before is None or rows.breaks(before, row) or rows.begins_point(before, row):
            said.append(row.text)
        else:
            said[-1] += f"{' ' if rows.width else chr(10)}{row.text}"
        before = row
    return said


def markdown(paragraphs: Sequence[str]) -> str:
    blocks: list[Block] = []
    points: list[tuple[Block, ...]] = []
    for place, text in enumerate(paragraphs):
        bullet = BULLET.match(text)
        if bullet or _is_point(text, paragraphs[place - 1] if place else "", bool(points)):
            points.append((Paragraph((Run(text[bullet.end() if bullet else 0 :]),)),))
            continue
        if points:
            blocks.append(Listing(ListKind.BULLETS, tuple(points)))
            points = []
        blocks.append(Paragraph((Run(text),)))
    if points:
        blocks.append(Listing(ListKind.BULLETS, tuple(points)))
    return written(blocks)


def _is_point(text: str, before: str, among_points: bool) -> bool:
    """A point whose bullet was lost on the way to a text: it goes on from a colon, and ends like one of several."""
    if not text[0].islower() or not (before.endswith(":") or (among_points and before.endswith(_MORE))):
        return False
    return among_points or text.endswith(_MORE)
