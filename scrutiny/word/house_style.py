"""Reads `house_style.docx`: the styles, the page, the lists, and the parts that are the same in every paper."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from posixpath import join, normpath
from xml.etree import ElementTree
from zipfile import ZipFile

from scrutiny.domain.rules import RuleBroken
from scrutiny.word.package import Part, part
from scrutiny.word.relations import maps
from scrutiny.word.styles import LISTS, Style

HOUSE_STYLE = Path(__file__).with_name("house_style.docx")

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NUMBERING = "word/numbering.xml"
_WRITTEN_ANEW = ("[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/_rels/document.xml.rels", _NUMBERING)
_LEFT_BEHIND = ("docProps/", "customXml/", "word/header", "word/footer", "word/_rels/header", "word/_rels/footer")
_STALE = "word/stylesWithEffects.xml"


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet, in twentieths of a point. `margins` are the attributes of `w:pgMar`."""

    width: int
    height: int
    margins: dict[str, int]

    @property
    def text_width(self) -> int:
        return self.width - self.margins["left"] - self.margins["right"] - self.margins.get("gutter", 0)

    @property
    def landscape(self) -> "Page":
        return replace(self, width=self.height, height=self.width)


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """`lists` gives the definition that each list style counts by; `numbering` is its part, cut where lists go in.

    The maps of the zip stand first in it, as its readers expect, then what is copied.
    """

    ids: dict[Style, str]
    page: Page
    lists: dict[Style, int]
    numbering: tuple[str, str]
    next_list: int
    maps: tuple[Part, ...]
    marked_maps: tuple[Part, ...]
    parts: tuple[Part, ...]


@cache
def house_style(path: Path = HOUSE_STYLE) -> HouseStyle:
    """Read once a process. Raises RuleBroken where a style that the papers need is missing or renamed."""
    with ZipFile(path) as file:
        held = {name: file.read(name) for name in file.namelist() if not name.endswith("/")}
    styles = ElementTree.fromstring(held["word/styles.xml"])
    numbers = ElementTree.fromstring(held[_NUMBERING])
    return HouseStyle(
        ids=_ids(styles, path),
        page=_page(held["word/document.xml"]),
        lists=_lists(styles, numbers, path),
        numbering=cut(held[_NUMBERING].decode("utf-8-sig")),
        next_list=next_list(numbers),
        maps=_maps(held, marked=False),
        marked_maps=_maps(held, marked=True),
        parts=tuple(part(name, held[name]) for name in sorted(held) if _stays(name)),
    )


def _maps(held: dict[str, bytes], *, marked: bool) -> tuple[Part, ...]:
    anew = maps(
        kinds="".join(_kinds(held["[Content_Types].xml"])),
        relations="".join(_relations(held["word/_rels/document.xml.rels"])),
        marked=marked,
    )
    return tuple(part(name, content) for name, content in anew.items())


def _stays(name: str) -> bool:
    return name not in (*_WRITTEN_ANEW, _STALE) and not name.startswith(_LEFT_BEHIND)


def cut(numbering: str) -> tuple[str, str]:
    """The XML of the lists, before and after the place where new ones go in."""
    at = numbering.find("<w:numIdMacAtCleanup")
    at = at if at >= 0 else numbering.index("</w:numbering>")
    return numbering[numbering.index("<w:numbering") : at], numbering[at:]


def next_list(numbers: ElementTree.Element) -> int:
    return 1 + max((int(num.get(f"{_W}numId", 0)) for num in numbers.iter(f"{_W}num")), default=0)


def by_name(styles: ElementTree.Element) -> dict[str, ElementTree.Element]:
    """Styles by name in small letters: Word writes its own ones so in the file, and in capitals on the screen."""
    return {_value(style, "name").casefold(): style for style in styles.iter(f"{_W}style")}


def _value(element: ElementTree.Element, path: str) -> str:
    """The `w:val` at the end of a path of names, or nothing."""
    found = element.find("/".join(f"{_W}{step}" for step in path.split("/")))
    return "" if found is None else found.get(f"{_W}val", "")


def _ids(styles: ElementTree.Element, path: Path) -> dict[Style, str]:
    named = by_name(styles)
    missing = [style.value for style in Style if style.casefold() not in named]
    if missing:
        raise RuleBroken(
            f"{path.name} has no style called {', '.join(missing)}. Give the style its name back in Word, "
            "or put the house style that came with the software in its place."
        )
    return {style: named[style.casefold()].get(f"{_W}styleId", "") for style in Style}


def lists(styles: ElementTree.Element, numbers: ElementTree.Element) -> dict[Style, int]:
    """The definition that each list style counts by; without those that have none."""
    named = by_name(styles)
    counted = {num.get(f"{_W}numId", ""): _value(num, "abstractNumId") for num in numbers.iter(f"{_W}num")}
    there = {style: named[style.casefold()] for style in LISTS if style.casefold() in named}
    found = {style: counted.get(_value(element, "pPr/numPr/numId"), "") for style, element in there.items()}
    return {style: int(definition) for style, definition in found.items() if definition.isdecimal()}


def _lists(styles: ElementTree.Element, numbers: ElementTree.Element, path: Path) -> dict[Style, int]:
    found = lists(styles, numbers)
    if bare := [style.value for style in LISTS if style not in found]:
        raise RuleBroken(f"{path.name}: {', '.join(bare)} must be a list. Give the style its bullet or number in Word.")
    return found


def _page(document: bytes) -> Page:
    """The last section's: a short document has one."""
    return page_of(list(ElementTree.fromstring(document).iter(f"{_W}sectPr"))[-1])


def page_of(section: ElementTree.Element) -> Page:
    size, margins = section.find(f"{_W}pgSz"), section.find(f"{_W}pgMar")
    if size is None or margins is None:
        raise RuleBroken("The house style has no page size or margins. Set them in Word under Layout.")
    sides = {name.removeprefix(_W): int(length) for name, length in margins.items()}
    return Page(int(size.get(f"{_W}w", 0)), int(size.get(f"{_W}h", 0)), sides)


def _kinds(types: bytes) -> Iterator[str]:
    for entry in ElementTree.fromstring(types):
        kind = entry.get("ContentType", "")
        if extension := entry.get("Extension"):
            yield f'<Default Extension="{extension}" ContentType="{kind}"/>'
        elif _stays(name := entry.get("PartName", "").lstrip("/")):
            yield f'<Override PartName="/{name}" ContentType="{kind}"/>'


def _relations(relations: bytes) -> Iterator[str]:
    """What the body of a paper may need; a picture or a link in the house style's own words goes with those words."""
    for relation in ElementTree.fromstring(relations):
        name = normpath(join("/word", relation.get("Target", ""))).lstrip("/")
        if not relation.get("TargetMode") and (name == _NUMBERING or _stays(name)):
            yield f'<Relationship Id="{relation.get("Id")}" Type="{relation.get("Type")}" Target="/{name}"/>'
