"""Days and hours in a text, as minutes write them: `Friday, 24th April, 2015`, `7.30 pm`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time

from scrutiny.domain.dates import MONTHS

_MONTH = "|".join(MONTHS)
_PATTERNS = (
    re.compile(
        rf"\b(?P<day>[0-9]{{1,2}})\s?(?:st|nd|rd|th)?\s+(?:day\s+)?(?:of\s+)?(?P<month>{_MONTH})[,.]?\s+(?P<year>[0-9]{{4}})\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?P<month>{_MONTH})\s+(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>[0-9]{{4}})\b", re.IGNORECASE
    ),
    re.compile(r"\b(?P<day>[0-9]{1,2})[/.](?P<month>[0-9]{1,2})[/.](?P<year>[0-9]{4})\b"),
    re.compile(r"\b(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})\b"),
)
HOUR = re.compile(
    r"\b(?P<hour>[0-9]{1,2})(?:[.:](?P<minute>[0-5][0-9]))?\s*(?P<half>a\.?m\b\.?|p\.?m\b\.?|noon\b|midday\b|hours\b|hrs\b)"
    r"|\b(?P<army>[0-2][0-9][0-5][0-9])\s*(?:hours|hrs)\b|\b(?P<noon>noon|midday)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Dated:
    on: date
    start: int
    end: int


def days(text: str) -> list[Dated]:
    """Every day of the calendar that stands in a text, in its order."""
    found = [
        Dated(on, match.start(), match.end())
        for pattern in _PATTERNS
        for match in pattern.finditer(text)
        if (on := _day(match)) is not None
    ]
    return sorted(found, key=lambda each: each.start)


def hours(text: str) -> Iterator[time]:
    """Every hour that is said to be one: a bare `10.30` may be a paragraph."""
    for found in HOUR.finditer(text):
        if found["noon"]:
            yield time(12)
            continue
        digits = (found["army"][:2], found["army"][2:]) if found["army"] else (found["hour"], found["minute"] or "0")
        hour, minute = int(digits[0]), int(digits[1])
        half = (found["half"] or "").lower()[:1]
        if half in ("a", "p") and hour <= 12:
            hour = hour % 12 + 12 * (half == "p")
        if hour < 24:
            yield time(hour, minute)


def _day(found: re.Match[str]) -> date | None:
    month = found["month"]
    number = int(month) if month.isdecimal() else [each.casefold() for each in MONTHS].index(month.casefold()) + 1
    try:
        return date(int(found["year"]), number, int(found["day"]))
    except ValueError:
        return None
