"""What the pack itself says among the papers: where each begins, what is not there, and the list of contents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from lxml import etree

from scrutiny.bundle.word.namespaces import Element, R, W
from scrutiny.papers.agenda import Enclosure
from scrutiny.papers.pack import PackItem
from scrutiny.word.house_style import HouseStyle
from scrutiny.word.paragraphs import Content, Paragraphs, Styled
from scrutiny.word.styles import Style
from scrutiny.word.text import attribute, run
from scrutiny.word.withheld import not_for_publication

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_CALLED = {
    "application/pdf": "a PDF",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "an Excel workbook",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "a PowerPoint presentation",
}


_TAB = '<w:tab w:val="left" w:pos="709"/>'
_IN_LINE, _INSET = '<w:ind w:left="709" w:hanging="709"/>', '<w:ind w:left="709"/>'
"""As far in as the titles of the agenda are from their numbers."""


_CLOSE = '<w:spacing w:before="0" w:after="60"/>'
"""What stands above a paper takes as little of its first page as can be."""

_BOLD = "<w:rPr><w:b/><w:bCs/></w:rPr>"
"""Not the style of labels: LibreOffice shows a link as such where it has a style of letters, and else as text."""


@dataclass(frozen=True, slots=True)
class Place:
    """One paper's in the pack; `bookmark` holds it, once it is bound in.

    `counted` is whether its pages are, from the front sheet on: not if it, or one before it, begins to count anew.
    """

    item: PackItem
    paper: Enclosure
    bookmark: str
    damaged: str = ""
    counted: bool = True

    @property
    def bound(self) -> bool:
        """Whether the paper itself stands there."""
        return self.paper.media_type == WORD and bool(self.paper.sha256) and not (self.paper.withheld or self.damaged)


class Pages:
    """Paragraphs in the council's own style."""

    def __init__(self, house: HouseStyle) -> None:
        self._paragraphs = Paragraphs(house)
        self._width = house.page.text_width

    def heading(self, place: Place, *, item: bool = True) -> list[Element]:
        """`Agenda Item 7 – Village Bus Services`, which Word lists for finding one's way, and what the paper is."""
        paragraph, close = self._paragraphs.paragraph, _CLOSE if place.bound else ""
        line, xml = place.item.line, ""
        if item:
            number = f"Agenda Item {line.number} – " if line.number else ""
            xml += paragraph(Style.HEADING, f"{number}{line.title}", keep_next=True, within=close)
        if _has_title(place):
            xml += paragraph(Style.BODY, Styled(place.paper.title, Style.LABEL), keep_next=True, within=close)
        return _blocks(xml)

    def notice(self, place: Place) -> list[Element]:
        xml = self._said(Style.EXEMPT, _why(place)) if place.paper.exempt else ""
        return _blocks(xml + self._said(Style.BODY, self.instead(place)))

    def instead(self, place: Place) -> str:
        """Why the paper does not stand there, and where it is to be had."""
        paper = place.paper
        if paper.withheld:
            return _why(place)
        if paper.to_follow or not paper.sha256:
            return f"{paper.awaited.capitalize()}."
        if place.damaged:
            return "This paper could not be put in here: it is in the ZIP, as it came."
        picture = paper.media_type.startswith("image/")
        called = "a picture" if picture else _CALLED.get(paper.media_type, "not a Word document")
        return f"This paper is {called}: it is in the PDF pack and in the ZIP."

    def mark(self, place: Place) -> str:
        """XML of the paragraph that stands on every page of an exempt paper."""
        said = _why(place)
        return self._said(Style.MARK, said.replace("Not for publication", "NOT FOR PUBLICATION", 1))

    def contents(self, places: Sequence[Place]) -> list[Element]:
        """Each item with its papers, which are links. The page numbers are worked out by Word, when it is asked to."""
        xml = self._said(Style.HEADING, "Papers in this pack")
        for _, group in groupby(places, key=lambda place: id(place.item)):
            papers = list(group)
            line = papers[0].item.line
            heading = f"{line.number}\t{line.title}"
            if len(papers) == 1 and papers[0].bound and not _has_title(papers[0]):
                xml += self._entry(papers[0], heading, _IN_LINE)
                continue
            xml += self._paragraphs.paragraph(
                Style.BODY, Styled(heading, Style.LABEL), keep_next=True, within=_look(_TAB, _IN_LINE)
            )
            xml += "".join([self._entry(place, place.paper.title, _INSET) for place in papers])
        return _blocks(xml)

    def _entry(self, place: Place, called: str, indent: str) -> str:
        """Word keeps the text of a field until somebody asks for it anew: `go to` is right before as after."""
        look = _look(f'{_TAB}<w:tab w:val="right" w:leader="dot" w:pos="{self._width}"/>', indent)
        if not place.bound:
            return self._paragraphs.paragraph(Style.BODY, f"{called} – {self.instead(place)}", within=look)
        mark, page = attribute(place.bookmark), run("go to")
        if place.counted:
            page = (
                '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGEREF '
                f'{mark} \\h </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{page}'
                '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
            )
        said = run(called, _BOLD if indent is _IN_LINE else "")
        link = f'<w:hyperlink w:anchor="{mark}" w:history="1">{said}{run(chr(9))}{page}</w:hyperlink>'
        return self._paragraphs.paragraph(Style.BODY, within=look).replace("</w:p>", f"{link}</w:p>")

    def _said(self, style: Style, *content: Content, keep_next: bool = False) -> str:
        return self._paragraphs.paragraph(style, *content, keep_next=keep_next)


def _why(place: Place) -> str:
    return not_for_publication(place.paper.paragraphs or place.item.line.paragraphs)


def _has_title(place: Place) -> bool:
    """Whether it is called otherwise than its item."""
    return place.paper.title.casefold() != place.item.line.title.casefold()


def _look(tabs: str, indent: str) -> str:
    return f"<w:tabs>{tabs}</w:tabs>{indent}"


def _blocks(xml: str) -> list[Element]:
    return list(etree.fromstring(f'<w:body xmlns:w="{W}" xmlns:r="{R}">{xml}</w:body>'))
