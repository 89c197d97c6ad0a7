"""Independent readers of calendars see the same meetings at the same instants.

ical.js is what Thunderbird reads with, node-ical what many web sites do.
"""

import json
import os
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import icalendar
import pytest
import recurring_ical_events
import vobject

from scrutiny.ical import feed
from scrutiny.papers.diary import Diary, Event
from tests import needs


class Seen(NamedTuple):
    """What a reader makes of one event. Instants are in UTC, as `2027-01-12 18:30`."""

    uid: str
    starts: str
    ends: str
    title: str
    description: str
    status: str


Reader = Callable[[bytes], list[Seen]]


def instant(when: datetime) -> str:
    return f"{when.astimezone(UTC):%Y-%m-%d %H:%M}"


def of_icalendar(event: icalendar.Event) -> Seen:
    words = [str(event[name]) for name in ("SUMMARY", "DESCRIPTION", "STATUS")]
    return Seen(str(event["UID"]), instant(event.start), instant(event.end), *words)


def by_icalendar(ics: bytes) -> list[Seen]:
    return [of_icalendar(event) for event in icalendar.Calendar.from_ical(ics).events]


def by_recurring_ical_events(ics: bytes) -> list[Seen]:
    calendar = icalendar.Calendar.from_ical(ics)
    return [of_icalendar(event) for event in recurring_ical_events.of(calendar).between("20010101", "20991231")]


def by_vobject(ics: bytes) -> list[Seen]:
    return [
        Seen(
            event.uid.value,
            instant(event.dtstart.value),
            instant(event.dtend.value),
            event.summary.value,
            event.description.value,
            event.status.value,
        )
        for event in vobject.readOne(ics.decode()).vevent_list
    ]


def by_node(module: str) -> Reader:
    """Run far from London, so that the reader's own clock cannot help it."""

    def read(ics: bytes) -> list[Seen]:
        needs.node_module(module)
        command = [needs.node(), str(Path(__file__).with_name("readers.cjs")), module]
        done = subprocess.run(command, input=ics, capture_output=True, env=os.environ | {"TZ": "America/New_York"})
        assert done.returncode == 0, done.stderr.decode()
        return [Seen(**event) for event in json.loads(done.stdout)]

    return read


every_reader = pytest.mark.parametrize(
    "reader",
    [
        pytest.param(by_icalendar, id="icalendar"),
        pytest.param(by_recurring_ical_events, id="recurring-ical-events"),
        pytest.param(by_vobject, id="vobject"),
        pytest.param(by_node("ical.js"), id="ical.js"),
        pytest.param(by_node("node-ical"), id="node-ical"),
    ],
)

# From and until by the clock on the wall, and the same in UTC. In 2027 the clocks change on 28 March and 31 October.
MEETINGS = {
    "in winter": ("2027-01-12 18:30", "2027-01-12 20:30", "2027-01-12 18:30", "2027-01-12 20:30"),
    "in summer": ("2027-06-08 18:30", "2027-06-08 20:30", "2027-06-08 17:30", "2027-06-08 19:30"),
    "in the first years": ("2001-12-04 10:00", "2001-12-04 12:00", "2001-12-04 10:00", "2001-12-04 12:00"),
    "over the year's end": ("2027-12-31 23:00", "2028-01-01 00:15", "2027-12-31 23:00", "2028-01-01 00:15"),
    "on 29 February": ("2028-02-29 10:00", "2028-02-29 12:00", "2028-02-29 10:00", "2028-02-29 12:00"),
    "at one on a summer's night": ("2027-06-08 01:00", "2027-06-08 02:00", "2027-06-08 00:00", "2027-06-08 01:00"),
    "on the eve of summer time": ("2027-03-27 18:30", "2027-03-27 20:30", "2027-03-27 18:30", "2027-03-27 20:30"),
    "on its first evening": ("2027-03-28 18:30", "2027-03-28 20:30", "2027-03-28 17:30", "2027-03-28 19:30"),
    "across the hour left out": ("2027-03-28 00:30", "2027-03-28 02:30", "2027-03-28 00:30", "2027-03-28 01:30"),
    "into the hour left out": ("2027-03-28 00:30", "2027-03-28 01:30", "2027-03-28 00:30", "2027-03-28 01:30"),
    "out of the hour left out": ("2027-03-28 01:30", "2027-03-28 03:30", "2027-03-28 01:30", "2027-03-28 02:30"),
    "never of no length": ("2027-03-28 01:30", "2027-03-28 02:30", "2027-03-28 01:30", "2027-03-28 02:30"),
    "across the hour shown twice": ("2027-10-31 00:30", "2027-10-31 02:30", "2027-10-30 23:30", "2027-10-31 02:30"),
    "in the hour shown twice": ("2027-10-31 01:15", "2027-10-31 01:45", "2027-10-31 00:15", "2027-10-31 00:45"),
    "on the first winter evening": ("2027-10-31 18:30", "2027-10-31 20:30", "2027-10-31 18:30", "2027-10-31 20:30"),
}


