"""The tags of all papers as one tree: a Document with a Part for each paper, and the ways back from page to tag.

A page and each link on it has a number by which its tags are found (ISO 32000-1, 14.7.4.4). Every paper counts from
nought, so all are numbered anew here; names that two papers give different meanings are told apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pikepdf import Array, Dictionary, Name, NameTree, NumberTree, Object, ObjectSet, Page, Pdf, Stream, String

_GROUPING = ("Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index", "NonStruct")
_BLOCKS = ("Private", "P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody")
_TABLES = ("Table", "TR", "TH", "TD", "THead", "TBody", "TFoot")
_INLINE = ("Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot", "Figure", "Formula", "Form")
_EAST_ASIAN = ("Ruby", "RB", "RT", "RP", "Warichu", "WT", "WP")
STANDARD = frozenset(f"/{tag}" for tag in (*_GROUPING, *_BLOCKS, *_TABLES, *_INLINE, *_EAST_ASIAN))
"""The tags that mean the same everywhere (ISO 32000-1, 14.8.4): no paper may give them another meaning in a pack."""

_DEEPEST = 4


class TagTrees:
    """Gathers the tags of one pack."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self._whole = self._element(Name.Document, self._tree)
        self._parts = Array()
        self._numbers = Array()
        self._roles = Dictionary()
        self._classes = Dictionary()
        self._ids: dict[str, Object] = {}
        self._taken = 0

    def take(self, source: Pdf, pages: Iterable[Page], *, title: str) -> None:
        """The tags of a paper whose pages are copied already: tags point at pages, and only a copied page is found."""
        root = source.Root.StructTreeRoot
        tree = self._pdf.copy_foreign(root if root.is_indirect else source.make_indirect(root))
        self._taken += 1
        part = self._part(tree)
        part.T = String(title)
        if "/Lang" in source.Root:
            part.Lang = String(str(source.Root.Lang))
        self._parts.append(part)
        self._number(tree, pages)
        self._join_names(tree, part)

    def finish(self) -> None:
        self._whole.K = self._parts
        self._tree.K = self._whole
        self._tree.ParentTree = self._pdf.make_indirect(Dictionary(Nums=self._numbers))
        self._tree.ParentTreeNextKey = len(self._numbers) // 2
        for name, joined in (("/RoleMap", self._roles), ("/ClassMap", self._classes)):
            if len(joined.keys()):
                self._tree[name] = self._pdf.make_indirect(joined)
        if self._ids:
            names = [part for key in sorted(self._ids) for part in (String(key), self._ids[key])]
            self._tree.IDTree = self._pdf.make_indirect(Dictionary(Names=Array(names)))
        self._pdf.Root.StructTreeRoot = self._tree

    def _element(self, tag: Name, parent: Object) -> Object:
        return self._pdf.make_indirect(Dictionary(Type=Name.StructElem, S=tag, P=parent))

    def _part(self, tree: Object) -> Object:
        """A paper's own Document becomes its Part of the pack; anything else at its root is put in one."""
        roots = _listed(tree.get("/K"))
        if len(roots) == 1 and roots[0].get("/S") == Name.Document and roots[0].is_indirect:
            part = roots[0]
            part.S, part.P = Name.Part, self._whole
            return part
        part = self._element(Name.Part, self._whole)
        for root in roots:
            root.P = part
        part.K = Array(roots)
        return part

    def _number(self, tree: Object, pages: Iterable[Page]) -> None:
        parents = tree.get("/ParentTree")
        found = dict(NumberTree(parents).items()) if isinstance(parents, Dictionary) else {}
        for holder, key in _numbered(pages):
            old = int(holder[key])
            if old not in found:
                del holder[key]
                continue
            holder[key] = len(self._numbers) // 2
            self._numbers.extend([holder[key], found[old]])

    def _join_names(self, tree: Object, part: Object) -> None:
        roles = _renamed(tree.get("/RoleMap"), self._roles, self._taken, STANDARD)
        classes = _renamed(tree.get("/ClassMap"), self._classes, self._taken, frozenset())
        known = isinstance(tree.get("/IDTree"), Dictionary) and bool(NameTree(tree.IDTree))
        if not (roles or classes or known):
            return
        for element in _elements(part):
            _rename(element, "/S", roles)
            _rename(element, "/C", classes)
            if known:
                self._identify(element)

    def _identify(self, element: Object) -> None:
        """An element's name, and those of the heading cells that a cell names, are its paper's own."""
        if isinstance(element.get("/ID"), String):
            element.ID = String(f"{self._taken}.{element.ID}")
            self._ids.setdefault(str(element.ID), element)
        for attributes in _listed(element.get("/A")):
            if isinstance(attributes.get("/Headers"), Array):
                attributes.Headers = Array([String(f"{self._taken}.{name}") for name in attributes.Headers])


