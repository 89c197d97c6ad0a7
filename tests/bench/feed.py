"""The feed of a thousand meetings against plain strings with the folding and the escaping that RFC 5545 asks for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from scrutiny.ical import feed
from scrutiny.papers.diary import Diary, Event
from tests.bench.measure import Row, in_turns

MEETINGS = 1000
FIRST = date(2001, 5, 1)
CHANGED = datetime(2021, 11, 1, 9, 30, tzinfo=UTC)


def rows() -> Iterator[Row]:
    diary = Diary("Scrutiny meetings", "Every meeting", tuple(event(number) for number in range(MEETINGS)))
    ours, floor = in_turns(lambda: feed.write(diary), lambda: plainly(diary), rounds=30, warm=3)
    yield Row(f"feed of {MEETINGS:,} meetings, changed", ours, floor, beside="plain strings, folded", limit=1.5)


def event(number: int) -> Event:
    on = FIRST + timedelta(days=7 * number)
    url = f"https://scrutiny.example/meetings/{number}"
    return Event(
        uid=f"{number}@scrutiny.example",
        sequence=number % 3,
        on=on,
        at=time(10),
        until=datetime.combine(on, time(12)),
        title="Safeguarding, Care and Health Overview and Scrutiny Committee",
        venue="Oak Room; County Buildings, Martin Street",
        description=f"Re-arranged from an earlier day, as the Chairman asked\nAgenda and papers: {url}",
        url=url,
        cancelled=number % 20 == 0,
        changed_at=CHANGED,
    )


def plainly(diary: Diary) -> bytes:
    """The same properties, written without another thought."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Bench//EN", f"NAME:{escaped(diary.name)}"]
    for event in diary.events:
        changed = f"{digits(event.changed_at)}Z"
        status = "CANCELLED" if event.cancelled else "CONFIRMED"
        lines += (
            "BEGIN:VEVENT",
            f"UID:{escaped(event.uid)}",
            f"SEQUENCE:{event.sequence}",
            f"DTSTAMP:{changed}",
            f"LAST-MODIFIED:{changed}",
            f"DTSTART;TZID=Europe/London:{digits(event.on)}T{digits(event.at)}",
            f"DTEND;TZID=Europe/London:{digits(event.until)}",
            f"SUMMARY:{escaped(event.title)}",
            f"LOCATION:{escaped(event.venue)}",
            f"DESCRIPTION:{escaped(event.description)}",
            f"URL:{event.url}",
            f"STATUS:{status}",
            "TRANSP:OPAQUE",
            "END:VEVENT",
        )
    lines.append("END:VCALENDAR\r\n")
    return "\r\n".join([folded(line) for line in lines]).encode()


def digits(when: date | time | datetime | None) -> str:
    return str(when and when.isoformat())[:19].replace("-", "").replace(":", "")


def escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def folded(line: str) -> str:
    """For plain ASCII, as this diary is."""
    if len(line) <= 75:
        return line
    return "\r\n ".join([line[:75], *(line[start : start + 74] for start in range(75, len(line), 74))])
