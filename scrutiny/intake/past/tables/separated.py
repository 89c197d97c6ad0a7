"""Reads documents of tables: a .csv, a text whose lines have tabs, a PDF with lines drawn round its cells, Word."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

import pypdfium2

from scrutiny.domain.rules import RuleBroken
from scrutiny.intake.past import furniture, pages, plain
from scrutiny.intake.past.pages import Pages
from scrutiny.intake.past.sheet import Block, Line, Table
from scrutiny.intake.past.tables import cells, ruled

_FEWEST_TABS = 2
_MOST_LINES = 40_000
"""Lines: a pack of a thousand pages."""


def read(content: bytes, name: str) -> Pages:
    """A document of tables, of whatever kind. Raises RuleBroken, in a sentence, for one that cannot be read."""
    found = _read(content, name)
    if len(found.lines) > _MOST_LINES:
        raise RuleBroken(f"“{name}” has {len(found.lines):,} lines. Cut out the pages with the tables, and read those.")
    return found


def _read(content: bytes, name: str) -> Pages:
    ending = PurePosixPath(name).suffix.lower()
    if ending == ".csv":
        plain.require_text(content, name)
        return Pages(name, (_csv(plain.decoded(content), name),), wrapped=False)
    if ending == ".txt":
        plain.require_text(content, name)
        blocks = tuple(_blocks(plain.decoded(content)))
        if any(isinstance(block, Table) for block in blocks):
            return Pages(name, blocks, wrapped=True)
    read = pages.read(content, name)
    return _ruled(read, content) if ending == ".pdf" else read


def _ruled(read: Pages, content: bytes) -> Pages:
    """A PDF whose cells have lines round them, or else as it was read."""
    try:
        blocks, put_aside = furniture.put_aside(ruled.sheets(content))
    except pypdfium2.PdfiumError:
        return read
    if not any(isinstance(block, Table) for block in blocks):
        return read
    return replace(read, blocks=tuple(ruled.in_one(blocks)), put_aside=put_aside)


def _csv(said: str, name: str) -> Table:
    first = said.split("\n", 1)[0]
    sign = max(",;\t", key=first.count)
    try:
        rows = tuple(
            tuple(cells.plain(cell).strip() for cell in row)
            for row in csv.reader(io.StringIO(said, newline=""), delimiter=sign)
        )
    except csv.Error as error:
        raise RuleBroken(f"“{name}” cannot be read as a table. Save it as .csv from a spreadsheet anew.") from error
    return Table(tuple(row for row in rows if any(row)), number=1)


def _blocks(said: str) -> Iterator[Block]:
    rows: list[tuple[str, ...]] = []
    for number, text in enumerate(said.replace("\f", "\n").split("\n"), start=1):
        if text.count("\t") >= _FEWEST_TABS:
            rows.append(tuple(cell.strip() for cell in text.split("\t")))
            continue
        if rows:
            yield Table(tuple(rows), number=number - len(rows))
            rows = []
        yield Line(text.expandtabs().strip(), 1, number)
    if rows:
        yield Table(tuple(rows), number=number - len(rows) + 1)
