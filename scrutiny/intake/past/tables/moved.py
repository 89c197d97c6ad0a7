"""Why a row is where it is, as programmes note it beside or under its details: moved, put off or withdrawn."""

from __future__ import annotations

import re
from dataclasses import dataclass

from scrutiny.domain.record.programme import Move
from scrutiny.intake.past.tables import dates

_MOVED = re.compile(r"Moved from (?P<was>[^:\n.]{1,60})(?::\s+(?P<because>.+)|\.?)", re.DOTALL)
_PUT_OFF = re.compile(r"Deferred (?:twice|[0-9]+ times)\.?")
_WITHDRAWN = re.compile(r"(?:Request )?[Ww]ithdrawn\b.{2,}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Noted:
    """`details` without such notes; `withdrawn` says why it was, and `rest` is what is neither."""

    details: str
    moves: tuple[Move, ...] = ()
    withdrawn: str = ""
    rest: tuple[str, ...] = ()


def taken_apart(details: str, note: str) -> Noted:
    """Of the details only their last paragraphs can be notes: what stands in their midst is told there."""
    paragraphs = details.split("\n\n")
    notes: list[str] = []
    while any(pattern.fullmatch(paragraphs[-1]) for pattern in (_MOVED, _PUT_OFF, _WITHDRAWN)):
        notes.insert(0, paragraphs.pop())
        if not paragraphs:
            break
    moves, withdrawn, rest = [], "", []
    for each in filter(None, (*notes, note)):
        if moved := _MOVED.fullmatch(each):
            was = dates.day(moved["was"])
            moves.append(Move(from_meeting=was, from_when="" if was else moved["was"], because=moved["because"] or ""))
        elif _WITHDRAWN.fullmatch(each) and not withdrawn:
            withdrawn = each
        else:
            rest.append(each)
    return Noted("\n\n".join(paragraphs), tuple(moves), withdrawn, tuple(rest))
