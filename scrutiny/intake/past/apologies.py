"""Apologies and substitutes, where an item tells them in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from scrutiny.domain.vocabulary import AttendanceStatus
from scrutiny.intake.past.names import Somebody, listed

_FROM = re.compile(
    r"\b(?:received|given|submitted|tendered|accepted)\s+(?:from|by|on behalf of|for)\s*:?\s+(?P<who>.+)", re.I | re.S
)
_CLLR = r"(?:Councillor|Cllr\.?)"
_CAME = re.compile(
    rf"(?:with\s+)?{_CLLR}?\s*(?P<who>[A-Z][^()]{{2,80}}?)\s+(?:attending|acting|present|substituting|as)\b.*",
    re.DOTALL,
)
_BEHIND = re.compile(
    rf",?\s*(?<!\()(?:with|and)\s+(?P<who>(?:{_CLLR}\s*)?[A-Z][\w.'’-]*(?:\s+[A-Z][\w.'’-]*){{1,4}})\s+"
    r"(?:substituting|(?:attending |acting )?as (?:a |her |his |their )?substitute)"
)
_SUBSTITUTED = re.compile(
    rf"{_CLLR}\s+(?P<who>[A-Z][\w.'’ -]{{1,60}}?)\s+(?:was\s+|attended\s+|acted\s+)?"
    r"(?:substitut(?:ed|ing)|as\s+(?:a\s+|the\s+)?substitute)\s+for\s+"
    rf"{_CLLR}\s+(?P<absent>[A-Z][\w.'’ -]{{1,60}}?)(?=[.,;]|$|\s+and\b)"
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
    """Names, each perhaps with a substitute in brackets or a clause behind it."""
    for each in listed([_BEHIND.sub(r" (with \g<who> substituting)", who)]):
        came = _CAME.fullmatch(each.role) if "substitut" in each.role else None
        yield AttendanceStatus.APOLOGIES, replace(each, role="" if came else each.role)
        for substitute in listed([came["who"]])[:1] if came else ():
            yield AttendanceStatus.SUBSTITUTE, replace(substitute, instead_of=each.name, is_substitute=True)
