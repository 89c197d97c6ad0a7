from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrutiny.domain.municipal_year import MunicipalYear

ANNUAL_MEETINGS = {2021: date(2021, 5, 20), 2022: date(2022, 5, 19)}

YEARS = {
    "an ordinary autumn day": (date(2021, 11, 30), "2021/22"),
    "the spring belongs to the year that began before": (date(2022, 3, 1), "2021/22"),
    "the eve of the annual meeting is the old year": (date(2022, 5, 18), "2021/22"),
    "the annual meeting opens the new year": (date(2022, 5, 19), "2022/23"),
    "an annual meeting that is not entered is taken for 15 May": (date(2023, 5, 15), "2023/24"),
    "the day before that is the old year": (date(2023, 5, 14), "2022/23"),
    "the turn of the century": (date(1999, 12, 31), "1999/00"),
}


@pytest.mark.parametrize(("day", "expected"), YEARS.values(), ids=YEARS)
def test_the_municipal_year_of_a_day(day, expected):
    assert str(MunicipalYear.of(day, ANNUAL_MEETINGS)) == expected


def test_a_council_whose_year_usually_turns_on_another_day():
    assert MunicipalYear.of(date(2023, 5, 2), {}, default=(5, 1)) == MunicipalYear(2023)


WRITTEN = {
    "with a slash": "2021/22",
    "with a hyphen": "2021-22",
    "with a dash": "2021–22",
    "in full": "2021/2022",
    "with spaces": " 2021 / 22 ",
}


@pytest.mark.parametrize("text", WRITTEN.values(), ids=WRITTEN)
def test_a_year_is_read_however_it_is_written(text):
    assert MunicipalYear.parse(text) == MunicipalYear(2021)


MISWRITTEN = {
    "two years that do not follow": "2021/23",
    "a century out": "2021/2122",
    "one year": "2021",
    "words": "next year",
    "nothing": "",
    "digits of another script": "٢٠٢١/٢٢",
}


@pytest.mark.parametrize("text", MISWRITTEN.values(), ids=MISWRITTEN)
def test_what_is_no_municipal_year_is_refused(text, refusal):
    assert refusal(MunicipalYear.parse, text) == f"“{text}” is not a municipal year. Write it like 2021/22."


@pytest.mark.parametrize("starts", [0, 9999], ids=["before the first year", "after the last year"])
def test_a_year_outside_the_calendar_is_refused(starts, refusal):
    assert refusal(MunicipalYear, starts) == f"No municipal year starts in {starts}. Check the year."


def test_years_are_ordered():
    assert sorted([MunicipalYear(2022), MunicipalYear(1999), MunicipalYear(2021)]) == [
        MunicipalYear(1999),
        MunicipalYear(2021),
        MunicipalYear(2022),
    ]


def test_a_year_ends_on_the_eve_of_the_next_annual_meeting():
    assert MunicipalYear(2021).first_day(ANNUAL_MEETINGS) == date(2021, 5, 20)
    assert MunicipalYear(2021).last_day(ANNUAL_MEETINGS) == date(2022, 5, 18)


@given(st.integers(1, 9998))
def test_what_is_printed_is_read_back(starts):
    year = MunicipalYear(starts)
    assert MunicipalYear.parse(str(year)) == year


@given(
    day=st.dates(date(2000, 1, 1), date(2050, 1, 1)),
    annual_meetings=st.dictionaries(st.integers(1999, 2051), st.integers(0, 60), max_size=20),
)
def test_every_day_lies_in_exactly_one_year(day, annual_meetings):
    held = {year: date(year, 4, 1) + timedelta(days=late) for year, late in annual_meetings.items()}
    year = MunicipalYear.of(day, held)
    assert year.first_day(held) <= day <= year.last_day(held)
    assert year.previous.last_day(held) < day < year.next.first_day(held)
