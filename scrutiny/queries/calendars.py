"""Finds what officers have to do by a day, for their own calendars: never anything exempt."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from scrutiny.domain.vocabulary import MeetingKind
from scrutiny.domain.working_days import Calendar
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.committees import Committee, Council
from scrutiny.models.follow_up import Action, Recommendation
from scrutiny.models.history import HistoryLine
from scrutiny.models.meetings import Meeting
from scrutiny.queries import closures
from scrutiny.queries.rows import Rows
from scrutiny.queries.withheld import EXEMPT, public


@dataclass(frozen=True, slots=True)
class Changes:
    """How often a row was changed, and when last: what makes a calendar take the newer of two events."""

    times: int
    last: datetime


@dataclass(frozen=True, slots=True)
class DeadlineFacts:
    """What has a day by which it is to be done. `changes` are by table and id, `calendars` by the council's id."""

    meetings: Rows
    items: Rows
    actions: Rows
    recommendations: Rows
    changes: dict[tuple[str, int], Changes]
    calendars: dict[int, Calendar]


_MEETINGS = (
    select(*Meeting.__table__.c, Committee.council_id, Council.clear_days, Council.papers_go_up)
    .join(Committee, Committee.id == Meeting.committee_id)
    .join(Council, Council.id == Committee.council_id)
    .where(Meeting.kind == MeetingKind.FORMAL)
    .order_by(Meeting.on, Meeting.id)
)
_ITEMS = (
    select(
        AgendaItem.id,
        AgendaItem.meeting_id,
        AgendaItem.title,
        AgendaItem.public_title,
        AgendaItem.papers_due,
        AgendaItem.outcome,
        EXEMPT.label("exempt"),
        Meeting.status.label("meeting_status"),
        Meeting.committee_name,
    )
    .join(Meeting, Meeting.id == AgendaItem.meeting_id)
    .order_by(AgendaItem.papers_due, AgendaItem.id)
)
_due = func.coalesce(Action.due, Meeting.on)
_ACTIONS = (
    select(
        Action.id,
        Action.reference,
        Action.owner,
        Action.state,
        _due.label("due"),
        Committee.code,
        Committee.name.label("committee_name"),
    )
    .join(Committee, Committee.id == Action.committee_id)
    .outerjoin(Meeting, Meeting.id == Action.due_meeting_id)
    .where(public(Action))
    .order_by(_due, Action.id)
)
_RECOMMENDATIONS = (
    select(
        Recommendation.id,
        Recommendation.reference,
        Recommendation.addressee,
        Recommendation.state,
        Recommendation.response_due,
        Committee.code,
        Committee.name.label("committee_name"),
    )
    .join(Committee, Committee.id == Recommendation.committee_id)
    .where(public(Recommendation))
    .order_by(Recommendation.response_due, Recommendation.id)
)


def deadlines(session: Session, since: date, committee_ids: Collection[int] | None) -> DeadlineFacts:
    """Those of some committees, or of all, from that day on."""

    def of(statement: Select[*tuple[Any, ...]], committee: Any) -> Rows:
        narrowed = statement if committee_ids is None else statement.where(committee.in_(committee_ids))
        return session.connection().execute(narrowed).all()

    meetings = of(_MEETINGS.where(Meeting.on >= since), Meeting.committee_id)
    items = of(_ITEMS.where(AgendaItem.papers_due >= since), Meeting.committee_id)
    actions = of(
        _ACTIONS.where(or_(Action.due >= since, Action.due.is_(None) & (Meeting.on >= since))), Action.committee_id
    )
    recommendations = of(_RECOMMENDATIONS.where(Recommendation.response_due >= since), Recommendation.committee_id)
    changes: dict[tuple[str, int], Changes] = {}
    for model, rows in ((Meeting, meetings), (AgendaItem, items), (Action, actions), (Recommendation, recommendations)):
        changes |= _changes(session, model.__tablename__, [row.id for row in rows])
    councils = sorted({row.council_id for row in meetings})
    return DeadlineFacts(
        meetings=meetings,
        items=items,
        actions=actions,
        recommendations=recommendations,
        changes=changes,
        calendars={council_id: closures.calendar(session, council_id) for council_id in councils},
    )


def _changes(session: Session, subject: str, ids: Collection[int]) -> dict[tuple[str, int], Changes]:
    if not ids:
        return {}
    counted = (
        select(HistoryLine.subject_id, func.count(), func.max(HistoryLine.at))
        .where(HistoryLine.subject == subject, HistoryLine.subject_id.in_(ids))
        .group_by(HistoryLine.subject_id)
    )
    return {(subject, row[0]): Changes(row[1], row[2]) for row in session.execute(counted)}
