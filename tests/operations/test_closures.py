"""Bank holidays become rows: by nation, with one-off days, and never twice."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import func, select

from scrutiny.database import writing
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.vocabulary import Nation
from scrutiny.models.closures import Closure, CoveredYear
from scrutiny.operations import closures
from scrutiny.operations.closures import load_holidays
from scrutiny.queries.closures import annual_meetings, by_year, calendar
from tests import make

HOLIDAYS = {
    "Good Friday": date(2019, 4, 19),
    "Easter Monday": date(2019, 4, 22),
    "the early May holiday, moved for VE Day": date(2020, 5, 8),
    "the substitute day for New Year 2022": date(2022, 1, 3),
    "the spring holiday, moved for the Jubilee": date(2022, 6, 2),
    "the Jubilee": date(2022, 6, 3),
    "the State Funeral": date(2022, 9, 19),
    "the Coronation": date(2023, 5, 8),
    "the substitute day for Boxing Day 2027": date(2027, 12, 28),
}
WORKING_DAYS = {
    "the Monday that the Jubilee moved": date(2022, 5, 30),
    "the Scottish 2 January": date(2020, 1, 2),
    "St Andrew’s Day": date(2021, 11, 30),
}


@pytest.mark.parametrize("nation", Nation, ids=lambda nation: nation.label)
def test_the_holidays_of_both_nations(nation, session, author):
    with writing(session, author):
        council = make.council(session, nation=nation)
        load_holidays(session, council, range(2018, 2029))
    closed = calendar(session, council.id).closed
    assert [name for name, on in HOLIDAYS.items() if on not in closed] == []
    assert [name for name, on in WORKING_DAYS.items() if on in closed] == []


def test_the_years_are_marked_as_covered_and_no_others(session, author):
    with writing(session, author):
        load_holidays(session, make.council(session), range(2018, 2029))
    assert sorted(session.scalars(select(CoveredYear.year))) == list(range(2018, 2029))
    assert session.scalar(select(func.max(Closure.on))) == date(2028, 12, 26)


def test_loading_again_adds_nothing_and_keeps_what_was_entered_by_hand(session, author):
    with writing(session, author):
        council = make.council(session)
        session.add(Closure(council_id=council.id, on=date(2021, 12, 27), name="Offices closed"))
        session.add(Closure(council_id=council.id, on=date(2021, 12, 29), name="Offices closed"))
        session.flush()
        load_holidays(session, council, [2021])
    once = calendar(session, council.id).closed
    with writing(session, author):
        load_holidays(session, council, [2021, 2021])
    assert calendar(session, council.id).closed == once
    assert once[date(2021, 12, 27)] == once[date(2021, 12, 29)] == "Offices closed"


def test_a_year_without_known_holidays_is_refused_and_not_marked_as_covered(session, author):
    with writing(session, author):
        council = make.council(session)
    with pytest.raises(RuleBroken, match="No bank holidays are known for 1700"), writing(session, author):
        load_holidays(session, council, [2021, 1700])
    assert session.scalars(select(CoveredYear.year)).all() == []


def test_a_day_on_which_the_offices_are_closed_counts_until_it_is_opened_after_all(session, author):
    with writing(session, author):
        council = make.council(session)
        load_holidays(session, council, [2021])
        closures.close_day(session, council, on=date(2021, 12, 29), name=" Offices  closed ")
        closures.close_day(session, council, on=date(2021, 12, 27), name="Offices closed")
    closed = calendar(session, council.id).closed
    assert closed[date(2021, 12, 29)] == closed[date(2021, 12, 27)] == "Offices closed"
    with writing(session, author):
        closures.open_day(session, session.scalars(select(Closure).where(Closure.on == date(2021, 12, 29))).one())
    assert date(2021, 12, 29) not in calendar(session, council.id).closed
    with pytest.raises(RuleBroken, match="why the offices are closed"), writing(session, author):
        closures.close_day(session, council, on=date(2021, 12, 30), name=" ")


def test_the_annual_meeting_begins_the_year_and_can_be_entered_again(session, author):
    with writing(session, author):
        council = make.council(session)
        closures.set_annual_meeting(session, council, on=date(2021, 5, 20))
        closures.set_annual_meeting(session, council, on=date(2021, 5, 27))
        closures.set_annual_meeting(session, council, on=date(2022, 5, 19))
    assert annual_meetings(session, council.id) == {2021: date(2021, 5, 27), 2022: date(2022, 5, 19)}
    for day in (date(2021, 2, 28), date(2021, 8, 1)):
        with pytest.raises(RuleBroken, match="not a day for an annual meeting"), writing(session, author):
            closures.set_annual_meeting(session, council, on=day)


def test_every_year_is_listed_with_what_is_known_of_it(session, author):
    with writing(session, author):
        council = make.council(session)
        load_holidays(session, council, [2021])
        closures.close_day(session, council, on=date(2023, 12, 29), name="Offices closed")
    years = by_year(session, council.id)
    assert [(year.year, year.covered, len(year.days)) for year in years] == [(2023, False, 1), (2021, True, 10)]
