"""The law's clocks: from a day on which something happened, the day by which something else must.

Every answer carries the sentence of its rule and the section it rests on, so that a page can cite what it warns of.
A clock marked `setting` is shown as the council's own figure with the statutory one as its default.
"""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Self

from scrutiny.domain.dates import written
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.vocabulary import ResponseClock
from scrutiny.domain.working_days import Calendar


class Counting(StrEnum):
    """How a period runs, in the words that Acts use.

    "Beginning with" a day counts that day, so the period ends on the eve of the corresponding date.
    "After" or "of" a day leaves it out, so the period ends on the corresponding date itself.
    """

    MONTHS_BEGINNING_WITH = "months_beginning_with"
    YEARS_BEGINNING_WITH = "years_beginning_with"
    MONTHS_AFTER = "months_after"
    DAYS_AFTER = "days_after"
    WORKING_DAYS_AFTER = "working_days_after"
    CLEAR_DAYS_BEFORE = "clear_days_before"


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day on which the thing can be done in time, with the rule and its source in words."""

    on: date
    rule: str
    source: str

    def passed(self, today: date) -> bool:
        return today > self.on


@dataclass(frozen=True, slots=True)
class Clock:
    """One rule of time. `sentence` has a place {n} for the figure."""

    length: int
    counting: Counting
    sentence: str
    source: str
    setting: bool = False

    @property
    def rule(self) -> str:
        return self.sentence.format(n=self.length)

    def lasting(self, length: int) -> Self:
        """The same rule with the council's own figure. Raises RuleBroken for a clock that statute alone sets."""
        if not self.setting:
            raise RuleBroken(f"{self.rule} This is fixed by {self.source}; it is not a setting of the council.")
        if length < 1:
            raise RuleBroken(f"A period of {length} is no period ({self.source}). Set 1 or more.")
        return replace(self, length=length)

    def deadline(self, day: date, calendar: Calendar | None = None) -> Deadline:
        """When the clock started on `day` runs out; working days are counted on `calendar`, which they need."""
        try:
            last_day = self._last_day(day, calendar)
        except (OverflowError, ValueError) as beyond_the_calendar:
            raise RuleBroken(
                f"No deadline can be counted from {written(day)}. Check the year."
            ) from beyond_the_calendar
        return Deadline(on=last_day, rule=self.rule, source=self.source)

    def _last_day(self, day: date, calendar: Calendar | None) -> date:
        match self.counting:
            case Counting.MONTHS_BEGINNING_WITH:
                return months_beginning_with(day, self.length)
            case Counting.YEARS_BEGINNING_WITH:
                return months_beginning_with(day, 12 * self.length)
            case Counting.MONTHS_AFTER:
                return months_after(day, self.length)
            case Counting.DAYS_AFTER:
                return day + timedelta(days=self.length)
            case Counting.CLEAR_DAYS_BEFORE:
                return day - timedelta(days=self.length + 1)
            case Counting.WORKING_DAYS_AFTER if calendar is not None:
                return calendar.working_days_after(day, self.length)
            case _:
                raise RuleBroken(f"Working days need the council's calendar of closed days ({self.source}).")


def months_after(day: date, months: int) -> date:
    """The corresponding date so many months on, or that month's last day where there is none: 12 Sep + 6 = 12 Mar."""
    year, month = _month(day, months)
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def months_beginning_with(day: date, months: int) -> date:
    """The last day of a period of months that counts its first day: 14 Sep and two months is 13 Nov.

    Where the last month has no corresponding date the period ends with that month: 31 Dec and two months is 28 Feb.
    """
    year, month = _month(day, months)
    last_of_month = monthrange(year, month)[1]
    if day.day > last_of_month:
        return date(year, month, last_of_month)
    return date(year, month, day.day) - timedelta(days=1)


def _month(day: date, months: int) -> tuple[int, int]:
    years, month = divmod(day.month - 1 + months, 12)
    return day.year + years, month + 1


EXECUTIVE_RESPONSE = Clock(
    length=2,
    counting=Counting.MONTHS_BEGINNING_WITH,
    sentence="The executive responds within {n} months, beginning with the day it received the recommendations.",
    source="Local Government Act 2000 s.9FE",
    setting=True,
)
HEALTH_RESPONSE = Clock(
    length=28,
    counting=Counting.DAYS_AFTER,
    sentence="An NHS body or provider asked for a response answers in writing within {n} days of the request.",
    source="SI 2013/218 reg. 22",
    setting=True,
)
COMMUNITY_SAFETY_RESPONSE = Clock(
    length=28,
    counting=Counting.DAYS_AFTER,
    sentence="Community safety partners respond within {n} days of receiving the report or recommendations.",
    source="SI 2009/942",
    setting=True,
)
CRIME_AND_DISORDER_MEETING = Clock(
    length=12,
    counting=Counting.MONTHS_AFTER,
    sentence="The crime and disorder committee meets at least once in every {n} months.",
    source="Police and Justice Act 2006 s.19",
)
KEY_DECISION_NOTICE = Clock(  # days of the week, not working days: the Regulations do not say that offices be open
    length=28,
    counting=Counting.CLEAR_DAYS_BEFORE,
    sentence="A key decision is published at least {n} clear days before it is made.",
    source="SI 2012/2089 reg. 9",
    setting=True,
)
CALL_IN = Clock(
    length=5,
    counting=Counting.WORKING_DAYS_AFTER,
    sentence="A decision can be called in until {n} working days after it was published.",
    source="the council's constitution",
    setting=True,
)
INSPECTION = Clock(
    length=6,
    counting=Counting.YEARS_BEGINNING_WITH,
    sentence="Minutes, agenda and reports are open to inspection for {n} years, beginning with the day of the meeting.",
    source="Local Government Act 1972 s.100C(1)",
)
BACKGROUND_PAPERS = Clock(
    length=4,
    counting=Counting.YEARS_BEGINNING_WITH,
    sentence="Background papers are open to inspection for {n} years, beginning with the day of the meeting.",
    source="Local Government Act 1972 s.100D",
    setting=True,
)

RESPONSES = {
    ResponseClock.EXECUTIVE: EXECUTIVE_RESPONSE,
    ResponseClock.HEALTH: HEALTH_RESPONSE,
    ResponseClock.COMMUNITY_SAFETY: COMMUNITY_SAFETY_RESPONSE,
}


def response_due(kind: ResponseClock, received_on: date) -> Deadline | None:
    """When a recommendation must be answered; None where no statute makes its addressee answer."""
    clock = RESPONSES.get(kind)
    return clock.deadline(received_on) if clock else None
