"""Dates as a council writes them."""

from datetime import date

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def written(day: date) -> str:
    """30 November 2021. Not `strftime`, whose month names follow the machine's locale."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def written_with_weekday(day: date) -> str:
    """Tuesday 30 November 2021."""
    return f"{WEEKDAYS[day.weekday()]} {written(day)}"
