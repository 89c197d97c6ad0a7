"""The styles and lists of a template, by the names that the product prints in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from scrutiny.word.house_style import HouseStyle, Page, by_name, cut, lists, next_list
from scrutiny.word.house_template.faults import Fault
from scrutiny.word.house_template.package import Package
from scrutiny.word.house_template.xml import MAIN, named, parsed, written
from scrutiny.word.styles import LISTS, Style

_HEADINGS = ("title", "subtitle", "council name", "committee name", "heading")
_NO_LISTS = f'<w:numbering xmlns:w="{MAIN}"></w:numbering>'


@dataclass(frozen=True, slots=True)
class Styles:
    """`headings` are the ids of the styles that look like one."""

    ids: dict[Style, str]
    lists: dict[Style, int]
    headings: frozenset[str]
    numbering: tuple[str, str]
    next_list: int

    @classmethod
    def of(cls, package: Package) -> Styles:
        styles = _part(package, "styles", f'<w:styles xmlns:w="{MAIN}"/>')
        numbers = _part(package, "numbering", _NO_LISTS)
        there = by_name(styles)
        return cls(
            ids={
                style: there[style.casefold()].get(named("styleId"), "") for style in Style if style.casefold() in there
            },
            lists=lists(styles, numbers),
            headings=frozenset(
                one.get(named("styleId"), "") for name, one in there.items() if name.startswith(_HEADINGS)
            ),
            numbering=_cut(numbers),
            next_list=next_list(numbers),
        )

    def missing(self, needed: Sequence[Style]) -> Iterator[Fault]:
        """What the product cannot print without."""
        for style in needed:
            if style not in self.ids:
                yield Fault(f"The template has no style called “{style}”: give it back in Word, with that very name")
            elif style in LISTS and style not in self.lists:
                yield Fault(f"The style “{style}” must be a list: give it its bullet, number or letter back in Word")

    def house(self, page: Page) -> HouseStyle:
        return HouseStyle(
            ids=self.ids,
            page=page,
            lists=self.lists,
            numbering=self.numbering,
            next_list=self.next_list,
            maps=(),
            marked_maps=(),
            parts=(),
        )


def _part(package: Package, kind: str, without: str) -> Any:
    return parsed(package.held.get(package.one(kind), without.encode()))


def _cut(numbers: Any) -> tuple[str, str]:
    text = written(numbers)
    return cut(text if "</w:numbering>" in text else _NO_LISTS)
