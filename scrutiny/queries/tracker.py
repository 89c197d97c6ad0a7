"""Finds what the steps of an action are chosen from: meetings, other actions, and what awaits being confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.vocabulary import ActionState, MeetingKind, MeetingStatus
from scrutiny.models.follow_up import STILL_OPEN, Action
from scrutiny.models.meetings import Meeting
from scrutiny.queries.rows import AnyRow, Rows

MOST_OFFERED = 500

_HERE = bindparam("committee_id", type_=Action.committee_id.type)
_MEETINGS = (
    select(Meeting.id, Meeting.on, Meeting.status, Meeting.kind)
    .where(Meeting.committee_id == _HERE)
    .order_by(Meeting.on, Meeting.at, Meeting.id)
)
_OPEN = (
    select(Action.id, Action.reference, Action.text)
    .where(Action.committee_id == _HERE, STILL_OPEN)
    .order_by(Action.id.desc())
    .limit(MOST_OFFERED)
)
_COMPLETE = (
    select(Action)
    .where(Action.committee_id == _HERE, STILL_OPEN, Action.state == ActionState.COMPLETE)
    .order_by(Action.completed_on, Action.id)
    .limit(MOST_OFFERED)
)


def meetings(session: Session, committee_id: int) -> Rows:
    """All of the committee's, by date: `id`, `on`, `status`, `kind`."""
    return session.connection().execute(_MEETINGS, {"committee_id": committee_id}).all()


def could_confirm(sat: Rows, *, since: date, on: date) -> list[AnyRow]:
    """Those of the meetings that were held, or sit today, since something was asked for; the last one first.

    An informal meeting decides nothing.
    """
    formal = [row for row in reversed(sat) if row.kind is MeetingKind.FORMAL]
    return [row for row in formal if since <= row.on <= on and row.status is not MeetingStatus.CANCELLED]


def to_come(sat: Rows, on: date) -> list[AnyRow]:
    return [row for row in sat if row.on >= on and row.status is MeetingStatus.SCHEDULED]


def open_actions(session: Session, committee_id: int, *, but: int) -> list[AnyRow]:
    """The open actions of a committee, the latest first, as many as a list offers, but for one."""
    rows = session.connection().execute(_OPEN, {"committee_id": committee_id}).all()
    return [row for row in rows if row.id != but]


def by_reference(session: Session, committee_id: int, reference: str) -> Action:
    found = session.scalar(select(Action).where(Action.committee_id == committee_id, Action.reference == reference))
    if found is None:
        raise RuleBroken(f"This committee has no action {reference}. Check the reference.")
    return found


def complete(session: Session, committee_id: int) -> Sequence[Action]:
    """What was reported complete and the committee has not confirmed, the longest waiting first.

    Inside a change the rows are kept until it ends, as `to_change` does it.
    """
    asked = _COMPLETE.with_for_update(key_share=True) if "author" in session.info else _COMPLETE
    return session.scalars(asked, {"committee_id": committee_id}).all()
