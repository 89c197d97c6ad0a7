"""Brings parts of a paper into the pack, with all that they are related to, and leaves out what is somewhere else."""

from __future__ import annotations

import re
from posixpath import basename, dirname, join

from lxml import etree

from scrutiny.bundle.word.namespaces import PIC, A, Element, R, w
from scrutiny.bundle.word.opened import Opened, Relation
from scrutiny.bundle.word.parts import Parts
from scrutiny.bundle.word.theme import Theme

_LINK = f"{R}/hyperlink"
_FOLLOWED = re.compile(r"(https?|mailto|tel):|#", re.IGNORECASE)
"""Where a link may lead. All others are places on the disk of whoever wrote the paper."""

_NEVER = frozenset({"control", "subDocument", "frame", "attachedTemplate", "printerSettings", "customXml"})
"""Kinds of relation that run something, or that mean nothing outside of the paper's own file."""

_FURNITURE = (w("headerReference"), w("footerReference"))
"""They speak of the pack's parts already."""

_DRAWINGS = (w("drawing"), w("pict"), w("object"))
_R = f"{{{R}}}"


class Copies:
    """What was copied of one paper, so that no part is copied twice."""

    def __init__(self, opened: Opened, parts: Parts, mark: str, theme: Theme) -> None:
        self._opened = opened
        self._parts = parts
        self.mark = mark
        self._theme = theme
        self._made: dict[str, str] = {}

    def copy(self, part: str) -> str:
        """Its name in the pack. Raises LookupError where the paper speaks of a part that it does not have."""
        if part not in self._made:
            kind = self._opened.kind(part)
            if not kind.endswith(("+xml", "/xml")) or kind.startswith("image/"):
                self._made[part] = self._parts.keep(self._opened, part)
                return self._made[part]
            self._made[part] = name = self.name(part)
            try:
                root = self._opened.tree(part)
            except etree.XMLSyntaxError:  # what only looks like XML is not ours to mend
                self._parts.add(name, self._opened.read(part), kind)
                return name
            self._theme.settle(root)
            self.links(part, name).settle(root, every=True)
            self._parts.add_tree(name, root, kind)
        return self._made[part]

    def name(self, part: str, also: str = "") -> str:
        """A name that no other paper's part has, in the folder where Word looks for its kind."""
        plain = re.sub("[^A-Za-z0-9.]+", "-", basename(part))
        folder = dirname(part) if re.fullmatch("word(/[a-z]+)?", dirname(part)) else "word"
        return join(folder, f"{self.mark}{also}-{plain}")

    def links(self, part: str, into: str, prefix: str = "") -> Links:
        """A part's relations, as those of a part of the pack; with a prefix where that has others too."""
        return Links(self._opened.relations(part), self, self._parts, into, prefix)

    def has(self, part: str) -> bool:
        return self._opened.has(part)


class Links:
    def __init__(self, own: dict[str, Relation], copies: Copies, parts: Parts, into: str, prefix: str) -> None:
        self._own = own
        self._copies = copies
        self._parts = parts
        self._into = into
        self._prefix = prefix
        self._made: dict[str, str] = {}

    def new(self, number: str) -> str:
        """What a relation of the paper is called in the pack, or nothing if it stays outside."""
        if number not in self._made:
            self._made[number] = self._brought(number)
        return self._made[number]

    def settle(self, root: Element, *, every: bool = False) -> None:
        """Let all in a tree speak of the pack's relations, and take out what speaks of those that stay outside.

        With `every`, also relations that nothing in the tree speaks of: some kinds of part are known by being related.
        """
        for element in list(root.iter(etree.Element)):
            if element.tag in _FURNITURE:
                continue
            for name in [name for name in element.attrib if name.startswith(_R)]:
                self._settle(element, name)
            if element.get("relId") and element.tag.endswith("}dataModelExt"):
                element.set("relId", f"{self._copies.mark}-{element.get('relId')}")  # a diagram's picture: the body's
        for number in self._own if every else [each for each in self._own if self._own[each].kind.endswith("Drawing")]:
            self.new(number)

    def _settle(self, element: Element, name: str) -> None:
        old = element.get(name)
        if new := self.new(old) if old else "":
            element.set(name, new)
        elif old:
            del element.attrib[name]
            _take_out(element)

    def _brought(self, number: str) -> str:
        relation = self._own.get(number)
        if relation is None or relation.kind.rpartition("/")[2] in _NEVER:
            return ""
        if relation.external:
            if relation.kind != _LINK or not _FOLLOWED.match(relation.target):
                return ""
        elif self._copies.has(relation.target):
            relation = Relation(relation.kind, self._copies.copy(relation.target), external=False)
        else:
            return ""
        new = f"{self._prefix}{number}"
        self._parts.relate(self._into, new, relation)
        return new


def _take_out(element: Element) -> None:
    """What spoke of something that is not in the pack. Words stay: of a link its text."""
    if any(name.startswith(_R) for name in element.attrib):
        return  # it has it in another way too: a picture that is both linked and embedded
    if element.tag == w("hyperlink"):
        unwrap(element)
        return
    whole = element
    if element.tag == f"{{{A}}}blip" or element.tag.endswith(("}relIds", "}chart", "}contentPart")):
        whole = next(element.iterancestors(f"{{{PIC}}}pic", *_DRAWINGS), element)
        if whole.getparent() is not None and whole.getparent().tag == f"{{{A}}}graphicData":
            whole = next(element.iterancestors(*_DRAWINGS), whole)
    remove(whole)


def remove(element: Element) -> None:
    if (parent := element.getparent()) is not None:
        parent.remove(element)


def unwrap(element: Element) -> None:
    """What is in it stays."""
    parent = element.getparent()
    place = parent.index(element)
    parent[place : place + 1] = list(element)
