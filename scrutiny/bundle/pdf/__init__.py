"""A pack as PDF: front sheet, then each item's papers in order, numbered through, tagged, bookmarked and marked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from pikepdf import Dictionary, ObjectStreamMode, Pdf, String

from scrutiny.bundle.bound import Bound, LeftOut
from scrutiny.bundle.pdf import front
from scrutiny.bundle.pdf.conversion import Told, copy_name, fair_copies
from scrutiny.bundle.pdf.fair_copy import FairCopy, Unreadable
from scrutiny.bundle.pdf.front import Place
from scrutiny.bundle.pdf.merging import Heading, Merging
from scrutiny.bundle.pdf.sheet import Sheet
from scrutiny.bundle.pdf.stamping import Stamp, Stamper
from scrutiny.bundle.whole import whole
from scrutiny.domain.dates import written
from scrutiny.papers.pack import Pack
from scrutiny.papers.people import listed
from scrutiny.word.withheld import EXEMPT_COPY

_SETTLED = 5
"""Times that the front is drawn at the most: its length moves the numbers on it, which could change its length."""


def bind(pack: Pack, *, file: Callable[[str], Path], work: Path, to: Path, told: Told) -> Bound:
    """Write the pack. `file` gives the place of a paper by its SHA-256; what is in `work` already is not made again.

    A paper that cannot be bound is named on the front and in the answer. The same pack is the same bytes.
    """
    papers = [paper for item in pack.items for paper in item.papers if paper.sha256]
    copies = fair_copies(papers, file=file, work=work, told=told)
    steps = len(copies) + 1
    told(steps - 1, steps, "Binding the pages")
    places = list(_placed(pack, copies))
    pages = _bound(pack, places, copies, to)
    told(steps, steps, "Done")
    left_out = tuple(LeftOut(place.paper.title, place.paper.name, place.why) for place in places if place.why)
    return Bound(pages, left_out)


def title(pack: Pack) -> str:
    """`Agenda of the Rural Life Committee, 30 November 2021`: what a reader's window and tab say."""
    return f"{front.named(pack)} of the {pack.agenda.committee}, {written(pack.agenda.on)}"


def _placed(pack: Pack, copies: Mapping[str, FairCopy | Unreadable]) -> Iterator[Place]:
    """Every paper in its order, those that are bound with their pages counted as if there were no front."""
    page = 1
    for item in pack.items:
        for number, paper in enumerate(item.papers, start=1):
            copy = copies.get(copy_name(paper)) if paper.sha256 else None
            if isinstance(copy, FairCopy):
                last = page + copy.pages - 1
                yield Place(item, paper, f"{item.anchor}-{number}", page, last, copy.tagged)
                page = last + 1
            else:
                yield Place(item, paper, why=f"could not be converted: {copy}" if copy else "")


def _bound(pack: Pack, places: Sequence[Place], copies: Mapping[str, FairCopy | Unreadable], to: Path) -> int:
    sheet, placed = _front(pack, places)
    with ExitStack() as opened:
        merging = Merging()
        opened.enter_context(merging.pdf)
        merging.take(opened.enter_context(sheet.finished()), title=front.named(pack))
        inside = [place for place in placed if place.first]
        for place in inside:
            copy = copies[copy_name(place.paper)]
            assert isinstance(copy, FairCopy)
            merging.take(opened.enter_context(Pdf.open(copy.path)), title=place.paper.title)
        merging.finish(_headings(pack, sheet, inside), _names(pack, sheet, inside))
        _stamp(pack, merging.pdf, inside)
        _describe(pack, merging.pdf)
        with whole(to) as beside:
            merging.pdf.save(beside, object_stream_mode=ObjectStreamMode.generate, deterministic_id=True)
        return merging.pages


def _front(pack: Pack, places: Sequence[Place]) -> tuple[Sheet, list[Place]]:
    """The front, and the places with the pages counted through it."""
    length = 1
    for _ in range(_SETTLED):
        placed = [_moved(place, length) for place in places]
        sheet = front.draw(pack, placed)
        if sheet.length <= length:
            break
        length = sheet.length
    return sheet, placed


def _moved(place: Place, length: int) -> Place:
    return replace(place, first=place.first + length, last=place.last + length) if place.first else place


def _headings(pack: Pack, sheet: Sheet, inside: Sequence[Place]) -> Iterator[Heading]:
    yield Heading(front.named(pack), 0)
    for item in pack.items:
        own = [(taken, place) for taken, place in enumerate(inside, start=1) if place.item is item]
        page = own[0][1].first - 1 if own else sheet.marks.get(item.anchor, 0)
        papers = tuple((place.paper.title, taken) for taken, place in own)
        yield Heading(f"{item.line.number} {item.line.title}".strip(), page, papers)


def _names(pack: Pack, sheet: Sheet, inside: Sequence[Place]) -> dict[str, int]:
    """Where the links of the front lead; an item without papers is to be found there itself."""
    names = {item.anchor: sheet.marks.get(item.anchor, 0) for item in pack.items}
    for place in reversed(inside):
        names[place.anchor] = names[place.item.anchor] = place.first - 1
    return names


def _stamp(pack: Pack, pdf: Pdf, inside: Sequence[Place]) -> None:
    stamper = Stamper(pdf)
    pages = list(pdf.pages)
    banners = dict.fromkeys(range(len(pages)), "")
    corners: dict[int, str] = {}
    if pack.agenda.contains_exempt or pack.exempt:
        banners |= dict.fromkeys(range(min([place.first for place in inside], default=len(pages) + 1) - 1), EXEMPT_COPY)
    for place in inside:
        corners[place.first - 1] = f"Agenda Item {place.item.line.number}" if place.item.line.number else ""
        if place.paper.exempt:
            banners |= dict.fromkeys(range(place.first - 1, place.last), _exempt(place))
    for number, page in enumerate(pages):
        foot = f"Page {number + 1} of {len(pages)}"
        stamper.stamp(page, Stamp(foot, corners.get(number, ""), banners[number]))
    stamper.finish()


def _exempt(place: Place) -> str:
    """What every page of an exempt paper says, with the paragraph that was claimed (LGA 1972 s.100B(5))."""
    claimed = place.paper.paragraphs or place.item.line.paragraphs
    if not claimed:
        return "NOT FOR PUBLICATION – exempt information"
    noun = "paragraph" if len(claimed) == 1 else "paragraphs"
    numbers = listed([str(number) for number in claimed])
    return f"NOT FOR PUBLICATION – exempt, {noun} {numbers} of Schedule 12A to the Local Government Act 1972"


def _describe(pack: Pack, pdf: Pdf) -> None:
    """Title, language and author. No claim to PDF/UA: nobody has looked at what the papers hold."""
    pdf.Root.Lang = String("en-GB")
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    with pdf.open_metadata(set_pikepdf_as_editor=False) as said:
        said["dc:title"] = title(pack)
        said["dc:creator"] = [pack.agenda.council]
        said["dc:language"] = ["en-GB"]
