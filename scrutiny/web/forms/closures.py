"""The forms of the calendar of closed days, and of the day on which a municipal year begins."""

from __future__ import annotations

from wtforms import HiddenField

from scrutiny.domain.rules import RuleBroken
from scrutiny.web.forms import Change
from scrutiny.web.forms.fields import Day, Line, Number

EARLIEST, LATEST, MOST = 1974, 2199, 30
"""Councils begin with the Local Government Act 1972, in force in 1974."""


class ClosedDayForm(Change):
    on = Day("Day", needed="Enter the day")
    reason = Line("Why the offices are closed", needed="Enter why the offices are closed", most=200)


class HolidaysForm(Change):
    """`year` is the municipal year from whose page they are loaded, to come back to."""

    year = HiddenField()
    first = Number("First year", needed="Enter the first year", most=LATEST)
    last = Number("Last year", needed="Enter the last year", most=LATEST)

    @property
    def years(self) -> range:
        """Raises RuleBroken for a span that nobody can have meant."""
        first, last = self.first.data or 0, self.last.data or 0
        if not EARLIEST <= first <= last < first + MOST:
            raise RuleBroken(f"Enter years in their order, from {EARLIEST} on, {MOST} at the most")
        return range(first, last + 1)

    @property
    def said(self) -> str:
        years = self.years
        return str(years[0]) if len(years) == 1 else f"{years[0]} to {years[-1]}"


class AnnualMeetingForm(Change):
    annual_meeting = Day("Day of the annual meeting", needed="Enter the day of the annual meeting")
