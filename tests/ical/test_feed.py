"""A feed byte by byte, and that no text can break it."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import icalendar
import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from scrutiny.ical import feed
from scrutiny.papers.diary import Diary, Event

MEETING = Event(
    uid="m1@council.example",
    sequence=2,
    on=date(2021, 11, 30),
    at=time(10, 0),
    until=datetime.fromisoformat("2021-11-30 12:00"),
    title="CANCELLED: Safeguarding Committee",
    venue="Trentham Room, No. 1; Stafford",
    description="Re-arranged from 4 November 2021\nCancelled: the Trentham Room is flooded – pŵer wedi methu",
    url="https://council.example/meetings/1",
    cancelled=True,
    changed_at=datetime(2021, 11, 15, 9, 30, 59, 999_999, tzinfo=timezone(timedelta(hours=1))),
    created_at=datetime(2021, 5, 20, 8, 0, tzinfo=UTC),
)
DEADLINE = Event(
    uid="d1@council.example",
    sequence=0,
    on=date(2021, 11, 22),
    at=None,
    until=None,
    title="Publish agenda",
    venue="",
    description="",
    url="",
    cancelled=False,
    changed_at=datetime(2021, 10, 1, 7, 0, tzinfo=UTC),
)

GOLDEN = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Scrutiny//Committee diary//EN
CALSCALE:GREGORIAN
METHOD:PUBLISH
NAME:Safeguarding\\, Stafford
X-WR-CALNAME:Safeguarding\\, Stafford
DESCRIPTION:Meetings
X-WR-CALDESC:Meetings
X-WR-TIMEZONE:Europe/London
REFRESH-INTERVAL;VALUE=DURATION:PT60M
X-PUBLISHED-TTL:PT60M
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
BEGIN:VEVENT
UID:d1@council.example
SEQUENCE:0
DTSTAMP:20211001T070000Z
LAST-MODIFIED:20211001T070000Z
DTSTART;VALUE=DATE:20211122
SUMMARY:Publish agenda
STATUS:CONFIRMED
TRANSP:TRANSPARENT
END:VEVENT
BEGIN:VEVENT
UID:m1@council.example
SEQUENCE:2
DTSTAMP:20211115T083059Z
CREATED:20210520T080000Z
LAST-MODIFIED:20211115T083059Z
DTSTART;TZID=Europe/London:20211130T100000
DTEND;TZID=Europe/London:20211130T120000
SUMMARY:CANCELLED: Safeguarding Committee
LOCATION:Trentham Room\\, No. 1\\; Stafford
DESCRIPTION:Re-arranged from 4 November 2021\\nCancelled: the Trentham Room 
 is flooded – pŵer wedi methu
URL:https://council.example/meetings/1
STATUS:CANCELLED
TRANSP:TRANSPARENT
END:VEVENT
END:VCALENDAR
"""


def written(*events: Event) -> bytes:
    return feed.write(Diary(name="Safeguarding, Stafford", description="Meetings", events=events))


def read(ics: bytes) -> list[icalendar.Event]:
    return icalendar.Calendar.from_ical(ics).events


def test_a_feed_is_written_to_the_letter() -> None:
    assert written(DEADLINE, MEETING) == GOLDEN.replace("\n", "\r\n").encode()


def test_a_thousand_meetings_are_read_back_as_they_were() -> None:
    london = ZoneInfo("Europe/London")
    days = [date(2001, 5, 1) + timedelta(days=9 * number) for number in range(1000)]
    meetings = [
        replace(MEETING, uid=f"m{day}", sequence=day.day, on=day, until=datetime.combine(day, time(12, 15)))
        for day in days
    ]
    assert [
        (event["UID"], event["SEQUENCE"], event.start, event.end, event["SUMMARY"], event.LAST_MODIFIED)
        for event in read(written(*meetings))
    ] == [
        (
            meeting.uid,
            meeting.sequence,
            datetime.combine(meeting.on, time(10, 0), tzinfo=london),
            datetime.combine(meeting.on, time(12, 15), tzinfo=london),
            meeting.title,
            meeting.changed_at.replace(microsecond=0),
        )
        for meeting in meetings
    ]


