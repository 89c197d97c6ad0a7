"""The sample minutes with the ids of a record, as they are sent out and as they come back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from scrutiny.domain.merging.drafts import Draft, DraftItem
from scrutiny.intake import minutes as intake
from scrutiny.papers.minutes import Minute, Minutes
from scrutiny.word import minutes
from tests.word import hands, samples


def numbered(paper: Minutes) -> Minutes:
    """The sample with the ids that a record would give: items from 100, resolutions from ten times that."""

    def told(record: tuple[Minute, ...], start: int) -> tuple[Minute, ...]:
        return tuple(
            replace(
                each,
                item_id=number,
                clauses=tuple(replace(clause, id=number * 10 + place) for place, clause in enumerate(each.clauses)),
            )
            for number, each in enumerate(record, start)
        )

    return replace(paper, part_one=told(paper.part_one, 100), part_two=told(paper.part_two, 200))


PAPER = numbered(samples.minutes())
FILE = minutes.write(PAPER)
OWN = intake.own(FILE)


def read(file: bytes) -> Draft:
    return intake.read(file, record=OWN)


def edited(change: Any) -> Draft:
    return read(hands.in_body(FILE, change))


def item(draft: Draft, number: int) -> DraftItem:
    (found,) = [each for each in draft.items if each.item_id == number]
    return found


def words_of(draft: Draft) -> list[Any]:
    """What the items say, ids of clauses left out: a program may lose them."""
    return [
        (each.item_id, each.title, each.narrative, [clause.text for clause in each.clauses], each.printed)
        for each in draft.items
    ]


def others_untouched(draft: Draft, *changed: int) -> bool:
    return [each for each in draft.items if each.item_id not in changed] == [
        each for each in OWN.items if each.item_id not in changed
    ]
