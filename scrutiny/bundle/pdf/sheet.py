"""Tagged pages set from top to bottom: paragraphs, lines of contents with a page at the end, columns of names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from scrutiny.bundle.pdf.typeface import Typecase

WIDTH, HEIGHT = 595.28, 841.89
"""A4 in points."""

LEFT, RIGHT, TOP, BOTTOM = 57.0, WIDTH - 57.0, HEIGHT - 64.0, 58.0

INK, NAVY, RED, GREY = "0 g", "0.114 0.208 0.341 rg", "0.643 0.086 0.102 rg", "0.35 g"
_LEADING = 1.32
_LONGEST_COLUMN = 20

NAME = "/PackName"
"""In a link: the name of the place that it will lead to, once the pack has that place."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph is set. `mark` draws a bar of its colour beside it."""

    size: float = 10.5
    bold: bool = False
    colour: str = INK
    indent: float = 0
    above: float = 3
    mark: bool = False


@dataclass(slots=True)
class Element:
    """One tag: what it holds is further tags, marked content `(page, number)` and links `(page, annotation)`."""

    tag: Name
    kids: list[Element | tuple[int, int] | tuple[int, Object]] = field(default_factory=list)


@dataclass(slots=True)
class _Leaf:
    """A page while it is drawn."""

    drawn: list[str] = field(default_factory=list)
    parents: list[Element] = field(default_factory=list)
    links: list[tuple[Object, Element]] = field(default_factory=list)


