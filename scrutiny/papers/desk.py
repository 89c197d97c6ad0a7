"""Somebody's desk: their committees, what each meeting is waiting for, and what they are asked for themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import TYPE_CHECKING

from scrutiny.domain import notice
from scrutiny.domain.duties import Duty, next_duty
from scrutiny.domain.notice import NoticeRule, NoticeState
from scrutiny.domain.rules import NotCovered
from scrutiny.domain.vocabulary import MeetingKind

if TYPE_CHECKING:
    from scrutiny.domain.working_days import Calendar
    from scrutiny.queries.rows import AnyRow, Rows


@dataclass(frozen=True, slots=True)
class Waiting:
    """A meeting and the next thing to be done with it. `publish_by` is there while the agenda is not out.

    It is `unexcluded` while it is still to come, and no resolution shuts the public out of its exempt business.
    """

    id: int
    on: date
    at: time
    venue: str
    called: str
    duty: Duty
    publish_by: date | None
    notice: NoticeState | None
    unknown: str
    unexcluded: bool


@dataclass(frozen=True, slots=True)
class Desk:
    """A committee on it."""

    id: int
    code: str
    name: str
    waiting: tuple[Waiting, ...]


def of(committees: Rows, meetings: Rows, *, calendars: Mapping[int, Calendar], today: date) -> list[Desk]:
    """The committees in their order; `calendars` by council. What waits longest stands first."""
    return [
        Desk(
            id=committee.id,
            code=committee.code,
            name=committee.name,
            waiting=tuple(
                waiting
                for row in meetings
                if row.committee_id == committee.id
                and (waiting := _waiting(row, calendars[row.council_id], today)) is not None
            ),
        )
        for committee in committees
    ]


def _waiting(row: AnyRow, calendar: Calendar, today: date) -> Waiting | None:
    duty = next_duty(
        kind=row.kind,
        status=row.status,
        on=row.on,
        today=today,
        published=row.published_on is not None,
        has_items=row.has_items,
        minutes=row.minutes_state,
    )
    if duty is None:
        return None
    last_day, state, unknown = None, None, ""
    if duty in (Duty.ROLL_FORWARD, Duty.PUBLISH):
        try:
            last_day = notice.publish_by(row.on, calendar, NoticeRule(row.clear_days, row.papers_go_up))
            state = notice.state(today=today, publish_by=last_day)
        except NotCovered as not_covered:
            unknown = str(not_covered)
    called = "" if row.kind is MeetingKind.FORMAL else ": ".join(filter(None, (row.kind.label, row.title)))
    unexcluded = row.unexcluded and row.kind is MeetingKind.FORMAL and duty in (Duty.PUBLISH, Duty.AWAIT)
    return Waiting(row.id, row.on, row.at, row.venue, called, duty, last_day, state, unknown, unexcluded)
