"""Whether a page gives back what it took: q saves the graphics state, Q brings it back."""

from __future__ import annotations

import re

from pikepdf import Array, Page, Pdf, Stream

_PIECES = re.compile(
    rb"\((?:[^()\\]|\\.)*\)"  # a string, in which a q is a letter
    rb"|%[^\r\n]*"
    rb"|(?<![^\s])BI\s.*?\sEI(?=\s|$)"  # a picture between the lines
    rb"|(?<![^\s\]>)])([qQ])(?![^\s\[</(%])",
    re.DOTALL,
)


def balance(pdf: Pdf, page: Page) -> None:
    """Close what a page left open, so that what is stamped on it afterwards stands where it should."""
    contents = page.obj.get("/Contents")
    parts = [part for part in (contents if isinstance(contents, Array) else [contents]) if isinstance(part, Stream)]
    lacking, open_ = _count(b"\n".join([part.read_bytes() for part in parts]))
    if lacking:
        parts.insert(0, Stream(pdf, b"q " * lacking))
    if open_:
        parts.append(Stream(pdf, b" Q" * open_))
    if lacking or open_:
        page.obj.Contents = Array(parts)


def _count(content: bytes) -> tuple[int, int]:
    """How many q it lacks before, and how many Q after."""
    depth = lowest = 0
    for piece in _PIECES.finditer(content):
        if piece[1] == b"q":
            depth += 1
        elif piece[1] == b"Q":
            depth -= 1
            lowest = min(lowest, depth)
    return -lowest, depth - lowest
