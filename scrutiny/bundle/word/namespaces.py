"""The names of Office Open XML, and the prefixes that one document has for all of its papers."""

from __future__ import annotations

from typing import TypeAlias

from lxml import etree

Element: TypeAlias = "etree._Element"

_OPEN = "http://schemas.openxmlformats.org"
_MS = "http://schemas.microsoft.com/office"
W = f"{_OPEN}/wordprocessingml/2006/main"
R = f"{_OPEN}/officeDocument/2006/relationships"
A = f"{_OPEN}/drawingml/2006/main"
WP = f"{_OPEN}/drawingml/2006/wordprocessingDrawing"
PIC = f"{_OPEN}/drawingml/2006/picture"
MC = f"{_OPEN}/markup-compatibility/2006"
V = "urn:schemas-microsoft-com:vml"
OLD_OFFICE = "urn:schemas-microsoft-com:office:office"
W14 = f"{_MS}/word/2010/wordml"
W15 = f"{_MS}/word/2012/wordml"

_PREFIXES = {
    "w": W,
    "r": R,
    "a": A,
    "wp": WP,
    "pic": PIC,
    "mc": MC,
    "v": V,
    "o": OLD_OFFICE,
    "w10": "urn:schemas-microsoft-com:office:word",
    "m": f"{_OPEN}/officeDocument/2006/math",
    "w14": W14,
    "w15": W15,
    "wp14": f"{_MS}/word/2010/wordprocessingDrawing",
    "wps": f"{_MS}/word/2010/wordprocessingShape",
    "wpg": f"{_MS}/word/2010/wordprocessingGroup",
    "wpc": f"{_MS}/word/2010/wordprocessingCanvas",
}


def w(name: str) -> str:
    return f"{{{W}}}{name}"


def named(names: str) -> tuple[str, ...]:
    """Several of WordprocessingML, told in one string."""
    return tuple(w(name) for name in names.split())


VAL, ID, NAME = w("val"), w("id"), w("name")


def value(parent: Element | None, *path: str) -> str:
    """The `w:val` at the end of a path of names, or nothing."""
    for name in path:
        if parent is None:
            return ""
        parent = parent.find(w(name))
    return "" if parent is None else parent.get(VAL, "")


class Namespaces:
    """`mc:Ignorable` and `mc:Choice` speak of namespaces by prefix, and each paper may have prefixes of its own."""

    def __init__(self) -> None:
        self.declared = dict(_PREFIXES)
        self._prefixes = {uri: prefix for prefix, uri in _PREFIXES.items()}
        self._ignorable: set[str] = set()

    @property
    def ignorable(self) -> str:
        return " ".join(sorted(self._ignorable))

    def ignore(self, root: Element) -> None:
        """Take over what a paper says that a reader need not understand."""
        self._ignorable.update(self._prefix(root, old) for old in root.get(f"{{{MC}}}Ignorable", "").split())
        self._ignorable.discard("")

    def require(self, choice: Element) -> None:
        needed = (self._prefix(choice, old) or old for old in choice.get("Requires", "").split())
        choice.set("Requires", " ".join(needed))

    def root(self, name: str) -> Element:
        root = etree.Element(w(name), nsmap=self.declared)
        if self._ignorable:
            root.set(f"{{{MC}}}Ignorable", self.ignorable)
        return root

    def _prefix(self, element: Element, old: str) -> str:
        uri = element.nsmap.get(old)
        if not uri:
            return ""
        if uri not in self._prefixes:
            prefix = old if old not in self.declared else f"x{len(self.declared)}"
            self._prefixes[uri], self.declared[prefix] = prefix, uri
        return self._prefixes[uri]
