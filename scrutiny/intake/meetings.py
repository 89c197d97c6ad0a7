"""Reads a list of meetings, one a line, as people write and paste it: `Thursday 17 June 2021, 10.00 am, Oak Room`.

The day comes first or the month, as `17/06/2021` or `2021-06-17` too; then a time, or none for the usual one. What is
left is the place, but for a part that begins with a kind of meeting (`Briefing: how referrals are counted`). What is
not plain is read as it most likely is, and that is said as a doubt; a line without a day that is one is a fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time

from scrutiny.domain.calling import MeetingLine
from scrutiny.domain.dates import MONTHS, WEEKDAYS, written, written_time
from scrutiny.domain.vocabulary import MeetingKind

LONGEST = 300
MOST_IN_A_LINE = 1_000
"""Characters of a line that can be one meeting: a page pasted without line ends is not read at all."""
USUAL_MINUTES = 120

_WEEKDAY = r"(?:(?P<weekday>mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?(?:the\s+)?"
_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_NTH = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?:,?\s+(?P<year>[0-9]{4})\b)?"
_DAYS = tuple(
    re.compile(rf"\b{_WEEKDAY}{pattern}", re.IGNORECASE)
    for pattern in (
        rf"{_NTH}\s+(?:of\s+)?{_MONTH}{_YEAR}",
        rf"{_MONTH}\s+{_NTH}\b{_YEAR}",
        r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})\b",
        r"(?P<day>[0-9]{1,2})[/.](?P<month>[0-9]{1,2})[/.](?P<year>[0-9]{4}|[0-9]{2})\b",
    )
)
_HOUR = re.compile(
    r"\b(?:at\s+)?(?:(?P<hour>[0-9]{1,2})(?:[.:](?P<minute>[0-5][0-9])(?![0-9]))?\s*(?P<half>[ap]\.?m\b\.?|(?:noon|midday)\b)?"
    r"|(?P<noon>noon|midday)\b)",
    re.IGNORECASE,
)
_TO = re.compile(r"\s*(?:-|–|—|to|until)\s*", re.IGNORECASE)
_BETWEEN = re.compile(r"[,;|\t]|\s[-–—]\s")
_JOINING = frozenset({"on", "at", "from", "in"})
_LEADING = re.compile(r"^(?:at|in)\s+", re.IGNORECASE)
_BULLET = re.compile(r"^\s*[-–—•*·]\s*")
_FIRST_AFTERNOON_HOUR, _LAST_AFTERNOON_HOUR = 1, 7
"""No committee meets at 2.00 at night: without am or pm these hours are read as the afternoon's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Usual:
    """What a line need not say. `begins` is the day on which the municipal year begins that the list is for."""

    begins: date
    at: time
    venue: str


@dataclass(slots=True)
class _Reading:
    """A line while it is read; `rest` is what nobody has made sense of yet."""

    rest: str
    faults: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


def read(text: str, usual: Usual) -> tuple[MeetingLine, ...]:
    """Every line that is not empty; lines keep the numbers that they have in the text."""
    return tuple(_line(number, line, usual) for number, line in enumerate(text.split("\n"), start=1) if line.strip())


def _line(number: int, line: str, usual: Usual) -> MeetingLine:
    if len(line) > MOST_IN_A_LINE:
        why = f"This line has {len(line)} characters. Give each meeting a line of its own."
        return MeetingLine(number=number, text=line[:80], on=None, at=usual.at, faults=(why,))
    reading = _Reading(_BULLET.sub("", line))
    on = _day(reading, usual.begins)
    at, minutes = _hours(reading, usual.at)
    kind, title, venue = _what_and_where(reading)
    for words, what in ((title, "title"), (venue, "place")):
        if len(words) > LONGEST:
            reading.faults.append(f"The {what} has {len(words)} characters and the most is {LONGEST}.")
    return MeetingLine(
        number=number,
        text=" ".join(line.split()),
        on=on,
        at=at,
        venue=venue or usual.venue,
        kind=kind,
        title=title,
        duration_minutes=minutes,
        faults=tuple(reading.faults),
        doubts=tuple(reading.doubts),
    )


def _day(reading: _Reading, begins: date) -> date | None:
    found = _first_day(reading.rest)
    if found is None:
        reading.faults.append("No day can be read here. Write it like 17 June 2021.")
        return None
    reading.rest = _without(reading.rest, *found.span())
    if _first_day(reading.rest) is not None:
        reading.faults.append("Two days are on this line. Give each meeting a line of its own.")
    day, month = int(found["day"]), _month(found["month"])
    try:
        on = _in_year(found["year"], month, day, begins)
    except ValueError:
        reading.faults.append(f"{' '.join(found[0].split())} is not a day of the calendar.")
        return None
    if not found["year"]:
        reading.doubts.append(f"No year is written: {on.year} is taken.")
    weekday = WEEKDAYS[on.weekday()]
    if found["weekday"] and not weekday.lower().startswith(found["weekday"].lower()):
        reading.doubts.append(f"{written(on)} is a {weekday}.")
    return on


