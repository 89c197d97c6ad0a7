"""Paragraphs, lists and table cells of one document as WordprocessingML: structure and style names, never a look."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from scrutiny.papers.prose import Block, ListKind, Paragraph, Run, read
from scrutiny.word.house_style import HouseStyle
from scrutiny.word.styles import Style
from scrutiny.word.text import run


@dataclass(frozen=True, slots=True)
class Styled:
    """Words in a character style of their own: a label, `RESOLVED:`."""

    text: str
    style: Style


Content = str | Run | Styled

DEEPEST = 2
"""The last level that the house style's lists define, counted from 0."""


@dataclass(frozen=True, slots=True)
class Look:
    """The styles that prose takes where it stands."""

    paragraph: Style
    bullets: Style
    numbers: Style
    letters: Style
    continued: Style

    def of_list(self, kind: ListKind) -> Style:
        return {ListKind.BULLETS: self.bullets, ListKind.NUMBERS: self.numbers}.get(kind, self.letters)


IN_BODY = Look(Style.BODY, Style.BULLET, Style.NUMBER, Style.CLAUSE, Style.CONTINUED)
IN_MINUTES = replace(IN_BODY, paragraph=Style.MINUTE)
IN_ITEMS = replace(IN_BODY, paragraph=Style.DETAIL)
IN_CELLS = Look(Style.CELL, Style.CELL_BULLET, Style.CELL_NUMBER, Style.CELL_LETTER, Style.CELL)


class Paragraphs:
    """The XML of the paragraphs of one document.

    A list goes on counting where the last of its style ended unless it is given a number of its own (`w:num`) that
    says to start again: hence they are counted here and defined in `definitions`.
    """

    def __init__(self, house: HouseStyle) -> None:
        self._house = house
        self._open = {style: f'<w:p><w:pPr><w:pStyle w:val="{id_}"/>' for style, id_ in house.ids.items()}
        self._cell = f"{self._open.get(Style.CELL, '')}</w:pPr>"
        self._started: list[str] = []

    @property
    def definitions(self) -> str:
        return "".join(self._started)

    def paragraph(self, style: Style, *content: Content, keep_next: bool = False, within: str = "") -> str:
        """`keep_next` holds it on the page of the next one; `within` is further XML of the paragraph's properties."""
        runs = "".join([self._run(piece) for piece in content])
        if keep_next:
            within = f"<w:keepNext/>{within}"
        return f"{self._open[style]}{within}</w:pPr>{runs}</w:p>"

    def prose(self, blocks: Sequence[Block], look: Look, *, level: int = 0) -> str:
        """Paragraphs and lists. A list inside a list stands a level deeper."""
        xml = []
        for block in blocks:
            if isinstance(block, Paragraph):
                xml.append(self.paragraph(look.paragraph, *block.runs))
                continue
            style = look.of_list(block.kind)
            number = self.begin(style, level=level, first=block.first)
            xml += [self._entry(entry, style, number, look, level) for entry in block.entries]
        return "".join(xml)

    def listed(self, style: Style, entries: Sequence[Sequence[Content]]) -> str:
        """A list of one level, begun anew."""
        number = self.begin(style)
        return "".join([self.paragraph(style, *entry, within=number) for entry in entries])

    def begin(self, style: Style, *, level: int = 0, first: int = 1) -> str:
        """The `w:numPr` of a list that counts from `first` again."""
        number = self._house.next_list + len(self._started)
        self._started.append(
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{self._house.lists[style]}"/>'
            f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{first}"/></w:lvlOverride></w:num>'
        )
        return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'

    def cell(self, *lines: Content, text: str = "") -> str:
        """The text as prose, then a paragraph a line, empty ones left out. A cell has one paragraph at least."""
        opened = self._cell
        said = "".join([f"{opened}{self._run(line)}</w:p>" for line in lines if line])
        return (self.prose(read(text), IN_CELLS) + said if text else said) or self.paragraph(Style.CELL)

    def _entry(self, entry: Sequence[Block], style: Style, number: str, look: Look, level: int) -> str:
        """The first paragraph has the mark; what follows stands under it without one."""
        first, rest = (entry[0], entry[1:]) if entry and isinstance(entry[0], Paragraph) else (Paragraph(()), entry)
        xml = [self.paragraph(style, *first.runs, within=number)]
        for block in rest:
            if isinstance(block, Paragraph):
                xml.append(self.paragraph(look.continued, *block.runs))
            else:
                xml.append(self.prose((block,), look, level=min(level + 1, DEEPEST)))
        return "".join(xml)

    def _run(self, piece: Content) -> str:
        if isinstance(piece, str):
            return run(piece)
        if isinstance(piece, Styled):
            return run(piece.text, f'<w:rPr><w:rStyle w:val="{self._house.ids[piece.style]}"/></w:rPr>')
        if not (piece.bold or piece.italic):
            return run(piece.text)
        bold, italic = "<w:b/><w:bCs/>" * piece.bold, "<w:i/><w:iCs/>" * piece.italic
        return run(piece.text, f"<w:rPr>{bold}{italic}</w:rPr>")
