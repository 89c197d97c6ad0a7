"""The meetings of a municipal year as the desk plans them: each with the day by which its agenda must be up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from scrutiny.domain import notice
from scrutiny.domain.municipal_year import MunicipalYear
from scrutiny.domain.notice import NoticeRule, NoticeState
from scrutiny.domain.rules import NotCovered
from scrutiny.domain.vocabulary import MeetingKind, MeetingStatus
from scrutiny.domain.working_days import Calendar


@dataclass(frozen=True, slots=True)
class Called:
    """A meeting as it is listed. `publish_by` is None where no notice is needed any more, or ever, or can be counted;
    `uncounted` tells the last of these. `state` is how near that day is, while the agenda is not up.
    """

    meeting: Any
    publish_by: date | None
    state: NoticeState | None
    uncounted: bool = False


@dataclass(frozen=True, slots=True)
class Year:
    """`not_covered` are its calendar years whose bank holidays are not loaded; `closed` the offices' closed days."""

    year: MunicipalYear
    first: date
    last: date
    meetings: tuple[Called, ...]
    not_covered: tuple[int, ...]
    closed: tuple[tuple[date, str], ...]


def of(
    rows: Iterable[Any],
    year: MunicipalYear,
    *,
    annual_meetings: Mapping[int, date],
    calendar: Calendar,
    rule: NoticeRule,
    today: date,
) -> Year:
    """The year of a committee, from all its meetings as they are listed."""
    first, last = year.first_day(annual_meetings), year.last_day(annual_meetings)
    return Year(
        year=year,
        first=first,
        last=last,
        meetings=tuple(_called(row, calendar, rule, today) for row in rows if first <= row.on <= last),
        not_covered=tuple(sorted({first.year, last.year} - calendar.years)),
        closed=tuple(sorted((on, name) for on, name in calendar.closed.items() if first <= on <= last)),
    )


def _called(row: Any, calendar: Calendar, rule: NoticeRule, today: date) -> Called:
    waiting = row.status is MeetingStatus.SCHEDULED and row.published_on is None
    if row.kind is not MeetingKind.FORMAL or not waiting:
        return Called(row, None, None)
    try:
        last_day = notice.publish_by(row.on, calendar, rule)
    except NotCovered:
        return Called(row, None, None, uncounted=True)
    return Called(row, last_day, notice.state(today=today, publish_by=last_day))
