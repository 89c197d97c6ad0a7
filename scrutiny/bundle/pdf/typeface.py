"""Fonts: how wide a text is, and the font embedded in a PDF with no more glyphs than were written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from threading import Lock

import reportlab
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String
from reportlab.pdfbase.ttfonts import TTFError, TTFontFile

_FOLDERS = (
    Path("/usr/share/fonts/truetype/liberation"),
    Path("/usr/share/fonts/liberation"),
    Path("/usr/share/fonts/truetype/dejavu"),
    Path("/usr/share/fonts/dejavu"),
    Path(reportlab.__file__).parent / "fonts",
)
_REGULAR = ("LiberationSans-Regular.ttf", "DejaVuSans.ttf", "Vera.ttf")
_BOLD = ("LiberationSans-Bold.ttf", "DejaVuSans-Bold.ttf", "VeraBd.ttf")
"""LibreOffice brings the first ones with it, and sets papers in them; the last come with the library, so that there is
always one. What the first cannot write (a tick, a Welsh ŵ in Vera) is looked for in the next."""

_LACKING = 0xF000
"""Glyph numbers that no subset reaches: nothing is seen there, but the text is still found, copied and read aloud."""

_READING = Lock()
"""A font file is read by seeking in it, and two packs may be bound at once."""


@cache
def _read(path: Path) -> TTFontFile:
    return TTFontFile(str(path))


@cache
def _installed(names: tuple[str, ...]) -> tuple[Path, ...]:
    return tuple(path for name in names for folder in _FOLDERS if (path := folder / name).is_file() and _usable(path))


def _usable(path: Path) -> bool:
    try:
        _read(path)
    except (TTFError, OSError):
        return False
    return True


class Typeface:
    """One font in one PDF. Glyphs are numbered as they are first used, as the subset of them will be."""

    def __init__(self, path: Path, tag: str) -> None:
        self._tag = tag
        self._file = _read(path)
        self._numbers: dict[int, int] = {}  # of the font's own glyph numbers
        self._characters: list[str] = []
        self._lacking: dict[str, int] = {}

    @property
    def used(self) -> bool:
        return bool(self._characters or self._lacking)

    def has(self, character: str) -> bool:
        return ord(character) in self._file.charToGlyph

    def width(self, character: str) -> float:
        """In thousandths of the size."""
        return float(self._file.charWidths.get(ord(character), self._file.defaultWidth))

    def encoded(self, text: str) -> str:
        """The text as a hexadecimal string of glyph numbers."""
        return "".join([f"{self._number(character):04X}" for character in text])

    def _number(self, character: str) -> int:
        glyph = self._file.charToGlyph.get(ord(character))
        if glyph is None:
            return self._lacking.setdefault(character, _LACKING + len(self._lacking))
        if glyph not in self._numbers:
            self._characters.append(character)
            self._numbers[glyph] = len(self._characters)
        return self._numbers[glyph]

    def embedded(self, pdf: Pdf) -> Object:
        """The font as far as it was used, to be named in the resources of a page."""
        with _READING:
            program = self._file.makeSubset([ord(character) for character in self._characters])
        name = Name(f"/{self._tag}+{self._file.name.decode('ascii', 'ignore')}")
        descriptor = Dictionary(
            Type=Name.FontDescriptor,
            FontName=name,
            Flags=4,
            FontBBox=[round(edge) for edge in self._file.bbox],
            ItalicAngle=0,
            Ascent=round(self._file.ascent),
            Descent=round(self._file.descent),
            CapHeight=round(self._file.capHeight),
            StemV=round(self._file.stemV),
            FontFile2=Stream(pdf, program, Length1=len(program)),
        )
        widths = [round(self.width(character)) for character in self._characters]
        lacking = {number: character for character, number in self._lacking.items()}
        descendant = Dictionary(
            Type=Name.Font,
            Subtype=Name.CIDFontType2,
            BaseFont=name,
            CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
            FontDescriptor=pdf.make_indirect(descriptor),
            CIDToGIDMap=Name.Identity,
            DW=round(self._file.defaultWidth),
            W=Array([1, Array(widths)]),
        )
        return pdf.make_indirect(
            Dictionary(
                Type=Name.Font,
                Subtype=Name.Type0,
                BaseFont=name,
                Encoding=Name("/Identity-H"),
                DescendantFonts=[pdf.make_indirect(descendant)],
                ToUnicode=Stream(pdf, _to_unicode({**dict(enumerate(self._characters, start=1)), **lacking})),
            )
        )


class Typecase:
    """All the type that one PDF is set in: regular and bold, each with what stands in for the glyphs it lacks.

    `tag` is six capitals that tell its subsets from others of the same font in one file (ISO 32000-1, 9.6.4).
    """

    def __init__(self, tag: str) -> None:
        regular, bold = _installed(_REGULAR), _installed(_BOLD)
        self._faces = {path: Typeface(path, tag) for path in (*regular, *bold)}
        self._regular = [self._faces[path] for path in regular]
        self._bold = [self._faces[path] for path in bold]
        self._found: dict[tuple[str, bool], tuple[Typeface, float]] = {}
        self._names = {id(face): f"{tag}{number}" for number, face in enumerate(self._faces.values())}

    def width(self, text: str, size: float, *, bold: bool = False) -> float:
        return sum([self._look_up(character, bold)[1] for character in text]) * size / 1000

    def shown(self, text: str, size: float, *, bold: bool = False) -> str:
        """The operators that show the text where the text matrix is."""
        said = []
        for face, stretch in self._stretches(text, bold):
            said.append(f"/{self._names[id(face)]} {size:g} Tf <{face.encoded(stretch)}> Tj")
        return " ".join(said)

    def embedded(self, pdf: Pdf) -> dict[str, Object]:
        """Every font that was used, by its name in the operators."""
        used = [face for face in self._faces.values() if face.used]
        return {f"/{self._names[id(face)]}": face.embedded(pdf) for face in used}

    def _stretches(self, text: str, bold: bool) -> Iterable[tuple[Typeface, str]]:
        held = ""
        last: Typeface | None = None
        for character in text:
            face, _ = self._look_up(character, bold)
            if last is not None and face is not last:
                yield last, held
                held = ""
            held, last = held + character, face
        if last is not None:
            yield last, held

    def _look_up(self, character: str, bold: bool) -> tuple[Typeface, float]:
        """The face that has the character, and how wide it is there."""
        if (found := self._found.get((character, bold))) is None:
            faces = self._bold if bold else self._regular
            face = next((face for face in faces if face.has(character)), faces[0])
            found = self._found[character, bold] = face, face.width(character)
        return found


def _to_unicode(characters: Mapping[int, str]) -> bytes:
    """Which text a glyph stands for: what a reader searches for, copies and hears."""
    pairs = [f"<{number:04X}> <{_utf16(character)}>" for number, character in characters.items()]
    blocks = [pairs[start : start + 100] for start in range(0, len(pairs), 100)]
    ranges = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <FFFF> endcodespacerange\n{ranges}\n"
        "endcmap CMapName currentdict /CMap defineresource pop end end"
    ).encode("ascii")


def _utf16(character: str) -> str:
    return character.encode("utf-16-be", "replace").hex().upper()
