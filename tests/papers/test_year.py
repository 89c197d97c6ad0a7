"""The year that the desk plans: its meetings, each with the day by which the agenda must be up."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from scrutiny.domain.municipal_year import MunicipalYear
from scrutiny.domain.notice import NoticeRule, NoticeState
from scrutiny.domain.vocabulary import MeetingKind, MeetingStatus
from scrutiny.domain.working_days import Calendar
from scrutiny.papers import year as papers
from tests.papers import rows


def arranged(*meetings: Any, today: date = date(2021, 11, 1), **changes: Any) -> papers.Year:
    values: dict[str, Any] = {
        "annual_meetings": {},
        "calendar": Calendar(closed={}, years=frozenset({2021, 2022})),
        "rule": NoticeRule(),
    }
    return papers.of(meetings, MunicipalYear(2021), today=today, **values | changes)


def listed(**changes: Any) -> Any:
    return rows.meeting(**{"published_on": None, "title": ""} | changes)


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2021, 11, 1), NoticeState.CALM),
        (date(2021, 11, 16), NoticeState.AMBER),
        (date(2021, 11, 22), NoticeState.RED),
        (date(2021, 11, 23), NoticeState.LATE),
    ],
)
def test_a_meeting_to_come_has_its_day_and_how_near_it_is(today: date, state: NoticeState) -> None:
    (called,) = arranged(listed(), today=today).meetings
    assert (called.publish_by, called.state, called.uncounted) == (date(2021, 11, 22), state, False)


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"kind": MeetingKind.BRIEFING}, id="a briefing"),
        pytest.param({"status": MeetingStatus.CANCELLED}, id="a cancelled meeting"),
        pytest.param({"published_on": date(2021, 11, 20)}, id="a meeting whose agenda is up"),
    ],
)
def test_no_day_is_asked_for(changes: dict[str, Any]) -> None:
    (called,) = arranged(listed(**changes)).meetings
    assert (called.publish_by, called.state, called.uncounted) == (None, None, False)


def test_a_year_whose_holidays_are_not_loaded_is_said_and_not_guessed() -> None:
    year = arranged(listed(), calendar=Calendar(closed={}, years=frozenset({2022})))
    assert year.not_covered == (2021,)
    assert [(called.publish_by, called.uncounted) for called in year.meetings] == [(None, True)]


def test_the_closed_days_of_the_year_are_there_in_their_order() -> None:
    days = {date(2022, 5, 20): "After it", date(2021, 12, 29): "Offices closed", date(2021, 8, 30): "Bank holiday"}
    year = arranged(calendar=Calendar(closed=days, years=frozenset({2021, 2022})))
    assert year.closed == ((date(2021, 8, 30), "Bank holiday"), (date(2021, 12, 29), "Offices closed"))


def test_only_the_meetings_of_the_year_are_there_from_the_annual_meeting_on() -> None:
    days = (date(2021, 5, 19), date(2021, 5, 20), date(2022, 5, 14), date(2022, 5, 15))
    year = arranged(*(listed(on=on) for on in days), annual_meetings={2021: date(2021, 5, 20)})
    assert [called.meeting.on for called in year.meetings] == list(days[1:3])
    assert (year.first, year.last, year.not_covered) == (date(2021, 5, 20), date(2022, 5, 14), ())
