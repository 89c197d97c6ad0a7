"""The styles of the pack, and those of each paper among them."""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

from scrutiny.bundle.word import order
from scrutiny.bundle.word.defaults import Defaults, Said, fold, parted
from scrutiny.bundle.word.namespaces import NAME, VAL, Element, value, w
from scrutiny.bundle.word.opened import on

STYLE, STYLE_ID, TYPE, DEFAULT = w("style"), w("styleId"), w("type"), w("default")
_LOOK = tuple(w(name) for name in ("pPr", "rPr", "tblPr", "trPr", "tcPr", "tblStylePr"))
_USUAL = {"paragraph": "Normal", "table": "Normal Table", "character": "Default Paragraph Font"}


class Styles:
    """The part `word/styles.xml`, begun with the front sheet's."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self.defaults = Defaults(root)
        self.usual = {style.get(TYPE): style.get(STYLE_ID) for style in root.iter(STYLE) if style.get(DEFAULT) == "1"}
        self.added: dict[str, Element] = {}
        self._ids = {style.get(STYLE_ID, "").casefold() for style in root.iter(STYLE)}
        self._names = {value(style, "name").casefold() for style in root.iter(STYLE)}
        self._looks = {_look(style, value(style, "name")): style.get(STYLE_ID) for style in root.iter(STYLE)}

    def shared(self, style: Element, name: str) -> str:
        """One that is there already, of that name and look, or nothing. Its lists must count as this one's do."""
        return str(self._looks.get(_look(style, name), ""))

    def add(self, style: Element, name: str, mark: str) -> str:
        """Under its own id and name if they are free, else marked with the paper's."""
        wanted = re.sub("[^A-Za-z0-9-]", "", style.get(STYLE_ID, "")) or "Style"
        look = _look(style, name)
        new, called = _free(wanted, self._ids, f"-{mark}"), _free(name, self._names, f" {mark}")
        style.set(STYLE_ID, new)
        order.place(style, etree.Element(NAME, {VAL: called}), order.STYLE)
        if called != name:
            style.set(w("customStyle"), "1")
        style.attrib.pop(DEFAULT, None)
        self.root.append(style)
        self.added[new] = style
        self._looks[look] = new
        return new


def _free(wanted: str, taken: set[str], mark: str) -> str:
    found, further = wanted, 1
    while found.casefold() in taken:
        found = f"{wanted}{mark}" if further == 1 else f"{wanted}{mark}-{further}"
        further += 1
    taken.add(found.casefold())
    return found


def _look(style: Element, name: str) -> tuple[str, str, str, bytes]:
    parts = [etree.tostring(child, method="c14n", exclusive=True) for child in style if child.tag in _LOOK]
    return style.get(TYPE, ""), name.casefold(), value(style, "basedOn"), b"".join(parts)


