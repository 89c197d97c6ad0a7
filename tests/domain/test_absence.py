"""Local Government Act 1972 s.85: six consecutive months from the last attendance."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrutiny.domain.absence import Absence, AbsenceState

ABSENT = Absence(last_attended=date(2021, 9, 12))

STATES = {
    "the day after attending is calm": (date(2021, 9, 13), AbsenceState.CALM),
    "the eve of four months is calm": (date(2022, 1, 11), AbsenceState.CALM),
    "four months is amber": (date(2022, 1, 12), AbsenceState.AMBER),
    "five months is red": (date(2022, 2, 12), AbsenceState.RED),
    "the last day is red and can still be saved": (date(2022, 3, 12), AbsenceState.RED),
    "the day after six months the office has ended": (date(2022, 3, 13), AbsenceState.LAPSED),
}


@pytest.mark.parametrize(("today", "expected"), STATES.values(), ids=STATES)
def test_state_of_a_member_who_last_attended_on_12_september_2021(today, expected):
    assert ABSENT.state(today) is expected


LAPSES = {
    "12 September, the corresponding date": (date(2021, 9, 12), date(2022, 3, 12)),
    "31 August, no 31 February": (date(2021, 8, 31), date(2022, 2, 28)),
    "31 August before a leap year": (date(2023, 8, 31), date(2024, 2, 29)),
}


@pytest.mark.parametrize(("last_attended", "lapses_on"), LAPSES.values(), ids=LAPSES)
def test_the_day_that_the_six_months_end(last_attended, lapses_on):
    assert Absence(last_attended).lapses_on == lapses_on


APPROVALS = {
    "approved on the last day saves the office": (date(2022, 3, 12), AbsenceState.APPROVED),
    "approved a day too late does not": (date(2022, 3, 13), AbsenceState.LAPSED),
    "approved at the meeting last attended, for the absence to come": (date(2021, 9, 12), AbsenceState.APPROVED),
    "an approval from before the last attendance was for another absence": (date(2021, 9, 1), AbsenceState.LAPSED),
}


@pytest.mark.parametrize(("approved_on", "expected"), APPROVALS.values(), ids=APPROVALS)
def test_a_reason_must_be_approved_before_the_six_months_end(approved_on, expected):
    assert Absence(date(2021, 9, 12), approved_on).state(date(2022, 4, 1)) is expected


def test_the_meetings_that_would_start_the_clock_afresh():
    meetings = [date(2022, 3, 13), date(2022, 3, 12), date(2022, 2, 8), date(2021, 11, 30)]
    assert ABSENT.chances(meetings, today=date(2022, 1, 15)) == (date(2022, 2, 8), date(2022, 3, 12))
    assert ABSENT.chances(meetings, today=date(2022, 3, 12)) == (date(2022, 3, 12),)


def test_the_warning_claims_no_more_than_the_record_holds():
    assert ABSENT.warning("Cllr Ann Example") == (
        "From the meetings recorded here, Cllr Ann Example last attended on 12 September 2021. Unless Cllr Ann Example "
        "attends a meeting of the authority by 12 March 2022, or the authority approves the reason by then, the office "
        "ends (Local Government Act 1972 s.85)."
    )


@given(last=st.dates(date(1974, 4, 1), date(2100, 1, 1)), days=st.integers(0, 400))
def test_the_warning_only_ever_grows(last, days):
    order = [AbsenceState.CALM, AbsenceState.AMBER, AbsenceState.RED, AbsenceState.LAPSED]
    absence, today = Absence(last), last + timedelta(days=days)
    assert order.index(absence.state(today)) <= order.index(absence.state(today + timedelta(days=1)))
