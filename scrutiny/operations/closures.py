"""Fills the calendar of closed days, by which clear days are counted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.vocabulary import Nation
from scrutiny.models.closures import Closure, CoveredYear
from scrutiny.models.committees import Council

_SUBDIVISIONS = {Nation.ENGLAND: "ENG", Nation.WALES: "WLS"}


def load_holidays(session: Session, council: Council, years: Iterable[int]) -> None:
    """Enter the nation's bank holidays of these years and mark the years as covered; doing it again adds nothing.

    A day that somebody entered by hand keeps its name. Raises RuleBroken for a year that has no bank holidays known.
    """
    known = set(session.scalars(select(Closure.on).where(Closure.council_id == council.id)))
    covered = set(session.scalars(select(CoveredYear.year).where(CoveredYear.council_id == council.id)))
    for year in sorted(set(years)):
        for on, name in _bank_holidays(council.nation, year).items():
            if on not in known:
                known.add(on)
                session.add(Closure(council_id=council.id, on=on, name=name))
        if year not in covered:
            session.add(CoveredYear(council_id=council.id, year=year))
    session.flush()


def _bank_holidays(nation: Nation, year: int) -> dict[date, str]:
    import holidays  # a third of a second, and only this function needs it

    found = holidays.country_holidays("GB", subdiv=_SUBDIVISIONS[nation], years=year, observed=True)
    days = {on: name.replace("(observed)", "(substitute day)") for on, name in sorted(found.items()) if on.year == year}
    if not days:
        raise RuleBroken(f"No bank holidays are known for {year}. Enter its closed days by hand.")
    return days
