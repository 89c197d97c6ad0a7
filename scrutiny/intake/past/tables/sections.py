"""The tables of a work programme, and their columns, by the headings that councils give them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from scrutiny.domain.vocabulary import Section

_YEAR = r"(?:\s*[-–]?\s*(?:for\s+)?(?:20[0-9]{2}(?:\s*[/–-]\s*[0-9]{2,4})?))"
_SECTIONS = (
    (Section.STANDING, r"standing items?"),
    (
        Section.INQUIRY,
        r"(?:scrutiny\s+)?(?:working groups?|inquiry|inquiries|task (?:and|&) finish|spotlight|reviews?)\b.*",
    ),
    (Section.BRIEFING, r"(?:briefings?|updates?|visits?|information items?)\b.*"),
    (Section.PROGRAMME, r"(?:the\s+)?(?:(?:draft|committee)\s+)?(?:work(?:ing)?\s*(?:programme|plan)|forward plan)"),
)
_LONGEST = 80

PROGRAMME: Mapping[str, str] = {
    "section": r"section|table",
    "when": r"date.*|(?:committee )?meeting(?: date)?|committee date",
    "words": r"when|planned for",
    "time": r"time",
    "item": r"(?:agenda |scrutiny )?(?:items?|topics?|titles?|subjects?|issues?|matters?|reports?|themes?)(?: title)?",
    "answering": r"who answers for it",
    "cabinet": r".*(?:cabinet|executive|portfolio).*",
    "officer": r".*(?:officer|author).*|contact|responsible.*|leads?",
    "happened": r"what happened",
    "minute": r"minute",
    "deferred": r"times deferred",
    "note": r"notes?",
    "status": r"status|rag.*|state",
    "outcome": r".*outcomes?.*|actions?(?: taken)?|progress|result.*|resolution.*",
    "details": r"(?:details?|purpose|scope|background|aims?|objectives?|reasons?|description|focus|comments?)\b.*",
}
"""What a column is for, and the headings under which it goes; the first that fits."""


def section_of(line: str) -> Section | None:
    """The table that a heading announces; prose that begins with such a word is none."""
    said = re.sub(rf"{_YEAR}$", "", " ".join(line.split())).strip(" :–-")
    if len(said) > _LONGEST or said.endswith((".", ";", ",")):
        return None
    return next((section for section, words in _SECTIONS if re.fullmatch(words, said, re.IGNORECASE)), None)


def columns(row: Sequence[str], of: Mapping[str, str], *, requires: frozenset[str]) -> dict[int, str] | None:
    """What each column of a table is for, by its place; None for a row that is no row of headings."""
    found: dict[int, str] = {}
    for place, heading in enumerate(row):
        said = " ".join(heading.split()).strip(" :*")
        for name, words in of.items():
            if (
                said
                and len(said) <= _LONGEST
                and name not in found.values()
                and re.fullmatch(words, said, re.IGNORECASE)
            ):
                found[place] = name
                break
    headed = sum(bool(heading.strip()) for heading in row)
    return found if requires <= set(found.values()) and len(found) * 2 > headed else None
