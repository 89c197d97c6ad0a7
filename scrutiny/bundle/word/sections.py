"""The pages of a paper: its sections, with the headers and footers that are its own and no other paper's."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from scrutiny.bundle.word import order
from scrutiny.bundle.word.copies import Copies
from scrutiny.bundle.word.namespaces import VAL, Element, R, w
from scrutiny.bundle.word.opened import Opened, Relation, on
from scrutiny.bundle.word.parts import BODY, WORD, Parts
from scrutiny.bundle.word.story import Story, clear_of_traces

SECTION = w("sectPr")
_REFERENCES = {"header": w("headerReference"), "footer": w("footerReference")}
_R_ID, _TYPE = f"{{{R}}}id", w("type")
_HAIR = '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/></w:pPr></w:p>'
"""A paragraph that takes no room, for a header in which nothing is said."""

A4 = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" '
A4 += 'w:header="709" w:footer="709" w:gutter="0"/>'


class Furniture:
    """Makes header and footer parts of the pack."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._made: dict[tuple[str, str], str] = {}

    def related(self, kind: str, name: str) -> str:
        """The id by which a section of the pack speaks of a header or footer part."""
        number = f"f-{name.removeprefix('word/').removesuffix('.xml')}"
        self._parts.relate(BODY, number, Relation(f"{R}/{kind}", name, external=False))
        return number

    def add(self, kind: str, name: str, root: Element) -> str:
        self._parts.add_tree(name, root, f"{WORD}.{kind}+xml")
        return self.related(kind, name)

    def bare(self, kind: str, mark: str = "") -> str:
        """One with nothing in it but the mark, which is XML of a paragraph."""
        if (kind, mark) not in self._made:
            root = _element({"header": "hdr", "footer": "ftr"}[kind], mark or _HAIR)
            self._made[kind, mark] = self.add(kind, f"word/{kind}-bare{len(self._made)}.xml", root)
        return self._made[kind, mark]


class PaperPages:
    """`mark` is XML of a paragraph that stands above every header of the paper; `even` whether the pack tells the pages
    of a sheet apart, so that a paper that does not has to say that both are alike."""

    def __init__(
        self, opened: Opened, copies: Copies, story: Story, furniture: Furniture, *, mark: str, even: bool
    ) -> None:
        self._opened = opened
        self._copies = copies
        self._story = story
        self._furniture = furniture
        self._mark = mark
        self._even = even
        self._own_even = even and tells_pages_apart(opened)
        self._copied_already: set[str] = set()

    def settle(self, body: Element) -> Element:
        """All sections of the body. Answers the last one, taken out of it."""
        last = body.find(SECTION)
        if last is None:
            last = _element("sectPr", A4)
        else:
            body.remove(last)
            clear_of_traces(last)
        sections = [each for each in body.iter(SECTION) if each.getparent().tag == w("pPr")]
        for place, section in enumerate((*sections, last)):
            self._furnish(section, first=not place)
        first = sections[0] if sections else last
        if (kind := first.find(_TYPE)) is None or kind.get(VAL) not in ("oddPage", "evenPage"):
            order.place(first, etree.Element(_TYPE, {VAL: "nextPage"}), order.SECTION)
        return last

    def _furnish(self, section: Element, *, first: bool) -> None:
        """A section takes over what it does not say from the one before: the first must say all, or it would have the
        headers of the paper before."""
        for place, (kind, tag) in enumerate(_REFERENCES.items()):
            said = {each.get(_TYPE, "default"): each.get(_R_ID, "") for each in section.findall(tag)}
            for each in section.findall(tag):
                section.remove(each)
            wanted = ["default", "first", "even"][: 3 if self._even else 2]
            if self._even and not self._own_even:
                said.pop("even", None)
                if "default" in said:
                    said["even"] = said["default"]
            references = {}
            for page in wanted:
                if page in said:
                    references[page] = self._copied(kind, said[page], page)
                elif first:
                    references[page] = self._furniture.bare(kind, self._mark if kind == "header" else "")
            for offset, (page, number) in enumerate(references.items()):
                at = offset + (len(section.findall(_REFERENCES["header"])) if place else 0)
                section.insert(at, etree.Element(tag, {_TYPE: page, _R_ID: number}))

    def _copied(self, kind: str, number: str, page: str) -> str:
        relation = self._opened.relations(self._opened.body).get(number)
        if relation is None or relation.external or not self._opened.has(relation.target):
            return self._furniture.bare(kind, self._mark if kind == "header" else "")
        name = self._copies.name(relation.target, also="-even" if page == "even" else "")
        if name in self._copied_already:
            return self._furniture.related(kind, name)
        self._copied_already.add(name)
        root = self._opened.tree(relation.target)
        self._story.settle(root, self._copies.links(relation.target, name))
        if self._mark and kind == "header":
            root.insert(0, deepcopy(_element("hdr", self._mark)[0]))
        return self._furniture.add(kind, name, root)


def tells_pages_apart(opened: Opened) -> bool:
    """Whether even pages have headers of their own in this paper."""
    part = opened.related(opened.body, "settings")
    return bool(part) and on(opened.tree(part), "evenAndOddHeaders")


def _element(name: str, inside: str) -> Element:
    namespace = w("").strip("{}")
    return etree.fromstring(f'<w:{name} xmlns:w="{namespace}" xmlns:r="{R}">{inside}</w:{name}>')
