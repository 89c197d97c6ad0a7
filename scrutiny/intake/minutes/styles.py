"""What the styles of a Word file make of a paragraph: asked by what they do, since any program may rename them."""

from __future__ import annotations

from collections.abc import Iterator

from scrutiny.intake.minutes.package import Element, Package, W, number, switched_on, value

_DEEPEST = 20
"""Styles that rest on one another; a ring of them must end."""

_NO_OUTLINE = 9
"""Word's own number for text that is no heading."""


class Styles:
    def __init__(self, package: Package) -> None:
        part = package.part("styles")
        styles = [] if part is None else list(part.iter(f"{W}style"))
        self._styles = {style.get(f"{W}styleId", ""): style for style in styles}
        self._default = next(
            (s for s in styles if s.get(f"{W}type") == "paragraph" and s.get(f"{W}default") in ("1", "true")), None
        )

    def outline(self, properties: Element | None) -> int:
        """1 for a heading of the first level, and so on; 0 for text."""
        for element in self._chain(properties):
            said = value(element, "outlineLvl")
            if said:
                return 0 if number(said) >= _NO_OUTLINE else number(said) + 1
        return 0

    def indent(self, properties: Element | None) -> int:
        """Twentieths of a point from the left margin to the words."""
        for element in self._chain(properties):
            found = element.find(f"{W}ind")
            said = None if found is None else found.get(f"{W}left", found.get(f"{W}start"))
            if said is not None:
                return number(said)
        return 0

    def numbering(self, properties: Element | None) -> tuple[str, int]:
        """The list that a paragraph is in, and its level; "" for none."""
        level = ""
        for element in self._chain(properties):
            found = element.find(f"{W}numPr")
            if found is None:
                continue
            level = level or value(found, "ilvl")
            if said := value(found, "numId"):
                return ("" if said == "0" else said), number(level)
        return "", 0

    def emphasis(self, properties: Element | None) -> tuple[bool, bool]:
        """Whether a run is bold and italic beyond what its paragraph is."""
        if properties is None:
            return False, False
        style = self._styles.get(value(properties, "rStyle"))
        chain = [properties, *(each.find(f"{W}rPr") for each in self._rests_on(style))]
        bold, italic = (
            next((on for each in chain if (on := switched_on(each, name)) is not None), False) for name in ("b", "i")
        )
        return bool(bold), bool(italic)

    def _chain(self, properties: Element | None) -> Iterator[Element]:
        """The paragraph's own properties, then those of its style and of what that rests on."""
        if properties is not None:
            yield properties
        style = self._styles.get(value(properties, "pStyle"), self._default)
        for each in self._rests_on(style):
            if (found := each.find(f"{W}pPr")) is not None:
                yield found

    def _rests_on(self, style: Element | None) -> Iterator[Element]:
        for _ in range(_DEEPEST):
            if style is None:
                return
            yield style
            style = self._styles.get(value(style, "basedOn"))
