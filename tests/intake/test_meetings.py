"""A list of meetings is read as people write it, and what is not plain is said."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrutiny.domain.calling import MeetingLine
from scrutiny.domain.dates import written_with_weekday
from scrutiny.domain.vocabulary import MeetingKind
from scrutiny.intake.meetings import Usual, read

USUAL = Usual(begins=date(2021, 5, 15), at=time(10), venue="Oak Room")


def one(text: str) -> MeetingLine:
    (line,) = read(text, USUAL)
    return line


@pytest.mark.parametrize(
    ("text", "on", "at"),
    [
        ("17 June 2021", date(2021, 6, 17), time(10)),
        ("Thursday 17 June 2021 2.30 pm", date(2021, 6, 17), time(14, 30)),
        ("Thurs. 17th of June, 2021 at 9.30 a.m.", date(2021, 6, 17), time(9, 30)),
        ("- Tue 14 Sept 2021\t14:00", date(2021, 9, 14), time(14)),
        ("June 17, 2021 noon", date(2021, 6, 17), time(12)),
        ("2021-06-17 18:30", date(2021, 6, 17), time(18, 30)),
        ("17/06/2021 12 noon", date(2021, 6, 17), time(12)),
        ("17.6.21 12.15 am", date(2021, 6, 17), time(0, 15)),
        ("10am on Thursday the 17th June 2021", date(2021, 6, 17), time(10)),
    ],
)
def test_a_day_and_a_time_in_the_ways_people_write_them(text: str, on: date, at: time) -> None:
    line = one(text)
    assert (line.on, line.at, line.venue, line.faults, line.doubts) == (on, at, "Oak Room", (), ())


@given(st.dates(date(1974, 4, 1), date(2199, 12, 31)), st.times())
def test_whatever_day_is_written_in_full_is_read_without_a_doubt(on: date, at: time) -> None:
    line = one(f"{written_with_weekday(on)}, {at:%H:%M}" if at.hour > 7 or at.hour == 0 else written_with_weekday(on))
    assert (line.on, line.faults, line.doubts) == (on, (), ())


@pytest.mark.parametrize(
    ("text", "venue"),
    [
        ("17 June 2021, Council Chamber, County Buildings", "Council Chamber, County Buildings"),
        ("17 June 2021 10.00 am – Chamber", "Chamber"),
        ("17 June 2021\t10.00 am\tCommittee Room 2", "Committee Room 2"),
        ("17 June 2021 at 2 pm in the Chamber", "the Chamber"),
        ("17 June 2021, Training Room 2", "Training Room 2"),
    ],
)
def test_what_is_left_is_the_place(text: str, venue: str) -> None:
    assert (one(text).venue, one(text).kind) == (venue, MeetingKind.FORMAL)


@pytest.mark.parametrize(
    ("text", "kind", "title", "venue"),
    [
        ("Briefing: How referrals are counted, 11 January 2022", MeetingKind.BRIEFING, "How referrals are counted", ""),
        ("11 January 2022, 2 pm, working group", MeetingKind.WORKING_GROUP, "", ""),
        ("11 January 2022, Visit to the hub, The Hub", MeetingKind.VISIT, "Visit to the hub", "The Hub"),
        ("11 January 2022; Inquiry day: poverty; Briefing Room", MeetingKind.INQUIRY_DAY, "poverty", "Briefing Room"),
        ("11 January 2022; Formal", MeetingKind.FORMAL, "", ""),
    ],
)
def test_another_kind_of_meeting_is_named_by_its_part(text: str, kind: MeetingKind, title: str, venue: str) -> None:
    line = one(text)
    assert (line.kind, line.title, line.venue) == (kind, title, venue or "Oak Room")


@pytest.mark.parametrize(
    ("text", "at", "minutes"),
    [
        ("17 June 2021 10.00 am to 12.30 pm", time(10), 150),
        ("17 June 2021 10.00 – 11.30 am", time(10), 90),
        ("17 June 2021 2.00-4.00pm", time(14), 120),
        ("17 June 2021 10.30 am until noon", time(10, 30), 90),
    ],
)
def test_an_end_gives_its_length(text: str, at: time, minutes: int) -> None:
    line = one(text)
    assert (line.at, line.duration_minutes, line.venue, line.doubts) == (at, minutes, "Oak Room", ())


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        pytest.param("Friday 17 June 2021", "17 June 2021 is a Thursday.", id="another day of the week"),
        pytest.param("17 June", "No year is written: 2021 is taken.", id="no year, before the winter"),
        pytest.param("8 February", "No year is written: 2022 is taken.", id="no year, after it"),
        pytest.param("17 June 2021 2.00", "2.00 is read as 2.00 pm.", id="neither am nor pm"),
        pytest.param(
            "17 June 2021 2 pm to 1 pm", "It would end before it begins, so the end is left out.", id="ends before"
        ),
    ],
)
def test_what_is_not_plain_is_read_and_said(text: str, doubt: str) -> None:
    line = one(text)
    assert (line.faults, line.doubts) == ((), (doubt,))
    assert line.on is not None


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        pytest.param("Date and time", "No day can be read here. Write it like 17 June 2021.", id="no day"),
        pytest.param("31 June 2021", "31 June 2021 is not a day of the calendar.", id="a day that there is not"),
        pytest.param("29 February", "29 February is not a day of the calendar.", id="no leap year"),
        pytest.param("17 June 1066", "17 June 1066 is not a day of the calendar.", id="a year of no council"),
        pytest.param(
            "30 November 2021 (re-arranged from 4 November)",
            "Two days are on this line. Give each meeting a line of its own.",
            id="two days",
        ),
        pytest.param(
            "17 June 2021, " + "x" * 301, "The place has 301 characters and the most is 300.", id="too long a place"
        ),
        pytest.param(
            "17 June 2021, Visit: " + "x" * 301,
            "The title has 301 characters and the most is 300.",
            id="too long a title",
        ),
    ],
)
def test_what_cannot_be_called_as_it_is_written(text: str, fault: str) -> None:
    assert one(text).faults == (fault,)


def test_a_page_pasted_without_line_ends_is_not_read() -> None:
    line = one("17 June 2021, " * 20_000)
    assert (line.on, len(line.text)) == (None, 80)
    assert line.faults == ("This line has 280000 characters. Give each meeting a line of its own.",)


def test_lines_keep_the_numbers_that_they_have_in_the_text() -> None:
    assert [(line.number, line.text) for line in read("\n 17 June 2021 \n\n\t\n18  June 2021\n", USUAL)] == [
        (2, "17 June 2021"),
        (5, "18 June 2021"),
    ]


@given(st.text(max_size=200))
def test_whatever_is_pasted_is_answered_line_by_line(text: str) -> None:
    lines = read(text, USUAL)
    assert [line.number for line in lines] == [n for n, line in enumerate(text.split("\n"), 1) if line.strip()]
    assert all(line.faults or line.on for line in lines)
