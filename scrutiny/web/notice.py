"""The day by which a meeting's agenda must be out, on every page of its desk: calm, amber, red, or late."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from flask import Flask

from scrutiny.database import db
from scrutiny.domain import notice
from scrutiny.domain.notice import NoticeRule, NoticeState
from scrutiny.domain.rules import NotCovered
from scrutiny.domain.vocabulary import MeetingKind, MeetingStatus
from scrutiny.queries import closures, publishing
from scrutiny.web.day import today


class Notice(NamedTuple):
    """`publish_by` is None where it cannot be counted: `unknown` says why. `days_left` is negative once it is late."""

    publish_by: date | None
    state: NoticeState
    published_on: date | None = None
    unknown: str = ""
    days_left: int = 0


def of(meeting_id: int) -> Notice | None:
    """None for an informal meeting, and for one that is called off or over."""
    row = publishing.notice_of(db.session(), meeting_id)
    to_come = row.status in (MeetingStatus.SCHEDULED, MeetingStatus.ADJOURNED) and row.on >= today()
    if row.kind is not MeetingKind.FORMAL or not to_come:
        return None
    calendar = closures.calendar(db.session(), row.council_id, near=row.on)
    try:
        by = notice.publish_by(row.on, calendar, NoticeRule(row.clear_days, row.papers_go_up))
    except NotCovered as refusal:
        return Notice(None, NoticeState.AMBER, row.published_on, str(refusal))
    state = notice.state(today=today(), publish_by=by, published_on=row.published_on)
    return Notice(by, state, row.published_on, days_left=(by - today()).days)


def register(app: Flask) -> None:
    app.jinja_env.globals["notice_of"] = of
