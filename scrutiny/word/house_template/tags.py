"""Finds the tags in a part of a template, whole again where Word cut them up, and takes them out of its XML.

What is left is XML and tags in turn, so no text of the template is ever read as code: only what stood in a tag is.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from scrutiny.word.house_template.faults import Fault, Faulty, shortened
from scrutiny.word.house_template.places import Places
from scrutiny.word.house_template.xml import around, named, put, written

MOST_TAGS = 2000
LONGEST = 300
"""Characters of a tag."""
MOST_LOOSE = 10
"""Faults of one paragraph: more of its braces tell nobody more."""
NEAR = 40

_TAG = re.compile(r"\{\{(?:(?!\{\{|\{%).)*?\}\}|\{%(?:(?!\{\{|\{%).)*?%\}|\{#(?:(?!\{#).)*?#\}", re.DOTALL)
_LOOSE = re.compile(r"\{\{|\{%|\}\}|%\}")
_CLOSES = {"{{": "}}", "{%": "%}"}
_OPENS = {closes: opens for opens, closes in _CLOSES.items()}
_LEVEL = re.compile(r"(p|tr|tc|r)(?=\s)")
_WORDS_OWN = str.maketrans(
    dict.fromkeys("\u200b\u200c\u200d\ufeff\u00ad", "") | dict.fromkeys("‘’‚", "'") | dict.fromkeys("“”„", '"')
)
"""What Word puts into a tag while it is typed."""
_PLACE_HOLDER = re.compile("\ufdd0([0-9]+)\ufdd1")
"""Two characters that no text may hold, around the number of a tag."""

_T = named("t")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_STANDS_FOR = {named("tab"): "\t", named("br"): "\n", named("cr"): "\n", named("noBreakHyphen"): "-"}
_BOOKMARKS = (named("bookmarkStart"), named("bookmarkEnd"))
_MORE = tuple(
    named(name) for name in ("sectPr", "drawing", "pict", "object", "fldSimple", "fldChar", "footnoteReference")
)
_TAKES = {"p": "paragraph", "tr": "row"}
_NEED_A_PARAGRAPH = tuple(
    named(name) for name in ("tc", "hdr", "ftr", "footnote", "endnote", "txbxContent", "sdtContent")
)


@dataclass(frozen=True, slots=True)
class Tag:
    """`opens` is `{{`, `{%` or `{#`; `level` is "p" or "tr" where the tag takes its paragraph or row with it.

    `within` is the element that it stands in: what opens and what closes must stand in the same one. `free` tells that
    it stands in the document itself and not in a table, box or header; `last` that its paragraph was the last there,
    where one must be; `at` is which paragraph that was.
    """

    opens: str
    level: str
    inside: str
    place: str
    within: Any = field(compare=False)
    free: bool = False
    last: bool = False
    at: int = 0

    def __str__(self) -> str:
        closes = {"{{": "}}", "{%": "%}", "{#": "#}"}[self.opens]
        return f"{self.opens}{self.level} {self.inside} {closes}"

    def fault(self, why: str) -> Fault:
        return Fault(why, shortened(str(self)), self.place, self.at)


Piece = str | Tag


class Lifter:
    """Takes the tags out of one part."""

    def __init__(self, root: Any, places: Places) -> None:
        self._root = root
        self._places = places
        self._tags: list[Tag] = []
        self._lost_bookmarks: set[str] = set()
        self.faults: list[Fault] = []

    def pieces(self) -> list[Piece]:
        """The part, cut at its tags, in order. `faults` tells which it could not make out."""
        if "\ufdd0" in written(self._root):
            raise Faulty([Fault("The template holds a character that no document may hold (U+FDD0)")])
        for at, paragraph in enumerate(list(self._root.iter(named("p")))):
            self._paragraph(paragraph, at)
            if len(self._tags) > MOST_TAGS:
                raise Faulty([Fault(f"The template has more than {MOST_TAGS:,} tags")])
        self._elsewhere()
        for table in self._root.iter(named("tbl")):
            self._must_have_a_row(table)
        for bookmark in list(self._root.iter(*_BOOKMARKS)):
            if bookmark.get(named("id")) in self._lost_bookmarks:
                put(bookmark, "")
        cut = _PLACE_HOLDER.split(written(self._root))
        return [self._tags[int(piece)] if number % 2 else piece for number, piece in enumerate(cut)]

    def _paragraph(self, paragraph: Any, at: int) -> None:
        owners, starts, text = _own_text(paragraph)
        if "{" not in text and "}" not in text:
            return
        place = self._places.of(paragraph)
        found = list(_TAG.finditer(text))
        self.faults += _loose(text, found, place, at)
        numbers = []
        for match in reversed(found):  # from the last, so that what is before it stays where it was
            run = owners[bisect_right(starts, match.start()) - 1].getparent()
            _cut_out(owners, starts, match.span(), f"\ufdd0{len(self._tags)}\ufdd1")
            numbers.append(len(self._tags))
            self._tags.append(_tag(match[0], paragraph, place, run.getparent(), at))
        for number in numbers:
            if self._tags[number].level:
                self._take_around(number, paragraph, alone=len(found) == 1)

    def _take_around(self, number: int, paragraph: Any, *, alone: bool) -> None:
        """A tag of a paragraph or a row takes its place; nothing else may stand there."""
        tag = self._tags[number]
        what = _TAKES.get(tag.level)
        if what is None:
            return self.faults.append(
                tag.fault(f"{tag.opens}{tag.level} is not offered: use {tag.opens}, {tag.opens}p or {tag.opens}tr")
            )
        taken = paragraph if tag.level == "p" else around(paragraph, "tr")
        if taken is None:
            return self.faults.append(tag.fault(f"{tag.opens}tr is for a row of a table, and this is none"))
        if not alone or _says_more(taken, number):
            return self.faults.append(
                tag.fault(f"its {what} holds something else as well, which would be lost: give it a {what} of its own")
            )
        self._lost_bookmarks |= {mark.get(named("id")) for mark in taken.iter(*_BOOKMARKS)}
        if tag.last and tag.opens != "{{":
            taken.addnext(taken.makeelement(named("p")))
        return put(taken, f"\ufdd0{number}\ufdd1")

    def _elsewhere(self) -> None:
        """A tag that would be printed as it stands: in the code of a field, in the description of a picture."""
        for element in self._root.iter("*"):
            texts = element.attrib.values() if element.tag == _T else [*element.attrib.values(), element.text or ""]
            self.faults += [
                Fault("this is a field or a description, and tags are read in plain text only", tag[0], place)
                for tag in map(_TAG.search, texts)
                if tag and (place := self._places.of(element))
            ]

    def _must_have_a_row(self, table: Any) -> None:
        """A table all of whose rows come of tags may come out without one, and Word opens no such file."""
        first, depth = None, 0
        for element in (None, *table):
            said = (table.text if element is None else element.tail) or ""
            if element is not None and not depth and next(element.iter(named("tr")), None) is not None:
                return
            for number in _PLACE_HOLDER.findall(said):
                tag = self._tags[int(number)]
                first = first or tag
                depth += tag.inside.startswith(("for ", "if ")) - tag.inside.startswith("end")
        if first:
            self.faults.append(first.fault("the table needs a row of its own besides, such as its headings"))


def _tag(said: str, paragraph: Any, place: str, around_run: Any, at: int) -> Tag:
    opens = said[:2]
    inside = " ".join(said[2:-2].translate(_WORDS_OWN).split())
    found = _LEVEL.match(inside)
    level = found[0] if found else ""
    within = around_run
    if level == "p":
        within = paragraph.getparent()
    elif level == "tr" and (row := around(paragraph, "tr")) is not None:
        within = row.getparent()
    free = around(paragraph, "tbl") is None and around(paragraph, "txbxContent") is None
    last = level == "p" and within.tag in _NEED_A_PARAGRAPH and next(paragraph.itersiblings(), None) is None
    return Tag(opens, level, inside[len(level) :].strip(), place, within, free, last, at)


def _own_text(paragraph: Any) -> tuple[list[Any], list[int], str]:
    """The elements of its runs that are text or stand for some, where the text of each begins, and the whole; what
    stands in a text box inside of it is left out."""
    owners, starts, texts, length = [], [], [], 0
    for element in paragraph.iter(_T, *_STANDS_FOR):
        if element.getparent().tag != named("r") or around(element, "p") is not paragraph:
            continue
        text = (element.text or "") if element.tag == _T else _STANDS_FOR[element.tag]
        owners.append(element)
        starts.append(length)
        texts.append(text)
        length += len(text)
    return owners, starts, "".join(texts)


def _cut_out(owners: Sequence[Any], starts: Sequence[int], span: tuple[int, int], instead: str) -> None:
    """Take out the text from the one place to the other, and put something else there."""
    start, end = span
    number = bisect_right(starts, start) - 1
    while number < len(owners) and starts[number] < end:
        element, begins = owners[number], starts[number]
        number += 1
        if element.tag != _T:
            put(element, "")
            continue
        text = element.text or ""
        element.text = text[: max(start - begins, 0)] + instead + text[end - begins :]
        element.set(_SPACE, "preserve")
        instead = ""


def _loose(text: str, found: Sequence[re.Match[str]], place: str, at: int) -> Iterator[Fault]:
    """Braces that open or close nothing. Of a tag that was cut off, its beginning or its end is told."""
    kept, end = [], 0
    for tag in found:
        kept += [text[end : tag.start()], "\0" * len(tag[0])]
        end = tag.end()
    text = "".join((*kept, text[end:]))
    for brace in islice(_LOOSE.finditer(text), MOST_LOOSE):
        if brace[0] in _CLOSES:
            near = text[brace.start() : brace.start() + NEAR].split("\0")[0]
            why = f"it is not closed: {_CLOSES[brace[0]]} is missing in this paragraph"
        else:
            near = text[max(brace.end() - NEAR, 0) : brace.end()].split("\0")[-1]
            why = f"nothing is opened before it: {_OPENS[brace[0]]} is missing in this paragraph"
        yield Fault(why, shortened(near), place, at)


def _says_more(taken: Any, number: int) -> bool:
    """Whether there is more than the tag: words, a picture, a section break."""
    words = "".join(text.text or "" for text in taken.iter(_T))
    return words.strip() != f"\ufdd0{number}\ufdd1" or next(taken.iter(*_MORE), None) is not None
