"""One section of the file as an item of the minutes: its text, its clauses, and what is neither."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from scrutiny.domain.merging.drafts import Draft, DraftItem
from scrutiny.domain.merging.marks import Mark, Place
from scrutiny.intake.minutes import clauses, text
from scrutiny.intake.minutes.lines import Line
from scrutiny.intake.minutes.sections import BODIES, Section


@dataclass(frozen=True, slots=True)
class Parted:
    """The lines of a section by what they are."""

    body: tuple[Line, ...]
    resolved: tuple[Line, ...]
    printed: tuple[Line, ...]
    loose: tuple[Line, ...]


def part(section: Section, record: DraftItem | None, *, own: bool) -> Parted:
    """`own` is a file that the record has just made itself: what stands in it outside a mark is printed by it.

    Where the mark of the text is left, what is outside every mark of the item is loose; where it is gone, all is text
    that the record does not print by itself, up to what was resolved.
    """
    expected = Counter(record.printed if record else ())
    has_body = section.has_body
    body: list[Line] = []
    resolved: list[Line] = []
    printed: list[Line] = []
    loose: list[Line] = []
    for line in section.lines:
        places = {mark.place for mark in line.marks}
        if places & set(BODIES):
            body.append(line)
        elif places & {Place.CLAUSES, Place.RESOLUTION} or clauses.begins(line):
            resolved.append(line)
        elif own or expected[line.words] > 0:
            expected[line.words] -= 1
            printed.append(line)
        elif resolved:
            continued = not loose and clauses.goes_on(line)
            (resolved if continued else loose).append(line)
        elif has_body and Place.ITEM not in places:
            loose.append(line)
        else:
            body.append(line)
    return Parted(tuple(body), tuple(resolved), tuple(printed), tuple(loose))


def read(section: Section, parted: Parted, about: Draft) -> DraftItem:
    narrative = text.narrative(parted.body)
    return DraftItem(
        number=section.number,
        title=section.title,
        item_id=section.item_id,
        narrative=narrative,
        clauses=clauses.read(parted.resolved),
        summary=_is_summary(section, parted.body, about),
        printed=tuple(line.words for line in parted.printed),
    )


def _is_summary(section: Section, body: Sequence[Line], about: Draft) -> bool:
    """By the mark of the text, else by what the file was made from."""
    for line in body:
        for mark in line.marks:
            if mark.place in BODIES:
                return mark.place is Place.SUMMARY
    return section.item_id is not None and Mark(Place.SUMMARY, section.item_id) in about.made_from
