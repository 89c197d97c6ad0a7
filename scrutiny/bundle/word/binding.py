"""The pack as it grows: begun with the front sheet, then paper after paper, each in one pass."""

from __future__ import annotations

import io
from collections.abc import Sequence
from copy import deepcopy
from itertools import chain
from typing import IO
from zipfile import ZipFile

from lxml import etree

from scrutiny.bundle.word import order
from scrutiny.bundle.word.identities import Identities
from scrutiny.bundle.word.lists import PART as NUMBERING
from scrutiny.bundle.word.lists import Lists
from scrutiny.bundle.word.namespaces import ID, VAL, Element, Namespaces, R, w
from scrutiny.bundle.word.notes import Notes
from scrutiny.bundle.word.opened import Opened
from scrutiny.bundle.word.parts import BODY, WORD, Parts
from scrutiny.bundle.word.sections import SECTION, Furniture
from scrutiny.bundle.word.styles import Styles

_STYLES, _SETTINGS = "word/styles.xml", "word/settings.xml"
_WRITTEN_ANEW = ("[Content_Types].xml", BODY, _STYLES, NUMBERING, _SETTINGS)
_TYPE, _R_ID = w("type"), f"{{{R}}}id"
_PIECE = 1024 * 1024  # bytes


class Binding:
    """`even` is whether a paper of the pack has headers of their own on even pages: then Word asks it of all."""

    def __init__(self, front: bytes, text: IO[bytes], *, even: bool) -> None:
        self.even = even
        self.parts = Parts()
        self.namespaces = Namespaces()
        self.identities = Identities()
        self.notes = Notes(self.namespaces)
        self.furniture = Furniture(self.parts)
        self._text = text
        self._held: tuple[list[Element], Element] | None = None
        with ZipFile(io.BytesIO(front)) as archive:
            opened = Opened(archive)
            self.styles = Styles(opened.tree(_STYLES))
            self.lists = Lists(opened.tree(NUMBERING))
            self.settings = opened.tree(_SETTINGS)
            self._take_over(opened)
            document = opened.tree(BODY)
            self.namespaces.ignore(document)
            self._front = document.find(w("body"))
            self.identities.of_paper(self._front).settle(self._front)
            if even:
                self._even_pages(opened)
        self._page = self._plain_page()

    def put(self, blocks: Sequence[Element], section: Element) -> None:
        """Write what was held, and hold these until it is known whether theirs is the last section."""
        self._write_held()
        self._held = list(blocks), section

    def put_plain(self, blocks: Sequence[Element]) -> None:
        """On a page like those of the front sheet."""
        self.put(blocks, deepcopy(self._page))

    def finish(self, contents: Sequence[Element], to: IO[bytes]) -> None:
        """All of it. The list of contents stands at the end of the front sheet."""
        section = self._front.find(SECTION)
        self._front.remove(section)
        blocks = [*self._front, *contents]
        if self._held is None:
            self._held = blocks, section
            front = b""
        else:
            front = self._octets(_ended(blocks, section))
        last = self._octets([*self._held[0], self._held[1]])
        self._finish_parts()
        start, end = _tags(self.namespaces.root("document"))
        self._text.seek(0)
        written = iter(lambda: self._text.read(_PIECE), b"")
        self.parts.write(to, chain((start, b"<w:body>", front), written, (last, b"</w:body>", end)))

    def _write_held(self) -> None:
        if self._held:
            self._text.write(self._octets(_ended(*self._held)))
            self._held = None

    def _octets(self, blocks: Sequence[Element]) -> bytes:
        """Under the prefixes of the pack: a paper may have others for the same namespaces."""
        root = self.namespaces.root("document")
        root.extend(blocks)
        octets = bytes(etree.tostring(root, encoding="UTF-8"))
        start, end = _tags(root)
        return octets[octets.index(start) + len(start) : -len(end)] if len(root) else b""

    def _take_over(self, opened: Opened) -> None:
        """The front sheet's parts, but those that are written anew."""
        for part in opened.parts:
            if part not in _WRITTEN_ANEW and not part.endswith(".rels"):
                self.parts.add(part, opened.read(part), opened.kind(part))
        for part in ("", *opened.parts):
            for number, relation in opened.relations(part).items():
                self.parts.relate(part, number, relation)

    def _even_pages(self, opened: Opened) -> None:
        """The front sheet's are like all others of it."""
        for section in self._front.iter(SECTION):
            for reference in [each for each in section if each.get(_TYPE) == "default" and each.get(_R_ID)]:
                relation = opened.relations(BODY)[reference.get(_R_ID)]
                name = relation.target.replace(".xml", "-even.xml")
                self.parts.add(name, opened.read(relation.target), opened.kind(relation.target))
                even = deepcopy(reference)
                even.set(_TYPE, "even")
                even.set(_R_ID, self.furniture.related(relation.kind.rpartition("/")[2], name))
                reference.addnext(even)

    def _plain_page(self) -> Element:
        """The first section's, without what only its first page has."""
        page = deepcopy(next(self._front.iter(SECTION)))
        for child in list(page):
            if child.tag in (w("titlePg"), w("cols")) or child.get(_TYPE) == "first":
                page.remove(child)
        order.place(page, etree.Element(_TYPE, {VAL: "nextPage"}), order.SECTION)
        return page

    def _finish_parts(self) -> None:
        self.notes.finish(self.parts)
        if self.even:
            order.place(self.settings, etree.Element(w("evenAndOddHeaders")), order.SETTINGS)
        for kind in self.notes.used:
            properties = order.place(self.settings, etree.Element(w(f"{kind}Pr")), order.SETTINGS)
            if kind == "endnote":  # at the end of each paper, not of the pack
                etree.SubElement(properties, w("pos"), {VAL: "sectEnd"})
            for number in ("-1", "0"):
                etree.SubElement(properties, w(kind), {ID: number})
        for name, gathered in (("styles", self.styles.root), ("numbering", self.lists.root)):
            root = self.namespaces.root(name)
            root.extend(gathered)
            self.parts.add_tree(f"word/{name}.xml", root, f"{WORD}.{name}+xml")
        self.parts.add_tree(_SETTINGS, self.settings, f"{WORD}.settings+xml")


def _ended(blocks: list[Element], section: Element) -> list[Element]:
    """A section that is not the last stands in its last paragraph."""
    last = blocks[-1]
    if last.tag != w("p") or last.find(f"{w('pPr')}/{SECTION}") is not None:
        last = etree.Element(w("p"))
        spacing = {w("before"): "0", w("after"): "0", w("line"): "20", w("lineRule"): "exact"}
        etree.SubElement(etree.SubElement(last, w("pPr")), w("spacing"), spacing)
        blocks = [*blocks, last]
    properties = last.find(w("pPr"))
    if properties is None:
        properties = etree.Element(w("pPr"))
        last.insert(0, properties)
    order.place(properties, section, order.PARAGRAPH)
    return blocks


def _tags(root: Element) -> tuple[bytes, bytes]:
    """As they open and close it."""
    bare = etree.Element(root.tag, dict(root.attrib), nsmap=root.nsmap)
    bare.text = ""
    octets = bytes(etree.tostring(bare, encoding="UTF-8"))
    cut = octets.index(b"</")
    return octets[:cut], octets[cut:]
