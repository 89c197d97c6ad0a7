"""The front sheet of a pack: the agenda with the page where each paper begins, and what is not in the pack and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pikepdf import Name

from scrutiny.bundle.pdf.sheet import GREY, INK, NAVY, RED, Look, Sheet
from scrutiny.domain.dates import written_time, written_with_weekday
from scrutiny.domain.vocabulary import Audience, ItemOutcome
from scrutiny.papers import prose
from scrutiny.papers.agenda import Enclosure, Line
from scrutiny.papers.pack import Pack, PackItem
from scrutiny.papers.people import listed
from scrutiny.word.agenda import DRAFT, changed, title
from scrutiny.word.withheld import EXEMPT_COPY, not_for_publication

_COUNCIL = Look(12, True, NAVY, above=0)
_COMMITTEE = Look(18, True, above=2)
_TITLE = Look(20, True, NAVY, above=4)
_MARK = Look(10.5, True, RED, above=0)
_WARNING = Look(10.5, True, RED, indent=11, above=8, mark=True)
_CHANGE = Look(11, indent=11, above=8, mark=True)
_FACT = Look(11, above=2)
_HEADING = Look(13, True, NAVY, above=16)
_ITEM = Look(11, True, above=9)
_DETAIL = Look(10, indent=32, above=2)
_EXEMPT = Look(10, colour=RED, indent=32, above=2)
_NOTE = Look(10.5, above=4)
_NUMBER = 32.0
"""How far the titles are set in from their numbers."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a paper stands in the pack: from page to page, both 0 where it does not, and then `why`."""

    item: PackItem
    paper: Enclosure
    anchor: str = ""
    first: int = 0
    last: int = 0
    tagged: bool = True
    why: str = ""

    @property
    def pages(self) -> str:
        """`12–20`, or `12` alone."""
        return f"{self.first}–{self.last}" if self.last > self.first else str(self.first)


def named(pack: Pack) -> str:
    """What the pack is called: `Agenda`, `Supplement 1 to the agenda`."""
    return title(pack.agenda, pack.supplement)


def draw(pack: Pack, places: Sequence[Place]) -> Sheet:
    """Its links lead to names: `item-4`, and the anchors of the places; its marks say where each item stands on it."""
    sheet = Sheet()
    _head(sheet, pack)
    _warnings(sheet, pack, places)
    _items(sheet, pack, places)
    if not pack.supplement:
        _membership_and_notes(sheet, pack)
    _about_reading(sheet, places)
    return sheet


def _head(sheet: Sheet, pack: Pack) -> None:
    agenda = pack.agenda
    if agenda.draft:
        sheet.paragraph(DRAFT, _MARK)
    sheet.paragraph(agenda.council, _COUNCIL)
    sheet.paragraph(agenda.committee, _COMMITTEE)
    sheet.paragraph(named(pack), _TITLE, Name.H1)
    sheet.rule(NAVY, above=9)
    if change := changed(agenda):
        sheet.paragraph(change, _CHANGE)
    facts = [
        ("Date:", written_with_weekday(agenda.on)),
        ("Time:", written_time(agenda.at)),
        ("Place:", agenda.venue or "To be confirmed"),
    ]
    if agenda.published_on and not pack.supplement:
        facts.append(("Published:", written_with_weekday(agenda.published_on)))
    for place, (label, fact) in enumerate(facts):
        sheet.paragraph(fact, Look(11, above=8) if not place else _FACT, label=label, hang=78)


def _warnings(sheet: Sheet, pack: Pack, places: Sequence[Place]) -> None:
    if pack.agenda.contains_exempt or pack.exempt:
        sheet.paragraph(EXEMPT_COPY, _WARNING)
        if pack.audience is Audience.MEMBERS:
            sheet.paragraph(
                f"It is for the members of the {pack.agenda.committee} and the officers who advise them. Do not "
                "copy it, or pass on what the pages marked “NOT FOR PUBLICATION” say, to anybody else.",
                Look(10, indent=11, above=0, mark=True, colour=RED),
            )
    if missing := [place for place in places if place.why]:
        what = "One paper" if len(missing) == 1 else f"{len(missing)} papers"
        items = listed(sorted({place.item.line.number for place in missing if place.item.line.number}))
        where = f" (item {items})" if items else ""
        sheet.paragraph(
            f"{what} could not be put into this PDF{where} and can be had as a file in the ZIP of the same papers.",
            _CHANGE,
        )


def _items(sheet: Sheet, pack: Pack, places: Sequence[Place]) -> None:
    parts = (("PART ONE", pack.agenda.part_one), ("PART TWO", pack.agenda.part_two))
    headed = False
    for heading, lines in parts:
        numbers = {line.item_id for line in lines}
        items = [item for item in pack.items if item.line.item_id in numbers]
        if not items and (heading == "PART TWO" or pack.supplement):
            continue
        sheet.keep(90)
        sheet.paragraph(heading, _HEADING, Name.H2)
        if not headed and places:
            sheet.aside("Pages", Look(9, colour=GREY))
            headed = True
        if not items:
            sheet.paragraph("No items have been published for this meeting yet.", _NOTE)
            continue
        if heading == "PART TWO":
            _exclusion(sheet, pack.agenda.exclusion)
        with sheet.within(Name.TOC):
            for item in items:
                _item(sheet, item, [place for place in places if place.item is item])


