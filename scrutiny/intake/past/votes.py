"""Votes in minutes: `(For 5, Against 0, Abstentions 2)`, `5 for, 0 against, 2 abstained`, `(5–0–2)`; who moved what."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from scrutiny.domain.record.meetings import NamedVote, Vote
from scrutiny.domain.vocabulary import Choice
from scrutiny.intake.past.names import listed

_FOR = r"(?:for|in favour|ayes?|yes)"
_AGAINST = r"(?:against|noes|nays?|no)"
_ABSTAINED = r"(?:abstentions?|abstained|abstaining|abstain)"
_COUNT = r"(?P<{0}>[0-9]{{1,3}}|nil|none)"
_BETWEEN = r"[\s,;:.&–—-]*(?:and\s+|with\s+)?"
_VOTES = r"(?:\s*votes?)?"
_COUNTS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_FOR}\s*[:–—-]?\s*{_COUNT.format('for_')}{_BETWEEN}{_AGAINST}\s*[:–—-]?\s*{_COUNT.format('against')}"
        rf"(?:{_BETWEEN}{_ABSTAINED}\s*[:–—-]?\s*{_COUNT.format('abstained')})?",
        rf"\b{_COUNT.format('for_')}{_VOTES}\s+{_FOR}{_BETWEEN}{_COUNT.format('against')}{_VOTES}\s+{_AGAINST}"
        rf"(?:{_BETWEEN}{_COUNT.format('abstained')}\s+{_ABSTAINED})?",
        r"\(\s*(?P<for_>[0-9]{1,3})\s*[–—-]\s*(?P<against>[0-9]{1,3})\s*[–—-]\s*(?P<abstained>[0-9]{1,3})\s*\)",
    )
)
_ALONE = re.compile(
    r"[\s().,;:–—-]*|(?:(?:the\s+)?(?:recorded\s+)?(?:vote|voting)(?:\s+(?:was|were|being))?(?:\s+as follows)?)", re.I
)
_LABEL = re.compile(r"(?P<how>recorded\s+)?vot(?:e|ing)\s*:\s*(?P<motion>.*?)\s*:?\s*$", re.IGNORECASE | re.DOTALL)
_BY = r"(?:Councillors?|Cllrs?\.?)?\s*(?P<{0}>[A-Z][\w.'’-]*(?:\s+[A-Z][\w.'’-]*){{0,4}})"
_MOVED = re.compile(
    rf"\b(?:moved|proposed)\s+by\s+{_BY.format('mover')}(?:\s*\([^()]*\))?,?\s+(?:and\s+)?(?:duly\s+)?seconded\s+by\s+"
    rf"{_BY.format('seconder')}(?:\s*\([^()]*\))?(?:,?\s+(?:and\s+)?(?:that|to)\s+(?P<motion>[^.]+))?"
)
_NAMED = re.compile(
    rf"[•*-]?\s*(?P<choice>{_FOR}|{_AGAINST}|{_ABSTAINED})\s*(?:\([0-9]+\))?\s*:\s*(?P<names>\D.+)", re.I | re.S
)


@dataclass(frozen=True, slots=True)
class Motion:
    moved_by: str
    seconded_by: str
    motion: str


def motion(text: str) -> Motion | None:
    """Who moved and seconded, and what: the last of a paragraph."""
    every = list(_MOVED.finditer(text))
    if not every:
        return None
    found = every[-1]
    return Motion(found["mover"], found["seconder"], " ".join((found["motion"] or "").split()))


def vote(text: str) -> Vote | None:
    """The vote that a line records, where it records nothing else."""
    for pattern in _COUNTS:
        found = pattern.search(text)
        if found is None:
            continue
        made = Vote(
            for_=_number(found["for_"]), against=_number(found["against"]), abstained=_number(found["abstained"])
        )
        rest = f"{text[: found.start()]} {text[found.end() :]}".strip(" ().")
        if _ALONE.fullmatch(rest):
            return made
        if labelled := _LABEL.fullmatch(rest):
            return _with_motion(made, labelled["motion"])
    return None


def is_counted(text: str) -> bool:
    """Whether a text tells a vote among other things."""
    return any(pattern.search(text) for pattern in _COUNTS)


def cast(text: str) -> tuple[NamedVote, ...]:
    """`For: Councillors A and B`: who voted so, under a recorded vote."""
    found = _NAMED.fullmatch(text)
    if found is None:
        return ()
    word = found["choice"].casefold()
    choice = (
        Choice.ABSTAINED
        if word.startswith("abst")
        else Choice.AGAINST
        if word[0] in "an" and word[:2] != "ay"
        else Choice.FOR
    )
    return tuple(NamedVote(name=each.name, choice=choice) for each in listed([found["names"]]) if each.is_name)


def _with_motion(vote: Vote, said: str) -> Vote:
    """`that a report be made, moved by A and seconded by B`."""
    found = re.search(r"(?:^|,\s*)moved by (?P<mover>.+?)(?:\s+and\s+seconded by (?P<seconder>.+))?$", said)
    if found is None:
        return replace(vote, motion=said)
    return replace(vote, motion=said[: found.start()], moved_by=found["mover"], seconded_by=found["seconder"] or "")


def _number(said: str | None) -> int:
    return int(said) if said and said.isdecimal() else 0
