"""What was resolved: the lead-in, and the clauses under it with their letters taken off."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from scrutiny.domain.merging.drafts import DraftClause
from scrutiny.domain.merging.marks import Place
from scrutiny.intake.minutes.lines import Line
from scrutiny.papers.resolution import bare

_VERBS = "RESOLVED|RESOVLED|DECIDED|RECOMMENDED|AGREED"
_LEAD_IN = re.compile(
    rf"\s*(?:(?:{_VERBS})\b|(?:{_VERBS.title()})\s*(?=[:–—-]))\s*[:–—-]?\s*(?:[Tt]hat\b)?\s*[:–—-]?\s*(?P<rest>.*)",
    re.DOTALL,
)
"""Many hands wrote it in many ways, a misspelt one among them; in small letters it is a verb unless a colon follows."""

_LETTER = re.compile(r"\s*(?:\(?(?:[a-zA-Z]|[0-9]{1,2})[.)]|\(?[a-zA-Z]{2}\))\s+(?=\S)")
"""A word of two letters ends a sentence too: `aa)` is a letter, and `be.` is none."""


def begins(line: Line) -> bool:
    """Whether a line is the lead-in of a resolution. What is marked as the minute itself is none, whatever it says."""
    if any(mark.place in (Place.NARRATIVE, Place.SUMMARY) for mark in line.marks):
        return False
    return line.point is None and not line.outline and _LEAD_IN.match(line.text) is not None


def goes_on(line: Line) -> bool:
    """Whether a line is a clause, or goes on with one."""
    return line.point is not None or _is_marked(line) or bool(_LETTER.match(line.text))


def read(lines: Sequence[Line]) -> tuple[DraftClause, ...]:
    return tuple(_clauses(lines))


def _clauses(lines: Sequence[Line]) -> Iterator[DraftClause]:
    """A line that has no letter goes on with the clause before it."""
    held: list[str] = []
    number: int | None = None
    given: set[int] = set()
    for line in lines:
        found = _LEAD_IN.match(line.text) if line.point is None else None
        text = (found["rest"] if found else line.text).strip()
        if not text:
            continue
        mark = next((mark.number for mark in reversed(line.marks) if mark.place is Place.RESOLUTION), None)
        own = mark if mark is not None and mark not in given else None
        new = line.point is not None or own is not None or _LETTER.match(text) or not held
        if new and held:
            yield DraftClause(bare("\n".join(held)), number)
            held = []
        if new:
            number = own
            given |= {own} if own is not None else set()
            alone = found is not None and own is not None
            text = text if line.point or alone else _unlettered(text)
        held.append(text)
    if held:
        yield DraftClause(bare("\n".join(held)), number)


def _unlettered(text: str) -> str:
    """Without the letter that it begins with: `be noted. The` ends no clause called `ed`."""
    letter = _LETTER.match(text)
    return text[letter.end() :] if letter else text


def _is_marked(line: Line) -> bool:
    return any(mark.place in (Place.CLAUSES, Place.RESOLUTION) for mark in line.marks)
