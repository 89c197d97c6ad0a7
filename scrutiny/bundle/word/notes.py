"""Footnotes and endnotes of all papers: in one part each, every paper's counted from 1."""

from __future__ import annotations

from lxml import etree

from scrutiny.bundle.word import order
from scrutiny.bundle.word.copies import Copies, remove
from scrutiny.bundle.word.namespaces import ID, VAL, Element, Namespaces, R, w
from scrutiny.bundle.word.opened import Opened, Relation
from scrutiny.bundle.word.parts import BODY, WORD, Parts
from scrutiny.bundle.word.sections import SECTION
from scrutiny.bundle.word.story import Story

_SEPARATORS = ("separator", "continuationSeparator")
KINDS = ("footnote", "endnote")


class Notes:
    """The pack's. `used` says which kinds there are."""

    def __init__(self, namespaces: Namespaces) -> None:
        self._namespaces = namespaces
        self._gathered: dict[str, list[Element]] = {kind: [] for kind in KINDS}
        self._last = dict.fromkeys(KINDS, 0)

    def number(self, kind: str) -> str:
        self._last[kind] += 1
        return str(self._last[kind])

    def put(self, kind: str, note: Element) -> None:
        self._gathered[kind].append(note)

    @property
    def used(self) -> list[str]:
        return [kind for kind in KINDS if self._gathered[kind]]

    def finish(self, parts: Parts) -> None:
        for kind in self.used:
            root = self._namespaces.root(f"{kind}s")
            for place, separator in enumerate(_SEPARATORS):
                root.append(_separator(kind, separator, str(place - 1)))
            root.extend(self._gathered[kind])
            name = f"word/{kind}s.xml"
            parts.add_tree(name, root, f"{WORD}.{kind}s+xml")
            parts.relate(BODY, f"{kind}s", Relation(f"{R}/{kind}s", name, external=False))


def _separator(kind: str, separator: str, number: str) -> Element:
    note = etree.Element(w(kind), {w("type"): separator, ID: number})
    etree.SubElement(etree.SubElement(etree.SubElement(note, w("p")), w("r")), w(separator))
    return note


class PaperNotes:
    """One paper's: those that its text speaks of. With `on_the_page`, endnotes become footnotes: LibreOffice prints all
    endnotes on a page at the end of the file, which would not say that they are exempt."""

    def __init__(self, opened: Opened, copies: Copies, story: Story, pack: Notes, *, on_the_page: bool) -> None:
        self._opened = opened
        self._copies = copies
        self._story = story
        self._pack = pack
        self._on_the_page = on_the_page

    def settle(self, body: Element, last: Element) -> None:
        """`body` is that of the paper, `last` the section at its end."""
        sections = [*(each for each in body.iter(SECTION) if each.getparent().tag == w("pPr")), last]
        brought = {self._as(kind) for kind in KINDS if self._bring(kind, body)}
        for kind in sorted(brought):
            properties = sections[0].find(w(f"{kind}Pr"))
            if properties is None:
                properties = order.place(sections[0], etree.Element(w(f"{kind}Pr")), order.SECTION)
            if properties.find(w("numRestart")) is None:
                etree.SubElement(properties, w("numRestart"), {VAL: "eachSect"})
        for section in sections[:-1] if "endnote" in brought else ():
            order.place(section, etree.Element(w("noEndnote")), order.SECTION)

    def _as(self, kind: str) -> str:
        return "footnote" if self._on_the_page else kind

    def _bring(self, kind: str, body: Element) -> bool:
        references = list(body.iter(w(f"{kind}Reference")))
        part = self._opened.related(self._opened.body, f"{kind}s")
        if not references or not part:
            for each in references:
                remove(each)
            return False
        root = self._opened.tree(part)
        own = {note.get(ID): note for note in root.iter(w(kind)) if note.get(w("type"), "normal") == "normal"}
        self._story.namespaces.ignore(root)
        into = self._as(kind)
        self._story.settle(
            root, self._copies.links(part, f"word/{into}s.xml", f"{self._copies.mark}-{kind[0]}-"), shared=True
        )
        made: dict[str, str] = {}
        for reference in references:
            old = reference.get(ID, "")
            if old in own and old not in made:
                made[old] = self._pack.number(into)
                own[old].set(ID, made[old])
                _rename(own[old], kind, into)
                self._pack.put(into, own[old])
            if old in made:
                reference.set(ID, made[old])
                reference.tag = w(f"{into}Reference")
            else:
                remove(reference)
        return True


def _rename(note: Element, kind: str, into: str) -> None:
    note.tag = w(into)
    for number in note.iter(w(f"{kind}Ref")):
        number.tag = w(f"{into}Ref")
