"""Local Government Act 1972 s.100A(6) and s.100B(3): n clear days, not the day of publication, not the meeting's."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from scrutiny.domain.notice import (
    STATUTORY,
    NoticeRule,
    NoticeState,
    PapersGoUp,
    notice_given,
    publish_by,
    publish_by_or_why_not,
    require_notice_of_a_move,
    require_notice_or_urgency,
    state,
)
from scrutiny.domain.rules import NotCovered
from scrutiny.domain.vocabulary import Nation
from scrutiny.domain.working_days import Calendar

FIVE = STATUTORY[Nation.ENGLAND]
THREE = STATUTORY[Nation.WALES]
EVENING = NoticeRule(clear_days=5, papers_go_up=PapersGoUp.AFTER_THE_OFFICE_CLOSES)
LITERAL = NoticeRule(clear_days=5, papers_go_up=PapersGoUp.ON_ANY_DAY)

PUBLISH_BY = {
    "England, a plain week": (FIVE, date(2021, 11, 30), date(2021, 11, 22)),
    "England, the substitute day on 3 January": (FIVE, date(2022, 1, 10), date(2021, 12, 30)),
    "England, Good Friday and Easter Monday before a Tuesday": (FIVE, date(2019, 4, 23), date(2019, 4, 11)),
    "England, Good Friday and Easter Monday before a Thursday": (FIVE, date(2019, 4, 25), date(2019, 4, 15)),
    "England, the one-off holiday of 19 September 2022": (FIVE, date(2022, 9, 22), date(2022, 9, 13)),
    "England, Easter straddled": (FIVE, date(2026, 4, 9), date(2026, 3, 30)),
    "England, Christmas and New Year": (FIVE, date(2026, 1, 6), date(2025, 12, 24)),
    "Wales, three clear days in a plain week": (THREE, date(2021, 11, 30), date(2021, 11, 24)),
    "Wales, three clear days over Easter": (THREE, date(2019, 4, 23), date(2019, 4, 15)),
    "papers that go up in the evening, one working day sooner": (EVENING, date(2021, 11, 30), date(2021, 11, 19)),
    "papers that go up in the evening, before Christmas": (EVENING, date(2026, 1, 6), date(2025, 12, 23)),
    "the Act's words alone, a plain week": (LITERAL, date(2021, 11, 30), date(2021, 11, 22)),
    "the Act's words alone, put up on Boxing Day and the Sunday": (LITERAL, date(2026, 1, 6), date(2025, 12, 28)),
    "the Act's words alone, put up on Easter Monday": (LITERAL, date(2019, 4, 30), date(2019, 4, 22)),
}


@pytest.mark.parametrize(("rule", "meeting_on", "expected"), PUBLISH_BY.values(), ids=PUBLISH_BY)
def test_publish_by(england, rule, meeting_on, expected):
    assert publish_by(meeting_on, england, rule) == expected
    given = notice_given(published_on=expected, meeting_on=meeting_on, calendar=england, rule=rule)
    assert given == rule.clear_days


def test_a_body_that_counts_saturdays_can_publish_later(england):
    saturdays = Calendar(closed=england.closed, years=england.years, saturdays_count=True)
    assert publish_by(date(2021, 11, 30), saturdays, FIVE) == date(2021, 11, 23)
    assert publish_by(date(2022, 1, 10), saturdays, FIVE) == date(2021, 12, 31)


def test_a_local_closure_counts_like_a_bank_holiday(england):
    shut = {**england.closed, date(2021, 11, 25): "Offices closed for the move"}
    assert publish_by(date(2021, 11, 30), Calendar(closed=shut, years=england.years), FIVE) == date(2021, 11, 19)


def test_notice_that_runs_back_into_a_year_without_holidays_is_refused(england):
    with pytest.raises(NotCovered, match="does not cover 2020"):
        publish_by(date(2021, 1, 6), england, FIVE)


def test_the_last_day_or_why_nobody_can_say_it(england):
    assert publish_by_or_why_not(date(2021, 11, 30), england, FIVE) == (date(2021, 11, 22), "")
    day, why_not = publish_by_or_why_not(date(2021, 1, 6), england, FIVE)
    assert day is None
    assert "does not cover 2020" in why_not


def test_a_council_that_sets_nothing_has_the_english_rule():
    assert NoticeRule() == FIVE


def test_notice_of_no_days_cannot_be_set(refusal):
    assert "Notice of 0 clear days is no notice." in refusal(NoticeRule, clear_days=0)


rules = st.builds(NoticeRule, clear_days=st.integers(1, 28), papers_go_up=st.sampled_from(PapersGoUp))
calendars = st.builds(
    lambda days, saturdays: Calendar(
        closed=dict.fromkeys(days, "Closed"), years=frozenset({2021, 2022}), saturdays_count=saturdays
    ),
    st.frozensets(st.dates(date(2021, 1, 1), date(2022, 12, 31)), max_size=60),
    st.booleans(),
)


@given(rule=rules, calendar=calendars, meeting_on=st.dates(date(2021, 8, 1), date(2022, 12, 31)))
def test_publishing_by_the_date_always_leaves_the_clear_days(rule, calendar, meeting_on):
    by = publish_by(meeting_on, calendar, rule)
    given = notice_given(published_on=by, meeting_on=meeting_on, calendar=calendar, rule=rule)
    assert given >= rule.clear_days


@given(rule=rules, calendar=calendars, meeting_on=st.dates(date(2021, 8, 1), date(2022, 12, 1)))
def test_no_later_day_of_publication_would_do(rule, calendar, meeting_on):
    by = publish_by(meeting_on, calendar, rule)
    if rule.papers_go_up is PapersGoUp.ON_ANY_DAY:
        next_chance = by + timedelta(days=1)
    else:
        assert calendar.is_working(by)
        next_chance = calendar.next_working_day(by)
    given = notice_given(published_on=next_chance, meeting_on=meeting_on, calendar=calendar, rule=rule)
    assert given < rule.clear_days


@given(rule=rules, calendar=calendars, meeting_on=st.dates(date(2021, 8, 1), date(2022, 12, 1)), days=st.integers(1, 9))
def test_a_later_meeting_never_needs_its_papers_sooner(rule, calendar, meeting_on, days):
    later = meeting_on + timedelta(days=days)
    assume(later.year == 2022 or meeting_on.year == 2021)
    assert publish_by(meeting_on, calendar, rule) <= publish_by(later, calendar, rule)


NOTICE_GIVEN = {
    "the day after the publish-by date is one day short": (FIVE, date(2021, 11, 23), 4),
    "put up on the eve gives none": (FIVE, date(2021, 11, 29), 0),
    "put up on the day of the meeting gives none": (FIVE, date(2021, 11, 30), 0),
    "put up after the meeting gives none": (FIVE, date(2021, 12, 1), 0),
    "put up a fortnight ahead gives more than is asked": (FIVE, date(2021, 11, 15), 10),
    "the evening of the publish-by date is counted from the next day": (EVENING, date(2021, 11, 22), 4),
    "on a Saturday, counted from the Monday when the rule says evening": (EVENING, date(2021, 11, 20), 5),
}


@pytest.mark.parametrize(("rule", "published_on", "expected"), NOTICE_GIVEN.values(), ids=NOTICE_GIVEN)
def test_notice_given_for_the_meeting_of_30_november_2021(england, rule, published_on, expected):
    given = notice_given(published_on=published_on, meeting_on=date(2021, 11, 30), calendar=england, rule=rule)
    assert given == expected


STATES = {
    "eight days ahead is calm": (date(2021, 11, 14), None, NoticeState.CALM),
    "a week ahead is amber": (date(2021, 11, 15), None, NoticeState.AMBER),
    "two days ahead is amber": (date(2021, 11, 20), None, NoticeState.AMBER),
    "the eve is red": (date(2021, 11, 21), None, NoticeState.RED),
    "the day itself is red": (date(2021, 11, 22), None, NoticeState.RED),
    "the day after is late": (date(2021, 11, 23), None, NoticeState.LATE),
    "published in time is calm for ever": (date(2021, 12, 25), date(2021, 11, 22), NoticeState.CALM),
    "published late is late for ever": (date(2021, 11, 24), date(2021, 11, 23), NoticeState.LATE),
}


@pytest.mark.parametrize(("today", "published_on", "expected"), STATES.values(), ids=STATES)
def test_state_of_notice_with_a_publish_by_date_of_22_november_2021(today, published_on, expected):
    assert state(today=today, publish_by=date(2021, 11, 22), published_on=published_on) is expected


def test_a_late_item_without_a_reason_is_refused_s_100B_4(england, refusal):
    late = {"published_on": date(2021, 11, 25), "meeting_on": date(2021, 11, 30), "calendar": england, "rule": FIVE}
    assert refusal(require_notice_or_urgency, **late, urgent_because="  ") == (
        "Papers put up on 25 November 2021 give 2 of the 5 clear days before the meeting on 30 November 2021. "
        "The item can be taken only if the Chairman finds it urgent: record the reason, which the minutes must give "
        "(Local Government Act 1972 s.100B(4))."
    )


def test_papers_that_follow_the_call_of_a_meeting_at_shorter_notice_are_late_s_100B_4_a(england, refusal):
    sentence = refusal(
        require_notice_or_urgency,
        published_on=date(2021, 11, 26),
        meeting_on=date(2021, 11, 30),
        calendar=england,
        rule=FIVE,
        called_on=date(2021, 11, 25),
    )
    assert "give 1 of the 5 clear days" in sentence


IN_ORDER = {
    "in time, no reason needed": (date(2021, 11, 22), None, ""),
    "late, for a reason that can be minuted": (date(2021, 11, 29), None, "The grant closes before the next meeting."),
    "up with the call of a meeting at shorter notice": (date(2021, 11, 25), date(2021, 11, 25), ""),
}


@pytest.mark.parametrize(("published_on", "called_on", "reason"), IN_ORDER.values(), ids=IN_ORDER)
def test_an_item_in_time_or_urgent_is_taken_s_100B_4(england, published_on, called_on, reason):
    require_notice_or_urgency(
        published_on=published_on,
        called_on=called_on,
        meeting_on=date(2021, 11, 30),
        calendar=england,
        rule=FIVE,
        urgent_because=reason,
    )


MOVED = {
    "five clear days are left": (date(2021, 11, 30), "", ""),
    "four are left, and it cannot wait": (
        date(2021, 11, 29),
        "The grant closes.",
        "Moved with 4 of the 5 clear days’ notice, because: The grant closes.",
    ),
    "it is held today instead": (
        date(2021, 11, 22),
        " The storm comes. ",
        "Moved with 0 of the 5 clear days’ notice, because: The storm comes.",
    ),
}


@pytest.mark.parametrize(("meeting_on", "because", "kept"), MOVED.values(), ids=MOVED)
def test_notice_of_a_move_counts_from_the_day_it_is_told_s_100A_6(england, meeting_on, because, kept):
    told = {"told_on": date(2021, 11, 22), "meeting_on": meeting_on, "calendar": england, "rule": FIVE}
    assert require_notice_of_a_move(**told, urgent_because=because) == kept


def test_a_move_inside_the_clear_days_without_a_reason_is_refused_s_100A_6(england, refusal):
    late = {"told_on": date(2021, 11, 22), "meeting_on": date(2021, 11, 29), "calendar": england, "rule": FIVE}
    assert refusal(require_notice_of_a_move, **late, urgent_because=" ") == (
        "The agenda is published, and the public would have 4 of the 5 clear days’ notice of the meeting on "
        "29 November 2021. Choose a later day, or enter why it cannot wait (LGA 1972 s.100A(6))."
    )
