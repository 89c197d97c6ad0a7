from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrutiny.domain.deadlines import (
    BACKGROUND_PAPERS,
    CALL_IN,
    COMMUNITY_SAFETY_RESPONSE,
    CRIME_AND_DISORDER_MEETING,
    EXECUTIVE_RESPONSE,
    HEALTH_RESPONSE,
    INSPECTION,
    KEY_DECISION_NOTICE,
    Deadline,
    months_after,
    months_beginning_with,
    response_due,
)
from scrutiny.domain.vocabulary import ResponseClock

TWO_MONTHS_S_9FE = {
    "ends the day before the corresponding date": (date(2021, 9, 14), date(2021, 11, 13)),
    "no corresponding date, the month's last day": (date(2021, 12, 31), date(2022, 2, 28)),
    "no corresponding date, the last day of a leap February": (date(2023, 12, 31), date(2024, 2, 29)),
    "29 December reaches the end of February": (date(2021, 12, 29), date(2022, 2, 28)),
    "29 December before a leap year has its date": (date(2023, 12, 29), date(2024, 2, 28)),
    "the first of a month ends with the month before": (date(2021, 3, 1), date(2021, 4, 30)),
    "from a leap day": (date(2024, 2, 29), date(2024, 4, 28)),
    "from 31 July, 30 September": (date(2021, 7, 31), date(2021, 9, 30)),
}


@pytest.mark.parametrize(("received", "due"), TWO_MONTHS_S_9FE.values(), ids=TWO_MONTHS_S_9FE)
def test_two_months_beginning_with_the_day_of_receipt_lga_2000_s_9fe(received, due):
    assert EXECUTIVE_RESPONSE.deadline(received).on == due


CLOCKS = {
    "an NHS body asked on 14 September answers by 12 October (SI 2013/218 reg. 22)": (
        HEALTH_RESPONSE,
        date(2021, 9, 14),
        date(2021, 10, 12),
    ),
    "community safety partners have 28 days (SI 2009/942)": (
        COMMUNITY_SAFETY_RESPONSE,
        date(2022, 2, 1),
        date(2022, 3, 1),
    ),
    "crime and disorder is met on again within the year (Police and Justice Act 2006 s.19)": (
        CRIME_AND_DISORDER_MEETING,
        date(2021, 9, 14),
        date(2022, 9, 14),
    ),
    "crime and disorder met on a leap day": (CRIME_AND_DISORDER_MEETING, date(2024, 2, 29), date(2025, 2, 28)),
    "a key decision of 15 December is published on 16 November (SI 2012/2089 reg. 9)": (
        KEY_DECISION_NOTICE,
        date(2021, 12, 15),
        date(2021, 11, 16),
    ),
    "papers of 14 September 2021 are open for six years (LGA 1972 s.100C)": (
        INSPECTION,
        date(2021, 9, 14),
        date(2027, 9, 13),
    ),
    "papers of a leap day are open for six years (LGA 1972 s.100C)": (INSPECTION, date(2020, 2, 29), date(2026, 2, 28)),
    "background papers are open for four years (LGA 1972 s.100D)": (
        BACKGROUND_PAPERS,
        date(2021, 9, 14),
        date(2025, 9, 13),
    ),
}


@pytest.mark.parametrize(("clock", "start", "expected"), CLOCKS.values(), ids=CLOCKS)
def test_a_clock_runs_out(clock, start, expected):
    assert clock.deadline(start).on == expected


def test_call_in_is_counted_in_the_working_days_of_the_council(england):
    assert CALL_IN.deadline(date(2019, 4, 17), england).on == date(2019, 4, 26)


def test_call_in_without_a_calendar_is_refused(refusal):
    assert "Working days need the council's calendar" in refusal(CALL_IN.deadline, date(2019, 4, 17))


def test_a_deadline_carries_its_rule_and_its_source():
    assert HEALTH_RESPONSE.deadline(date(2021, 9, 14)) == Deadline(
        on=date(2021, 10, 12),
        rule="An NHS body or provider asked for a response answers in writing within 28 days of the request.",
        source="SI 2013/218 reg. 22",
    )


def test_a_deadline_has_passed_only_on_the_day_after():
    deadline = EXECUTIVE_RESPONSE.deadline(date(2021, 9, 14))
    assert not deadline.passed(date(2021, 11, 13))
    assert deadline.passed(date(2021, 11, 14))


def test_a_council_sets_its_own_figure_where_the_clock_is_a_setting():
    three_days = CALL_IN.lasting(3)
    assert three_days.rule == "A decision can be called in until 3 working days after it was published."
    assert CALL_IN.length == 5


def test_a_figure_that_statute_fixes_is_no_setting(refusal):
    assert "fixed by Local Government Act 1972 s.100C(1)" in refusal(INSPECTION.lasting, 3)


def test_a_period_of_no_days_is_refused(refusal):
    assert CALL_IN.lasting(1).length == 1
    assert "Set 1 or more." in refusal(CALL_IN.lasting, 0)


BEYOND = {
    "two months after the last month": (EXECUTIVE_RESPONSE, date(9999, 12, 1)),
    "28 days after the last day": (HEALTH_RESPONSE, date(9999, 12, 31)),
    "29 days before the first day": (KEY_DECISION_NOTICE, date(1, 1, 1)),
}


@pytest.mark.parametrize(("clock", "day"), BEYOND.values(), ids=BEYOND)
def test_a_year_typed_wrong_is_answered_in_words(clock, day, refusal):
    assert refusal(clock.deadline, day).endswith("Check the year.")


RESPONSES = {
    ResponseClock.EXECUTIVE: date(2021, 11, 13),
    ResponseClock.HEALTH: date(2021, 10, 12),
    ResponseClock.COMMUNITY_SAFETY: date(2021, 10, 12),
}


@pytest.mark.parametrize(("kind", "due"), RESPONSES.items())
def test_a_recommendation_received_on_14_september_2021_is_due(kind, due):
    assert response_due(kind, date(2021, 9, 14)).on == due


def test_no_statute_makes_other_addressees_answer():
    assert response_due(ResponseClock.NONE, date(2021, 9, 14)) is None


days = st.dates(date(1900, 1, 1), date(2200, 12, 31))


@given(day=days, months=st.integers(1, 120))
def test_received_a_day_later_is_never_due_sooner(day, months):
    later = day + timedelta(days=1)
    assert months_beginning_with(day, months) <= months_beginning_with(later, months)
    assert months_after(day, months) <= months_after(later, months)


@given(day=days, months=st.integers(1, 120))
def test_counting_the_first_day_takes_a_day_off_where_there_is_a_corresponding_date(day, months):
    beginning_with, after = months_beginning_with(day, months), months_after(day, months)
    has_corresponding_date = after.day == day.day
    assert after - beginning_with == timedelta(days=1 if has_corresponding_date else 0)


@given(day=days, first=st.integers(0, 60), then=st.integers(0, 60))
def test_months_add_up_where_every_month_has_the_day(day, first, then):
    day = day.replace(day=min(day.day, 28))
    assert months_after(months_after(day, first), then) == months_after(day, first + then)
