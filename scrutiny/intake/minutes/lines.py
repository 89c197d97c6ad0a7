"""The body of a Word file as lines from top to bottom: a paragraph each, with the marks that it stands in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from scrutiny.domain.merging.drafts import Comment, Tracked
from scrutiny.domain.merging.marks import Mark, of_tag
from scrutiny.intake.minutes.numbering import Numbering, Point
from scrutiny.intake.minutes.package import Element, Package, W, number, value
from scrutiny.intake.minutes.runs import Runs, is_placeholder
from scrutiny.intake.minutes.styles import Styles
from scrutiny.papers.prose import Run

_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_ALTERNATIVE, _FALLBACK = f"{_COMPATIBLE}AlternateContent", f"{_COMPATIBLE}Fallback"
_PASSED = frozenset(f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"))
_BOXED = f"{W}txbxContent"
_WIDEST = 63  # columns of a table in Word
TABLE = "There is a table in {where}. Its rows were read as lines; minutes are kept as text."
PICTURE = "There is a picture or a drawing in {where}. Minutes are kept as text, so it stays in the file alone."


@dataclass(frozen=True, slots=True)
class Line:
    """`outline` is 1 for a heading of the first level, 0 for text; `indent` is in twentieths of a point.

    `marks` go from the outermost to the innermost. `doubt` is a sentence with a gap for where it is. A row of a table
    has `cells`, each with its own lines; where one cell is as wide as three, two empty ones follow it.
    """

    runs: tuple[Run, ...]
    marks: tuple[Mark, ...] = ()
    style: str = ""
    outline: int = 0
    indent: int = 0
    point: Point | None = None
    tracked: tuple[Tracked, ...] = ()
    comments: tuple[Comment, ...] = ()
    doubt: str = ""
    goes_on: bool = False
    cells: tuple[tuple[Line, ...], ...] = ()

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    @property
    def words(self) -> str:
        """The text with its spaces folded: what lines are compared by."""
        return " ".join(self.text.split())


def lines(package: Package) -> list[Line]:
    """Every paragraph that says something; a point of a list does, since others may stand in it. A paragraph whose end
    was deleted goes on with the next."""
    reader = _Reader(package)
    found: list[Line] = []
    body = package.body.find(f"{W}body")
    for line in reader.blocks(package.body if body is None else body, ()):
        if found and found[-1].goes_on:
            line = _together(found.pop(), line)
        found.append(line)
    return [line for line in found if line.words or line.point or line.tracked or line.comments or line.doubt]


def _together(first: Line, second: Line) -> Line:
    """As one: it is of the kind of the second, in whose end it ends."""
    return replace(
        second,
        runs=(*first.runs, *second.runs),
        marks=first.marks or second.marks,
        tracked=(*first.tracked, *second.tracked),
        comments=(*first.comments, *second.comments),
        doubt=first.doubt or second.doubt,
    )


class _Reader:
    def __init__(self, package: Package) -> None:
        self._styles = Styles(package)
        self._numbering = Numbering(package)
        self._runs = Runs(package, self._styles)

    def blocks(self, parent: Element, marks: tuple[Mark, ...]) -> Iterator[Line]:
        for element in parent:
            if element.tag == f"{W}p":
                yield from self._paragraph(element, marks)
            elif element.tag == f"{W}tbl":
                yield from self._table(element, marks)
            elif element.tag == f"{W}sdt":
                content = element.find(f"{W}sdtContent")
                if content is not None and not is_placeholder(element):
                    yield from self.blocks(content, (*marks, *_mark_of(element)))
            elif element.tag in _PASSED:
                yield from self.blocks(element, marks)
            elif element.tag == _ALTERNATIVE and len(element):
                yield from self.blocks(element[0], marks)

    def _paragraph(self, element: Element, marks: tuple[Mark, ...]) -> Iterator[Line]:
        properties = element.find(f"{W}pPr")
        num_id, level = self._styles.numbering(properties)
        read = self._runs.of(element)
        inner = tuple(mark for sdt in element.iter(f"{W}sdt") for mark in _mark_of(sdt))
        yield Line(
            runs=tuple(read.runs),
            marks=marks or inner[:1],
            style=value(properties, "pStyle").casefold(),
            outline=self._styles.outline(properties),
            indent=self._styles.indent(properties),
            point=self._numbering.point(num_id, level) if num_id else None,
            tracked=tuple(read.tracked),
            comments=tuple(read.comments),
            doubt=PICTURE if read.pictured else "",
            goes_on=properties is not None and properties.find(f"{W}rPr/{W}del") is not None,
        )
        for box in _boxes(element):
            yield from self.blocks(box, marks)

    def _table(self, element: Element, marks: tuple[Mark, ...]) -> Iterator[Line]:
        """A line a row, the cells one after the other; what its cells remember is kept."""
        for place, row in enumerate(_inside(element, f"{W}tr")):
            if row.find(f"{W}trPr/{W}del") is not None:
                continue
            cells = [cell for each in _inside(row, f"{W}tc") for cell in self._cells(each, marks)]
            within = [line for cell in cells for line in cell]
            texts = (" ".join(line.text for line in cell if line.words) for cell in cells)
            yield Line(
                runs=(Run(" | ".join(filter(None, texts))),),
                marks=marks or next((line.marks for line in within if line.marks), ()),
                tracked=tuple(each for line in within for each in line.tracked),
                comments=tuple(each for line in within for each in line.comments),
                doubt="" if place else TABLE,
                cells=tuple(tuple(cell) for cell in cells),
            )

    def _cells(self, element: Element, marks: tuple[Mark, ...]) -> Iterator[list[Line]]:
        yield list(self.blocks(element, marks))
        wide = number(value(element.find(f"{W}tcPr"), "gridSpan"), 1)
        yield from ([] for _ in range(1, min(wide, _WIDEST)))


def _inside(element: Element, tag: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, through whatever stands around them; not those of a table inside."""
    for each in element:
        if each.tag == tag:
            yield each
        elif each.tag in _PASSED:
            yield from _inside(each, tag)


def _mark_of(control: Element) -> tuple[Mark, ...]:
    """The mark of a content control: by its tag, its title, or the name of the document part that it says to be."""
    properties = control.find(f"{W}sdtPr")
    names = (value(properties, "tag"), value(properties, "alias"), value(properties, "docPartObj/docPartGallery"))
    return tuple(mark for name in names if (mark := of_tag(name)))[:1]


def _boxes(paragraph: Element) -> Iterator[Element]:
    """The text boxes that hang on a paragraph, each once: a file holds them twice, for older programs."""
    for box in paragraph.iter(_BOXED):
        around = {each.tag for each in box.iterancestors()}
        if not around & {_FALLBACK, _BOXED}:
            yield box
