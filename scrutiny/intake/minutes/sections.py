"""The lines of a file dealt out to the items that they are of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from scrutiny.domain.merging.drafts import Draft
from scrutiny.domain.merging.marks import Place
from scrutiny.intake.minutes.headings import Headings, looks_like_one, parted
from scrutiny.intake.minutes.lines import Line

BODIES = (Place.NARRATIVE, Place.SUMMARY)


@dataclass(slots=True)
class Section:
    """An item's heading and lines; without an item, what stands before the first one or under a heading of its own."""

    item_id: int | None = None
    number: str = ""
    title: str = ""
    heading: Line | None = None
    lines: list[Line] = field(default_factory=list)

    @property
    def has_body(self) -> bool:
        """Whether the mark of its text is still there."""
        return any(mark.place in BODIES for line in self.lines for mark in line.marks)


def deal(lines: Sequence[Line], record: Draft, *, own: bool) -> list[Section]:
    """Every line goes into one section, in the order of the file.

    A mark says what a line is of, and failing that the heading above it. What the record prints around the items ends
    the item before it; in a file of its `own` that is all that stands in no mark.
    """
    headings = Headings(record.items)
    around = Counter(record.around)
    here = Section()
    sections = [here]
    for line in lines:
        marked = headings.of_mark(line)
        if marked is not None and marked != here.item_id:
            here = _begun(headings, marked, line)
        elif marked is None and (own or line.outline == 1 or around[line.words] > 0):
            around[line.words] -= 1
            here = here if here.item_id is None and here.heading is None else Section()
        elif (found := headings.of_words(line)) is not None and found.item_id != here.item_id:
            here = _begun(headings, found.item_id, line)
        elif line.outline > 1 and here.lines and looks_like_one(line) and not _within_body(line):
            here = Section(heading=line)
        if here is not sections[-1]:
            sections.append(here)
        if here.heading is not line:
            here.lines.append(line)
    return sections


def _begun(headings: Headings, item_id: int | None, line: Line) -> Section:
    """The section that a line opens: with its heading, where it is one, else with the record's own."""
    known = headings.met(item_id)
    inside = any(mark.place is not Place.ITEM for mark in line.marks)
    if inside or line.point is not None:
        return Section(item_id, known.number if known else "", known.title if known else "")
    number, title = parted(line.text)
    return Section(item_id, number, title, heading=line)


def _within_body(line: Line) -> bool:
    return any(mark.place in BODIES for mark in line.marks)
