"""Reads a document of years ago, .docx, .pdf or .txt, as what stands on its pages: lines and tables in their order.

It is looked into first as every paper is (`intake.uploads`). What is on it is kept as it stands; only the numbers of
pages and heads that run over every page are put aside, and those are named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from scrutiny.domain.rules import RuleBroken
from scrutiny.intake import uploads
from scrutiny.intake.past import furniture, pdf, plain, word
from scrutiny.intake.past.sheet import Block, Line, Table

__all__ = ["MOST", "Block", "Line", "Pages", "Table", "read"]

MOST = 3_000_000
"""Characters: thirty times a year of a committee's minutes."""
MOST_LINES = 100_000
"""Each is looked at beside its neighbours, so a file of nothing but line ends would take minutes to read."""

_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202d\u202e\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""What the record does not keep (`domain.text`); nobody wrote it, fonts and programs leave it behind."""

_READERS = {".docx": word.read, ".pdf": pdf.read, ".txt": plain.read}


@dataclass(frozen=True, slots=True)
class Pages:
    """`name` is the file's; `wrapped` where a line ends at the margin and a paragraph is several (.pdf, .txt).

    `put_aside` are page numbers and running heads, headers and footers; `carries` is what the file tells besides, in a
    sentence each, such as tracked changes.
    """

    name: str
    blocks: tuple[Block, ...]
    wrapped: bool
    put_aside: tuple[str, ...] = ()
    carries: tuple[str, ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        """Everything as lines, a cell of a table after the other; an empty text is a gap between paragraphs."""
        return tuple(self._lines())

    @property
    def tables(self) -> tuple[Table, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Table))

    def _lines(self) -> Iterator[Line]:
        for block in self.blocks:
            if isinstance(block, Line):
                yield block
                continue
            for row in block.rows:
                for cell in filter(None, row):
                    yield from (Line(text, block.page, block.number) for text in cell.split("\n"))


def read(content: bytes, name: str) -> Pages:
    """Raises RuleBroken, in a sentence, for a file that is not taken, cannot be read, or says nothing."""
    ending = PurePosixPath(name).suffix.lower()
    if ending not in _READERS:
        raise RuleBroken(f"“{name}” cannot be read: past documents are read from .docx, .pdf and .txt. Save it as one.")
    carries: tuple[str, ...] = ()
    if ending == ".txt":
        plain.require_text(content, name)
    else:
        carries = uploads.read(content, name).carries
    read, around = _READERS[ending](content)
    sheets = tuple(tuple(map(_fit, sheet)) for sheet in read)
    if sum(map(len, sheets)) > MOST_LINES or sum(len(block.text) for sheet in sheets for block in sheet) > MOST:
        raise RuleBroken(f"“{name}” holds more text than past documents of one meeting do. Cut it, and read the parts.")
    blocks, put_aside = furniture.put_aside(sheets)
    if not any(block.text.strip() for block in blocks):
        raise RuleBroken(
            f"“{name}” has no text that can be read: it may be a scan. Have its text recognised, and send that."
        )
    return Pages(name, blocks, ending != ".docx", (*put_aside, *around), carries)


def _fit(block: Block) -> Block:
    if isinstance(block, Line):
        return replace(block, text=_UNFIT.sub(" ", block.text).strip())
    return replace(block, rows=tuple(tuple(_UNFIT.sub(" ", cell) for cell in row) for row in block.rows))
