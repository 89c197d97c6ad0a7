"""Which actions and recommendations are asked for: what is filtered, in which order, from where on.

What is exempt, or came of an exempt item, is not chosen at all for who may not see it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from scrutiny.domain.vocabulary import ActionState, RecommendationState
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.follow_up import STILL_OPEN, Action, Recommendation
from scrutiny.models.meetings import Meeting
from scrutiny.models.programme import WorkProgrammeEntry
from scrutiny.queries.withheld import public

PAGE = 200
CHASED = (ActionState.OPEN, ActionState.IN_PROGRESS)
ENDED = (RecommendationState.CLOSED, RecommendationState.WITHDRAWN)


class Shown(StrEnum):
    """Which of the actions and recommendations are asked for."""

    OUTSTANDING = "outstanding"
    OVERDUE = "overdue"
    CLOSED = "closed"
    ALL = "all"


class Sort(StrEnum):
    """The order of the actions: by the day they are due, the day they were asked for, or their owners."""

    DUE = "due"
    ASKED = "asked"
    OWNER = "owner"


Place = tuple[date | str | None, int]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A page of the tracker. `after` is the place of the last row of the page before, as `place` gives it."""

    committee_id: int
    today: date
    shown: Shown = Shown.OUTSTANDING
    owner: str = ""
    meeting_id: int | None = None
    action_id: int | None = None
    recommendation_id: int | None = None
    sort: Sort = Sort.DUE
    exempt: bool = False
    after: Place | None = None
    most: int = PAGE


KEYS: dict[Sort, InstrumentedAttribute[Any]] = {
    Sort.DUE: Action.due,
    Sort.ASKED: Action.opened_on,
    Sort.OWNER: Action.owner,
}


def place(session: Session, committee_id: int, action_id: int, sort: Sort) -> Place | None:
    """Where that action stands in the order; None when the committee has none such."""
    found = select(KEYS[sort], Action.id).where(Action.id == action_id, Action.committee_id == committee_id)
    row = session.execute(found).first()
    return (row[0], row[1]) if row else None


def chosen(wanted: Wanted) -> Select[Any]:
    """Ordered by a column that is never empty."""
    key = KEYS[wanted.sort]
    chosen = select(Action).where(*_rules(wanted)).order_by(key, Action.id).limit(wanted.most + 1)
    return chosen.where(_after(key, wanted.after)) if wanted.after else chosen


def dated(wanted: Wanted) -> Select[Any]:
    chosen = select(Action).where(Action.due.is_not(None), *_rules(wanted))
    if wanted.shown is Shown.OVERDUE:
        chosen = chosen.where(Action.due < wanted.today)
    if wanted.after:
        chosen = chosen.where(_after(Action.due, wanted.after))
    return chosen.order_by(Action.due, Action.id).limit(wanted.most + 1)


def undated(wanted: Wanted, *, most: int) -> Select[Any]:
    chosen = select(Action).where(Action.due.is_(None), *_rules(wanted))
    if wanted.after and wanted.after[0] is None:
        chosen = chosen.where(Action.id > wanted.after[1])
    return chosen.order_by(Action.id).limit(most)


def _after(key: InstrumentedAttribute[Any], last: Place) -> ColumnElement[bool]:
    value, id_ = last
    return or_(key > value, and_(key == value, Action.id > id_))


def _rules(wanted: Wanted) -> list[ColumnElement[bool]]:
    """Which actions are asked for, their order and their page apart."""
    rules: list[ColumnElement[bool]] = [Action.committee_id == wanted.committee_id]
    if not wanted.exempt:
        rules.append(public(Action))
    if wanted.action_id is not None:
        return [*rules, Action.id == wanted.action_id]
    if wanted.shown is Shown.OUTSTANDING:
        rules.append(STILL_OPEN)  # type: ignore[arg-type]
    if wanted.shown is Shown.OVERDUE:
        passed = select(Meeting.id).where(Meeting.committee_id == wanted.committee_id, Meeting.on < wanted.today)
        rules += [
            STILL_OPEN,  # type: ignore[list-item]  # as the index of the outstanding ones has it
            Action.state.in_(CHASED),
            or_(Action.due < wanted.today, and_(Action.due.is_(None), Action.due_meeting_id.in_(passed))),
        ]
    if wanted.shown is Shown.CLOSED:
        rules.append(Action.closed_on.is_not(None))
    if wanted.owner:
        rules.append(Action.owner == wanted.owner)
    if wanted.meeting_id is not None:
        asked_here = select(AgendaItem.id).where(AgendaItem.meeting_id == wanted.meeting_id)
        noted_here = select(WorkProgrammeEntry.id).where(WorkProgrammeEntry.meeting_id == wanted.meeting_id)
        rules.append(or_(Action.item_id.in_(asked_here), Action.entry_id.in_(noted_here)))
    return rules


def recommendation_rules(wanted: Wanted) -> list[ColumnElement[bool]]:
    rules: list[ColumnElement[bool]] = [Recommendation.committee_id == wanted.committee_id]
    if not wanted.exempt:
        rules.append(public(Recommendation))
    if wanted.recommendation_id is not None:
        return [*rules, Recommendation.id == wanted.recommendation_id]
    if wanted.shown is Shown.OUTSTANDING:
        rules.append(Recommendation.state.not_in(ENDED))
    if wanted.shown is Shown.OVERDUE:
        rules += [Recommendation.response_due < wanted.today, Recommendation.state == RecommendationState.SENT]
    if wanted.shown is Shown.CLOSED:
        rules.append(Recommendation.state.in_(ENDED))
    if wanted.owner:
        rules.append(Recommendation.addressee == wanted.owner)
    if wanted.meeting_id is not None:
        rules.append(AgendaItem.meeting_id == wanted.meeting_id)
    return rules