def _exclusion(sheet: Sheet, resolution: str) -> None:
    opening, *items = resolution.splitlines() or [""]
    if opening:
        sheet.paragraph(f"The Committee will be asked to resolve: {opening}", _NOTE)
        for item in items:
            sheet.paragraph(item, Look(10.5, indent=12, above=1), label="•", hang=12)


def _item(sheet: Sheet, item: PackItem, places: Sequence[Place]) -> None:
    line = item.line
    sheet.keep(44)
    sheet.mark(item.anchor)
    with sheet.within(Name.TOCI):
        number = f"{line.number}." if line.number.isdigit() else line.number
        there = next((place for place in places if place.first), None)
        sheet.entry(number, line.title, _ITEM, to=item.anchor if there else "", hang=_NUMBER)
        for label, text in _details(line):
            sheet.paragraph(f"{label} {text}".strip(), _DETAIL)
        if line.paragraphs:
            sheet.paragraph(not_for_publication(line.paragraphs), _EXEMPT)
        if line.recommendations:
            sheet.paragraph("Recommended in the report:", _DETAIL)
            for prefix, text, depth in _printed("\n".join(line.recommendations)):
                look = Look(10, indent=_NUMBER + 8 + 14 * depth, above=1)
                sheet.paragraph(text, look, label=prefix, hang=16 if prefix else 0)
        if places:
            with sheet.within(Name.TOC):
                for place in places:
                    _paper(sheet, place)


def _details(line: Line) -> Iterator[tuple[str, str]]:
    if line.outcome in (ItemOutcome.WITHDRAWN, ItemOutcome.DEFERRED):
        yield f"{line.outcome.label}.", line.outcome_note
    for lead in line.leads:
        yield "", lead.printed
    if line.late_because:
        yield "Urgent item:", line.late_because


def _paper(sheet: Sheet, place: Place) -> None:
    paper = place.paper
    with sheet.within(Name.TOCI):
        if place.first:
            sheet.entry("", _printed_title(paper), _DETAIL, at_end=place.pages, to=place.anchor)
        elif place.why:
            sheet.entry("", paper.title, _DETAIL, at_end="in the ZIP")
            sheet.paragraph(f"It {place.why}. It is in the ZIP.", Look(9.5, colour=GREY, indent=_NUMBER, above=0))
        else:
            end = paper.awaited if paper.to_follow or not paper.withheld else "withheld"
            sheet.entry("", _printed_title(paper), _DETAIL, at_end=end)


def _printed_title(paper: Enclosure) -> str:
    """An exempt paper says so, and under which paragraph (LGA 1972 s.100B(5)), to whoever sees the front."""
    if not (paper.exempt or paper.withheld):
        return paper.title
    noun = "paragraph" if len(paper.paragraphs) == 1 else "paragraphs"
    claimed = f", {noun} {listed([str(number) for number in paper.paragraphs])}" if paper.paragraphs else ""
    return f"{paper.title} – not for publication{claimed}"


def _membership_and_notes(sheet: Sheet, pack: Pack) -> None:
    if members := pack.agenda.members:
        sheet.keep(60)
        sheet.paragraph("Membership", _HEADING, Name.H2)
        sheet.columns([member.printed for member in members], Look(10.5, colour=INK, above=3))
    if pack.agenda.notes:
        sheet.keep(60)
        sheet.paragraph("Notes for the public", _HEADING, Name.H2)
    for note in pack.agenda.notes:
        for prefix, text, depth in _printed(note):
            look = Look(10.5, indent=14 * depth, above=4)
            sheet.paragraph(text, look, label=prefix, hang=16 if prefix else 0)


def _about_reading(sheet: Sheet, places: Sequence[Place]) -> None:
    """Said openly, so that nobody takes a scanned page for one that can be read aloud."""
    plain = [place.paper.title for place in places if place.first and not place.tagged]
    if plain:
        sheet.keep(60)
        sheet.paragraph("Reading this pack aloud", _HEADING, Name.H2)
        sheet.paragraph(
            "These papers came without headings and tables that a screen reader can tell, and are read page by page: "
            f"{'; '.join(plain)}. Ask the clerk for them in another form.",
            _NOTE,
        )


def _printed(text: str) -> Iterator[tuple[str, str, int]]:
    """Label, text and depth of each paragraph and point."""
    for block in prose.read(text):
        yield from _block(block, "", 0)


def _block(block: prose.Block, label: str, depth: int) -> Iterator[tuple[str, str, int]]:
    if isinstance(block, prose.Paragraph):
        yield label, "".join([run.text for run in block.runs]), depth
        return
    for place, entry in enumerate(block.entries):
        own = _label(block, place)
        for inner in entry:
            yield from _block(inner, own, depth + (1 if label else 0))
            own = ""


def _label(listing: prose.Listing, place: int) -> str:
    if listing.kind is prose.ListKind.NUMBERS:
        return f"{listing.first + place}."
    return f"{chr(ord('a') + place)})" if listing.kind is prose.ListKind.LETTERS else "•"
