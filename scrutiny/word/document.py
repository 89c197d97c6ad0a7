"""One Word document, written from top to bottom."""

from collections.abc import Mapping
from pathlib import Path

from scrutiny.domain.merging.marks import Mark
from scrutiny.word import body, marks
from scrutiny.word.body import Body
from scrutiny.word.front_matter import NAMESPACES, REFERENCES, Cover, parts
from scrutiny.word.house_style import HOUSE_STYLE, house_style
from scrutiny.word.package import Press, zipped
from scrutiny.word.relations import XML


class Document(Body):
    """A file of its own, in the house style. `made_from` is what each marked place says, in a document that comes back
    finished in Word."""

    def __init__(
        self,
        cover: Cover,
        *,
        landscape: bool = False,
        style: Path = HOUSE_STYLE,
        made_from: Mapping[Mark, str] | None = None,
    ) -> None:
        house = house_style(style)
        self._cover = cover
        self._made_from = made_from
        self._sections = 0
        self._press = Press("word/document.xml")
        super().__init__(house, house.page.landscape if landscape else house.page, self._press.write)
        ignorable = f" {marks.IGNORABLE}" if made_from is not None else ""
        self._write(f"{XML}<w:document {NAMESPACES}{ignorable}><w:body>")

    def finished(self) -> bytes:
        """The file. Nothing can be written after it."""
        self._write(f"{self._section()}</w:body></w:document>")
        around = parts(self._cover, self._house, self.paragraphs)
        if self._made_from is None:
            return zipped((*self._house.maps, *self._house.parts, self._press.part(), *around))
        made_from = marks.made_from(self._made_from)
        return zipped((*self._house.marked_maps, *self._house.parts, self._press.part(), *around, made_from))

    def _section(self, *, columns: int = 1) -> str:
        """The first one brings header and footer; later ones run on on the same page."""
        first = not self._sections
        self._sections += 1
        return body.section(self._page, columns=columns, references=REFERENCES if first else "")
