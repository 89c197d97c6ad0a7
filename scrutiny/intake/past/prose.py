"""The lines of a minute as the text that the record keeps: paragraphs and points in Markdown."""

from __future__ import annotations

from collections.abc import Sequence

from scrutiny.intake.past.rows import BULLET, Row, Rows
from scrutiny.papers.markdown import written
from scrutiny.papers.prose import Block, Listing, ListKind, Paragraph, Run


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
    for text in paragraphs:
        point = BULLET.match(text)
        if point:
            points.append((Paragraph((Run(text[point.end() :]),)),))
            continue
        if points:
            blocks.append(Listing(ListKind.BULLETS, tuple(points)))
            points = []
        blocks.append(Paragraph((Run(text),)))
    if points:
        blocks.append(Listing(ListKind.BULLETS, tuple(points)))
    return written(blocks)
