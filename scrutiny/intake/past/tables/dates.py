"""Reads a day, and when something is planned, as councils write it in a narrow column."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time

from scrutiny.domain.dates import MONTHS

TO_BE_CONFIRMED = "tbc"

_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_NTH = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_DAYS = tuple(
    re.compile(rf"(?<![0-9/]){pattern}(?![0-9/])", re.IGNORECASE)
    for pattern in (
        rf"{_WEEKDAY}{_NTH}\s+(?:of\s+)?{_MONTH},?\s+(?P<year>[0-9]{{4}}|[’']?[0-9]{{2}}(?!\s*[.:]))",
        rf"{_WEEKDAY}{_MONTH}\s+{_NTH},?\s+(?P<year>[0-9]{{4}})",
        r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})(?:[T ]00:00(?::00)?)?",
        r"(?P<day>[0-9]{1,2})[/.](?P<month>[0-9]{1,2})[/.](?P<year>[0-9]{4}|[0-9]{2})",
    )
)
_HOUR = re.compile(
    r"(?<![0-9])(?:at\s+)?(?P<hour>1?[0-9]|2[0-3])(?:[.:](?P<minute>[0-5][0-9]))?\s*(?:hrs|(?P<half>[ap])\.?\s?m\b\.?)",
    re.IGNORECASE,
)
_REARRANGED = re.compile(
    r"\(?\s*(?:re-?\s?arranged|moved|postponed|deferred)\s+from\s+(?P<from>[^)]+)\)?", re.IGNORECASE
)
_OPEN = re.compile(r"tb[acd]|to be (?:confirmed|agreed|arranged|decided|scheduled)", re.IGNORECASE)
_ROUGHLY = re.compile(
    r"(?:(?:early|mid|late|spring|summer|autumn|winter|end of|q[1-4]|quarter [1-4])[\s-]*)*"
    rf"(?:{_MONTH}\s*)?(?:[0-9]{{4}}(?:[/-][0-9]{{2,4}})?)?",
    re.IGNORECASE,
)
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class When:
    """A day with its hour, or words ("July 2022", "tbc"); `was` is the day that a meeting was moved from.

    `rest` is what else stood there.
    """

    on: date | None = None
    at: time | None = None
    words: str = ""
    was: date | None = None
    rest: str = ""

    @property
    def told(self) -> bool:
        return self.on is not None or bool(self.words)


def when(text: str) -> When:
    """What a cell of dates says. What is neither a day nor words for one is left in `rest`."""
    said = " ".join(text.split())
    moved = _REARRANGED.search(said)
    if moved:
        said = f"{said[: moved.start()]} {said[moved.end() :]}".strip()
    found = _first(said)
    on = _day(found) if found else None
    was = _moved_from(moved["from"], on) if moved else None
    lost = moved[0].strip() if moved and was is None else ""
    if found is None or on is None:
        words, rest = (said, "") if _is_planned(said) else ("", said)
        return When(None, None, TO_BE_CONFIRMED if _OPEN.fullmatch(words) else words, was, f"{rest} {lost}".strip())
    left = f"{said[: found.start()]} {said[found.end() :]}"
    hour = _HOUR.search(left)
    if hour:
        left = f"{left[: hour.start()]} {left[hour.end() :]}"
    rest = " ".join(f"{left.strip(' ,;-–|')} {lost}".split())
    return When(on, _time(hour) if hour else None, "", was, rest)


def day(text: str) -> date | None:
    """The first day that a text names."""
    found = _first(text)
    return _day(found) if found else None


def _is_planned(words: str) -> bool:
    """Whether they say when, though not on which day."""
    return (
        len(words) <= _LONGEST and not words.isdecimal() and bool(_OPEN.fullmatch(words) or _ROUGHLY.fullmatch(words))
    )


def _first(text: str) -> re.Match[str] | None:
    found = [match for pattern in _DAYS if (match := pattern.search(text))]
    return min(found, key=lambda match: match.start(), default=None)


def _day(found: re.Match[str]) -> date | None:
    month = found["month"]
    written = found["year"].strip("’'")
    year = int(written) if len(written) > 2 else 2000 + int(written)
    try:
        number = int(month) if month.isdecimal() else _number(month)
        return date(year, number, int(found["day"])) if 1900 <= year <= 2199 else None
    except ValueError:
        return None


def _number(word: str) -> int:
    return next(place for place, month in enumerate(MONTHS, start=1) if month.lower().startswith(word.lower()[:3]))


def _moved_from(text: str, on: date | None) -> date | None:
    """`4 November`, without its year, is the one nearest to the day that it was moved to."""
    said = day(text)
    if said is not None or on is None:
        return said
    near = [each for year in (on.year - 1, on.year, on.year + 1) if (each := day(f"{text.strip()} {year}"))]
    return min(near, key=lambda each: abs(each - on), default=None)


def _time(found: re.Match[str]) -> time:
    hour, half = int(found["hour"]), (found["half"] or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, int(found["minute"] or 0))
