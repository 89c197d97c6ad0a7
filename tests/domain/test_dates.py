from datetime import date, time

import pytest

from scrutiny.domain.dates import written, written_time, written_with_weekday

TIMES = {
    "in the morning": (time(10, 0), "10.00 am"),
    "in the afternoon": (time(14, 5), "2.05 pm"),
    "noon": (time(12, 0), "12.00 noon"),
    "just after noon": (time(12, 30), "12.30 pm"),
    "midnight": (time(0, 0), "12.00 midnight"),
    "just after midnight": (time(0, 30), "12.30 am"),
}


@pytest.mark.parametrize(("at", "expected"), TIMES.values(), ids=TIMES)
def test_times_are_written_as_a_council_writes_them(at, expected):
    assert written_time(at) == expected


def test_dates_are_written_as_a_council_writes_them():
    assert written(date(2021, 9, 4)) == "4 September 2021"
    assert written_with_weekday(date(2021, 11, 30)) == "Tuesday 30 November 2021"
