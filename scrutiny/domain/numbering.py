"""Numbers that a council prints: minutes, agenda items, resolutions.

A minute's number is stored when it is issued and never worked out again. Councils number minutes in many ways, so a
style is data: a pattern with named places. The integer behind the print (`n`) is what orders minutes, never the text.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Self

from scrutiny.domain.municipal_year import MunicipalYear
from scrutiny.domain.rules import RuleBroken

_PLACES = {
    "n": r"(?P<n>[1-9][0-9]*)",
    "yy": "[0-9]{2}",
    "yyyy": "[0-9]{4}",
    "mm": "[0-9]{2}",
    "dd": "[0-9]{2}",
    "year": "[0-9]{4}/[0-9]{2}",
    "item": "[0-9]+[A-Z]*",
}


class Restart(StrEnum):
    """When a series of minute numbers begins again at 1."""

    NEVER = "never"
    EACH_YEAR = "each_year"
    EACH_MEETING = "each_meeting"
    EACH_ITEM = "each_item"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a minute stands: what the places of a pattern and the start of a series are taken from.

    `year` is the municipal year of the meeting, `item` the agenda number under which the minute is taken.
    """

    on: date
    year: MunicipalYear
    item: str = ""


@dataclass(frozen=True, slots=True)
class MinuteStyle:
    """How a committee numbers its minutes: "{n}" 28, "{n}/{yy}" 77/21, "{yy}/{mm}/{n}" 16/05/7, "{item}.{n}" 7.2.

    Places: {n} the number itself; {yy}, {yyyy}, {mm}, {dd} of the meeting's date; {year} the municipal year, 2021/22;
    {item} the agenda number. All else is printed as it stands. Raises RuleBroken for a pattern that cannot be printed.
    """

    pattern: str = "{n}"
    restart: Restart = Restart.EACH_YEAR

    def __post_init__(self) -> None:
        places = re.findall(r"\{(\w+)\}", self.pattern)
        unknown = [place for place in places if place not in _PLACES]
        if unknown or re.search(r"[{}]", re.sub(r"\{\w+\}", "", self.pattern)):
            raise RuleBroken(
                f"The minute number pattern “{self.pattern}” cannot be read. "
                f"Use the places {', '.join('{' + place + '}' for place in _PLACES)} and plain text."
            )
        if places.count("n") != 1:
            raise RuleBroken(f"The minute number pattern “{self.pattern}” needs the place {{n}} exactly once.")
        if self.restart is Restart.EACH_ITEM and "item" not in places:
            raise RuleBroken("Minutes that begin again with each item need {item} in their pattern, or they repeat.")


LARGEST = 999_999
"""The number that no run of minutes reaches: beyond it somebody has leant on a key."""
LONGEST = 40
"""Characters of a number as it is printed."""


@dataclass(frozen=True, slots=True)
class MinuteNumber:
    ordinal: int
    printed: str


def series(style: MinuteStyle, place: Place) -> str:
    """The name of the run of numbers that a minute belongs to; within it no number is issued twice."""
    return {
        Restart.NEVER: "all",
        Restart.EACH_YEAR: str(place.year),
        Restart.EACH_MEETING: place.on.isoformat(),
        Restart.EACH_ITEM: f"{place.on.isoformat()} item {place.item}",
    }[style.restart]


def printed(style: MinuteStyle, ordinal: int, place: Place) -> str:
    """The number as the minutes print it. Raises RuleBroken where the style needs an item number and none is given."""
    if "{item}" in style.pattern and not place.item:
        raise RuleBroken(f"The style “{style.pattern}” needs the agenda number of the item. Number the item first.")
    number = style.pattern.format(
        n=ordinal,
        yy=f"{place.on.year % 100:02}",
        yyyy=f"{place.on.year:04}",
        mm=f"{place.on.month:02}",
        dd=f"{place.on.day:02}",
        year=place.year,
        item=place.item,
    )
    if len(number) > LONGEST:
        raise RuleBroken(f"The style “{style.pattern}” makes a number of more than {LONGEST} characters: {number}.")
    return number


def propose(style: MinuteStyle, last: int | None, place: Place) -> MinuteNumber:
    """The number after `last`, the highest issued in the series so far (None: the series is empty)."""
    ordinal = (last or 0) + 1
    return MinuteNumber(ordinal=ordinal, printed=printed(style, ordinal, place))


def ordinal_in(style: MinuteStyle, text: str) -> int | None:
    """The integer in a number that a person typed, or None where the text is not in the committee's style."""
    pieces = re.split(r"\{(\w+)\}", style.pattern)
    pattern = "".join(_PLACES[piece] if at % 2 else re.escape(piece) for at, piece in enumerate(pieces))
    found = re.fullmatch(pattern, text.strip())
    return int(found["n"]) if found and int(found["n"]) <= LARGEST else None


def warnings(proposed: int, issued: Collection[int]) -> list[str]:
    """What a clerk should look at before issuing a number: a repeat, a gap, a step back. Never a refusal."""
    if not issued:
        return []
    last = max(issued)
    if proposed in issued:
        return [f"Number {proposed} has already been issued in this series. The last one issued is {last}."]
    if proposed < last:
        return [f"Number {proposed} comes before {last}, the last one issued in this series."]
    if proposed == last + 1:
        return []
    missed = str(last + 1) if proposed == last + 2 else f"{last + 1} to {proposed - 1}"
    return [f"Number {proposed} leaves a gap: {missed} not issued. The last one issued is {last}."]


def letter(ordinal: int) -> str:
    """a … z, then aa, bb … zz, aaa: as Word numbers a lettered list, so that page and document cannot disagree."""
    if ordinal < 1:
        raise ValueError(f"letters are counted from 1, not {ordinal}")
    times, which = divmod(ordinal - 1, 26)
    return chr(ord("a") + which) * (times + 1)


def letter_ordinal(letters: str) -> int:
    """The place of a resolution's letter: a is 1, z 26, aa 27, bb 28. Brackets and capitals are read too."""
    bare = letters.strip().strip("().").lower()
    if not re.fullmatch(r"([a-z])\1*", bare):
        raise RuleBroken(f"“{letters}” is not the letter of a resolution. Write a, b, c … z, aa, bb.")
    return (len(bare) - 1) * 26 + ord(bare[0]) - ord("a") + 1


@dataclass(frozen=True, slots=True, order=True)
class AgendaNumber:
    """5, or 5A for the first item that came late after 5; ordered as printed, by position and then by lateness."""

    position: int
    late: int = 0

    def __str__(self) -> str:
        return f"{self.position}{letter(self.late).upper() if self.late else ''}"

    @classmethod
    def parse(cls, text: str) -> Self:
        found = re.fullmatch(r"([1-9][0-9]*)([A-Za-z]*)", text.strip())
        if not found:
            raise RuleBroken(f"“{text}” is not an agenda number. Write 5, or 5A for a late item.")
        return cls(int(found[1]), letter_ordinal(found[2]) if found[2] else 0)

    def late_item(self, taken: Iterable[Self]) -> Self:
        """The number for an item added after this one on a published agenda: the next letter not yet taken."""
        latest = max((number.late for number in taken if number.position == self.position), default=0)
        return type(self)(self.position, latest + 1)
