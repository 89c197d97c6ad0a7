"""Finds what a committee's next minute number would look like."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scrutiny.domain import numbering
from scrutiny.domain.municipal_year import MunicipalYear
from scrutiny.domain.numbering import MinuteStyle, Place
from scrutiny.models.committees import Committee
from scrutiny.models.minutes import MinuteNumber, MinuteSeries
from scrutiny.queries import closures

ITEM = "7"
"""An agenda number for the example, where the style prints one."""


def example(session: Session, committee: Committee, on: date) -> str:
    """The number that a minute of a meeting on that day would be proposed, under item 7 where that shows."""
    style = MinuteStyle(committee.minute_pattern, committee.minutes_restart)
    year = MunicipalYear.of(on, closures.annual_meetings(session, committee.council_id))
    place = Place(on=on, year=year, item=ITEM)
    run = (MinuteSeries.council_id == committee.council_id) & (
        MinuteSeries.name == f"{committee.code} {numbering.series(style, place)}"
    )
    starts_at = session.scalar(select(MinuteSeries.starts_at).where(run))
    issued = select(func.max(MinuteNumber.ordinal)).join(MinuteSeries, MinuteSeries.id == MinuteNumber.series_id)
    last = session.scalar(issued.where(run)) or (starts_at or 1) - 1
    return numbering.propose(style, last, place).printed
