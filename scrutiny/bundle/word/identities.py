"""Numbers and names that may stand but once in a document: of bookmarks, of shapes, of changes that are tracked."""

from __future__ import annotations

import re
from collections.abc import Mapping

from scrutiny.bundle.word.copies import remove
from scrutiny.bundle.word.namespaces import ID, NAME, OLD_OFFICE, VAL, WP, Element, V, named, w

_START, _END = w("bookmarkStart"), w("bookmarkEnd")
_LONGEST_NAME = 40
"""Characters that Word takes in the name of a bookmark."""

_NUMBERED = named(
    "bookmarkStart bookmarkEnd ins del moveFrom moveTo moveFromRangeStart moveFromRangeEnd moveToRangeStart "
    "moveToRangeEnd rPrChange pPrChange sectPrChange tblPrChange tblGridChange trPrChange tcPrChange tblPrExChange "
    "numberingChange cellIns cellDel cellMerge customXmlInsRangeStart customXmlInsRangeEnd customXmlDelRangeStart "
    "customXmlDelRangeEnd customXmlMoveFromRangeStart customXmlMoveFromRangeEnd customXmlMoveToRangeStart "
    "customXmlMoveToRangeEnd"
)
_CONTROL, _DRAWING = w("sdtPr"), f"{{{WP}}}docPr"
_SHAPE_ID, _OBJECT = f"{{{OLD_OFFICE}}}spid", f"{{{OLD_OFFICE}}}OLEObject"


class Identities:
    """What is taken in the pack."""

    def __init__(self) -> None:
        self._last = 0
        self._names: set[str] = set()

    def number(self) -> int:
        self._last += 1
        return self._last

    def name(self, wanted: str) -> str:
        """The name, or one like it that is free: Word does not tell capitals apart."""
        found, further = wanted[:_LONGEST_NAME], 1
        while found.casefold() in self._names:
            further += 1
            found = f"{wanted[: _LONGEST_NAME - 1 - len(str(further))]}_{further}"
        self._names.add(found.casefold())
        return found

    def of_paper(self, body: Element) -> PaperIdentities:
        return PaperIdentities(self, body)


class PaperIdentities:
    """One paper's, whose own numbers and names hold together. `renamed` has new names of bookmarks by the old."""

    def __init__(self, pack: Identities, body: Element) -> None:
        self._pack = pack
        self._numbers: dict[tuple[str, str], str] = {}
        for start in [each for each in body.iter(_START) if each.get(NAME, "") in ("", "_GoBack")]:
            for end in [each for each in body.iter(_END) if each.get(ID) == start.get(ID)]:
                remove(end)
            remove(start)
        names = dict.fromkeys(start.get(NAME) for start in body.iter(_START))
        self._named = {old: pack.name(old) for old in names}
        self.renamed: Mapping[str, str] = {old.casefold(): new for old, new in self._named.items() if old != new}
        self._shape = f"s{pack.number()}_"

    def settle(self, root: Element) -> None:
        for element in root.iter(*_NUMBERED):
            if ID in element.attrib:
                element.set(ID, self._number("change", element.get(ID)))
            if NAME in element.attrib:
                self._rename(element)
        for link in root.iter(w("hyperlink")):
            if (anchor := link.get(w("anchor"))) and anchor.casefold() in self.renamed:
                link.set(w("anchor"), self.renamed[anchor.casefold()])
        for properties in root.iter(_CONTROL):
            for told in properties.findall(ID):
                told.set(VAL, self._number("control", told.get(VAL, "")))
        for drawing in root.iter(_DRAWING):
            drawing.set("id", str(self._pack.number()))
        self._settle_shapes(root)

    def _rename(self, element: Element) -> None:
        if element.tag == _START:
            name = element.get(NAME)
            if name not in self._named:  # in a header or a note
                self._named[name] = self._pack.name(name)
            element.set(NAME, self._named[name])
        elif element.tag not in (w("ins"), w("del")):
            element.set(NAME, f"{self._shape}{element.get(NAME)}")

    def _number(self, kind: str, old: str) -> str:
        if (kind, old) not in self._numbers:
            self._numbers[kind, old] = str(self._pack.number())
        return self._numbers[kind, old]

    def _settle_shapes(self, root: Element) -> None:
        """Shapes of the old kind. What they are drawn by (`v:shapetype`) has the same name in every file."""
        for element in root.iter(f"{{{V}}}*"):
            if element.tag == f"{{{V}}}shapetype":
                continue
            for name in ("id", _SHAPE_ID):
                if element.get(name):
                    element.set(name, f"{self._shape}{element.get(name)}")
            if "#" in (look := element.get("style", "")):
                element.set("style", re.sub(r"#(?=\w)", f"#{self._shape}", look))
        for element in root.iter(_OBJECT):
            if element.get("ShapeID"):
                element.set("ShapeID", f"{self._shape}{element.get('ShapeID')}")
