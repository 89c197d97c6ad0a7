"""What a paper says, paragraph by paragraph and table by table, wherever it is written to."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from scrutiny.domain.merging.marks import Mark
from scrutiny.papers import prose
from scrutiny.word import marks
from scrutiny.word.house_style import HouseStyle, Page
from scrutiny.word.paragraphs import IN_BODY, Content, Look, Paragraphs, Styled
from scrutiny.word.styles import Style
from scrutiny.word.text import attribute

_SIMPLE_NUMBER = re.compile(r"\d+[A-Z]*")


@dataclass(frozen=True, slots=True)
class Column:
    """`share` of the table's width, against those of its neighbours."""

    heading: str
    share: int


class Body:
    """`paragraphs` makes what stands in cells; the methods write to the body, in the order that they are called."""

    def __init__(self, house: HouseStyle, page: Page, write: Callable[[str], None]) -> None:
        self._house = house
        self._page = page
        self._write = write
        self.paragraphs = Paragraphs(house)

    @contextmanager
    def marked(self, mark: Mark) -> Iterator[None]:
        """What is written inside stands in an invisible mark."""
        self._write(marks.opened(mark))
        yield
        self._write(marks.CLOSED)

    def paragraph(self, style: Style, *content: Content, keep_next: bool = False, within: str = "") -> None:
        self._write(self.paragraphs.paragraph(style, *content, keep_next=keep_next, within=within))

    def fact(self, label: str, text: str) -> None:
        """`Place:`, a tab, and where it is."""
        self.paragraph(Style.FACT, Styled(f"{label}:", Style.LABEL), f"\t{text}")

    def numbered_heading(self, number: str, title: str) -> None:
        """The number is text, so that nothing renumbers it."""
        self.paragraph(Style.NUMBERED_HEADING, f"{numbered(number)}\t{title}")

    def prose(self, text: str, look: Look = IN_BODY) -> None:
        self._write(self.paragraphs.prose(prose.read(text), look))

    def listed(self, style: Style, entries: Sequence[Sequence[Content]]) -> None:
        self._write(self.paragraphs.listed(style, entries))

    def members(self, style: Style, heading: Content, names: Sequence[str]) -> None:
        """A heading, and under it the names side by side: in a section of their own, since tables are for tables. The
        heading ends the section above."""
        above, here = self._section(), self._section(columns=2)
        self._write(self.paragraphs.paragraph(style, heading, within=above))
        for number, name in enumerate(names, start=1):
            self._write(self.paragraphs.paragraph(Style.MEMBER, name, within=here if number == len(names) else ""))

    def table(self, caption: str, columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> None:
        """A table whose header row is repeated on each page and whose rows stay whole. Cells are XML of paragraphs."""
        widths = _widths([column.share for column in columns], self._page.text_width)
        cells = [f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>' for width in widths]
        self._write(
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
        self._write("</w:tbl>")

    def _row(self, properties: str, opened: Sequence[str], cells: Sequence[str]) -> None:
        inside = "".join([f"{start}{cell}</w:tc>" for start, cell in zip(opened, cells, strict=True)])
        self._write(f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>")

    def _section(self, *, columns: int = 1) -> str:
        """The `w:sectPr` of what stands above."""
        raise NotImplementedError


def section(page: Page, *, columns: int = 1, references: str = "") -> str:
    """The page of what stands above. The section that brings header and footer begins a page of its own; one without
    runs on on the same page."""
    turned = ' w:orient="landscape"' if page.width > page.height else ""
    margins = "".join(f' w:{name}="{length}"' for name, length in page.margins.items())
    return (
        f'<w:sectPr>{references}<w:type w:val="{"nextPage" if references else "continuous"}"/>'
        f'<w:pgSz w:w="{page.width}" w:h="{page.height}"{turned}/><w:pgMar{margins}/>'
        f'<w:cols w:num="{columns}"/>{"<w:titlePg/>" if references else ""}</w:sectPr>'
    )


def numbered(number: str) -> str:
    """As it is stored: `26.`, `5A.`, but `77/21` without a stop."""
    return f"{number}." if _SIMPLE_NUMBER.fullmatch(number) else number


def _widths(shares: Sequence[int], total: int) -> list[int]:
    """Whole twentieths of a point that add up to the total; the last column takes what rounding leaves."""
    widths = [total * share // sum(shares) for share in shares]
    widths[-1] += total - sum(widths)
    return widths
