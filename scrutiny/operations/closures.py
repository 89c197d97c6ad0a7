"""Fills the calendar of closed days, by which clear days are counted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.domain.dates import written
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.text import one_line
from scrutiny.domain.vocabulary import Nation
from scrutiny.models.closures import AnnualMeeting, Closure, CoveredYear
from scrutiny.models.committees import Council

ANNUAL_MEETINGS = ((3, 1), (7, 31))
"""March to May by the Act, and into the summer after an election or when elections were put off."""

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


def close_day(session: Session, council: Council, *, on: date, name: str) -> Closure:
    """A day on which the council's own offices are shut. A day that is closed already takes the new name."""
    kept = one_line(name, field="The reason", most=200)
    if not kept:
        raise RuleBroken("Say why the offices are closed that day.")
    closure = session.scalar(select(Closure).where(Closure.council_id == council.id, Closure.on == on))
    if closure is None:
        closure = Closure(council_id=council.id, on=on)
        session.add(closure)
    closure.name = kept
    session.flush()
    return closure


def open_day(session: Session, closure: Closure) -> None:
    """The offices are open after all."""
    session.delete(closure)
    session.flush()


def set_annual_meeting(session: Session, council: Council, *, on: date) -> None:
    """Fix the day on which that year's municipal year begins (LGA 1972 Sch. 12 para. 1)."""
    if not ANNUAL_MEETINGS[0] <= (on.month, on.day) <= ANNUAL_MEETINGS[1]:
        raise RuleBroken(f"{written(on)} is not a day for an annual meeting: it is held from March to July.")
    fixed = session.get(AnnualMeeting, (council.id, on.year))
    if fixed is None:
        session.add(AnnualMeeting(council_id=council.id, year=on.year, on=on))
    else:
        fixed.on = on
    session.flush()


def _bank_holidays(nation: Nation, year: int) -> dict[date, str]:
    import holidays  # a third of a second, and only this function needs it

    found = holidays.country_holidays("GB", subdiv=_SUBDIVISIONS[nation], years=year, observed=True)
    days = {on: name.replace("(observed)", "(substitute day)") for on, name in sorted(found.items()) if on.year == year}
    if not days:
        raise RuleBroken(f"No bank holidays are known for {year}. Enter its closed days by hand.")
    return days
