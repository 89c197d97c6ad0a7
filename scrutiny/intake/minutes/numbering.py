"""The lists of a Word file: of what kind each is, and how it counts."""

from __future__ import annotations

import re
from dataclasses import dataclass

from scrutiny.domain.numbering import letter
from scrutiny.intake.minutes.package import Element, Package, W, number, value
from scrutiny.papers.prose import ListKind

_KINDS = {
    "bullet": ListKind.BULLETS,
    "lowerLetter": ListKind.LETTERS,
    "upperLetter": ListKind.LETTERS,
    "none": None,
}
"""All other formats count in numbers, Roman ones too."""

_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_LARGEST_LABEL = 9_999
"""Beyond it a file counts to confuse: letters and Roman numbers would grow without end."""


@dataclass(frozen=True, slots=True)
class Point:
    """A paragraph's place in a list: `count` is the number, or the place of the letter, that is printed before it.

    `listing` tells one list from the next; `indent` is where the words of this level stand, in twentieths of a point;
    `printed` is what Word prints before it: `31.`, `a)`, `5.1`.
    """

    kind: ListKind
    level: int
    listing: int
    count: int
    indent: int = 0
    printed: str = ""


class Numbering:
    """Counts as Word does while it is asked of one paragraph after the other.

    Lists of one definition go on counting, whatever their numbers, until one says for the first time where to start.
    """

    def __init__(self, package: Package) -> None:
        part = package.part("numbering")
        definitions, nums = ([], []) if part is None else (part.iter(f"{W}abstractNum"), part.iter(f"{W}num"))
        self._abstract = {each.get(f"{W}abstractNumId", ""): each for each in definitions}
        self._nums = {each.get(f"{W}numId", ""): each for each in nums}
        self._counts: dict[tuple[str, int], int] = {}
        self._begun: set[tuple[str, int]] = set()
        self._listing = 0

    def point(self, num_id: str, level: int) -> Point | None:
        """None where there is no such list, or one that prints nothing."""
        num = self._nums.get(num_id)
        abstract = value(num, "abstractNumId")
        definition = self._abstract.get(abstract)
        if num is None or definition is None:
            return None
        described = _level(definition, level)
        kind = _KINDS.get(value(described, "numFmt", "decimal"), ListKind.NUMBERS)
        if kind is None:
            return None
        key = (abstract, level)
        if (start := self._restart(num, num_id, level)) is not None:
            self._counts[key] = start
            self._listing += 1
        else:
            self._counts[key] = self._counts.get(key, number(value(described, "start"), 1) - 1) + 1
        for deeper in [other for other in self._counts if other[0] == abstract and other[1] > level]:
            del self._counts[deeper]
        found = None if described is None else described.find(f"{W}pPr/{W}ind")
        indent = 0 if found is None else number(found.get(f"{W}left", found.get(f"{W}start")))
        return Point(kind, level, self._listing, self._counts[key], indent, self._printed(definition, described, key))

    def _printed(self, definition: Element, described: Element | None, key: tuple[str, int]) -> str:
        """A level names in its text those above it too, as in `%1.%2`. A bullet is one, whatever font draws it."""
        if value(described, "numFmt") == "bullet":
            return "•"

        def counted(place: re.Match[str]) -> str:
            at = int(place[0][1]) - 1
            level = _level(definition, at)
            count = self._counts.get((key[0], at), number(value(level, "start"), 1))
            return _counted(count, value(level, "numFmt", "decimal"))

        return re.sub("%[1-9]", counted, value(described, "lvlText", f"%{key[1] + 1}."))

    def _restart(self, num: Element, num_id: str, level: int) -> int | None:
        """Where a list says to start, the first time that it is met."""
        if (num_id, level) in self._begun:
            return None
        self._begun.add((num_id, level))
        for override in num.iter(f"{W}lvlOverride"):
            if number(override.get(f"{W}ilvl")) == level and (said := value(override, "startOverride")):
                return number(said)
        return None


def _level(definition: Element, level: int) -> Element | None:
    return next((each for each in definition.iter(f"{W}lvl") if number(each.get(f"{W}ilvl")) == level), None)


def _counted(count: int, numeral: str) -> str:
    """A number as a level writes it; in figures where that cannot be said otherwise."""
    if not 0 < count <= _LARGEST_LABEL:
        return str(count)
    written = str(count)
    if numeral.endswith("Letter"):
        written = letter(count)
    elif numeral.endswith("Roman"):
        written = _roman(count)
    return written.upper() if numeral.startswith("upper") else written


def _roman(count: int) -> str:
    written = ""
    for worth, sign in _ROMAN:
        times, count = divmod(count, worth)
        written += sign * times
    return written
