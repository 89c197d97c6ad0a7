from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrutiny.domain.rules import NotCovered
from scrutiny.domain.working_days import Calendar

CLOSED_DAYS = {
    "a Saturday": (date(2021, 11, 27), "Saturday"),
    "a Sunday": (date(2021, 11, 28), "Sunday"),
    "a bank holiday": (date(2019, 4, 19), "Good Friday"),
    "the substitute for a holiday at a weekend": (date(2022, 1, 3), "New Year’s Day (substitute day)"),
    "a one-off day of mourning": (date(2022, 9, 19), "State Funeral of Queen Elizabeth II"),
    "a plain Tuesday is open": (date(2021, 11, 30), None),
}


@pytest.mark.parametrize(("day", "reason"), CLOSED_DAYS.values(), ids=CLOSED_DAYS)
def test_a_closed_day_has_a_reason(england, day, reason):
    assert england.closed_because(day) == reason
    assert england.is_working(day) is (reason is None)


def test_a_council_that_counts_saturdays_still_leaves_out_sundays_and_holidays(england):
    saturdays = Calendar(closed=england.closed, years=england.years, saturdays_count=True)
    assert saturdays.is_working(date(2021, 11, 27))
    assert not saturdays.is_working(date(2021, 11, 28))
    assert not saturdays.is_working(date(2019, 4, 19))


def test_a_year_without_entered_holidays_is_refused_in_words(england, refusal):
    assert refusal(england.is_working, date(2023, 5, 9)) == (
        "The calendar of closed days does not cover 2023, so working days around 9 May 2023 cannot be counted. "
        "Load the bank holidays of 2023 and try again."
    )


BEYOND = {
    "back over New Year into a year that is not covered": lambda c: c.clear_days_before(date(2021, 1, 6), 5),
    "forward over New Year into a year that is not covered": lambda c: c.working_days_after(date(2022, 12, 29), 5),
    "a Saturday of a year that is not covered": lambda c: c.is_working(date(2020, 2, 1)),
    "between two days with an uncovered year in the middle": lambda c: c.clear_days_between(
        date(2019, 12, 30), date(2021, 1, 5)
    ),
    "before the first day of all": lambda c: c.previous_working_day(date.min),
    "after the last day of all": lambda c: c.next_working_day(date.max),
}


@pytest.mark.parametrize("count", BEYOND.values(), ids=BEYOND)
def test_no_count_runs_past_the_covered_years(england, count):
    with pytest.raises(NotCovered):
        count(england)


def test_a_year_in_which_every_day_is_closed_ends_in_a_refusal_not_in_a_loop():
    shut = Calendar(closed={date.fromordinal(n): "Shut" for n in range(738156, 738521)}, years=frozenset({2022}))
    with pytest.raises(NotCovered):
        shut.next_working_day(date(2022, 1, 1))


def test_the_nearest_working_days_pass_over_easter(england):
    assert england.next_working_day(date(2019, 4, 18)) == date(2019, 4, 23)
    assert england.previous_working_day(date(2019, 4, 23)) == date(2019, 4, 18)


def test_clear_days_come_earliest_first_and_leave_the_meeting_out(england):
    assert england.clear_days_before(date(2021, 11, 30), 3) == (
        date(2021, 11, 25),
        date(2021, 11, 26),
        date(2021, 11, 29),
    )
    assert england.clear_days_before(date(2021, 11, 30), 0) == ()


@given(
    day=st.dates(date(2021, 3, 15), date(2022, 11, 1)),
    count=st.integers(0, 30),
)
def test_counting_back_and_counting_between_agree(england, day, count):
    first, *_ = (*england.clear_days_before(day, count), day)
    eve = england.previous_working_day(first)
    assert england.clear_days_between(eve, day) == count
