"""Finds the closed days that working days are counted by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.domain.working_days import Calendar
from scrutiny.models.closures import AnnualMeeting, Closure, CoveredYear
from scrutiny.models.committees import Council
from scrutiny.queries.rows import AnyRow

NEAR = timedelta(days=60)  # no notice or call-in is counted over a longer span


def calendar(session: Session, council_id: int, near: date | None = None) -> Calendar:
    """The council's calendar; with `near`, only the closed days about that day, for a page that needs no more."""
    closed = select(Closure.on, Closure.name).where(Closure.council_id == council_id)
    if near is not None:
        closed = closed.where(Closure.on.between(near - NEAR, near + NEAR))
    years = session.scalars(select(CoveredYear.year).where(CoveredYear.council_id == council_id))
    saturdays = session.scalar(select(Council.saturdays_count).where(Council.id == council_id))
    return Calendar(
        closed=dict(session.execute(closed).all()),
        years=frozenset(years),
        saturdays_count=bool(saturdays),
    )


def annual_meetings(session: Session, council_id: int) -> dict[int, date]:
    """The days on which municipal years begin, by the year they begin in, as far as they are fixed."""
    fixed = select(AnnualMeeting.year, AnnualMeeting.on).where(AnnualMeeting.council_id == council_id)
    return dict(session.execute(fixed).all())


@dataclass(frozen=True, slots=True)
class ClosedYear:
    """The closed days of a calendar year; `covered` is whether its bank holidays are loaded."""

    year: int
    covered: bool
    days: list[AnyRow]


def by_year(session: Session, council_id: int) -> list[ClosedYear]:
    """Every year with closed days or loaded holidays, the latest first."""
    days = session.execute(
        select(Closure.id, Closure.on, Closure.name).where(Closure.council_id == council_id).order_by(Closure.on)
    ).all()
    covered = set(session.scalars(select(CoveredYear.year).where(CoveredYear.council_id == council_id)))
    years = sorted(covered | {day.on.year for day in days}, reverse=True)
    return [ClosedYear(year, year in covered, [day for day in days if day.on.year == year]) for year in years]
