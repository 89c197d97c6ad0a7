"""Bookmarks: those that a paper brings are written anew as titles and places, so that none acts or runs in a ring."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from pikepdf import Array, Dictionary, Name, Object, ObjectSet, Pdf, String

from scrutiny.bundle.pdf.links import Places

_DEEPEST = 5
_MOST = 1_000


@dataclass(frozen=True, slots=True)
class Bookmark:
    """`place` is a destination, `[page /XYZ left top zoom]`; `open_` shows what is below it."""

    title: str
    place: Array
    below: tuple[Bookmark, ...] = ()
    open_: bool = False


def rewrite(pdf: Pdf) -> None:
    """Keep of a paper's bookmarks what leads to its pages."""
    top = pdf.Root.get("/Outlines")
    found = _Reader(Places(pdf)).below(top, 1) if isinstance(top, Dictionary) else ()
    if found:
        pdf.Root.Outlines = written(pdf, found)
    elif "/Outlines" in pdf.Root:
        del pdf.Root["/Outlines"]


def of(pdf: Pdf) -> Object | None:
    """The bookmarks of a fair copy."""
    top = pdf.Root.get("/Outlines")
    return top if isinstance(top, Dictionary) else None


def written(pdf: Pdf, bookmarks: tuple[Bookmark, ...]) -> Object:
    top: Object = pdf.make_indirect(Dictionary(Type=Name.Outlines))
    _write(pdf, top, bookmarks, open_=True)
    return top


def brothers(parent: Object) -> Iterator[Object]:
    """The bookmarks right below one of a tree that was written here."""
    item = parent.get("/First")
    while item is not None:
        yield item
        item = item.get("/Next")


def hang(item: Object, top: Object | None) -> None:
    """Hang a paper's whole tree below its bookmark in the pack, closed."""
    if top is None:
        return
    item.First, item.Last = top.First, top.Last
    item.Count = -int(top.Count)
    for below in brothers(top):
        below.Parent = item


def _write(pdf: Pdf, parent: Object, bookmarks: tuple[Bookmark, ...], *, open_: bool) -> None:
    """Tie brothers to each other and to their parent; a closed one counts below nothing (ISO 32000-1, 12.3.3)."""
    items = [pdf.make_indirect(Dictionary(Title=String(one.title), Dest=one.place, Parent=parent)) for one in bookmarks]
    for one, item in zip(bookmarks, items, strict=True):
        if one.below:
            _write(pdf, item, one.below, open_=one.open_)
    for item, after in pairwise(items):
        item.Next, after.Prev = after, item
    parent.First, parent.Last = items[0], items[-1]
    seen = len(items) + sum([max(0, int(item.get("/Count", 0))) for item in items])
    parent.Count = seen if open_ else -seen


class _Reader:
    """Reads what may be anything: runs in a ring, items that are none, places outside the paper."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._seen = ObjectSet()
        self._left = _MOST

    def below(self, parent: Object, depth: int) -> tuple[Bookmark, ...]:
        found: list[Bookmark] = []
        item = parent.get("/First")
        while isinstance(item, Dictionary) and self._left and self._seen.add(item):
            self._left -= 1
            below = self.below(item, depth + 1) if depth < _DEEPEST else ()
            title, place = item.get("/Title"), self._places.led_to(item)
            if isinstance(title, String) and place is not None and str(title).strip():
                found.append(Bookmark(" ".join(str(title).split()), place, below))
            else:
                found.extend(below)
            item = item.get("/Next")
        return tuple(found)
