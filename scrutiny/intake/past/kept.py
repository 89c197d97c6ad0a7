"""Whether every word of the file is somewhere in the draft or its doubts: the last look, after everybody else's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, time
from typing import Any

from scrutiny.domain.dates import WEEKDAYS, written
from scrutiny.domain.record import Doubt
from scrutiny.intake.past.opening import is_furniture
from scrutiny.intake.past.rows import Row, where

_WORD = re.compile(r"[^\W_]+")
_STRUCTURE = frozenset(
    _WORD.findall(
        "minutes minute of the a an meeting held on at in and that t h to by was were it its draft "
        "present also attendance apologies apology absence for received from councillor councillors cllr "
        "cllrs member members committee resolved decided recommended agreed unanimously part one two i "
        "ii agenda item no chairman chair chairwoman chairperson signed date dated time venue place "
        "location m p started commenced began opened ended closed concluded finished am pm noon hybrid "
        "exempt exemption paragraph paragraphs schedule 12a act 1972 local government not publication "
        "vote voting against abstentions abstained abstention favour recorded moved proposed seconded "
        "declared interest substitute substitutes substituting attending as her his their with which "
        "when this put off will be or under contributor contributors witness witnesses observer "
        "observers guest guests invited others officers cabinet non council remotely virtually online "
        "attendees co opted voting elected panel board joined"
    )
)
"""What minutes are put together with, and the record says by its fields."""


def lost(rows: Sequence[Row], draft: Iterable[object]) -> Iterator[Doubt]:
    """A doubt for each line that has a word which the draft has nowhere."""
    words = set(_STRUCTURE)
    for value in draft:
        _gather(value, words)
    for row in rows:
        if not is_furniture(row.text) and not words.issuperset(_words(row.text)):
            yield Doubt(where(row), f"This has no place in the record: “{row.text}”")


def _gather(value: Any, words: set[str]) -> None:
    """Every word of a value; days and hours as they are written."""
    if isinstance(value, str):
        words.update(_words(value))
    elif isinstance(value, date):
        words.update(_words(written(value)))
        words.update((WEEKDAYS[value.weekday()].casefold(), *(f"{value.day}{th}" for th in ("st", "nd", "rd", "th"))))
        words.update((f"{value.day:02}", f"{value.month:02}"))
    elif isinstance(value, time):
        words.update((str(value.hour), str((value.hour - 1) % 12 + 1), f"{value.minute:02}", f"{value.hour:02}"))
    elif isinstance(value, int):
        words.add(str(value))
    elif isinstance(value, tuple):
        for each in value:
            _gather(each, words)
    elif is_dataclass(value):
        for field in fields(value):
            _gather(getattr(value, field.name), words)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
