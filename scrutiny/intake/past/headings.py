"""Which lines are the headings of items: the run of numbers that goes on by one from item to item.

A number at the head of a line may as well be a clause, a point of a list, or a year in prose that was broken there. So
every such line is weighed by how much it looks like a heading, and the heaviest run is taken.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scrutiny.domain.dates import MONTHS
from scrutiny.domain.vocabulary import AttendanceStatus
from scrutiny.intake.past.clauses import begins as begins_resolution
from scrutiny.intake.past.ending import is_signed
from scrutiny.intake.past.opening import label
from scrutiny.intake.past.parts import part_named
from scrutiny.intake.past.rows import BULLET, Row, Rows

_HEAD = re.compile(
    r"(?:Minute\s+(?:No\.?\s*)?)?(?P<before>(?:[A-Z]{1,5}[ ./-]?)?(?:[0-9]{1,4}/){0,2})(?P<n>[0-9]{1,5})"
    r"(?P<after>(?:/[0-9]{2,4})?)(?P<suffix>[A-Z]?)(?:[.):](?=\s|$)|\s*[–—](?=\s)|(?=\s|$))(?:\s+(?P<title>\S.*))?",
    re.DOTALL,
)
_LOOSE_WORDS = frozenset({"of", "the", "and", "on", "in", "for", "to", "a", "an", "with", "at", "by", "from", "&"})
_LAST_DAY = re.compile(r"\b[0-9]{1,2}(?:st|nd|rd|th)?$")
_LONGEST_TITLE = 300
_MOST_MISSING = 2
"""Numbers that a run may pass over: one was taken back, or the line was lost."""
_WORTH_OF_ONE = 2
"""The least that a run must weigh: a lone figure before a word is none."""


@dataclass(frozen=True, slots=True)
class Heading:
    """`first` and `last` are the places of its lines. `number` is as printed; "" where Word's style alone says it."""

    number: str
    title: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Candidate:
    run: tuple[str, str]
    n: int
    number: str
    title: str
    place: int
    weight: int


@dataclass(frozen=True, slots=True)
class _Chain:
    weight: int
    last: _Candidate
    before: _Chain | None = None


def headings(rows: Rows, start: int, end: int) -> list[Heading]:
    """Those between two places, in their order; none where nothing looks like one."""
    chain = heaviest = _heaviest([each for at in range(start, end) if (each := _candidate(rows, at, end))])
    found = []
    while chain is not None:
        found.append(_heading(rows, chain.last, end))
        chain = chain.before
    if heaviest is None:
        return _by_look(rows, start, end)
    found.reverse()
    return sorted([*found, *_unnumbered(rows, found, end)], key=lambda each: each.first)


def _by_look(rows: Rows, start: int, end: int) -> list[Heading]:
    """Where no item has a number: lines in capitals, or in the style of a heading, below those who were there."""
    first = next((at for at in range(start, end) if label(rows.every[at].text)), start)
    below = range(first + 1, end)
    found = [Heading("", rows.every[at].text, at, at) for at in below if _looks_like_one(rows.every[at])]
    return found if len(found) > 1 else []


def _looks_like_one(row: Row) -> bool:
    text = row.text
    if part_named(text) or begins_resolution(text) or is_signed(text) or not 4 <= len(text) <= 120:
        return False
    found = label(text)
    if found and (found[2] or text.endswith(":") or found[0] is not AttendanceStatus.APOLOGIES):
        return False
    return (row.heading or text.isupper()) and not text.endswith((".", ";", ","))


def _candidate(rows: Rows, at: int, end: int) -> _Candidate | None:
    row = rows.every[at]
    found = _HEAD.fullmatch(row.text)
    if found is None or part_named(row.text):
        return None
    title = found["title"] or ""
    weight = 1
    if not title:
        if at + 1 >= end:
            return None
        title, weight = rows.every[at + 1].text, 4
    weight += _weight_of(title, row) + (row.gap and weight < 4)
    if at and rows.every[at - 1].text.endswith(":"):
        weight -= 3
    number = f"{found['before']}{found['n']}{found['after']}{found['suffix']}".strip()
    run = (found["before"].strip(), found["after"])
    return _Candidate(run, int(found["n"]), number, found["title"] or "", at, weight) if weight > 0 else None


def _weight_of(title: str, row: Row) -> int:
    first = title[0]
    if first.islower() or first in "([;,.)/%" or begins_resolution(title) or BULLET.match(title) or part_named(title):
        return -5
    if title[:1].isdecimal() and not any(letter.isalpha() for letter in title):
        return -5
    capitals = sum(letter.isupper() for letter in title)
    letters = sum(letter.isalpha() for letter in title)
    weight = 2 * (letters > 0 and capitals / letters > 0.7) + 3 * row.heading
    weight += 1 if len(title) <= 120 else -3 * (len(title) > 200)
    return weight - 2 * (title.endswith((".", ";", ",", "; and")) and not row.heading)


def _heaviest(candidates: Sequence[_Candidate]) -> _Chain | None:
    """The run of one way of numbering that weighs most. Of two lines with one number the later may go on too."""
    best: dict[tuple[str, str], dict[int, _Chain]] = defaultdict(dict)
    heaviest: _Chain | None = None
    for each in candidates:
        chains = best[each.run]
        before = [
            (chain.weight - (each.n - n - 1), n)
            for n in range(each.n - 1 - _MOST_MISSING, each.n)
            if (chain := chains.get(n))
        ]
        weight, n = max(before, default=(0, 0))
        chain = _Chain(each.weight + max(weight, 0), each, chains[n] if weight > 0 else None)
        if each.n not in chains or chain.weight > chains[each.n].weight:
            chains[each.n] = chain
        if heaviest is None or chain.weight > heaviest.weight:
            heaviest = chain
    return heaviest if heaviest and heaviest.weight >= _WORTH_OF_ONE else None


def _heading(rows: Rows, found: _Candidate, end: int) -> Heading:
    """With the lines that the title goes on for."""
    last = found.place if found.title else found.place + 1
    words = [found.title or rows.every[last].text]
    while last + 1 < end and _goes_on(rows, words[-1], rows.every[last + 1]):
        last += 1
        words.append(rows.every[last].text)
    return Heading(found.number, " ".join(words), found.place, last)


def _goes_on(rows: Rows, words: str, after: Row) -> bool:
    """Whether a title goes on in the next line: it hangs in the air, or the margin broke it before a short rest."""
    if after.goes_on:
        return True
    if not rows.width or after.gap or after.heading or part_named(after.text) or begins_resolution(after.text):
        return False
    if BULLET.match(after.text) or after.text.startswith("(") or len(words) > _LONGEST_TITLE:
        return False
    day_of_month = _LAST_DAY.search(words) and after.text.startswith(MONTHS)
    if day_of_month or words.split()[-1].casefold() in _LOOSE_WORDS or words.count("(") > words.count(")"):
        return True
    if after.text.endswith((".", ":", ";")) or len(after.text) > 0.6 * rows.width:
        return False
    return len(words) + 1 + len(after.text.split()[0]) > 0.8 * rows.width


def _unnumbered(rows: Rows, found: Sequence[Heading], end: int) -> Iterator[Heading]:
    """Headings by the style that those with a number have: the item was minuted without one."""
    if not found:
        return
    outlines = {rows.every[each.first].outline for each in found}
    taken = {place for each in found for place in range(each.first, each.last + 1)}
    for place in range(found[0].first, end):
        row = rows.every[place]
        if row.outline in outlines - {0} and place not in taken and part_named(row.text) is None:
            yield Heading("", row.text, place, place)