def test_a_meeting_that_goes_ahead_takes_up_the_time_and_a_deadline_does_not() -> None:
    going_ahead = replace(MEETING, cancelled=False)
    assert [event["TRANSP"] for event in read(written(going_ahead, DEADLINE))] == ["OPAQUE", "TRANSPARENT"]


def test_a_feed_says_how_often_to_look_again() -> None:
    ics = feed.write(Diary(name="", description="", events=(), refresh=timedelta(minutes=15)))
    assert b"\r\nREFRESH-INTERVAL;VALUE=DURATION:PT15M\r\nX-PUBLISHED-TTL:PT15M\r\n" in ics


def test_the_calendar_itself_has_no_uid_or_subscribers_take_it_for_one_entry() -> None:
    assert "UID" not in icalendar.Calendar.from_ical(written(MEETING))


def test_a_moment_without_a_zone_is_refused() -> None:
    naive = replace(MEETING, changed_at=MEETING.changed_at.replace(tzinfo=None))
    with pytest.raises(ValueError, match="names no time zone"):
        written(naive)


AWKWARD = [
    "BEGIN:VEVENT\r\nUID:forged\r\nEND:VEVENT",
    "one\u2028BEGIN:VEVENT\u2029two\x85three\x0bfour\x0cfive\x1csix",
    "a, b; c \\ d \\n e \\, f: g",
    "Pwyllgor Trosolwg a Chraffu, Llandrindod — ŵ ŷ",
    "👩‍👩‍👧‍👦 fòrum " * 20,
    "\u202etfel ot thgir\u202c לשמור على \u200f",
    "nul\x00 escape\x1b delete\x7f half\ud800 none\ufffe",
    "Llanfair" * 40,
    " leading, trailing \t",
    "",
]
texts = st.one_of(
    st.sampled_from(AWKWARD),
    st.text(st.characters(exclude_categories=[]), max_size=400),
    st.text(st.sampled_from('\\,;:"n N\n\r\tŵ€👩\x00'), max_size=200),
)


def carried(text: str) -> str:
    """What can travel: lines joined by a plain line break, without controls, surrogates and the two non-characters."""

    def fits(character: str) -> bool:
        return character == "\t" or not (
            ord(character) < 0x20
            or 0x7F <= ord(character) < 0xA0
            or 0xD800 <= ord(character) < 0xE000
            or character in "\ufffe\uffff"
        )

    return "\n".join("".join(filter(fits, line)) for line in text.splitlines())


@given(title=texts, venue=texts, description=texts)
def test_any_text_comes_back_as_it_was(title: str, venue: str, description: str) -> None:
    event = replace(MEETING, title=title, venue=venue, description=description)
    calendar = icalendar.Calendar.from_ical(feed.write(Diary(title, description, (event, DEADLINE))))
    first, second = calendar.events
    assert (calendar.description or "") == carried(description)
    assert first.get("SUMMARY", "") == carried(title)
    assert (first.get("LOCATION", ""), first.get("DESCRIPTION", "")) == (carried(venue), carried(description))
    assert second["UID"] == "d1@council.example"


@given(text=texts)
def test_no_text_breaks_a_line(text: str) -> None:
    ics = written(replace(MEETING, uid=text, title=text, venue=text, description=text, url=text), DEADLINE)
    lines = ics.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert not {0x00, 0x0A, 0x0B, 0x0D, 0x1B} & set(b"".join(lines))
    assert [line.decode() for line in lines] == [*ics.decode().splitlines(), ""]
    assert [line for line in lines if line.startswith((b"BEGIN:VEVENT", b"END:VEVENT"))] == [
        b"BEGIN:VEVENT",
        b"END:VEVENT",
    ] * 2


def test_the_day_on_which_a_feed_is_written_leaves_no_trace() -> None:
    with time_machine.travel(datetime(2021, 11, 1, tzinfo=UTC)):
        once = written(MEETING, DEADLINE)
    with time_machine.travel(datetime(2027, 3, 28, 0, 30, tzinfo=UTC)):
        assert written(MEETING, DEADLINE) == once
