"""Papers bound to one PDF: pages, tags, bookmarks, layers, links, and the names by which the front finds them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, String

from scrutiny.bundle.pdf import outline
from scrutiny.bundle.pdf.outline import Bookmark
from scrutiny.bundle.pdf.sheet import NAME
from scrutiny.bundle.pdf.tag_trees import TagTrees


@dataclass(frozen=True, slots=True)
class Heading:
    """A bookmark of the pack, and the papers whose own bookmarks hang below it: by their place in the order taken."""

    title: str
    page: int
    papers: tuple[tuple[str, int], ...] = ()


class Merging:
    """One pack in the making. What is taken must stay open until it is saved, since pages are copied only then."""

    def __init__(self) -> None:
        self.pdf = Pdf.new()
        self._tags = TagTrees(self.pdf)
        self._starts: list[int] = []
        self._outlines: list[Object | None] = []
        self._groups = Array()
        self._hidden = Array()

    @property
    def pages(self) -> int:
        return len(self.pdf.pages)

    def take(self, source: Pdf, *, title: str) -> Sequence[Page]:
        """A paper after those before it. Pages go first: tags and bookmarks point at pages that are there."""
        start = self.pages
        self.pdf.pages.extend(source.pages)
        pages = list(self.pdf.pages)[start:]
        for page in pages:
            if "/Annots" in page.obj:
                page.obj.Tabs = Name.S
        self._tags.take(source, pages, title=title)
        found = outline.of(source)
        self._outlines.append(self.pdf.copy_foreign(found) if found is not None else None)
        self._layers(source)
        self._starts.append(start)
        return pages

    def finish(self, headings: Iterable[Heading], names: dict[str, int]) -> None:
        """`names` gives the page, from 0, of each name that a link of the front leads to."""
        self._tags.finish()
        pages = [page.obj for page in self.pdf.pages]
        self._bookmark(headings, pages)
        places = [part for name in sorted(names) for part in (String(name), _top(pages[names[name]]))]
        for link in [link for page in pages for link in page.get("/Annots", []) if NAME in link]:
            link.Dest = link[NAME]
            del link[NAME]
        if places:
            self.pdf.Root.Names = Dictionary(Dests=self.pdf.make_indirect(Dictionary(Names=Array(places))))
        if len(self._groups):
            default = Dictionary(OFF=self._hidden, Order=Array(), Name=String("As the papers came"))
            self.pdf.Root.OCProperties = self.pdf.make_indirect(Dictionary(OCGs=self._groups, D=default))
        self.pdf.Root.PageLabels = Dictionary(Nums=[0, Dictionary(S=Name.D)])
        self.pdf.Root.MarkInfo = Dictionary(Marked=True)

    def _bookmark(self, headings: Iterable[Heading], pages: Sequence[Object]) -> None:
        """By item, its papers below, and below these what bookmarks they brought."""
        headings = list(headings)
        marks = tuple(
            Bookmark(
                heading.title,
                _top(pages[heading.page]),
                tuple(Bookmark(title, _top(pages[self._starts[taken]])) for title, taken in heading.papers),
                open_=True,
            )
            for heading in headings
        )
        top = outline.written(self.pdf, marks)
        self.pdf.Root.Outlines, self.pdf.Root.PageMode = top, Name.UseOutlines
        for heading, item in zip(headings, outline.brothers(top), strict=True):
            for (_, taken), below in zip(heading.papers, outline.brothers(item), strict=True):
                outline.hang(below, self._outlines[taken])

    def _layers(self, source: Pdf) -> None:
        """A layer that a paper hides stays hidden: it may be a draft, or what was blacked out."""
        layers = source.Root.get("/OCProperties")
        if not isinstance(layers, Dictionary):
            return
        layers = self.pdf.copy_foreign(layers if layers.is_indirect else source.make_indirect(layers))
        groups, default = layers.get("/OCGs"), layers.get("/D")
        if not isinstance(groups, Array) or not isinstance(default, Dictionary):
            return
        shown = {group.objgen for group in default.get("/ON", [])}
        hidden = {group.objgen for group in default.get("/OFF", [])}
        if default.get("/BaseState") == Name.OFF:
            hidden |= {group.objgen for group in groups} - shown
        self._groups.extend(groups)
        self._hidden.extend([group for group in groups if group.objgen in hidden])


def _top(page: Object) -> Array:
    """A page from its upper edge on, as large as the reader has it."""
    return Array([page, Name.XYZ, None, None, None])
