from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrutiny.domain import reminders

DUE = date(2021, 11, 30)


def day(days: int | None) -> date | None:
    """So many days after the action is due; before it, where that is negative."""
    return None if days is None else DUE + timedelta(days=days)


@pytest.mark.parametrize(
    ("today", "told", "news"),
    [
        pytest.param(-8, None, False, id="eight days before, nothing is said"),
        pytest.param(-7, None, True, id="a week before, it is told"),
        pytest.param(-7, -7, False, id="not twice in a day"),
        pytest.param(-6, -7, False, id="not again the next day"),
        pytest.param(-3, None, True, id="asked for at short notice, it is told at once"),
        pytest.param(-1, -7, True, id="the day before, it is told again"),
        pytest.param(0, -1, False, id="told yesterday, not on the day itself"),
        pytest.param(0, -7, True, id="nobody could be told yesterday: told on the day"),
        pytest.param(1, -1, True, id="the day after, it is overdue and told"),
        pytest.param(1, 0, True, id="the day after, although it was told on the day"),
        pytest.param(2, 1, False, id="not daily from then on"),
        pytest.param(7, 1, False, id="nor six days after that"),
        pytest.param(8, 1, True, id="but a week after that"),
        pytest.param(10, 3, True, id="a week after whenever it was last named"),
        pytest.param(300, 294, False, id="and no more often after a year"),
        pytest.param(300, 293, True, id="nor less"),
        pytest.param(300, None, True, id="long overdue and never told"),
        pytest.param(-20, 1, False, id="put off to a later day after it was told"),
        pytest.param(-7, -12, True, id="and told anew as that day comes"),
    ],
)
def test_when_the_owner_of_an_action_is_told(today: int, told: int | None, news: bool) -> None:
    on = day(today)
    assert on is not None
    assert reminders.is_news(DUE, on, day(told)) is news


@given(st.sets(st.integers(-20, 60)))
def test_told_daily_or_with_days_left_out_nobody_is_told_more_than_weekly_once_overdue(days_off: set[int]) -> None:
    told: list[int] = []
    for today in (number for number in range(-20, 61) if number not in days_off):
        on = day(today)
        assert on is not None
        if reminders.is_news(DUE, on, day(told[-1] if told else None)):
            told.append(today)
    overdue = [number for number in told if number > 0]
    assert all(later - earlier >= 7 for earlier, later in pairwise(overdue))
    assert len([number for number in told if number <= 0]) <= 2
    assert bool(told) == bool(set(range(-7, 61)) - days_off)


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (-7, "due in 7 days, Tuesday 30 November 2021"),
        (-1, "due tomorrow, Tuesday 30 November 2021"),
        (0, "due today, Tuesday 30 November 2021"),
        (1, "overdue by 1 day: it was due on 30 November 2021"),
        (30, "overdue by 30 days: it was due on 30 November 2021"),
    ],
)
def test_how_an_action_stands_with_its_day_in_words(today: int, words: str) -> None:
    on = day(today)
    assert on is not None
    assert reminders.standing(DUE, on) == words
    assert (reminders.horizon(on) >= DUE) is (today >= -7)


@pytest.mark.parametrize(("told", "news"), [(None, True), (0, False), (-6, False), (-7, True)])
def test_what_has_no_day_is_asked_for_weekly(told: int | None, news: bool) -> None:
    assert reminders.is_news_again(DUE, day(told)) is news
