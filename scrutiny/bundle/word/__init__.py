"""A pack as one Word document: the agenda, then every paper that is a Word document, each looking as it did alone.

Made in one pass over the files: nothing is appended to a document that is read again each time.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from scrutiny.bundle import front_sheet
from scrutiny.bundle.bound import Bound, LeftOut
from scrutiny.bundle.whole import whole
from scrutiny.bundle.word.binding import Binding
from scrutiny.bundle.word.namespaces import Element
from scrutiny.bundle.word.opened import Damaged, opened
from scrutiny.bundle.word.pages import Pages, Place
from scrutiny.bundle.word.paper import Paper
from scrutiny.bundle.word.sections import tells_pages_apart
from scrutiny.papers.pack import Pack
from scrutiny.word.house_style import HOUSE_STYLE, house_style

_IN_MEMORY = 16 * 1024 * 1024
"""Bytes of the pack's text that are held before they go to a file of their own: some thousand pages."""


def bind(pack: Pack, *, file: Callable[[str], Path], to: Path, style: Path = HOUSE_STYLE) -> Bound:
    """Write the document. Papers of other kinds are named in their place; one that cannot be read is left out too."""
    pages = Pages(house_style(style))
    places, even = _looked_at(pack, file)
    with whole(to) as beside, tempfile.SpooledTemporaryFile(_IN_MEMORY, dir=str(to.parent)) as text:
        binding = Binding(front_sheet.write(pack, style=style), text, even=even)
        for place in places:  # before a paper brings a bookmark of that name
            binding.identities.name(place.bookmark)
        bound = list(_bound(places, pages, binding, file))
        with beside.open("wb") as target:
            binding.finish(pages.contents(bound) if bound else [], target)
    lost = (LeftOut(place.paper.title, place.paper.name, place.damaged) for place in bound if place.damaged)
    return Bound(pages=0, left_out=tuple(lost))


def _looked_at(pack: Pack, file: Callable[[str], Path]) -> tuple[list[Place], bool]:
    """Every paper of the pack, those that cannot be opened known as such; and whether one tells even pages apart."""
    places: list[Place] = []
    even = False
    for item in pack.items:
        for paper in item.papers:
            place = Place(item, paper, f"Paper_{len(places) + 1}")
            if place.bound:
                try:
                    with opened(file(paper.sha256)) as found:
                        if not found.whole:
                            raise Damaged("the file is damaged")
                        even = even or tells_pages_apart(found)
                except Damaged as error:
                    place = replace(place, damaged=str(error))
            places.append(place)
    return places, even


def _bound(places: list[Place], pages: Pages, binding: Binding, file: Callable[[str], Path]) -> Iterator[Place]:
    """Each paper on pages of its own. What is only named stands on one page with what is named next to it."""
    named: list[Element] = []
    above = None
    counted = True
    for number, place in enumerate(places, start=1):
        if place.bound:
            if named:
                binding.put_plain(named)
            named, above = [], None
            try:
                with opened(file(place.paper.sha256)) as found:
                    mark = pages.mark(place) if place.paper.exempt else ""
                    paper = Paper(found, binding, mark=f"p{number}", exempt=mark)
                    anew = paper.bring(pages.heading(place), place.bookmark)
                    place = replace(place, counted=counted and not anew[0])
                    counted = counted and not any(anew)
            except Damaged as error:
                place = replace(place, damaged=str(error))
        if not place.bound:
            named += [*pages.heading(place, item=place.item is not above), *pages.notice(place)]
            above = place.item
        yield place
    if named:
        binding.put_plain(named)
