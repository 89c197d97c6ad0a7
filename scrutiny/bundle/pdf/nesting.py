"""How deep a PDF is nested: each object names others, and to copy a paper is to go from one to the next.

Where that goes down a hundred thousand steps it is no paper, but made to overthrow whoever copies it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pikepdf import Array, Dictionary, Object, Pdf, Stream

DEEPEST = 5_000
"""Steps. A report of 200 pages takes some dozens; the copying library comes to grief at about 50,000."""

_PIECES = re.compile(rb"\((?:[^\\()]|\\.)*\)|<[0-9a-fA-F]*>|(<<|\[)|(>>|\])|(\d+) (\d+) R", re.DOTALL)
"""Of an object as the library writes it: strings, which are passed over, brackets, and the names of other objects."""

_Number = tuple[int, int]


def deepest(pdf: Pdf) -> int:
    """The most steps down, in the order that copying takes: page by page, then tags and layers."""
    pages = [page.obj for page in pdf.pages]
    walk = _Walk(pdf, {page.objgen for page in pages})
    others = [pdf.Root.get(key) for key in ("/StructTreeRoot", "/OCProperties")]
    return max([walk.from_(start) for start in (*pages, *others) if start is not None], default=0)


class _Walk:
    """Goes to each object once, as a copier does; a page is not gone into from elsewhere."""

    def __init__(self, pdf: Pdf, pages: set[_Number]) -> None:
        self._pdf = pdf
        self._seen: set[_Number] = set()
        self._pages = pages

    def from_(self, start: Object) -> int:
        most = 0
        left = [(0, self._named(start))]
        while left:
            depth, named = left[-1]
            step = next(named, None)
            if step is None:
                left.pop()
                continue
            inside, number = step
            most = max(most, depth + inside)
            if number is None or number in self._seen or number in self._pages:
                continue
            self._seen.add(number)
            if most > DEEPEST:
                return most
            left.append((depth + inside + 1, self._named(self._pdf.get_object(number))))
        return most

    def _named(self, holder: Object) -> Iterator[tuple[int, _Number | None]]:
        """The objects that one names, each with how deep within it that stands; without a name, how deep it is."""
        if not isinstance(holder, (Array, Dictionary, Stream)):
            return
        written = (holder.stream_dict if isinstance(holder, Stream) else holder).unparse(resolved=True)
        inside = 0
        for piece in _PIECES.finditer(written):
            opened, closed, number, generation = piece.groups()
            if opened:
                inside += 1
                yield inside, None
            elif closed:
                inside -= 1
            elif number:
                yield inside, (int(number), int(generation))
