"""Somebody's desk: each meeting with the next thing to be done, and the day by which its agenda must be out."""

from __future__ import annotations

from datetime import date, time
from types import SimpleNamespace
from typing import Any

import pytest

from scrutiny.domain.duties import Duty
from scrutiny.domain.notice import NoticeState, PapersGoUp
from scrutiny.domain.vocabulary import MeetingKind, MeetingStatus, MinutesState
from scrutiny.domain.working_days import Calendar
from scrutiny.papers import desk

COMMITTEES: Any = [SimpleNamespace(id=1, code="SOS", name="Safety"), SimpleNamespace(id=2, code="HCS", name="Health")]
COVERED, UNKNOWN = Calendar(closed={}, years=frozenset({2021})), Calendar(closed={}, years=frozenset())


def meeting(**values: Any) -> Any:
    called = {
        "id": 7,
        "committee_id": 1,
        "council_id": 3,
        "on": date(2021, 11, 30),
        "at": time(10, 0),
        "venue": "Council Chamber",
        "kind": MeetingKind.FORMAL,
        "title": "",
        "status": MeetingStatus.SCHEDULED,
        "published_on": None,
        "has_items": True,
        "unexcluded": False,
        "minutes_state": MinutesState.NONE,
        "clear_days": 5,
        "papers_go_up": PapersGoUp.BY_CLOSE_OF_A_WORKING_DAY,
    }
    return SimpleNamespace(**called | values)


def waiting(today: date = date(2021, 11, 1), calendar: Calendar = COVERED, **values: Any) -> desk.Waiting:
    (found,) = desk.of(COMMITTEES, [meeting(**values)], calendars={3: calendar}, today=today)[0].waiting
    return found


def test_each_committee_has_its_own_meetings_and_one_without_any_is_there_too() -> None:
    rows: Any = [meeting(id=7), meeting(id=8, status=MeetingStatus.CANCELLED)]
    desks = desk.of(COMMITTEES, rows, calendars={3: COVERED}, today=date(2021, 11, 1))
    assert [(each.code, [one.id for one in each.waiting]) for each in desks] == [("SOS", [7]), ("HCS", [])]


@pytest.mark.parametrize(
    ("today", "state"),
    [
        pytest.param(date(2021, 11, 1), NoticeState.CALM, id="three weeks before"),
        pytest.param(date(2021, 11, 15), NoticeState.AMBER, id="a week before"),
        pytest.param(date(2021, 11, 22), NoticeState.RED, id="on the day"),
        pytest.param(date(2021, 11, 23), NoticeState.LATE, id="a day late"),
    ],
)
def test_an_agenda_that_is_not_out_has_its_last_day(today: date, state: NoticeState) -> None:
    found = waiting(today)
    assert (found.duty, found.publish_by, found.notice) == (Duty.PUBLISH, date(2021, 11, 22), state)


def test_a_year_whose_holidays_nobody_entered_is_said_and_not_guessed() -> None:
    found = waiting(calendar=UNKNOWN)
    assert (found.publish_by, found.notice) == (None, None)
    assert "does not cover 2021" in found.unknown


def test_an_agenda_that_is_out_is_awaited() -> None:
    found = waiting(published_on=date(2021, 11, 20))
    assert (found.duty, found.publish_by, found.unknown) == (Duty.AWAIT, None, "")


@pytest.mark.parametrize(
    ("values", "told"),
    [
        pytest.param({}, True, id="before the agenda is out"),
        pytest.param(
            {"published_on": date(2021, 11, 20)}, True, id="once it is out, since an exempt paper may come late"
        ),
        pytest.param({"status": MeetingStatus.HELD}, False, id="no more once it was held"),
        pytest.param({"kind": MeetingKind.BRIEFING}, False, id="not of a briefing, which is not open to the public"),
    ],
)
def test_exempt_business_that_no_resolution_shuts_the_public_out_of_is_told_while_it_can_be_mended(
    values: dict[str, Any], told: bool
) -> None:
    assert waiting(unexcluded=True, **values).unexcluded is told
    assert not waiting(**values).unexcluded


@pytest.mark.parametrize(
    ("values", "called"),
    [
        pytest.param({}, "", id="a formal meeting is called by its day"),
        pytest.param({"kind": MeetingKind.BRIEFING}, "Briefing", id="a briefing by its kind"),
        pytest.param({"kind": MeetingKind.VISIT, "title": "The hub"}, "Visit: The hub", id="and by its title"),
    ],
)
def test_an_informal_meeting_says_what_it_is(values: dict[str, Any], called: str) -> None:
    assert waiting(**values).called == called
