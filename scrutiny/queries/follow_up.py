"""Finds actions and recommendations, a page at a time, with where each came from and what was said of it since.

The page is chosen first, by one index, and only then joined to the rest: so the first page of the outstanding ones
costs the same whatever the length of the record.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import Session, aliased

from scrutiny.domain.vocabulary import MeetingKind, MeetingStatus, Part, RecommendationState
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.committees import Committee
from scrutiny.models.follow_up import STILL_OPEN, Action, ActionAppearance, ActionUpdate, Recommendation
from scrutiny.models.meetings import Meeting
from scrutiny.models.minutes import Minute, MinuteNumber
from scrutiny.models.programme import WorkProgrammeEntry
from scrutiny.queries.rows import AnyRow, Rows

PAGE = 200


class Shown(StrEnum):
    """Which of the actions and recommendations are asked for."""

    OUTSTANDING = "outstanding"
    OVERDUE = "overdue"
    CLOSED = "closed"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A page of the tracker. `after` is the last row of the page before: its due date and its id."""

    committee_id: int
    today: date
    shown: Shown = Shown.OUTSTANDING
    owner: str = ""
    meeting_id: int | None = None
    exempt: bool = False
    after: tuple[date | None, int] | None = None
    most: int = PAGE


@dataclass(frozen=True, slots=True)
class FollowUpFacts:
    """A page of the tracker and what it shows beside. `more` says that another page follows."""

    actions: Rows
    updates: Rows
    carried: dict[int, int]
    recommendations: Rows
    next_meeting: date | None
    more: bool


_asked_at = aliased(Meeting)
_noted_at = aliased(Meeting)
_due_at = aliased(Meeting)


def find(session: Session, wanted: Wanted) -> FollowUpFacts:
    """The page, its updates, how often each action was carried, and the recommendations (on the first page)."""
    actions = _actions(session, wanted)
    more = len(actions) > wanted.most
    actions = actions[: wanted.most]
    ids = [row.id for row in actions]
    return FollowUpFacts(
        actions=actions,
        updates=_updates(session, ids),
        carried=_carried(session, ids),
        recommendations=() if wanted.after else _recommendations(session, wanted),
        next_meeting=_next_meeting(session, wanted),
        more=more,
    )


_PRESSING = select(Action).where(STILL_OPEN, Action.part == Part.ONE, Action.due.is_not(None))


def pressing(session: Session, committee_id: int, most: int) -> Rows:
    """A committee's open actions that are due first, of those that the public may see."""
    found = _PRESSING.where(Action.committee_id == committee_id).order_by(Action.due, Action.id).limit(most)
    return session.connection().execute(found).all()


def most_pressing(session: Session) -> Rows:
    """Of every committee the one open action that is due first: an index look-up each, in one statement."""
    first = (
        _PRESSING.with_only_columns(Action.id)
        .where(Action.committee_id == Committee.id)
        .order_by(Action.due, Action.id)
        .limit(1)
        .correlate(Committee)
        .scalar_subquery()
    )
    found = select(Action).join(Committee, Action.id == first).order_by(Action.due, Action.id)
    return session.connection().execute(found).all()


def owners(session: Session, committee_id: int) -> list[str]:
    """Who owns an open action that the public may see, by name."""
    found = select(Action.owner).where(
        Action.committee_id == committee_id, STILL_OPEN, Action.part == Part.ONE, Action.owner != ""
    )
    return sorted(set(session.scalars(found.distinct())))


def _actions(session: Session, wanted: Wanted) -> Rows:
    """Dated actions by date, then the undated ones, up to one more than a page."""
    rows: list[AnyRow] = []
    past_dated = wanted.after is not None and wanted.after[0] is None
    if not past_dated:
        rows += session.connection().execute(_joined(_chosen(wanted, dated=True, most=wanted.most + 1))).all()
    if len(rows) <= wanted.most:
        rest = wanted.most + 1 - len(rows)
        rows += session.connection().execute(_joined(_chosen(wanted, dated=False, most=rest))).all()
    return rows


