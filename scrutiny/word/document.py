"""One Word document, written from top to bottom."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from scrutiny.papers import prose
from scrutiny.word.front_matter import NAMESPACES, REFERENCES, Cover, parts
from scrutiny.word.house_style import HOUSE_STYLE, house_style
from scrutiny.word.package import Press, zipped
from scrutiny.word.paragraphs import IN_BODY, Content, Look, Paragraphs, Styled
from scrutiny.word.relations import XML
from scrutiny.word.styles import Style
from scrutiny.word.text import attribute

_SIMPLE_NUMBER = re.compile(r"\d+[A-Z]*")


@dataclass(frozen=True, slots=True)
class Column:
    """`share` of the table's width, against those of its neighbours."""

    heading: str
    share: int


class Document:
    """`paragraphs` makes what stands in cells; the methods write to the body, in the order that they are called."""

    def __init__(self, cover: Cover, *, landscape: bool = False, style: Path = HOUSE_STYLE) -> None:
        self._house = house_style(style)
        self._cover = cover
        self._page = self._house.page.landscape if landscape else self._house.page
        self._sections = 0
        self.paragraphs = Paragraphs(self._house)
        self._body = Press("word/document.xml")
        self._body.write(f"{XML}<w:document {NAMESPACES}><w:body>")

    def paragraph(self, style: Style, *content: Content, keep_next: bool = False) -> None:
        self._body.write(self.paragraphs.paragraph(style, *content, keep_next=keep_next))

    def fact(self, label: str, text: str) -> None:
        """`Place:`, a tab, and where it is."""
        self.paragraph(Style.FACT, Styled(f"{label}:", Style.LABEL), f"\t{text}")

    def numbered_heading(self, number: str, title: str) -> None:
        """The number as it is stored: `26.`, `5A.`, but `77/21` without a stop. It is text, so that nothing renumbers
        it."""
        stop = "." if _SIMPLE_NUMBER.fullmatch(number) else ""
        self.paragraph(Style.NUMBERED_HEADING, f"{number}{stop}\t{title}")

    def prose(self, text: str, look: Look = IN_BODY) -> None:
        self._body.write(self.paragraphs.prose(prose.read(text), look))

    def listed(self, style: Style, entries: Sequence[Sequence[Content]]) -> None:
        self._body.write(self.paragraphs.listed(style, entries))

    def members(self, style: Style, heading: Content, names: Sequence[str]) -> None:
        """A heading, and under it the names side by side: in a section of their own, since tables are for tables. The
        heading ends the section above."""
        above, here = self._section(), self._section(columns=2)
        self._body.write(self.paragraphs.paragraph(style, heading, within=above))
        for number, name in enumerate(names, start=1):
            self._body.write(self.paragraphs.paragraph(Style.MEMBER, name, within=here if number == len(names) else ""))

    def table(self, caption: str, columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> None:
        """A table whose header row is repeated on each page and whose rows stay whole. Cells are XML of paragraphs."""
        widths = _widths([column.share for column in columns], self._page.text_width)
        cells = [f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>' for width in widths]
        self._body.write(
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{self._house.ids[Style.TABLE]}"/>'
            f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            '<w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1"'
            f' w:noVBand="1"/><w:tblCaption w:val="{attribute(caption)}"/></w:tblPr><w:tblGrid>'
            + "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
            + "</w:tblGrid>"
        )
        headings = [self.paragraphs.paragraph(Style.CELL_HEADING, column.heading) for column in columns]
        self._row("<w:cantSplit/><w:tblHeader/>", cells, headings)
        for row in rows:
            self._row("<w:cantSplit/>", cells, row)
        self._body.write("</w:tbl>")

    def finished(self) -> bytes:
        """The file. Nothing can be written after it."""
        self._body.write(f"{self._section()}</w:body></w:document>")
        around = parts(self._cover, self._house, self.paragraphs)
        return zipped((*self._house.parts, self._body.part(), *around))

    def _row(self, properties: str, opened: Sequence[str], cells: Sequence[str]) -> None:
        inside = "".join([f"{start}{cell}</w:tc>" for start, cell in zip(opened, cells, strict=True)])
        self._body.write(f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>")

    def _section(self, *, columns: int = 1) -> str:
        """The page of what stands above. The first one brings header and footer; later ones run on on the same page."""
        first = not self._sections
        self._sections += 1
        page = self._page
        turned = ' w:orient="landscape"' if page.width > page.height else ""
        margins = "".join(f' w:{name}="{length}"' for name, length in page.margins.items())
        return (
            f'<w:sectPr>{REFERENCES if first else ""}<w:type w:val="{"nextPage" if first else "continuous"}"/>'
            f'<w:pgSz w:w="{page.width}" w:h="{page.height}"{turned}/><w:pgMar{margins}/>'
            f'<w:cols w:num="{columns}"/>{"<w:titlePg/>" if first else ""}</w:sectPr>'
        )


def _widths(shares: Sequence[int], total: int) -> list[int]:
    """Whole twentieths of a point that add up to the total; the last column takes what rounding leaves."""
    widths = [total * share // sum(shares) for share in shares]
    widths[-1] += total - sum(widths)
    return widths
