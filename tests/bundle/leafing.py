"""Reads a bound PDF as its readers do: text by page, tags in order, bookmarks, links and where they lead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pypdfium2
from pikepdf import Array, Dictionary, NameTree, Object, ObjectSet, Pdf


def texts(path: Path) -> list[str]:
    """The words of each page, whatever breaks its lines."""
    with pypdfium2.PdfDocument(path) as document:
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]


def place(path: Path, page: int, words: str) -> tuple[float, float]:
    """Where words stand on the page as it is seen: across from the left and up from the foot, each from 0 to 1."""
    with pypdfium2.PdfDocument(path) as document:
        sheet = document[page]
        found = sheet.get_textpage()
        finder = found.search(words)
        match = finder.get_next()
        assert match is not None, f"{words!r} is not on page {page + 1}"
        left, bottom, right, top = found.get_charbox(match[0])
        x, y = (left + right) / 2, (bottom + top) / 2
        left, bottom, right, top = _seen(sheet.get_mediabox(), sheet.get_cropbox())
        across, up = (x - left) / (right - left), (y - bottom) / (top - bottom)
        turned = {0: (across, up), 90: (up, 1 - across), 180: (1 - across, 1 - up), 270: (1 - up, across)}
        return turned[sheet.get_rotation()]


def _seen(sheet: Sequence[float], cut: Sequence[float]) -> tuple[float, float, float, float]:
    """What a viewer shows: the crop box on the sheet, their corners in any order."""
    (x1, y1, x2, y2), (a1, b1, a2, b2) = sheet, cut
    return (
        *(max(min(x1, x2), min(a1, a2)), max(min(y1, y2), min(b1, b2))),
        *(min(max(x1, x2), max(a1, a2)), min(max(y1, y2), max(b1, b2))),
    )


def tags(path: Path) -> Counter[str]:
    with Pdf.open(path) as pdf:
        return Counter(str(element.S) for element in elements(pdf))


def elements(pdf: Pdf) -> Iterator[Object]:
    """Each tag once, in the order of reading."""
    seen = ObjectSet()
    left: list[Object] = [pdf.Root.StructTreeRoot.K]
    while left:
        one = left.pop()
        if isinstance(one, Array):
            left += reversed(list(one))
        elif isinstance(one, Dictionary) and (not one.is_indirect or seen.add(one)):
            if "/S" in one:
                yield one
            if "/K" in one:
                left.append(one.K)


def held(element: Object) -> list[Object]:
    """What a tag holds right below it, numbers of marked content aside."""
    kids = element.get("/K", Array())
    return [kid for kid in (kids if isinstance(kids, Array) else [kids]) if isinstance(kid, Dictionary)]


def numbers(pdf: Pdf) -> list[int]:
    """The numbers by which pages and links find their tags, in the order of pages."""
    found = [int(page.obj.StructParents) for page in pdf.pages if "/StructParents" in page.obj]
    return found + [int(link.StructParent) for link in links(pdf) if "/StructParent" in link]


def links(pdf: Pdf) -> list[Object]:
    return [link for page in pdf.pages for link in page.obj.get("/Annots", [])]


def led_to(pdf: Pdf, place: Object) -> int:
    """The page, from 0, of a destination or of its name."""
    found = place if isinstance(place, Array) else NameTree(pdf.Root.Names.Dests)[str(place)]
    return [page.obj.objgen for page in pdf.pages].index(found[0].objgen)


def bookmarks(path: Path) -> list[tuple[int, str, int]]:
    """Depth, title and page of each bookmark from top to bottom."""
    with Pdf.open(path) as pdf:
        return list(_below(pdf, pdf.Root.Outlines, 0))


def _below(pdf: Pdf, parent: Object, depth: int) -> Iterator[tuple[int, str, int]]:
    item = parent.get("/First")
    last = None
    while item is not None:
        assert item.Parent.objgen == parent.objgen
        assert last is None or item.Prev.objgen == last.objgen
        yield depth, str(item.Title), led_to(pdf, item.Dest)
        yield from _below(pdf, item, depth + 1)
        last, item = item, item.get("/Next")
    assert last is None or parent.Last.objgen == last.objgen


def widest(path: Path, page: int) -> float:
    """How far to the right any letter of a page reaches, in points."""
    with pypdfium2.PdfDocument(path) as document:
        found = document[page].get_textpage()
        return max(found.get_charbox(place)[2] for place in range(found.count_chars()))


def lowest(path: Path, page: int) -> float:
    """How far down any letter of a page reaches, in points from its foot."""
    with pypdfium2.PdfDocument(path) as document:
        found = document[page].get_textpage()
        return min(found.get_charbox(place)[1] for place in range(found.count_chars()))