class Sheet:
    """A PDF of its own, shaped like any tagged paper. Its links lead to names, held in `NAME`."""

    def __init__(self) -> None:
        self.pdf = Pdf.new()
        self._type = Typecase("FRONTS")
        self._leaves: list[_Leaf] = []
        self._root = Element(Name.Document)
        self._open = [self._root]
        self._y = 0.0
        self.marks: dict[str, int] = {}
        self.turn()

    @property
    def length(self) -> int:
        return len(self._leaves)

    def turn(self) -> None:
        """Begin a page."""
        self._leaves.append(_Leaf())
        self._y = TOP

    def mark(self, name: str) -> None:
        """Remember the page that stands open, from 0."""
        self.marks[name] = len(self._leaves) - 1

    def keep(self, height: float) -> None:
        """Begin a page unless so much of this one is left."""
        if self._y - height < BOTTOM:
            self.turn()

    @contextmanager
    def within(self, tag: Name) -> Iterator[None]:
        element = Element(tag)
        self._open[-1].kids.append(element)
        self._open.append(element)
        try:
            yield
        finally:
            self._open.pop()

    def paragraph(self, text: str, look: Look, tag: Name = Name.P, *, label: str = "", hang: float = 0) -> None:
        """`label` stands before the text, in bold if it is a word, and the text is set in by `hang` beside it."""
        with self.within(tag):
            self._y -= look.above
            left = LEFT + look.indent
            lines = self._lines(text, look, RIGHT - left - hang)
            for place, line in enumerate(lines or [""]):
                self._down(look)
                if look.mark:
                    self._artifact(f"{look.colour} {left - 11:g} {self._y - 4:g} 3 {look.size * _LEADING:g} re f")
                if label and not place:
                    self._show(label, left, Look(look.size, label.endswith(":"), look.colour))
                self._show(line, left + hang, look)

    def entry(self, number: str, text: str, look: Look, *, at_end: str = "", to: str = "", hang: float = 0) -> None:
        """A line of contents: number, text, dots, and at the end the page; all of it but the number a link."""
        self._y -= look.above
        left = LEFT + look.indent
        if number:
            self.keep(look.size * _LEADING)
            with self.within(Name.Lbl):
                self._show(number, left, look, at=self._y - look.size * _LEADING)
        with self.within(Name.Reference), self.within(Name.Link if to else Name.Span):
            width = RIGHT - left - hang - max(self._type.width(at_end, look.size) + 16, 56)
            lines = self._lines(text, look, width)
            for place, line in enumerate(lines):
                self._down(look)
                self._show(line, left + hang, look)
                reach = left + hang + self._type.width(line, look.size, bold=look.bold)
                if place == len(lines) - 1 and at_end:
                    begins = RIGHT - self._type.width(at_end, look.size)
                    self._dots(reach + 5, begins - 5)
                    self._show(at_end, begins, Look(look.size))
                    reach = RIGHT
                if to:
                    self._link(left + hang, reach, look.size, to=to, title=text)

    def columns(self, names: Sequence[str], look: Look) -> None:
        """Names in two columns, read down the first and then down the second; those of a large body in several."""
        self._y -= look.above
        width = (RIGHT - LEFT) / 2 - 10
        with self.within(Name.L):
            for start in range(0, len(names), 2 * _LONGEST_COLUMN):
                self._pair([self._lines(name, look, width) for name in names[start:][: 2 * _LONGEST_COLUMN]], look)

    def _pair(self, names: Sequence[Sequence[str]], look: Look) -> None:
        half = (len(names) + 1) // 2
        heights = [sum(map(len, names[start:][:half])) * look.size * _LEADING for start in (0, half)]
        self.keep(max(heights))
        top = self._y
        for start, left in ((0, LEFT), (half, (LEFT + RIGHT) / 2)):
            self._y = top
            for lines in names[start:][:half]:
                with self.within(Name.LI), self.within(Name.LBody):
                    for line in lines:
                        self._y -= look.size * _LEADING
                        self._show(line, left, look)
        self._y = top - max(heights)

    def rule(self, colour: str, *, above: float = 6, thick: float = 1.2) -> None:
        self._y -= above
        self._artifact(f"{colour} {LEFT:g} {self._y:g} {RIGHT - LEFT:g} {thick:g} re f")

    def aside(self, text: str, look: Look) -> None:
        """A word at the right edge, such as over a column of page numbers: nothing to be read aloud."""
        left = RIGHT - self._type.width(text, look.size, bold=look.bold)
        shown = self._type.shown(text, look.size, bold=look.bold)
        self._artifact(f"BT {look.colour} 1 0 0 1 {left:g} {self._y:g} Tm {shown} ET")

    def finished(self) -> Pdf:
        """The PDF. Nothing can be set after it."""
        fonts = Dictionary(self._type.embedded(self.pdf))
        resources = self.pdf.make_indirect(Dictionary(Font=fonts))
        for leaf in self._leaves:
            page = self.pdf.add_blank_page(page_size=(WIDTH, HEIGHT))
            page.obj.Resources = resources
            page.obj.Contents = Stream(self.pdf, "\n".join(leaf.drawn).encode("ascii"))
        self._tag()
        self.pdf.Root.MarkInfo = Dictionary(Marked=True)
        return self.pdf

    def _lines(self, text: str, look: Look, width: float) -> list[str]:
        """Broken at spaces; a word longer than the line is broken where it must be."""
        lines: list[str] = []
        held, reach, gap = "", 0.0, self._type.width(" ", look.size, bold=look.bold)
        for word in text.split():
            for piece in self._pieces(word, look, width):
                long = self._type.width(piece, look.size, bold=look.bold)
                if held and reach + gap + long > width:
                    lines.append(held)
                    held, reach = "", 0.0
                held, reach = (f"{held} {piece}", reach + gap + long) if held else (piece, long)
        return [*lines, held] if held else lines

    def _pieces(self, word: str, look: Look, width: float) -> Iterator[str]:
        held, reach = "", 0.0
        for character in word:
            long = self._type.width(character, look.size, bold=look.bold)
            if held and reach + long > width:
                yield held
                held, reach = "", 0.0
            held, reach = held + character, reach + long
        yield held

    def _down(self, look: Look) -> None:
        self.keep(look.size * _LEADING)
        self._y -= look.size * _LEADING

    def _show(self, text: str, left: float, look: Look, *, at: float | None = None) -> None:
        """Text as marked content of the tag that is open."""
        leaf, element = self._leaves[-1], self._open[-1]
        number = len(leaf.parents)
        leaf.parents.append(element)
        element.kids.append((len(self._leaves) - 1, number))
        shown = self._type.shown(text, look.size, bold=look.bold)
        y = self._y if at is None else at
        place = f"BT {look.colour} 1 0 0 1 {left:g} {y:g} Tm"
        leaf.drawn.append(f"{element.tag} <</MCID {number}>> BDC {place} {shown} ET EMC")

    def _dots(self, begins: float, ends: float) -> None:
        if ends - begins > 8:
            self._artifact(
                f"q 0.55 G 0.8 w 1 J [0 3.6] 0 d {begins:g} {self._y + 1:g} m {ends:g} {self._y + 1:g} l S Q"
            )

    def _artifact(self, drawn: str) -> None:
        self._leaves[-1].drawn.append(f"/Artifact BMC {drawn} EMC")

    def _link(self, left: float, right: float, size: float, *, to: str, title: str) -> None:
        box = [left - 1, self._y - size * 0.3, right + 1, self._y + size]
        annotation = self.pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Link,
                Rect=[round(edge, 2) for edge in box],
                Border=[0, 0, 0],
                F=4,
                Contents=String(title),
            )
        )
        annotation[NAME] = String(to)
        element = self._open[-1]
        element.kids.append((len(self._leaves) - 1, annotation))
        self._leaves[-1].links.append((annotation, element))

    def _tag(self) -> None:
        """The tag tree: elements, and the way back to them from each page and link."""
        pages: list[Object] = [page.obj for page in self.pdf.pages]
        made: dict[int, Object] = {}
        tree = self.pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        tree.K = self._element(self._root, tree, pages, made)
        numbers = Array()
        links: list[tuple[Object, Element]] = []
        for place, (page, leaf) in enumerate(zip(pages, self._leaves, strict=True)):
            page.StructParents = place
            numbers.append(place)
            numbers.append(Array([made[id(element)] for element in leaf.parents]))
            if leaf.links:
                page.Annots = Array([annotation for annotation, _ in leaf.links])
            links += leaf.links
        for place, (annotation, element) in enumerate(links, start=len(pages)):
            annotation.StructParent = place
            numbers.append(place)
            numbers.append(made[id(element)])
        tree.ParentTree = self.pdf.make_indirect(Dictionary(Nums=numbers))
        self.pdf.Root.StructTreeRoot = tree

    def _element(self, element: Element, parent: Object, pages: list[Object], made: dict[int, Object]) -> Object:
        here = self.pdf.make_indirect(Dictionary(Type=Name.StructElem, S=element.tag, P=parent))
        made[id(element)] = here
        kids = Array()
        for kid in element.kids:
            if isinstance(kid, Element):
                kids.append(self._element(kid, here, pages, made))
            elif isinstance(kid[1], int):
                kids.append(Dictionary(Type=Name.MCR, Pg=pages[kid[0]], MCID=kid[1]))
            else:
                kids.append(Dictionary(Type=Name.OBJR, Pg=pages[kid[0]], Obj=kid[1]))
        here.K = kids
        return here
