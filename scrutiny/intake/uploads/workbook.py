"""Reads an Excel workbook: the words in the sheets, rows and columns that are seen, and what it carries besides."""

from __future__ import annotations

import re

from scrutiny.intake.uploads import relations
from scrutiny.intake.uploads.archives import Package
from scrutiny.intake.uploads.look import LONGEST_TEXT, Look, Words
from scrutiny.intake.uploads.markup import Attributes
from scrutiny.intake.uploads.properties import shown
from scrutiny.intake.uploads.refusal import Refused

_TRUE = frozenset({"1", "true"})
_COLUMN = re.compile("[A-Z]+")
_FETCHES = re.compile(r"\b(WEBSERVICE|IMAGE|RTD|CALL|REGISTER\.ID)\s*\(|\|'", re.IGNORECASE)

_CARRIED = {
    "comments": "Notes on cells, with the names of who wrote them.",
    "threadedComment": "Comments on cells, with the names of who wrote them.",
    "connections": "Where its figures were drawn from: the addresses of your databases.",
    "pivotCacheRecords": "Every row behind a pivot table, seen or not.",
    "queryTable": "Where its figures were drawn from: the addresses of your databases.",
}


class _Strings:
    """The table of strings that cells refer to, up to what is kept for the search."""

    def __init__(self) -> None:
        self.all: list[str] = []
        self._path: list[str] = []
        self._length = 0

    def start(self, tag: str, _attributes: Attributes) -> None:
        self._path.append(tag)
        if tag == "si":
            self.all.append("")

    def end(self, _tag: str) -> None:
        self._path.pop()

    def say(self, text: str) -> None:
        if self._path[-1] == "t" and "rPh" not in self._path and self._length < 4 * LONGEST_TEXT and self.all:
            self.all[-1] += text
            self._length += len(text)


class _Sheet:
    """One pass through a sheet."""

    def __init__(self, words: Words, strings: list[str]) -> None:
        self.words, self.hides = words, False
        self._strings = strings
        self._hidden: list[tuple[int, int]] = []
        self._path: list[str] = []
        self._row_hidden = self._cell_hidden = False
        self._type = ""
        self._said: list[str] = []

    def start(self, tag: str, attributes: Attributes) -> None:
        self._path.append(tag)
        hidden = attributes.get("hidden") in _TRUE
        if tag == "col" and hidden:
            self._hidden.append((int(attributes["min"]), int(attributes["max"])))
        elif tag == "row":
            self._row_hidden = hidden
        elif tag == "c":
            self._type = attributes.get("t", "n")
            column = _column(attributes.get("r", ""))
            self._cell_hidden = self._row_hidden or any(first <= column <= last for first, last in self._hidden)
        elif tag == "ddeLink":
            raise Refused("holds a link that starts another program (DDE). Take it out, save it, and send that.")
        self.hides = self.hides or (hidden and tag in ("col", "row"))

    def end(self, tag: str) -> None:
        self._path.pop()
        said, self._said = "".join(self._said), []
        if tag == "f" and _FETCHES.search(said):
            raise Refused(
                "holds a formula that fetches from elsewhere. Put in its value instead, save it, and send that."
            )
        if tag in ("v", "t") and said and not self._cell_hidden:
            self.words.say(f"{self._cell(said)}\t")
        elif tag == "row":
            self.words.say("\n")

    def say(self, text: str) -> None:
        if self._path[-1] in ("v", "t", "f"):
            self._said.append(text)

    def _cell(self, said: str) -> str:
        """Its words: of figures nobody can search for the form in which they are shown."""
        if self._type == "s":
            return self._strings[int(said)] if int(said) < len(self._strings) else ""
        return said if self._type in ("str", "inlineStr") else ""


def _column(reference: str) -> int:
    """`AB12` → 28; 0 where the cell does not say."""
    letters = _COLUMN.match(reference)
    number = 0
    for letter in letters[0] if letters else "":
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def read(package: Package, main: str, _content: bytes) -> Look:
    """Refused for formulas and links that fetch."""
    related = {each.id: each for each in relations.of(package, main)}
    strings = _Strings()
    for each in related.values():
        if each.kind == "sharedStrings" and each.target in package:
            package.walk(each.target, starts=strings.start, ends=strings.end, says=strings.say)
    words = Words()
    carries: list[str] = []
    for name, state, id_ in _sheets(package, main):
        each = related[id_]
        hidden = state in ("hidden", "veryHidden")
        words.say(f"{name}\n" if not hidden else "")
        sheet = _Sheet(Words() if hidden else words, strings.all)
        package.walk(each.target, starts=sheet.start, ends=sheet.end, says=sheet.say)
        if hidden:
            carries.append(f"A hidden sheet, “{shown(name)}”.")
        elif sheet.hides:
            carries.append(f"Hidden rows or columns in “{shown(name)}”.")
    return Look(str(words), 0, (*carries, *_carried(package)))


def _sheets(package: Package, main: str) -> list[tuple[str, str, str]]:
    """Name, state and relation of each."""
    found: list[tuple[str, str, str]] = []

    def start(tag: str, attributes: Attributes) -> None:
        if tag == "sheet":
            found.append((attributes.get("name", ""), attributes.get("state", ""), attributes["r:id"]))

    package.walk(main, starts=start)
    return found


def _carried(package: Package) -> list[str]:
    """What its other parts give away; Refused for a link that starts a program."""
    lines = []
    for rels in [name for name in package if name.endswith(".rels")]:
        for each in relations.listed(package, rels):
            if each.kind in _CARRIED:
                lines.append(_CARRIED[each.kind])
            if each.kind == "externalLink" and each.target in package:
                package.walk(each.target, starts=_Sheet(Words(), []).start)
    return lines
