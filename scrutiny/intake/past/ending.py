"""Where minutes end: the line that the chair signs, and what is told of when the meeting began and ended."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time

from scrutiny.domain.record import Doubt
from scrutiny.intake.past.days import hours
from scrutiny.intake.past.rows import Rows, where

_SIGNED = re.compile(
    r"[\s._…–—-]*(?i:signed\s*(?:by\s+the)?\s*[:._…]*\s*)?(?i:the\s+)?(?i:chair(?:man|men|woman|person)?)[\s:._…]*"
    r"(?P<name>[A-Z][\w.'’-]*(?:\s+[A-Z][\w.'’-]*){1,4})?"
)
_FORM = re.compile(
    r"[\s._…–—-]*|(?:signed|date[d]?)\s*[:._…\s]*(?:\(?chair(?:man|woman|person)?\)?[\s._…]*)?", re.IGNORECASE
)
_CLOSED = re.compile(
    r"\(?\s*(?:the\s+)?(?:meeting|committee)\b.{0,80}\b(?:ended|closed|concluded|finished|terminated|rose|ending)\b.{0,60}",
    re.IGNORECASE | re.DOTALL,
)
_BEGAN = re.compile(r"\b(?:commenced|started|began|opened|convened)\b", re.IGNORECASE)
_NEXT_PAPER = re.compile(r"agenda\s+item\s+(?:no\.?\s*)?[0-9]{1,3}[a-z]?", re.IGNORECASE)
_MOST_QUOTED = 40
"""Lines behind the minutes that are told in full: beyond that they are other papers of a pack."""


@dataclass(frozen=True, slots=True)
class Ending:
    """`at` is the place of the first line that is no part of an item."""

    at: int
    began: time | None = None
    ended: time | None = None
    signed_by: str = ""
    doubts: tuple[Doubt, ...] = ()


def signature(rows: Rows, start: int) -> int:
    """The place behind the last line of the minutes: the first that is signed by the chair, or begins another paper."""
    for at in range(start, len(rows.every)):
        text = rows.every[at].text
        if _NEXT_PAPER.fullmatch(text):
            return at
        if is_signed(text):
            return at + 1
    return len(rows.every)


def read(rows: Rows, last_heading: int, end: int) -> Ending:
    """What stands behind the last item. `end` is the place behind the signature."""
    at = next((at for at in range(last_heading + 1, end) if _begins(rows.every[at].text)), end)
    began = ended = None
    signed_by = ""
    doubts = []
    for row in rows.every[at:end]:
        if _CLOSED.fullmatch(row.text):
            told = list(hours(row.text))
            ended = told[-1] if told else ended
            began = told[0] if len(told) > 1 and _BEGAN.search(row.text) else began
        elif found := _SIGNED.fullmatch(row.text):
            signed_by = (found["name"] or "").strip()
        elif not _FORM.fullmatch(row.text):
            doubts.append(
                Doubt(where(row), f"“{row.text}” stands behind the last item and has no place in the record.")
            )
    return Ending(at, began, ended, signed_by, (*doubts, *_beyond(rows, end)))


def _begins(text: str) -> bool:
    return bool(_CLOSED.fullmatch(text)) or is_signed(text) or (bool(_FORM.fullmatch(text)) and bool(text))


def is_signed(text: str) -> bool:
    """A line of the chair's own: `Chairman`, and the name at most."""
    return _SIGNED.fullmatch(text) is not None


def _beyond(rows: Rows, end: int) -> tuple[Doubt, ...]:
    rest = [row for row in rows.every[end:] if not _FORM.fullmatch(row.text)]
    if not rest:
        return ()
    if len(rest) <= _MOST_QUOTED:
        said = " ".join(row.text for row in rest)
        return (Doubt(where(rest[0]), f"This stands behind the minutes, and is not read: “{said}”"),)
    return (
        Doubt(
            where(rest[0]),
            f"{len(rest)} lines behind the minutes are other papers, and are not read: "
            f"from “{rest[0].text}” to “{rest[-1].text}”.",
        ),
    )
