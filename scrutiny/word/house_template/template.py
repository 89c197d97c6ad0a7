"""A template made ready: read, checked and compiled once, and filled in as often as it is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from jinja2 import nodes
from jinja2.environment import Template as Compiled
from markupsafe import Markup

from scrutiny.word import marks
from scrutiny.word.front_matter import properties
from scrutiny.word.house_style import HouseStyle
from scrutiny.word.house_template import look, places
from scrutiny.word.house_template.environment import compiled, environment, rendered
from scrutiny.word.house_template.faults import Fault, Faulty
from scrutiny.word.house_template.fields import Field, Form, values
from scrutiny.word.house_template.grammar import NOTHING, Grammar
from scrutiny.word.house_template.kinds import Kind
from scrutiny.word.house_template.package import Package
from scrutiny.word.house_template.sections import Inserted, Mixed, Region, cut_section, section_of, with_headers
from scrutiny.word.house_template.tags import Lifter, Tag
from scrutiny.word.house_template.xml import named, passing_over
from scrutiny.word.package import Part, part, zipped
from scrutiny.word.relations import XML
from scrutiny.word.styles import Style
from scrutiny.word.text import run

_MARKS, _SECTION = "_marks", "_section"
"""Names that no field can have: what stands on top of every page, and how a section ends that was divided."""


@dataclass(frozen=True, slots=True)
class Template:
    """`fixed` are the parts that are the same in every paper, and `filled` the others by name."""

    kind: Kind
    house: HouseStyle
    region: Region
    used: frozenset[Field]
    fixed: tuple[Part, ...]
    filled: tuple[tuple[str, Compiled], ...]
    numbering: str

    def print(self, paper: Any) -> bytes:
        """The paper as a Word file: the same bytes for the same paper."""
        writer = Inserted(self.house, self.region)
        read = values(self.kind.fields, paper, self.used, writer.written)
        cover = self.kind.cover(paper)
        read[_MARKS] = Markup("".join(self._mark(mark, writer) for mark in cover.marks))
        read[_SECTION] = writer.end_of_section
        read[NOTHING] = Markup("<w:p/>")
        parts = [part(name, XML + rendered(template, read)) for name, template in self.filled]
        if self.numbering:
            before, after = self.house.numbering
            parts.append(part(self.numbering, XML + before + writer.paragraphs.definitions + after))
        parts.append(part("docProps/core.xml", XML + properties(cover)))
        if self.kind.made_from:
            parts.append(marks.made_from(self.kind.made_from(paper)))
        return zipped((*self.fixed, *parts))

    def _mark(self, mark: str, writer: Inserted) -> str:
        """DRAFT and NOT FOR PUBLICATION are the product's own, so that no template can leave them out."""
        if Style.MARK in self.house.ids:
            return writer.paragraphs.paragraph(Style.MARK, mark)
        return f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr>{run(mark, "<w:rPr><w:b/></w:rPr>")}</w:p>'


def ready(package: Package, kind: Kind) -> Template:
    """Raises Faulty with everything that is wrong with the template."""
    styles = look.Styles.of(package)
    if kind.made_from:
        package.roots[package.document] = passing_over(package.roots[package.document], "w15", marks.NEWER)
    document = package.roots[package.document]
    sections = with_headers(document, package.add_header)
    reading = _Reading(package, kind, styles, sections)
    trees = [(name, reading.tree(name)) for name in list(package.roots)]
    faults = [*package.faults, *reading.faults, *styles.missing(kind.styles if reading.puts_in else ())]
    if faults:
        raise Faulty(faults)
    region = Region.of(sections[reading.divides])
    house = styles.house(Region.of(sections[reading.holds_tables]).page)
    return Template(
        kind=kind,
        house=house,
        region=region,
        used=frozenset(reading.grammar.used),
        fixed=package.fixed(marked=kind.made_from is not None),
        filled=tuple((name, compiled(tree)) for name, tree in trees),
        numbering=package.one("numbering"),
    )


class _Reading:
    """Reads part after part. `puts_in` is whether any has whole paragraphs of the product's put in, `divides` the
    section that those may divide, and `holds_tables` the one by whose width their tables are made."""

    def __init__(self, package: Package, kind: Kind, styles: look.Styles, sections: list[Any]) -> None:
        self._package = package
        self._styles = styles
        self._sections = sections
        self._whole = {field.name: field for field in kind.fields if field.form is Form.PARAGRAPHS}
        self.faults: list[Fault] = []
        self.grammar = Grammar(kind.fields, environment())
        self.divides = self.holds_tables = len(sections) - 1

    @property
    def puts_in(self) -> bool:
        return any(field.form is Form.PARAGRAPHS for field in self.grammar.used)

    def tree(self, name: str) -> nodes.Template:
        root, main = self._package.roots[name], name == self._package.document
        where = places.of_part(*self._package.kind_and_page(name, self._sections))
        lifter = Lifter(root, places.Places(root, where, self._styles.headings))
        pieces: list[Mixed] = list(lifter.pieces())
        if main:
            pieces = self._with_sections(pieces)
        elif root.tag == named("hdr"):
            pieces = list(_marked(pieces))
        tree = self.grammar.tree(pieces, main=main)
        self.faults += sorted((*lifter.faults, *self.grammar.faults), key=lambda fault: fault.at)
        self.grammar.faults.clear()
        return tree

    def _with_sections(self, pieces: list[Mixed]) -> list[Mixed]:
        """The end of the section that may be divided is written when it is known whether it was."""
        for number, piece in enumerate(pieces):
            field = self._whole.get(piece.inside) if isinstance(piece, Tag) and piece.opens == "{{" else None
            if field is not None and field.name == "body":
                self.holds_tables = section_of(pieces, number)
        for number, piece in enumerate(pieces):
            field = self._whole.get(piece.inside) if isinstance(piece, Tag) and piece.opens == "{{" else None
            if field is not None and field.sections:
                self.divides = section_of(pieces, number)
                return cut_section(pieces, number, nodes.Name(_SECTION, "load"))
        return pieces


def _marked(pieces: list[Mixed]) -> Iterator[Mixed]:
    """A header that begins with the marks."""
    first, *others = pieces
    if not isinstance(first, str):
        raise TypeError("A part begins with its root.")
    begins = first.index(">") + 1
    yield from (first[:begins], nodes.Name(_MARKS, "load"), first[begins:], *others)
