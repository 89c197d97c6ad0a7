"""Prints a diary as an iCalendar feed (RFC 5545, RFC 7986).

Written as plain strings, because a council's whole calendar is asked for by every subscriber every hour. Nothing here
reads the clock: equal diaries are equal bytes.
"""

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from scrutiny.papers.diary import Diary, Event

_LONDON = ZoneInfo("Europe/London")

# The rule in force since 1996. Calendars that look no further than the last dated change of a table put winter
# meetings an hour out, and no scrutiny committee is older than the Local Government Act 2000.
_TIME_ZONE = """\
BEGIN:VTIMEZONE
TZID:Europe/London
X-LIC-LOCATION:Europe/London
BEGIN:DAYLIGHT
DTSTART:19960331T010000
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
TZNAME:BST
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
TZNAME:GMT
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
"""

# What RFC 5545 forbids, what UTF-8 cannot carry, and what is no character at all.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_OCTETS = 75


def write(diary: Diary) -> bytes:
    """The feed in UTF-8. Every kind of line break is kept as one; other control characters are left out."""
    feed = "".join((_head(diary), _TIME_ZONE, *map(_event, diary.events), "END:VCALENDAR\n"))
    lines = feed.encode().split(b"\n")
    return b"\r\n".join([line if len(line) <= _OCTETS else _folded(line) for line in lines])


def _head(diary: Diary) -> str:
    """The properties of the whole feed: no UID among them, or subscribers take the feed for a single entry."""
    name, told = _text(diary.name), _text(diary.description)
    description = f"DESCRIPTION:{told}\nX-WR-CALDESC:{told}\n" if told else ""
    minutes = diary.refresh // timedelta(minutes=1)
    return (
        "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Scrutiny//Committee diary//EN\nCALSCALE:GREGORIAN\nMETHOD:PUBLISH\n"
        f"NAME:{name}\nX-WR-CALNAME:{name}\n{description}X-WR-TIMEZONE:Europe/London\n"
        f"REFRESH-INTERVAL;VALUE=DURATION:PT{minutes}M\nX-PUBLISHED-TTL:PT{minutes}M\n"
    )


def _event(event: Event) -> str:
    changed = _instant(event.changed_at)
    created = f"CREATED:{_instant(event.created_at)}\n" if event.created_at else ""
    venue = f"LOCATION:{_text(event.venue)}\n" if event.venue else ""
    description = f"DESCRIPTION:{_text(event.description)}\n" if event.description else ""
    url = f"URL:{_address(event.url)}\n" if event.url else ""
    status = "CANCELLED" if event.cancelled else "CONFIRMED"
    busy = "TRANSPARENT" if event.cancelled or event.at is None else "OPAQUE"
    return (
        f"BEGIN:VEVENT\nUID:{_text(event.uid)}\nSEQUENCE:{event.sequence}\n"
        f"DTSTAMP:{changed}\n{created}LAST-MODIFIED:{changed}\n{_when(event)}"
        f"SUMMARY:{_text(event.title)}\n{venue}{description}{url}STATUS:{status}\nTRANSP:{busy}\nEND:VEVENT\n"
    )


def _when(event: Event) -> str:
    if event.at is None:
        return f"DTSTART;VALUE=DATE:{_digits(event.on)}\n"
    starts, ends = datetime.combine(event.on, event.at), event.until
    if _is_unclear(starts) or (ends and _is_unclear(ends)):
        return _when_the_clocks_change(starts, ends)
    end = f"DTEND;TZID=Europe/London:{_digits(ends)}\n" if ends else ""
    return f"DTSTART;TZID=Europe/London:{_digits(starts)}\n{end}"


def _is_unclear(wall: datetime) -> bool:
    """Whether the clocks show this time twice (one night in October) or not at all (one in March)."""
    if wall.hour != 1:
        return False
    there = wall.replace(tzinfo=_LONDON)
    return there.utcoffset() != there.replace(fold=1).utcoffset()


def _when_the_clocks_change(starts: datetime, ends: datetime | None) -> str:
    """In UTC, since parsers disagree about unclear times.

    As RFC 5545 §3.3.5 reads them: the first of two, and one left out as if the clocks had not changed yet.
    """
    first = starts.replace(tzinfo=_LONDON).astimezone(UTC)
    start = f"DTSTART:{_instant(first)}\n"
    if ends is None:
        return start
    last = ends.replace(tzinfo=_LONDON).astimezone(UTC)
    if last <= first:
        last = first + (ends - starts)
    return f"{start}DTEND:{_instant(last)}\n"


def _instant(when: datetime) -> str:
    if when.tzinfo is not UTC:
        if when.tzinfo is None:
            raise ValueError(f"{when} names no time zone, so it is no instant")
        when = when.astimezone(UTC)
    return f"{_digits(when)}Z"


def _digits(when: date | datetime) -> str:
    """20270112, or 20270112T183000 whatever the zone."""
    return when.isoformat()[:19].replace("-", "").replace(":", "")


def _text(text: str) -> str:
    if not text.isprintable():
        text = "\n".join([_printable(line) for line in text.splitlines()])
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _address(url: str) -> str:
    return _printable("".join(url.split()))


def _printable(line: str) -> str:
    return line if line.isprintable() else _UNPRINTABLE.sub("", line)


def _folded(line: bytes) -> bytes:
    """At most 75 octets a line, a continuation's leading space among them, and never inside a character."""
    pieces, start, end = [], 0, _OCTETS
    while end < len(line):
        while line[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(line[start:end])
        start, end = end, end + _OCTETS - 1
    return b"\r\n ".join([*pieces, line[start:]])
