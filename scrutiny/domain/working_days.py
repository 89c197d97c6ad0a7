"""Which days the council's offices are open: the days that count towards a notice or a call-in.

The Acts say "clear days" and leave the word undefined. The courts read it as days on which the papers can be seen,
neither the day they are put up nor the day of the meeting (R v Swansea City Council, ex parte Elitestone Ltd, 1993);
councils therefore leave out weekends, bank holidays and the days on which their own offices are shut. Some bodies
count Saturdays, so that is a setting.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from scrutiny.domain.dates import WEEKDAYS, written
from scrutiny.domain.rules import NotCovered

SATURDAY, SUNDAY = 5, 6


@dataclass(frozen=True, slots=True)
class Calendar:
    """The council's closed days, and the years for which somebody has entered them.

    `closed` maps a day to the reason it is closed: bank holidays, one-off days, the council's own closures. A holiday
    at a weekend is entered beside its substitute day, or a council that counts Saturdays would count Christmas Day.
    A year outside `years` is refused and never taken to be without holidays: that is how notice is given too late.
    """

    closed: Mapping[date, str] = field(hash=False)
    years: frozenset[int]
    saturdays_count: bool = False

    def closed_because(self, day: date) -> str | None:
        """Why the day does not count ("Saturday", "Good Friday"), or None for a working day.

        Raises NotCovered for a year whose closed days are not entered.
        """
        if day.year not in self.years:
            raise NotCovered(
                f"The calendar of closed days does not cover {day.year}, so working days around {written(day)} "
                f"cannot be counted. Load the bank holidays of {day.year} and try again."
            )
        if day in self.closed:
            return self.closed[day]
        if day.weekday() == SUNDAY or (day.weekday() == SATURDAY and not self.saturdays_count):
            return WEEKDAYS[day.weekday()]
        return None

    def is_working(self, day: date) -> bool:
        return self.closed_because(day) is None

    def next_working_day(self, after: date) -> date:
        """The first working day later than `after`, which itself need not be one."""
        return self._nearest(after, step=1)

    def previous_working_day(self, before: date) -> date:
        """The last working day earlier than `before`, which itself need not be one."""
        return self._nearest(before, step=-1)

    def working_days_after(self, day: date, count: int) -> date:
        """The `count`th working day after `day`, which is not counted."""
        for _ in range(count):
            day = self.next_working_day(day)
        return day

    def clear_days_before(self, meeting_on: date, count: int) -> tuple[date, ...]:
        """The last `count` working days before the meeting, earliest first; the meeting's own day is not one."""
        days: list[date] = []
        day = meeting_on
        for _ in range(count):
            day = self.previous_working_day(day)
            days.append(day)
        return tuple(reversed(days))

    def clear_days_between(self, published_on: date, meeting_on: date) -> int:
        """How many working days lie wholly between the two: neither end is counted (LGA 1972 s.100B(3))."""
        between = (published_on + timedelta(days=n) for n in range(1, (meeting_on - published_on).days))
        return sum(self.is_working(day) for day in between)

    def _nearest(self, day: date, *, step: int) -> date:
        try:
            day += timedelta(days=step)
            while not self.is_working(day):
                day += timedelta(days=step)
        except OverflowError as end_of_time:
            raise NotCovered(f"No calendar reaches beyond {written(day)}. Check the year.") from end_of_time
        return day