def _first_day(text: str) -> re.Match[str] | None:
    found = [match for pattern in _DAYS if (match := pattern.search(text))]
    return min(found, key=lambda match: match.start(), default=None)


def _month(word: str) -> int:
    if word.isdecimal():
        return int(word)
    return next(place for place, month in enumerate(MONTHS, start=1) if month.lower().startswith(word.lower()))


def _in_year(written_year: str | None, month: int, day: int, begins: date) -> date:
    """The day in its year, or else in the municipal year that begins then. Raises ValueError for 31 June."""
    if written_year:
        year = int(written_year) if len(written_year) > 2 else 2000 + int(written_year)
    else:
        year = begins.year if (month, day) >= (begins.month, begins.day) else begins.year + 1
    if not 1900 <= year <= 2199:
        raise ValueError(year)
    return date(year, month, day)


def _hours(reading: _Reading, usual: time) -> tuple[time, int]:
    """When it begins and for how many minutes; the usual time, and two hours, where nothing is said."""
    first = next(_hours_in(reading.rest), None)
    if first is None:
        return usual, USUAL_MINUTES
    to = _TO.match(reading.rest, first.end())
    last = next((hour for hour in _hours_in(reading.rest) if to and hour.start() == to.end()), None)
    at = _time(reading, first, last)
    until = _time(reading, last, None) if last else None
    reading.rest = _without(reading.rest, first.start(), (last or first).end())
    minutes = _minutes(at, until) if until else USUAL_MINUTES
    if minutes <= 0:
        reading.doubts.append("It would end before it begins, so the end is left out.")
        minutes = USUAL_MINUTES
    return at, minutes


def _hours_in(text: str) -> Iterator[re.Match[str]]:
    """What must be a time of day: a bare figure is not, and neither is 25.00."""
    for found in _HOUR.finditer(text):
        told = found["noon"] or found["half"] or found["minute"]
        if told and int(found["hour"] or 12) < 24:
            yield found


def _time(reading: _Reading, found: re.Match[str], end: re.Match[str] | None) -> time:
    if found["noon"]:
        return time(12)
    hour, half = int(found["hour"]), (found["half"] or "").lower()[:1]
    minute = int(found["minute"] or 0)
    if half == "a" and hour == 12:
        return time(0, minute)
    if half == "p" and hour < 12:
        return time(hour + 12, minute)
    if not half and _FIRST_AFTERNOON_HOUR <= hour <= _LAST_AFTERNOON_HOUR:
        at = time(hour + 12, minute)
        if not (end and end["half"]):
            reading.doubts.append(f"{found[0].strip()} is read as {written_time(at)}.")
        return at
    return time(hour, minute)


def _minutes(at: time, until: time) -> int:
    return (until.hour - at.hour) * 60 + until.minute - at.minute


def _what_and_where(reading: _Reading) -> tuple[MeetingKind, str, str]:
    """The kind with its title, which the part that names it may have, and the place."""
    kind, title, places = MeetingKind.FORMAL, "", []
    for part in (part.strip(" .:()") for part in _BETWEEN.split(reading.rest)):
        named = _kind_of(part)
        if named is not None and kind is MeetingKind.FORMAL:
            kind, title = named, _title_in(part, named)
        elif part and part not in _JOINING:
            places.append(_LEADING.sub("", part))
    return kind, title, ", ".join(places)


def _kind_of(part: str) -> MeetingKind | None:
    """The kind that a part begins with; but a training room is a place."""
    words = part.casefold().replace("-", " ")
    for kind in MeetingKind:
        name = kind.label.casefold()
        if re.match(rf"{re.escape(name)}\b(?!\s+(?:room|suite|centre)\b)", words):
            return kind
    return None


def _title_in(part: str, kind: MeetingKind) -> str:
    """`Visit: the hub` is called “the hub”, `Visit to the hub` just that, and `Visit` nothing."""
    said = part[len(kind.label) :]
    return said.lstrip(" :").strip() if said.lstrip().startswith(":") or not said.strip() else part


def _without(text: str, start: int, end: int) -> str:
    """A comma stands where it was, so that what stood on either side is not run together."""
    return f"{text[:start]},{text[end:]}"
