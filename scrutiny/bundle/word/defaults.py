"""What a Word file says of all its text at once, and how a paper's own is kept where the pack's is another.

In Word the look of a paragraph comes from the file's defaults, then the style of the table it stands in, then its own
style. The pack has one set of defaults. What a paper's are besides is therefore written into its paragraph styles. What
its table styles say something of is written into these instead: paragraphs in tables have twins of their styles without
it, else it would undo the table's.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy

from lxml import etree

from scrutiny.bundle.word import order
from scrutiny.bundle.word.namespaces import VAL, Element, w

_FACE = "Times New Roman"
_WITHOUT = {
    w("rFonts"): {w("ascii"): _FACE, w("hAnsi"): _FACE, w("eastAsia"): _FACE, w("cs"): _FACE},
    w("sz"): {VAL: "20"},
    w("szCs"): {VAL: "20"},
    w("color"): {VAL: "auto"},
    w("kern"): {VAL: "0"},
    w("spacing"): {w("before"): "0", w("after"): "0", w("line"): "240", w("lineRule"): "auto"},
    w("ind"): {w("left"): "0", w("right"): "0", w("firstLine"): "0"},
    w("jc"): {VAL: "left"},
    w("u"): {VAL: "none"},
    w("widowControl"): {VAL: "1"},
    w("lang"): {},
}
"""What Word takes where a file says nothing; of all else that it is off."""

_BY_ATTRIBUTE = (w("rFonts"), w("spacing"), w("ind"), w("lang"))
"""Properties of which a style may give one part and leave the others as they were."""

_KINDS = (("pPr", order.PARAGRAPH), ("rPr", order.RUN))


Said = dict[str, list[Element]]
"""Properties of paragraphs (`pPr`) and of their letters (`rPr`)."""


class Defaults:
    def __init__(self, styles: Element | None) -> None:
        self._found: dict[str, Element] = {}
        for kind, _ in _KINDS:
            path = f"{w('docDefaults')}/{w(f'{kind}Default')}/{w(kind)}"
            found = None if styles is None else styles.find(path)
            self._found[kind] = etree.Element(w(kind)) if found is None else found

    def beside(self, pack: Defaults) -> Said:
        """What must be said in a style, so that text looks under the pack's defaults as it did under these."""
        said: Said = {}
        for kind, places in _KINDS:
            own, others = self._found[kind], pack._found[kind]
            needed = (_needed(own.find(tag), others.find(tag)) for tag in places)
            said[kind] = [each for each in needed if each is not None]
        return said


def parted(said: Said, tables: Iterable[Element]) -> tuple[Said, Said]:
    """What these table styles speak of too, and all the rest."""
    spoken = {
        (kind, child.tag) for style in tables for kind, _ in _KINDS for each in style.iter(w(kind)) for child in each
    }
    inside = {kind: [each for each in said[kind] if (kind, each.tag) in spoken] for kind in said}
    rest = {kind: [each for each in said[kind] if (kind, each.tag) not in spoken] for kind in said}
    return inside, rest


def fold(style: Element, said: Said) -> None:
    """Write into a style that is based on no other what the defaults said, where it does not say otherwise itself."""
    for kind, places in _KINDS:
        own = style.find(w(kind))
        if own is None and said[kind]:
            own = order.place(style, etree.Element(w(kind)), order.STYLE)
        for each in said[kind]:
            there = own.find(each.tag)
            if there is None:
                order.place(own, deepcopy(each), places)
            elif each.tag in _BY_ATTRIBUTE:
                for name, what in each.items():
                    if name not in there.attrib and not _says_otherwise(there, name):
                        there.set(name, what)


def _says_otherwise(there: Element, name: str) -> bool:
    """A hanging first line is one that is not indented."""
    return name == w("firstLine") and w("hanging") in there.attrib


def _needed(own: Element | None, others: Element | None) -> Element | None:
    """One property as it must be said, or nothing where both files have it alike."""
    there = others if own is None else own
    if there is None:
        return None
    tag = there.tag
    ours = {} if own is None else dict(own.attrib)
    theirs = {} if others is None else dict(others.attrib)
    without = _WITHOUT.get(tag, {VAL: "0"})
    if tag in _BY_ATTRIBUTE:
        whole = {name: without[name] for name in theirs if name in without} | ours
        same = all(theirs.get(name, without.get(name)) == what for name, what in whole.items())
        said = {} if same else whole  # all of it: a height of lines means nothing without its rule
    elif own is not None and others is not None and ours == theirs:
        said = {}
    else:
        said = without if own is None else ours or {VAL: "1"}
    if not said:
        return None
    needed = etree.Element(tag)
    for name, what in said.items():
        needed.set(name, what)
    return needed
