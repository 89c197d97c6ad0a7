"""Dates as a council writes them."""

from datetime import date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
LONDON = ZoneInfo("Europe/London")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@lru_cache(maxsize=4096)  # a table names the same few days in every row
def written(day: date) -> str:
    """30 November 2021. Not `strftime`, whose month names follow the machine's locale."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def written_with_weekday(day: date) -> str:
    """Tuesday 30 November 2021."""
    return f"{WEEKDAYS[day.weekday()]} {written(day)}"


def written_time(at: time) -> str:
    """10.00 am, 2.30 pm, 12.00 noon, 12.00 midnight."""
    half = {time(0): "midnight", time(12): "noon"}.get(at.replace(second=0, microsecond=0, tzinfo=None))
    return f"{at.hour % 12 or 12}.{at.minute:02} {half or ('am' if at.hour < 12 else 'pm')}"


def in_london(instant: datetime) -> datetime:
    """An instant of the record as the clock on the wall shows it."""
    return instant.astimezone(LONDON)
