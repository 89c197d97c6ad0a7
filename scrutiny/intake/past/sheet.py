"""What stands on a page: lines and tables."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """`number` counts the lines of the whole document, or its paragraphs where it is a Word file, from 1.

    `page` is 1 throughout where the file does not know its pages. `heading` where Word's style or bold words say so;
    `outline` is the level of such a style, 0 for none. `goes_on` where Word only broke the line of a paragraph.
    """

    text: str
    page: int = 1
    number: int = 0
    heading: bool = False
    outline: int = 0
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; a cell's paragraphs are divided by a line feed."""

    rows: tuple[tuple[str, ...], ...]
    page: int = 1
    number: int = 0

    @property
    def text(self) -> str:
        return "\n".join("\t".join(row) for row in self.rows)


Block = Line | Table
Sheets = tuple[tuple[Block, ...], ...]
"""Blocks by page."""
Read = tuple[Sheets, tuple[str, ...]]
"""The pages, and what a Word file says in headers and footers."""
