"""The sections of a template: what each page begins with, and how the product's paragraphs may divide one."""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from jinja2 import nodes
from markupsafe import Markup

from scrutiny.domain.rules import RuleBroken
from scrutiny.word import body
from scrutiny.word.body import Body
from scrutiny.word.house_style import HouseStyle, Page, page_of
from scrutiny.word.house_template.faults import Fault, Faulty
from scrutiny.word.house_template.tags import Piece
from scrutiny.word.house_template.xml import named, written
from scrutiny.word.relations import OFFICE

Mixed = Piece | nodes.Name
"""A piece of the template, or the name of something that the product puts between."""

PAGES = ("default", "first", "even")
_ID = f"{{{OFFICE}}}id"
_BEFORE_TYPE = tuple(named(name) for name in ("headerReference", "footerReference", "footnotePr", "endnotePr"))


def with_headers(document: Any, ours: Callable[[str], str]) -> list[Any]:
    """The sections, each told which header it has on every kind of page: so a mark that must stand on each page has one
    to stand in, whatever section is left out. `ours` is the id of an empty header for where there is none."""
    whole = document.find(named("body"))
    if whole.find(named("sectPr")) is None:
        whole.append(whole.makeelement(named("sectPr")))
    sections = list(document.iter(named("sectPr")))
    so_far: dict[str, str] = {}
    for section in sections:
        there = {one.get(named("type"), ""): one.get(_ID, "") for one in section.iter(named("headerReference"))}
        for page in PAGES:
            if page not in there:
                reference = section.makeelement(named("headerReference"))
                reference.set(named("type"), page)
                reference.set(_ID, so_far.get(page) or ours(page))
                section.insert(0, reference)
                there[page] = reference.get(_ID)
        so_far = there
    return sections


@dataclass(frozen=True, slots=True)
class Region:
    """A section that the product's paragraphs stand in. `begun` is how it ends where they divide it, and `going_on` how
    what is left of it ends then: on the same page."""

    begun: str
    going_on: str
    page: Page

    @classmethod
    def of(cls, section: Any) -> Region:
        going_on = copy.deepcopy(section)
        for name in ("type", "titlePg", "pgNumType"):
            for one in going_on.findall(named(name)):
                going_on.remove(one)
        kind = going_on.makeelement(named("type"))
        kind.set(named("val"), "continuous")
        going_on.insert(sum(one.tag in _BEFORE_TYPE for one in going_on), kind)
        try:
            return cls(written(section), written(going_on), page_of(section))
        except (RuleBroken, ValueError):
            raise Faulty([Fault("The template has no page size or margins: set them in Word under Layout")]) from None


class Inserted(Body):
    """What the product writes into a template, in the template's styles. `divided` is whether a section began."""

    def __init__(self, house: HouseStyle, region: Region) -> None:
        self._xml: list[str] = []
        self._region = region
        self.divided = False
        super().__init__(house, house.page, self._xml.append)

    def written(self, write: Callable[[Body, Any], None], of: Any) -> Markup:
        self._xml.clear()
        write(self, of)
        return Markup("".join(self._xml))

    @property
    def end_of_section(self) -> Markup:
        return Markup(self._region.going_on if self.divided else self._region.begun)

    def _section(self, *, columns: int = 1) -> str:
        if self.divided:
            return body.section(self._region.page, columns=columns)
        self.divided = True
        return self._region.begun


def section_of(pieces: Sequence[Mixed], start: int) -> int:
    """Which section of the document it is that the piece at that place stands in."""
    before = "".join(piece for piece in pieces[:start] if isinstance(piece, str))
    return before.count("<w:sectPr")


def cut_section(pieces: Sequence[Mixed], start: int, instead: Mixed) -> list[Mixed]:
    """The pieces, with something else in place of the end of the section that the one at `start` stands in."""
    for number, piece in enumerate(pieces[start:], start=start):
        if isinstance(piece, str) and (at := piece.find("<w:sectPr")) >= 0:
            end = piece.index("</w:sectPr>", at) + len("</w:sectPr>")
            return [*pieces[:number], piece[:at], instead, piece[end:], *pieces[number + 1 :]]
    raise Faulty([Fault("The end of the template’s last section is missing")])
