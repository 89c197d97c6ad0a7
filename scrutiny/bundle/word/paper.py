"""One paper, brought into the pack."""

from __future__ import annotations

from lxml import etree

from scrutiny.bundle.word import order, tables
from scrutiny.bundle.word.binding import Binding
from scrutiny.bundle.word.copies import Copies
from scrutiny.bundle.word.fields import Fields
from scrutiny.bundle.word.lists import PaperLists
from scrutiny.bundle.word.namespaces import ID, NAME, VAL, Element, value, w
from scrutiny.bundle.word.notes import PaperNotes
from scrutiny.bundle.word.opened import Damaged, Opened
from scrutiny.bundle.word.parts import BODY
from scrutiny.bundle.word.sections import SECTION, PaperPages
from scrutiny.bundle.word.story import Story
from scrutiny.bundle.word.styles import PaperStyles
from scrutiny.bundle.word.tables import PaperTables
from scrutiny.bundle.word.theme import Theme

_PARAGRAPH = w("p")


class Paper:
    """`mark` tells its parts and styles from those of the other papers; `exempt` is XML of the paragraph that stands on
    every page of it, or nothing."""

    def __init__(self, opened: Opened, binding: Binding, *, mark: str, exempt: str) -> None:
        self._opened = opened
        self._binding = binding
        self._mark = mark
        self._exempt = exempt
        self._theme = Theme(opened)
        self._copies = Copies(opened, binding.parts, mark, self._theme)

    def bring(self, heading: list[Element], bookmark: str) -> list[bool]:
        """Whether each of its sections begins to count pages anew."""
        document = self._opened.tree(self._opened.body)
        body = document.find(w("body"))
        if body is None:
            raise Damaged("what is in the file is not as Word writes it")
        binding = self._binding
        binding.namespaces.ignore(document)
        numbering = self._part("numbering")
        lists = self._lists(numbering)
        styles = self._styles(lists, body)
        story = Story(
            self._theme,
            styles,
            PaperTables(styles, shift=tables.shift(self._opened, binding.settings)),
            lists,
            binding.identities.of_paper(body),
            Fields(bookmark),
            binding.namespaces,
        )
        self._begin_on_its_page(body, styles)
        story.settle(body, self._copies.links(self._opened.body, BODY, f"{self._mark}-"), shared=True)
        pages = PaperPages(self._opened, self._copies, story, binding.furniture, mark=self._exempt, even=binding.even)
        last = pages.settle(body)
        notes = PaperNotes(self._opened, self._copies, story, binding.notes, on_the_page=bool(self._exempt))
        notes.settle(body, last)
        lists.finish(styles.of, self._copies, numbering, self._theme)
        styles.finish()
        anew = [_counts_anew(section) for section in (*body.iter(SECTION), last)]
        _mark(heading, body, bookmark, str(binding.identities.number()))
        binding.put([*heading, *body], last)
        return anew

    def _part(self, kind: str) -> str:
        return self._opened.related(self._opened.body, kind)

    def _lists(self, part: str) -> PaperLists:
        root = self._opened.tree(part) if part else etree.Element(w("numbering"))
        self._binding.namespaces.ignore(root)
        return PaperLists(self._binding.lists, root, mark=self._mark)

    def _styles(self, lists: PaperLists, body: Element) -> PaperStyles:
        part = self._part("styles")
        root = self._opened.tree(part) if part else etree.Element(w("styles"))
        self._theme.settle(root)
        self._binding.namespaces.ignore(root)
        used = {table.get(VAL, "") for table in body.iter(w("tblStyle"))}
        return PaperStyles(self._binding.styles, root, self._mark, lists.number, used)

    def _begin_on_its_page(self, body: Element, styles: PaperStyles) -> None:
        """Under the heading, though the paper's first paragraph may ask for a page of its own."""
        first = next(iter(body), None)
        if first is None or first.tag != _PARAGRAPH:
            return
        properties = first.find(w("pPr"))
        told = properties is not None and properties.find(w("pageBreakBefore")) is not None
        if told or styles.breaks(value(properties, "pStyle")):
            if properties is None:
                properties = etree.Element(w("pPr"))
                first.insert(0, properties)
            order.place(properties, etree.Element(w("pageBreakBefore"), {VAL: "0"}), order.PARAGRAPH)


def _counts_anew(section: Element) -> bool:
    numbers = section.find(w("pgNumType"))
    return numbers is not None and w("start") in numbers.attrib


def _mark(heading: list[Element], body: Element, name: str, number: str) -> None:
    """The bookmark, from the heading to the end of the paper."""
    start = etree.Element(w("bookmarkStart"), {ID: number, NAME: name})
    heading[0].insert(1, start)
    end = etree.Element(w("bookmarkEnd"), {ID: number})
    if len(body) and body[-1].tag == _PARAGRAPH:
        body[-1].append(end)
    else:
        body.append(end)
