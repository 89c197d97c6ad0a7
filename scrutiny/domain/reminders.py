"""When somebody is reminded: seldom enough to be read, often enough that nothing is forgotten.

| an action is | its owner is told |
|---|---|
| due in a week | once |
| due tomorrow (or today, when nobody could be told yesterday) | once |
| overdue since yesterday | once |
| overdue for longer | every seven days after the last letter that named it |

A letter names everything of its owner's that is due within a week or overdue, so that what was told early in the week
is not told again in the middle of it. Draft minutes wait for the chair's agreement in the same weekly rhythm.
"""

from __future__ import annotations

from datetime import date, timedelta

from scrutiny.domain.dates import written, written_with_weekday

WEEK = timedelta(days=7)
BEFOREHAND = (timedelta(days=1), WEEK)
"""How long before its day an action is told of, the latest first."""


def horizon(today: date) -> date:
    """The last due date that a letter of today speaks of."""
    return today + BEFOREHAND[-1]


def is_news(due: date, today: date, told_on: date | None) -> bool:
    """Whether it is time to tell of an action due on that day, last told of on `told_on` or never."""
    if today > due:
        return told_on is None or told_on <= due or told_on + WEEK <= today
    reached = [due - before for before in BEFOREHAND if due - before <= today]
    return bool(reached) and (told_on is None or told_on < reached[0])


def is_news_again(today: date, told_on: date | None) -> bool:
    """Whether it is time to ask once more for what has no day of its own."""
    return told_on is None or told_on + WEEK <= today


def standing(due: date, today: date) -> str:
    """How an action stands with its day: `overdue by 15 days: it was due on 31 October 2021`."""
    days = (today - due).days
    if days > 0:
        return f"overdue by {days} day{'' if days == 1 else 's'}: it was due on {written(due)}"
    soon = {0: "due today", -1: "due tomorrow"}.get(days, f"due in {-days} days")
    return f"{soon}, {written_with_weekday(due)}"
