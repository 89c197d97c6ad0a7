"""One run of text of a paper, as it must be to stand in the pack: its body, a header or footer, its notes."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from scrutiny.bundle.word import order
from scrutiny.bundle.word.copies import Links, remove, unwrap
from scrutiny.bundle.word.fields import Fields
from scrutiny.bundle.word.identities import PaperIdentities
from scrutiny.bundle.word.lists import PaperLists
from scrutiny.bundle.word.namespaces import MC, VAL, W14, W15, Element, Namespaces, named, value, w
from scrutiny.bundle.word.styles import PaperStyles
from scrutiny.bundle.word.tables import PaperTables
from scrutiny.bundle.word.theme import Theme

_TABLE, _BOX = w("tbl"), w("txbxContent")
_OUT = (
    *named(
        "commentRangeStart commentRangeEnd commentReference permStart permEnd subDoc control dataBinding placeholder"
    ),
    *named("printerSettings proofErr background lastRenderedPageBreak"),
    f"{{{W15}}}dataBinding",
)
"""Comments are for those who write a paper, not for those who get it. Bindings fill a text from the file's properties,
which are the pack's; placeholders and controls have parts that stay behind; the others are the last program's notes."""

_MARKED = (w("p"), w("r"), w("tr"), w("sectPr"))
_TRACES = (
    *named("rsidR rsidRPr rsidRDefault rsidP rsidTr rsidDel rsidSect"),
    f"{{{W14}}}paraId",
    f"{{{W14}}}textId",
)
"""Marks of single savings, which may not stand twice in a document and mean nothing in another one."""


@dataclass(frozen=True, slots=True)
class Story:
    """What the stories of one paper have in common."""

    theme: Theme
    styles: PaperStyles
    tables: PaperTables
    lists: PaperLists
    identities: PaperIdentities
    fields: Fields
    namespaces: Namespaces

    def settle(self, root: Element, links: Links, *, shared: bool = False) -> None:
        """`shared`: it becomes part of a tree with other prefixes for its namespaces."""
        for element in list(root.iter(*_OUT)):
            remove(element)
        clear_of_traces(root)
        if shared:
            for choice in root.iter(f"{{{MC}}}Choice"):
                self.namespaces.require(choice)
        for tag in list(root.iter(w("smartTag"))):
            unwrap(tag)
        self.theme.settle(root)
        self.tables.settle(root)
        self._style(root)
        links.settle(root)
        self.fields.settle(root, bookmarks=self.identities.renamed, styles=self.styles.renamed)
        self.identities.settle(root)

    def _style(self, root: Element) -> None:
        for number in root.iter(w("numId")):
            number.set(VAL, self.lists.number(number.get(VAL, "")))
        for paragraph in list(root.iter(w("p"))):
            self._style_paragraph(paragraph)
        for name, kind in (("rStyle", "character"), ("tblStyle", "table")):
            for told in list(root.iter(w(name))):
                if new := self.styles.of(kind, told.get(VAL, "")):
                    told.set(VAL, new)
                else:
                    remove(told)
        if usual := self.styles.of("table"):
            for table in root.iter(w("tblPr")):
                if table.find(w("tblStyle")) is None and table.getparent().tag == _TABLE:
                    order.place(table, etree.Element(w("tblStyle"), {VAL: usual}), order.TABLE)

    def _style_paragraph(self, paragraph: Element) -> None:
        in_table = self.styles.twins and self._in_table(paragraph)
        properties = paragraph.find(w("pPr"))
        for told in () if properties is None else properties.findall(f"{w('pPrChange')}/{w('pPr')}/{w('pStyle')}"):
            told.set(VAL, self.styles.of("paragraph", told.get(VAL, "")) or self.styles.pack.usual["paragraph"])
        new = self.styles.of("paragraph", value(properties, "pStyle"), in_table=in_table)
        if not new:
            if properties is not None and (old := properties.find(w("pStyle"))) is not None:
                remove(old)
            return
        if properties is None:
            properties = etree.Element(w("pPr"))
            paragraph.insert(0, properties)
        order.place(properties, etree.Element(w("pStyle"), {VAL: new}), order.PARAGRAPH)

    def _in_table(self, paragraph: Element) -> bool:
        """Whether its look comes from a table, too: not in a box of text that is drawn into one."""
        around = next(paragraph.iterancestors(_TABLE, _BOX), None)
        return around is not None and around.tag == _TABLE


def clear_of_traces(root: Element) -> None:
    for element in root.iter(*_MARKED):
        for trace in _TRACES:
            element.attrib.pop(trace, None)
