"""What the record remembers. Importing the package maps every table."""

from scrutiny.models import (
    accounts,
    agenda,
    closures,
    committees,
    documents,
    follow_up,
    history,
    meetings,
    minutes,
    people,
    post,
    programme,
    roll_forward,
    submissions,
    suggestions,
)

__all__ = [
    "accounts",
    "agenda",
    "closures",
    "committees",
    "documents",
    "follow_up",
    "history",
    "meetings",
    "minutes",
    "people",
    "post",
    "programme",
    "roll_forward",
    "submissions",
    "suggestions",
]
