"""Apologies and substitutes, where an item tells them in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scrutiny.domain.vocabulary import AttendanceStatus
from scrutiny.intake.past.names import Somebody, listed

_FROM = re.compile(
    r"\b(?:received|given|submitted|tendered|accepted)\s+(?:from|by|on behalf of|for)\s*:?\s+(?P<who>.+)", re.I | re.S
)
_CLLR = r"(?:Councillor|Cllr\.?)"
_A_SUBSTITUTE = (
    re.compile(
        rf"\(\s*with\s+{_CLLR}?\s*(?P<who>[^()]{2, 80}?)\s+(?:attending|acting|present|substituting)\b[^()]*\)",
        re.IGNORECASE,
    ),
    re.compile(
        rf",?\s*(?:with|and)\s+{_CLLR}?\s*(?P<who>[A-Z][\w.'’-]*(?:\s+[A-Z][\w.'’-]*){{1,4}})\s+"
        r"(?:substituting|(?:attending |acting )?as (?:a |her |his |their )?substitute)"
    ),
)
_SUBSTITUTED = re.compile(
    rf"{_CLLR}\s+(?P<who>[A-Z][\w.'’ -]{1, 60}?)\s+(?:was\s+|attended\s+|acted\s+)?"
    r"(?:substitut(?:ed|ing)|as\s+(?:a\s+|the\s+)?substitute)\s+for\s+"
    rf"{_CLLR}\s+(?P<absent>[A-Z][\w.'’ -]{1, 60}?)(?=[.,;]|$|\s+and\b)"
)
_SENTENCE = re.compile(r"(?<=[a-z)])(?<!\bMrs)(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bRev)(?<!\bPreb)(?<!\bCllr)\.(?:\s|$)")


def told(text: str) -> Iterator[tuple[AttendanceStatus, Somebody]]:
    """Who sent apologies, and who came in their place."""
    for sentence in _SENTENCE.split(text):
        for found in _SUBSTITUTED.finditer(sentence):
            absent = found["absent"].strip()
            yield AttendanceStatus.SUBSTITUTE, Somebody(found["who"].strip(), instead_of=absent, is_substitute=True)
        if sent := _FROM.search(sentence):
            yield from _received(sent["who"])


def _received(who: str) -> Iterator[tuple[AttendanceStatus, Somebody]]:
    """Names, each perhaps with a substitute behind it."""
    came: dict[int, str] = {}
    for pattern in _A_SUBSTITUTE:
        for found in reversed(list(pattern.finditer(who))):
            came[found.start()] = found["who"].strip()
            who = f"{who[: found.start()]}\N{NUL}{found.start()}\N{NUL}{who[found.end() :]}"
    for each in listed([who]):
        at = re.search(r"\x00([0-9]+)\x00", each.name)
        name = re.sub(r"\s*\x00[0-9]+\x00\s*", "", each.name).strip(" ,")
        if not name:
            continue
        yield AttendanceStatus.APOLOGIES, Somebody(name, each.title, each.honours, each.role)
        if at:
            substitute = listed([came[int(at[1])]])
            if substitute:
                yield AttendanceStatus.SUBSTITUTE, Somebody(substitute[0].name, instead_of=name, is_substitute=True)
