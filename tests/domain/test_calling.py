"""What stands in the way of a meeting that somebody means to call, and what is said of it first."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from scrutiny.domain.calling import Ground, MeetingLine, weigh
from scrutiny.domain.municipal_year import MunicipalYear
from scrutiny.domain.notice import NoticeRule
from scrutiny.domain.vocabulary import MeetingKind
from scrutiny.domain.working_days import Calendar

CLOSED = {date(2021, 12, 27): "Christmas Day (substitute day)", date(2021, 12, 29): "Offices closed"}


def ground(**changes: Any) -> Ground:
    values: dict[str, Any] = {
        "today": date(2021, 5, 20),
        "year": MunicipalYear(2021),
        "annual_meetings": {},
        "calendar": Calendar(closed=CLOSED, years=frozenset({2021, 2022})),
        "rule": NoticeRule(),
        "taken": frozenset({(date(2021, 9, 14), time(10))}),
    }
    return Ground(**values | changes)


def line(on: date | None, at: time = time(10), **values: Any) -> MeetingLine:
    return MeetingLine(**{"number": 1, "text": "as written", "on": on, "at": at} | values)


def test_a_plain_meeting_has_its_day_to_publish_by_and_nothing_to_look_at() -> None:
    (proposal,) = weigh([line(date(2021, 11, 30))], ground())
    assert (proposal.publish_by, proposal.faults, proposal.doubts) == (date(2021, 11, 22), (), ())


def test_a_briefing_needs_no_notice() -> None:
    (proposal,) = weigh([line(date(2021, 11, 30), kind=MeetingKind.BRIEFING)], ground())
    assert (proposal.publish_by, proposal.doubts) == (None, ())


@pytest.mark.parametrize(
    ("on", "changes", "says"),
    [
        pytest.param(date(2021, 5, 19), {}, "That day is over.", id="a day that is over"),
        pytest.param(date(2021, 5, 21), {}, "Its papers should have been up by 13 May 2021.", id="too near for notice"),
        pytest.param(date(2022, 6, 1), {}, "1 June 2022 is in 2022/23, not in 2021/22.", id="another municipal year"),
        pytest.param(date(2021, 11, 27), {}, "27 November 2021 is a Saturday.", id="a Saturday"),
        pytest.param(
            date(2021, 12, 29),
            {},
            "The offices are closed on 29 December 2021: Offices closed.",
            id="a day on which the offices are closed",
        ),
        pytest.param(date(2023, 6, 10), {}, "10 June 2023 is a Saturday.", id="a Saturday of a year not loaded"),
        pytest.param(
            date(2023, 1, 5),
            {},
            "The bank holidays of 2023 are not loaded, so the day to publish by cannot be counted.",
            id="the holidays of its year are not loaded",
        ),
        pytest.param(
            date(2022, 1, 4),
            {"calendar": Calendar(closed={}, years=frozenset({2022}))},
            "The bank holidays of 2021 are not loaded, so the day to publish by cannot be counted.",
            id="the holidays of the year before are not loaded, and its notice begins there",
        ),
        pytest.param(
            date(2021, 9, 14),
            {"taken": frozenset({(date(2021, 9, 14), time(14))})},
            "The committee meets at another hour of that day too.",
            id="a day on which it meets already",
        ),
    ],
)
def test_it_can_be_called_and_is_to_be_looked_at(on: date, changes: dict[str, Any], says: str) -> None:
    (proposal,) = weigh([line(on)], ground(**changes))
    assert says in proposal.doubts
    assert proposal.faults == ()


def test_the_hour_of_another_meeting_is_taken() -> None:
    (proposal,) = weigh([line(date(2021, 9, 14))], ground())
    assert proposal.faults == ("The committee has a meeting on 14 September 2021 at 10.00 am already.",)


def test_two_lines_of_one_hour_are_a_mistake_of_the_second() -> None:
    lines = [line(date(2021, 11, 30)), line(date(2021, 11, 30), number=4), line(date(2021, 11, 30), time(14), number=5)]
    assert [proposal.faults for proposal in weigh(lines, ground())] == [
        (),
        ("Line 1 has the same day and the same hour.",),
        (),
    ]


def test_a_line_that_could_not_be_read_keeps_what_was_said_of_it() -> None:
    (proposal,) = weigh([line(None, faults=("No day.",), doubts=("Strange.",))], ground())
    assert (proposal.publish_by, proposal.faults, proposal.doubts) == (None, ("No day.",), ("Strange.",))
