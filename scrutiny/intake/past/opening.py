"""What stands before the first item: of which committee, when and where, and who was there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time

from scrutiny.domain.names import key
from scrutiny.domain.record import Doubt
from scrutiny.domain.vocabulary import AttendanceStatus
from scrutiny.intake.past.days import HOUR, days, hours
from scrutiny.intake.past.names import Somebody, listed
from scrutiny.intake.past.parts import part_named
from scrutiny.intake.past.rows import Row, Rows, where

_WHO = r"(?:(?:committee|council|elected|voting|panel|board)\s+)?(?:members?|councillors?)"
_ALSO = (
    r"(?:also\s+)?in\s+attendance|also\s+present|contributors?|"
    r"(?:[\w& ]{0,40}\s)?officers(?:\s+(?:present|in attendance))?|"
    r"witness(?:es)?|observers?|guests?|invited(?:\s+(?:guests?|attendees))?|others?\s+(?:present|in attendance)|"
    r"cabinet\s+members(?:\s+(?:present|in attendance))?|non-council\s+members?(?:\s*\([^()]*\))?"
)
_LABELS = (
    (AttendanceStatus.APOLOGIES, r"apolog(?:y|ies)(?:\s+for\s+absence)?"),
    (
        AttendanceStatus.REMOTE,
        rf"(?:{_WHO}\s+)?(?:attending|in attendance|present|joined)\s+(?:remotely|virtually|online)",
    ),
    (AttendanceStatus.SUBSTITUTE, rf"substitutes?(?:\s+{_WHO})?(?:\s+present)?"),
    (AttendanceStatus.ABSENT, rf"(?:{_WHO}\s+)?absent"),
    (AttendanceStatus.IN_ATTENDANCE, _ALSO),
    (
        AttendanceStatus.PRESENT,
        rf"(?:{_WHO}\s+)?present|attendance|attendees|{_WHO}(?:\s+in attendance)?|co-opted\s+members?(?:\s+present)?",
    ),
)
_LABELLED = tuple(
    (status, re.compile(rf"(?P<label>{pattern})\s*(?P<stop>:-?|[–—-](?=\s|$)|$)\s*(?P<rest>.*)", re.I | re.S))
    for status, pattern in _LABELS
)
_RECEIVED = re.compile(
    r"apolog(?:y|ies)[^.:]{0,40}\b(?:received|given|submitted|tendered)\s+(?:from|by)\s+(?P<rest>\S.*)", re.I | re.S
)
_TITLE = re.compile(
    r"(?:draft\s+)?minutes\s+of\s+(?:the|a)\s+(?P<name>.+?)\s*(?:\bmeeting\b\s*)?(?:(?:of|which was)\s+)?\bheld\b",
    re.I | re.S,
)
_COUNCIL = re.compile(r"[A-Z][\w'’ .&-]{2,80}\b(?:council|authority)", re.IGNORECASE)
_BODY = re.compile(r"\b(?:committee|panel|board|commission|sub-committee|forum|scrutiny)\b", re.IGNORECASE)
_NOT_THE_DAY = re.compile(
    r"\bpublish|\beffect\b|\bdespatch|\bdispatch|\bconfirmed\b|\bissued\b|\bcall-in\b", re.IGNORECASE
)
_PLACE = re.compile(r"(?:place|venue|location)\s*:?\s+(?P<place>\S.*)|meeting\s+held\s+(?:at|in)\s+(?P<at>\D.*)", re.I)
_IN_PLACE = re.compile(
    r"\bheld\b.{0,80}?\b(?:in|at)\s+(?:the\s+)?(?P<place>[A-Z][^.;]{3,120}?)(?:,?\s+(?:on|at|from)\b|[.;]?$)"
)
_OF_A_DAY = re.compile(
    r"(?:the\s+|a\s+)?(?:meeting|date|time|held|hybrid|and|on|at|of|in|as|day|start|minutes|sunday|monday|tuesday|wednesday|thursday|friday|"
    r"saturday)\b|[\s,.:()-]+",
    re.IGNORECASE,
)
_FURNITURE = re.compile(r"agenda\s+item\s+(?:no\.?\s*)?[0-9]{1,3}[a-z]?|minutes|draft\b.{0,80}", re.IGNORECASE)
_TITLE_LINES = 4
_LINES_ABOVE = 10
"""What may stand above the title without being another paper: council, committee, “Agenda Item 3”."""
_LONGEST_HEAD = 40
"""Lines between the title and who was present."""


@dataclass(slots=True)
class Opening:
    """`there` in the order of the minutes."""

    council: str = ""
    committee: str = ""
    on: date | None = None
    at: time | None = None
    until: time | None = None
    venue: str = ""
    there: list[tuple[AttendanceStatus, Somebody]] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


def first_row(rows: Sequence[Row]) -> int:
    """Where minutes begin in a pack: at their title, which stands shortly before who was present."""
    for at, row in enumerate(rows):
        found = label(row.text)
        if found is None or found[0] is not AttendanceStatus.PRESENT:
            continue
        for before in range(max(0, at - _LONGEST_HEAD), at):
            if _TITLE.match(_together(rows, before)):
                return before if before > _LINES_ABOVE else 0
    return 0


def label(text: str) -> tuple[AttendanceStatus, str, str] | None:
    """`Also in attendance: …`: what those are who follow, the label, and what stands behind it."""
    if found := _RECEIVED.fullmatch(text):
        return AttendanceStatus.APOLOGIES, "Apologies", found["rest"].strip()
    for status, pattern in _LABELLED:
        found = pattern.fullmatch(text)
        if found and (found["stop"] or not found["rest"]):
            return status, found["label"], found["rest"].strip()
    return None


def is_furniture(text: str) -> bool:
    """What a copy of minutes says of itself: `Agenda Item 3`, `Draft minutes`."""
    return _FURNITURE.fullmatch(text) is not None


def read(rows: Rows, start: int, end: int) -> Opening:
    """The lines from the title to the first item."""
    opening = Opening()
    above, groups = _grouped(rows, start, end)
    _read_head(above, opening)
    for (status, heading), lines in groups:
        for somebody in listed(lines):
            _place(somebody, status, heading, opening)
    return opening


def _grouped(
    rows: Rows, start: int, end: int
) -> tuple[list[Row], list[tuple[tuple[AttendanceStatus, str], list[str]]]]:
    """The lines above the first label, and under each label its own, those joined that the margin broke."""
    above: list[Row] = []
    groups: list[tuple[tuple[AttendanceStatus, str], list[str]]] = []
    for at in range(start, end):
        row = rows.every[at]
        if part_named(row.text):
            continue
        first, *beside = row.columns or (row.text,)
        if found := label(first) or label(row.text):
            status, heading, rest = found
            groups.append(((status, heading), [*([rest] if rest else []), *(beside if label(first) else [])]))
        elif not groups:
            above.append(row)
        elif groups[-1][1] and rows.full(rows.every[at - 1], row):
            groups[-1][1][-1] += f" {row.text}"
        else:
            groups[-1][1].extend((first, *beside))
    return above, groups


def _read_head(rows: Sequence[Row], opening: Opening) -> None:
    """The title with committee and day; then what else says when and where. What says neither is a doubt."""
    taken: set[int] = set()
    for at in range(len(rows)):
        found = _TITLE.match(_together(rows, at))
        if found:
            name = " ".join(found["name"].split())
            opening.committee = "" if name.casefold() in ("meeting", "meeting of") else name
            last = at
            while last + 1 < min(at + _TITLE_LINES, len(rows)) and not days(_together(rows[: last + 1], at)):
                last += 1
            taken |= set(range(at, last + 1))
            _read_day(" ".join(row.text for row in rows[at : last + 1]), opening)
            break
    for at, row in enumerate(rows):
        if at not in taken:
            _read_line(row, opening)


def _read_line(row: Row, opening: Opening) -> None:
    text = row.text
    if is_furniture(text):
        return
    if (found := _PLACE.fullmatch(text)) and not opening.venue:
        opening.venue = (found["place"] or found["at"]).strip()
    elif (HOUR.search(text) or days(text)) and not _NOT_THE_DAY.search(text):
        _read_day(text, opening)
        if rest := _rest_of_day(text):
            opening.doubts.append(Doubt(where(row), f"Of “{text}” only the day and the time were read, not “{rest}”."))
    elif _BODY.search(text) and (not opening.committee or _same(text, opening.committee)):
        opening.committee = opening.committee or text
    elif _COUNCIL.fullmatch(text) and not opening.council:
        opening.council = text
    else:
        opening.doubts.append(Doubt(where(row), f"“{text}” stands above the names and has no place in the record."))


def _read_day(text: str, opening: Opening) -> None:
    for found in days(text)[:1]:
        if opening.on is not None and found.on != opening.on:
            opening.doubts.append(Doubt("the day", f"“{text}” is another day than the one that was taken."))
        opening.on = opening.on or found.on
    told = list(hours(text))
    if opening.at is None and told:
        opening.at, opening.until = told[0], told[1] if len(told) > 1 else None
    if (place := _IN_PLACE.search(text)) and not opening.venue:
        opening.venue = place["place"].strip(" ,")


def _rest_of_day(text: str) -> str:
    """What a line says besides day and time."""
    for found in reversed(days(text)):
        text = f"{text[: found.start]} {text[found.end :]}"
    return _OF_A_DAY.sub(" ", HOUR.sub(" ", text)).strip()


def _place(somebody: Somebody, status: AttendanceStatus, heading: str, opening: Opening) -> None:
    """Each under what the label says; a substitute is one wherever they are listed."""
    if not somebody.is_name:
        opening.doubts.append(Doubt(heading, f"“{somebody.name}” is not read as a name."))
        return
    if somebody.instead_of or somebody.is_substitute:
        status = AttendanceStatus.SUBSTITUTE
    if heading.casefold().startswith("non-council"):
        somebody = replace(somebody, role=somebody.role or heading)
        opening.doubts.append(
            Doubt(heading, f"{somebody.name} is read as in attendance. Mark a co-opted member present instead.")
        )
    opening.there.append((status, somebody))


def _together(rows: Sequence[Row], at: int) -> str:
    return " ".join(row.text for row in rows[at : at + _TITLE_LINES])


def _same(text: str, name: str) -> bool:
    return key(text) == key(name) or key(text) in key(name) or key(name) in key(text)
