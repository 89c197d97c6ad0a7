"""Where something stands in a template, in the words of a person who looks for it in Word."""

from __future__ import annotations

from typing import Any

from scrutiny.word.house_template.xml import around, named, style_of

_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth"),
    *("seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"),
)
_PAGES = {"first": " of the first page", "even": " of even pages"}


def of_part(kind: str, page: str = "default") -> str:
    """`in the header of the first page`; nothing for the body of the document."""
    if kind in ("header", "footer"):
        return f"in the {kind}{_PAGES.get(page, '')}"
    return {"footnotes": "in a footnote", "endnotes": "in an endnote"}.get(kind, "")


class Places:
    """Of one part, as it was before anything was taken out of it. `part` is what `of_part` says of it; `headings` are
    the ids of the styles that look like one."""

    def __init__(self, root: Any, part: str, headings: frozenset[str]) -> None:
        self._part = part
        self._headings = headings
        self._tables = {table: number for number, table in enumerate(root.iter(named("tbl")), start=1)}
        self._rows = {
            row: number for table in self._tables for number, row in enumerate(table.iter(named("tr")), start=1)
        }
        self._paragraphs: dict[Any, int] = {}
        for paragraph in root.iter(named("p")):
            if around(paragraph, "tbl") is None and around(paragraph, "txbxContent") is None:
                self._paragraphs[paragraph] = len(self._paragraphs) + 1

    def of(self, element: Any) -> str:
        """`in the second row of the first table in the header`."""
        if around(element, "txbxContent") is not None:
            return " ".join(filter(None, ("in a text box", self._part)))
        table, row = around(element, "tbl"), around(element, "tr")
        if table is not None:
            in_row = f"in the {ordinal(self._rows[row])} row of" if row is not None else "in"
            return " ".join(filter(None, (in_row, f"the {ordinal(self._tables[table])} table", self._part)))
        if self._part:
            return self._part
        paragraph = element if element.tag == named("p") else around(element, "p")
        if paragraph is None:
            return "in the document"
        if style_of(paragraph) in self._headings:
            return "in the heading"
        return f"in the {ordinal(self._paragraphs[paragraph])} paragraph"


def ordinal(number: int) -> str:
    if number <= len(_ORDINALS):
        return _ORDINALS[number - 1]
    last = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{last}"
