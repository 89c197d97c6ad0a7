"""Reads a Word file: paragraphs and tables in their order, with the numbers and letters that Word prints by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scrutiny.intake import minutes
from scrutiny.intake.minutes.headings import looks_like_one
from scrutiny.intake.minutes.lines import TABLE, lines
from scrutiny.intake.minutes.lines import Line as Paragraph
from scrutiny.intake.minutes.package import Package
from scrutiny.intake.past.sheet import Block, Line, Read, Table


def read(content: bytes) -> Read:
    package = Package(content)
    return (tuple(_blocks(lines(package))),), minutes.running(package)


def _blocks(every: Sequence[Paragraph]) -> Iterator[Block]:
    rows: list[tuple[str, ...]] = []
    for number, line in enumerate(every, start=1):
        if rows and (not line.cells or line.doubt == TABLE):
            yield Table(tuple(rows), number=number - len(rows))
            rows = []
        if line.cells:
            rows.append(tuple("\n".join(filter(None, map(_said, cell))) for cell in line.cells))
        else:
            heading = looks_like_one(line)
            for place, text in enumerate(_said(line).split("\n")):
                yield Line(text.strip(), 1, number, heading, line.outline, goes_on=place > 0)
    if rows:
        yield Table(tuple(rows), number=len(every) - len(rows) + 1)


def _said(line: Paragraph) -> str:
    """With the number before it; an empty point of a list says nothing, but an empty number is one."""
    if line.point is None or (line.point.printed == "•" and not line.words):
        return line.text
    return f"{line.point.printed}\t{line.text}"
