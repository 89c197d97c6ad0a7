"""A paper's theme, settled: the pack can have but one, so each paper's fonts and colours are said outright."""

from __future__ import annotations

from collections.abc import Iterator

from scrutiny.bundle.word.namespaces import A, Element, W, w
from scrutiny.bundle.word.opened import Opened

_FONTS = {"ascii": "lt", "hAnsi": "lt", "eastAsia": "ea", "cs": "cs"}
_SCRIPTS = {"latin": "lt", "ea": "ea", "cs": "cs"}
_COLOURED = "descendant-or-self::*[@w:themeColor or @w:themeFill]"
_COLOURS = [w(f"theme{part}{shade}") for part in ("Color", "Fill") for shade in ("", "Tint", "Shade")]
_COLOURS += [w("themeTint"), w("themeShade")]
_OTHERWISE = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}


class Theme:
    """`settle` makes a tree independent of it."""

    def __init__(self, opened: Opened) -> None:
        part = opened.related(opened.body, "theme")
        root = opened.tree(part) if part else None
        self._fonts = {} if root is None else dict(_fonts(root))
        self._colours = {} if root is None else dict(_colours(root))

    def settle(self, root: Element) -> None:
        for fonts in root.iter(w("rFonts")):
            self._settle_fonts(fonts)
        for element in root.xpath(_COLOURED, namespaces={"w": W}):
            for name in _COLOURS:
                element.attrib.pop(name, None)  # the colour that it comes to is said beside it
        for colour in list(root.iter(f"{{{A}}}schemeClr")):
            name = colour.get("val", "")
            if found := self._colours.get(_OTHERWISE.get(name, name)):
                colour.tag = f"{{{A}}}srgbClr"
                colour.set("val", found)
        for script in _SCRIPTS:
            for face in root.iter(f"{{{A}}}{script}"):
                face.set("typeface", self._fonts.get(face.get("typeface"), face.get("typeface", "")))

    def _settle_fonts(self, fonts: Element) -> None:
        for name, script in _FONTS.items():
            said = fonts.attrib.pop(w("cstheme" if name == "cs" else f"{name}Theme"), "")
            if said and (face := self._fonts.get(f"+{'mj' if said.startswith('major') else 'mn'}-{script}")):
                fonts.set(w(name), face)


def _fonts(root: Element) -> Iterator[tuple[str, str]]:
    """`+mn-lt` for the Latin letters of the text, and so on, as DrawingML calls them."""
    for kind, short in (("majorFont", "mj"), ("minorFont", "mn")):
        for script, called in _SCRIPTS.items():
            for face in root.iterfind(f".//{{{A}}}{kind}/{{{A}}}{script}"):
                if face.get("typeface"):
                    yield f"+{short}-{called}", face.get("typeface")


def _colours(root: Element) -> Iterator[tuple[str, str]]:
    for scheme in root.iter(f"{{{A}}}clrScheme"):
        for named in scheme:
            for colour in named:
                yield named.tag.rpartition("}")[2], colour.get("lastClr") or colour.get("val", "")