def meeting(uid: str, starts: str, ends: str | None, text: str = "Meeting", cancelled: bool = False) -> Event:
    wall = datetime.fromisoformat(starts)
    return Event(
        uid=uid,
        sequence=0,
        on=wall.date(),
        at=wall.time(),
        until=datetime.fromisoformat(ends) if ends else None,
        title=text,
        venue=text,
        description=text,
        url="",
        cancelled=cancelled,
        changed_at=datetime(2026, 5, 20, 8, 0, tzinfo=UTC),
    )


@every_reader
def test_every_meeting_is_at_its_instant(reader: Reader) -> None:
    events = tuple(meeting(uid, starts, ends) for uid, (starts, ends, *_) in MEETINGS.items())
    seen = {event.uid: (event.starts, event.ends) for event in reader(feed.write(Diary("Meetings", "", events)))}
    assert seen == {uid: tuple(instants) for uid, (_, _, *instants) in MEETINGS.items()}


@pytest.mark.parametrize(
    ("starts", "instant_seen"),
    [
        pytest.param("2027-06-08 18:30", "2027-06-08 17:30", id="on a summer evening"),
        pytest.param("2027-03-28 01:30", "2027-03-28 01:30", id="in the hour left out"),
    ],
)
def test_a_meeting_whose_end_nobody_planned_still_begins(starts: str, instant_seen: str) -> None:
    (seen,) = by_icalendar(feed.write(Diary("Meetings", "", (meeting("open", starts, None),))))
    assert (seen.starts, seen.ends) == (instant_seen, instant_seen)


TEXTS = {
    "commas and semicolons": "a, b; c: d",
    "backslashes": "\\, \\; \\\\",  # not before an n, which node-ical takes for a line break
    "two lines": "Re-arranged from 4 November\nNew room",
    "an event in an event": "END:VEVENT\nBEGIN:VEVENT\nUID:forged",
    "Welsh": "Pwyllgor Trosolwg a Chraffu — ŵ ŷ Ŵ Ŷ",
    "emoji": "👩‍👩‍👧‍👦 " * 30 + "end",
    "right to left": "\u202bלשמור על ילדים\u202c and العربية",
    "a very long word": "Llanfair" * 40,
    "spaces where a line is folded": " ".join("x" * 150),
}


@every_reader
def test_every_text_is_read_as_it_was_written(reader: Reader) -> None:
    events = tuple(meeting(uid, "2027-01-12 18:30", "2027-01-12 20:30", text) for uid, text in TEXTS.items())
    seen = {event.uid: (event.title, event.description) for event in reader(feed.write(Diary("Meetings", "", events)))}
    assert seen == {uid: (text, text) for uid, text in TEXTS.items()}


@every_reader
def test_a_cancelled_meeting_is_seen_as_cancelled(reader: Reader) -> None:
    events = tuple(
        meeting(uid, "2027-01-12 18:30", "2027-01-12 20:30", cancelled=uid == "off") for uid in ("on", "off")
    )
    seen = {event.uid: event.status for event in reader(feed.write(Diary("Meetings", "", events)))}
    assert seen == {"on": "CONFIRMED", "off": "CANCELLED"}
