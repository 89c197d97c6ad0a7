"""The council's year, from one annual meeting in May to the next, written 2021/22."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from scrutiny.domain.rules import RuleBroken

USUAL_ANNUAL_MEETING = (5, 15)
"""Month and day taken for a year whose annual meeting is not entered."""


@dataclass(frozen=True, slots=True, order=True)
class MunicipalYear:
    starts: int

    def __post_init__(self) -> None:
        if not date.min.year <= self.starts < date.max.year:
            raise RuleBroken(f"No municipal year starts in {self.starts}. Check the year.")

    def __str__(self) -> str:
        return f"{self.starts:04}/{(self.starts + 1) % 100:02}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Reads 2021/22, 2021-22, 2021–22 and 2021/2022. Raises RuleBroken for anything else."""
        found = re.fullmatch(r"([0-9]{4})\s*[/–-]\s*([0-9]{2}|[0-9]{4})", text.strip())
        if found:
            year = cls(int(found[1]))
            if found[2] in (str(year)[-2:], f"{year.starts + 1:04}"):
                return year
        raise RuleBroken(f"“{text}” is not a municipal year. Write it like 2021/22.")

    @classmethod
    def of(
        cls, day: date, annual_meetings: Mapping[int, date], default: tuple[int, int] = USUAL_ANNUAL_MEETING
    ) -> Self:
        """The year that `day` belongs to; the day of the annual meeting opens the new one.

        `annual_meetings` holds the date of each calendar year's annual meeting, as far as they are known.
        """
        this_year = cls(day.year)
        return this_year if day >= this_year.first_day(annual_meetings, default) else this_year.previous

    @property
    def next(self) -> Self:
        return type(self)(self.starts + 1)

    @property
    def previous(self) -> Self:
        return type(self)(self.starts - 1)

    def first_day(self, annual_meetings: Mapping[int, date], default: tuple[int, int] = USUAL_ANNUAL_MEETING) -> date:
        return annual_meetings.get(self.starts) or date(self.starts, *default)

    def last_day(self, annual_meetings: Mapping[int, date], default: tuple[int, int] = USUAL_ANNUAL_MEETING) -> date:
        return self.next.first_day(annual_meetings, default) - timedelta(days=1)
