"""Fields: text that Word works out. In a pack some of them would work out something else than in the paper alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from scrutiny.bundle.word.copies import remove, unwrap
from scrutiny.bundle.word.namespaces import Element, w

_CHAR, _INSTRUCTION, _SIMPLE, _KIND = w("fldChar"), w("instrText"), w("fldSimple"), w("fldCharType")


def _verbs(told: str) -> frozenset[str]:
    return frozenset(told.split())


_OF_THE_FILE = _verbs(
    "TITLE SUBJECT AUTHOR KEYWORDS COMMENTS DOCPROPERTY DOCVARIABLE FILENAME FILESIZE LASTSAVEDBY CREATEDATE "
    "SAVEDATE PRINTDATE EDITTIME NUMWORDS NUMCHARS TEMPLATE INFO REVNUM USERNAME USERINITIALS USERADDRESS"
)
"""They speak of the file they stand in: what they said of the paper would become what they say of the pack."""

_FROM_ELSEWHERE = _verbs("INCLUDEPICTURE INCLUDETEXT IMPORT LINK DDE DDEAUTO DATABASE RD")
"""They fetch something from another file."""

_GATHERING = _verbs("TOC INDEX TOA")
"""They gather from the whole file."""


@dataclass(slots=True)
class Field:
    """`around` is what makes it a field: its beginning, its code and its end; what is left is what it said."""

    simple: Element | None = None
    instructions: list[Element] = field(default_factory=list)
    around: list[Element] = field(default_factory=list)

    @property
    def code(self) -> str:
        if self.simple is not None:
            return str(self.simple.get(w("instr"), ""))
        return "".join(each.text or "" for each in self.instructions)

    @property
    def verb(self) -> str:
        return next(iter(self.code.split()), "").upper()

    def say(self, code: str) -> None:
        """Another code. Word may have cut the old one into several runs."""
        if self.simple is not None:
            self.simple.set(w("instr"), code)
            return
        for place, each in enumerate(self.instructions):
            each.text = "" if place else code

    def settle(self) -> None:
        """Only what it said is left."""
        if self.simple is not None:
            unwrap(self.simple)
        for each in self.around:
            remove(each)


def fields(root: Element) -> Iterator[Field]:
    """Those of a story that are whole; one may stand in the code or in the result of another."""
    begun: list[tuple[Field, bool]] = []
    for element in list(root.iter(_SIMPLE, _CHAR, _INSTRUCTION)):
        kind = element.get(_KIND)
        if element.tag == _SIMPLE:
            yield Field(simple=element)
        elif element.tag == _INSTRUCTION:
            if begun and not begun[-1][1]:
                begun[-1][0].instructions.append(element)
                begun[-1][0].around.append(element)
        elif kind == "begin":
            begun.append((Field(around=[element]), False))
        elif begun:
            found, _ = begun.pop()
            found.around.append(element)
            if kind == "separate":
                begun.append((found, True))
            else:
                yield found


class Fields:
    """Makes those of one paper say in the pack what they say in it alone. `bookmark` holds all of the paper."""

    def __init__(self, bookmark: str) -> None:
        self._bookmark = bookmark
        self._series: set[str] = set()

    def settle(self, root: Element, *, bookmarks: Mapping[str, str], styles: Mapping[str, str]) -> None:
        """`bookmarks` and `styles` give what was called otherwise its new name, by the old one in small letters."""
        for each in fields(root):
            verb = each.verb
            if verb in _OF_THE_FILE or verb in _FROM_ELSEWHERE:
                each.settle()
            elif verb in _GATHERING:
                self._confine(each)
            elif verb == "SEQ":
                self._begin_again(each)
            elif verb == "STYLEREF":
                _rename(each, styles)
            if bookmarks and each.code:
                _rename(each, bookmarks)

    def _confine(self, each: Field) -> None:
        """To this paper. Its headings may be styles of another name now, which are known by their outline level."""
        code = each.code.rstrip()
        if not re.search(r"\\b\s", code):
            code += f" \\b {self._bookmark}"
        if re.search(r"\\o\b", code) and not re.search(r"\\u\b", code):
            code += " \\u"
        each.say(f"{code} ")

    def _begin_again(self, each: Field) -> None:
        """Figure 1 of each paper is its first."""
        words = each.code.split()
        series = words[1].casefold() if len(words) > 1 else ""
        if series not in self._series and not re.search(r"\\[rc]\b", each.code):
            each.say(f"{each.code.rstrip()} \\r 1 ")
        self._series.add(series)


def _rename(each: Field, names: Mapping[str, str]) -> None:
    """Every word or quoted phrase of the code, but the first, that is one of the names."""

    def renamed(found: re.Match[str]) -> str:
        quoted, word = found[1], found[2]
        new = names.get((quoted or word).casefold())
        if new is None:
            return found[0]
        return f'"{new}"' if quoted else new

    verb, space, rest = each.code.lstrip().partition(" ")
    code = f" {verb}{space}" + re.sub(r'"([^"]+)"|(?<![\\\w])([^\s"\\]+)', renamed, rest)
    if code.split() != each.code.split():
        each.say(code)