def _numbered(pages: Iterable[Page]) -> Iterator[tuple[Object, str]]:
    """All that has a number: pages, what is drawn on them as a form, and their links. Each once."""
    seen = ObjectSet()
    for page in pages:
        if isinstance(page.obj.get("/StructParents"), int):
            yield page.obj, "/StructParents"
        for form in _forms(page.obj.get("/Resources"), seen, _DEEPEST):
            for key in ("/StructParents", "/StructParent"):
                if isinstance(form.get(key), int):
                    yield form, key
        for annotation in _listed(page.obj.get("/Annots")):
            if isinstance(annotation.get("/StructParent"), int):
                yield annotation, "/StructParent"


def _forms(resources: Object | None, seen: ObjectSet, depth: int) -> Iterator[Object]:
    drawn = resources.get("/XObject") if isinstance(resources, Dictionary) else None
    if not isinstance(drawn, Dictionary) or not depth or (drawn.is_indirect and not seen.add(drawn)):
        return
    for _, form in drawn.items():
        if isinstance(form, Stream) and seen.add(form):
            yield form
            yield from _forms(form.get("/Resources"), seen, depth - 1)


def _elements(root: Object) -> Iterator[Object]:
    """Every tag below, each once, however they are tied together."""
    seen = ObjectSet()
    left = [root]
    while left:
        element = left.pop()
        if "/S" in element and (not element.is_indirect or seen.add(element)):
            yield element
            left += _listed(element.get("/K"))


def _listed(held: Object | None) -> list[Object]:
    """One, many or none, as PDF writes them; numbers, which stand for marked content, are passed over."""
    several = list(held) if isinstance(held, Array) else [held]
    return [one for one in several if isinstance(one, Dictionary)]


def _renamed(names: Object | None, joined: Dictionary, paper: int, fixed: frozenset[str]) -> dict[str, Name]:
    """Join names to those of the papers before; answer those that must be called otherwise since they are taken."""
    changed: dict[str, Name] = {}
    if not isinstance(names, Dictionary):
        return changed
    for key, _ in names.items():
        meaning = _meaning(names, key)
        if isinstance(meaning, Name) and str(meaning) == key:
            continue
        called = key
        if key in fixed or (key in joined and joined[key] != meaning):
            called = f"{key}.{paper}"
            changed[key] = Name(called)
        joined[called] = meaning
    return changed


def _meaning(names: Dictionary, key: str) -> Object:
    """At the end of a chain of names: a paper may map its Note to Aside, and Aside to P."""
    meaning, steps = names[key], 0
    while isinstance(meaning, Name) and str(meaning) not in STANDARD and str(meaning) in names and steps < 9:
        meaning, steps = names[str(meaning)], steps + 1
    return meaning


def _rename(element: Object, key: str, names: dict[str, Name]) -> None:
    held = element.get(key)
    if isinstance(held, Name) and str(held) in names:
        element[key] = names[str(held)]
    elif isinstance(held, Array):
        element[key] = Array([names.get(str(one), one) if isinstance(one, Name) else one for one in held])