def _chosen(wanted: Wanted, *, dated: bool, most: int) -> Select[Any]:
    rules: list[ColumnElement[bool]] = [
        Action.committee_id == wanted.committee_id,
        Action.due.is_not(None) if dated else Action.due.is_(None),
    ]
    if not wanted.exempt:
        rules.append(Action.part == Part.ONE)
    if wanted.shown in (Shown.OUTSTANDING, Shown.OVERDUE):
        rules.append(STILL_OPEN)  # type: ignore[arg-type]
    if wanted.shown is Shown.OVERDUE:
        rules.append(Action.due < wanted.today)
    if wanted.shown is Shown.CLOSED:
        rules.append(Action.closed_on.is_not(None))
    if wanted.owner:
        rules.append(Action.owner == wanted.owner)
    if wanted.meeting_id is not None:
        asked_here = select(AgendaItem.id).where(AgendaItem.meeting_id == wanted.meeting_id)
        rules.append(Action.item_id.in_(asked_here))
    if wanted.after is not None:
        due, last = wanted.after
        after_it = and_(Action.due == due, Action.id > last) | (Action.due > due) if dated else Action.id > last
        if dated == (due is not None):
            rules.append(after_it)
    order = (Action.due, Action.id) if dated else (Action.id,)
    return select(Action).where(*rules).order_by(*order).limit(most)


def _joined(chosen: Select[Any]) -> Select[Any]:
    """The chosen actions with the minute or the programme row that each came from."""
    page = chosen.subquery("chosen")
    action = page.c
    return (
        select(
            *action,
            MinuteNumber.printed.label("minute_number"),
            _asked_at.id.label("asked_meeting_id"),
            _asked_at.on.label("asked_on"),
            WorkProgrammeEntry.title.label("entry_title"),
            _noted_at.id.label("noted_meeting_id"),
            _noted_at.on.label("noted_on"),
            _due_at.on.label("due_meeting_on"),
        )
        .select_from(page)
        .outerjoin(AgendaItem, AgendaItem.id == action.item_id)
        .outerjoin(_asked_at, _asked_at.id == AgendaItem.meeting_id)
        .outerjoin(Minute, Minute.item_id == AgendaItem.id)
        .outerjoin(MinuteNumber, MinuteNumber.id == Minute.number_id)
        .outerjoin(WorkProgrammeEntry, WorkProgrammeEntry.id == action.entry_id)
        .outerjoin(_noted_at, _noted_at.id == WorkProgrammeEntry.meeting_id)
        .outerjoin(_due_at, _due_at.id == action.due_meeting_id)
        .order_by(action.due, action.id)
    )


def _updates(session: Session, ids: Sequence[int]) -> Rows:
    if not ids:
        return ()
    found = select(ActionUpdate.action_id, ActionUpdate.on, ActionUpdate.by, ActionUpdate.text)
    return session.execute(found.where(ActionUpdate.action_id.in_(ids)).order_by(ActionUpdate.id)).all()


def _carried(session: Session, ids: Sequence[int]) -> dict[int, int]:
    if not ids:
        return {}
    counted = (
        select(ActionAppearance.action_id, func.count())
        .where(ActionAppearance.action_id.in_(ids))
        .group_by(ActionAppearance.action_id)
    )
    return dict(session.execute(counted).tuples().all())


def _recommendations(session: Session, wanted: Wanted) -> Rows:
    rules: list[ColumnElement[bool]] = [Recommendation.committee_id == wanted.committee_id]
    ended = (RecommendationState.CLOSED, RecommendationState.WITHDRAWN)
    if not wanted.exempt:
        rules.append(Recommendation.part == Part.ONE)
    if wanted.shown in (Shown.OUTSTANDING, Shown.OVERDUE):
        rules.append(Recommendation.state.not_in(ended))
    if wanted.shown is Shown.OVERDUE:
        rules += [Recommendation.response_due < wanted.today, Recommendation.state == RecommendationState.SENT]
    if wanted.shown is Shown.CLOSED:
        rules.append(Recommendation.state.in_(ended))
    if wanted.owner:
        rules.append(Recommendation.addressee == wanted.owner)
    if wanted.meeting_id is not None:
        rules.append(AgendaItem.meeting_id == wanted.meeting_id)
    found = (
        select(
            *Recommendation.__table__.c,
            MinuteNumber.printed.label("minute_number"),
            _asked_at.id.label("asked_meeting_id"),
            _asked_at.on.label("asked_on"),
        )
        .outerjoin(AgendaItem, AgendaItem.id == Recommendation.item_id)
        .outerjoin(_asked_at, _asked_at.id == AgendaItem.meeting_id)
        .outerjoin(Minute, Minute.item_id == AgendaItem.id)
        .outerjoin(MinuteNumber, MinuteNumber.id == Minute.number_id)
        .where(*rules)
        .order_by(Recommendation.response_due, Recommendation.id)
        .limit(PAGE)
    )
    return session.connection().execute(found).all()


def _next_meeting(session: Session, wanted: Wanted) -> date | None:
    found = select(func.min(Meeting.on)).where(
        Meeting.committee_id == wanted.committee_id,
        Meeting.on >= wanted.today,
        Meeting.kind == MeetingKind.FORMAL,
        Meeting.status == MeetingStatus.SCHEDULED,
    )
    return session.scalar(found)
