"""The only file that reads the clock: now in UTC, today in London.

A demonstration is read as of a day on which it is alive; `as_of` fixes that day for a whole process.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


class Clock:
    def __init__(self, as_of: date | None = None) -> None:
        self.as_of = as_of

    def now(self) -> datetime:
        """This instant, to the second: what a calendar and the history can keep."""
        return datetime.now(UTC).replace(microsecond=0)

    def today(self) -> date:
        return self.as_of or datetime.now(LONDON).date()