@dataclass(slots=True)
class PaperStyles:
    """One paper's, brought in as they are asked for. `numbered` gives a list of the paper its number in the pack.

    `mark` tells them from those of the same name in other papers; `tables` are the ids of its table styles in use.
    """

    pack: Styles
    root: Element
    mark: str
    numbered: Callable[[str], str]
    tables: set[str]
    renamed: dict[str, str] = field(default_factory=dict)
    _own: dict[str, Element] = field(init=False)
    _usual: dict[str, str] = field(init=False)
    _beside: Said = field(init=False)
    _in_tables: Said = field(init=False)
    _besides_tables: Said = field(init=False)
    _made: dict[tuple[str, bool], str] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._usual = {}
        for kind, name in _USUAL.items():
            given = [style for style in self.root.iter(STYLE) if style.get(TYPE) == kind and style.get(DEFAULT) == "1"]
            if not given:
                given = [etree.SubElement(self.root, STYLE, {TYPE: kind, STYLE_ID: f"Unnamed{kind}"})]
                etree.SubElement(given[0], NAME, {VAL: name})
            self._usual[kind] = given[-1].get(STYLE_ID, "")
        self._own = {style.get(STYLE_ID, ""): style for style in self.root.iter(STYLE)}
        self._beside = Defaults(self.root).beside(self.pack.defaults)
        tables = {each for old in (*self.tables, self._usual["table"]) for each in self._line(old)}
        self._in_tables, self._besides_tables = parted(self._beside, (self._own[each] for each in tables))

    @property
    def twins(self) -> bool:
        """Whether a paragraph in a table needs a style other than its twin outside of it."""
        return any(self._in_tables.values())

    def of(self, kind: str, old: str = "", *, in_table: bool = False) -> str:
        """The id in the pack, or nothing where that is what stands without saying so. Unknown ones are the usual."""
        style = self._own.get(old)
        if style is None or style.get(TYPE) != kind:
            if kind not in self._usual:
                return ""
            old = self._usual[kind]
        new = self._brought(old, in_table and self.twins and kind == "paragraph")
        return "" if new == self.pack.usual.get(kind) else new

    def finish(self) -> None:
        """Two styles that go together say so of each other: one that another paper brought speaks of that paper's."""
        linked = {new: value(style, "link") for new, style in self.pack.added.items()}
        for new, other in linked.items():
            if other and linked.get(other) != new:
                style = self.pack.added[new]
                style.remove(style.find(w("link")))

    def breaks(self, old: str) -> bool:
        """Whether a paragraph of this style begins a page."""
        for each in self._line(old or self._usual["paragraph"]):
            properties = self._own[each].find(w("pPr"))
            if properties is not None and properties.find(w("pageBreakBefore")) is not None:
                return on(properties, "pageBreakBefore")
        return False

    def table_line(self, old: str) -> list[Element]:
        """What the style of a table says of the whole of it, then that which this is based on, and so on."""
        line = self._line(old if old in self._own else self._usual["table"])
        said = (self._own[each].find(w("tblPr")) for each in line)
        return [properties for properties in said if properties is not None]

    def _line(self, old: str) -> list[str]:
        """The style, that which it is based on, and so on."""
        line: list[str] = []
        while old in self._own and old not in line:
            line.append(old)
            old = value(self._own[old], "basedOn")
        return line

    def _brought(self, old: str, bare: bool) -> str:
        """`bare` is the twin for paragraphs in tables."""
        if (old, bare) in self._made:
            return self._made[old, bare]
        self._made[old, bare] = self.pack.usual.get(self._own[old].get(TYPE), "")  # a style based on itself ends here
        style = deepcopy(self._own[old])
        name = value(style, "name") or old
        self._settle(style, bare)
        called = f"{name} in tables" if bare else name
        new = self.pack.shared(style, called) or self.pack.add(style, called, self.mark)
        self._made[old, bare] = new
        self._follow(style, bare)
        if not bare:
            self.renamed[name.casefold()] = value(style, "name") or name
        return new

    def _settle(self, style: Element, bare: bool) -> None:
        for gone in ("rsid", "aliases", "link") if bare else ("rsid", "aliases"):
            for child in style.findall(w(gone)):
                style.remove(child)
        based = style.find(w("basedOn"))
        if based is not None and self._own.get(based.get(VAL, "")) is not None:
            based.set(VAL, self._brought(based.get(VAL), bare))
        else:
            if based is not None:
                style.remove(based)
            if style.get(TYPE) == "table":
                fold(style, self._in_tables)
            elif style.get(TYPE) == "paragraph":
                fold(style, self._besides_tables if bare else self._beside)
        for number in style.iter(w("numId")):
            number.set(VAL, self.numbered(number.get(VAL, "")))

    def _follow(self, style: Element, bare: bool) -> None:
        """The style of the next paragraph, and the one for letters that goes with it. A shared one has its own."""
        if style.getparent() is None:
            return
        for name in ("next", "link"):
            if (other := style.find(w(name))) is not None:
                new = self._brought(other.get(VAL), bare and name == "next") if other.get(VAL) in self._own else ""
                other.set(VAL, new)
                if not new:
                    style.remove(other)
