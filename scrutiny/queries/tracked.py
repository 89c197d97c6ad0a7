"""Which actions and recommendations are asked for: what is filtered, in which order, from where on.

What is exempt, or came of an exempt item, is not chosen at all for who may not see it. A statement is built once for
each shape of a question and kept: to build one costs more than to answer it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, TextClause, and_, bindparam, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from scrutiny.domain.vocabulary import ActionState, RecommendationState
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.follow_up import STILL_OPEN, Action, Recommendation
from scrutiny.models.meetings import Meeting
from scrutiny.models.minutes import Vote
from scrutiny.models.people import Person
from scrutiny.models.programme import WorkProgrammeEntry
from scrutiny.queries.withheld import public

Rule = ColumnElement[bool] | TextClause

PAGE = 200
CHASED = [state for state in ActionState if state.chased]
ENDED = (RecommendationState.CLOSED, RecommendationState.WITHDRAWN)
NOT_ENDED = and_(*(Recommendation.state != state for state in ENDED))  # a `NOT IN` is spelt out anew at every look


class Shown(StrEnum):
    """Which of the actions and recommendations are asked for."""

    OUTSTANDING = "outstanding"
    OVERDUE = "overdue"
    COMPLETE = "complete"
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
    """A page of the tracker. `after` is the place of the last row of the page before, as `place` gives it.

    `person_id` asks for what that person owns, or moved or seconded.
    """

    committee_id: int
    today: date
    shown: Shown = Shown.OUTSTANDING
    owner: str = ""
    meeting_id: int | None = None
    action_id: int | None = None
    recommendation_id: int | None = None
    person_id: int | None = None
    sort: Sort = Sort.DUE
    exempt: bool = False
    after: Place | None = None
    most: int = PAGE
    most_recommendations: int = PAGE

    @property
    def shape(self) -> Shape:
        return Shape(
            shown=self.shown,
            sort=self.sort,
            exempt=self.exempt,
            by_owner=bool(self.owner),
            by_meeting=self.meeting_id is not None,
            by_person=self.person_id is not None,
            one_action=self.action_id is not None,
            one_recommendation=self.recommendation_id is not None,
            further=self.after is not None,
            past_dated=self.after is not None and self.after[0] is None,
        )

    @property
    def values(self) -> dict[str, Any]:
        """What the statements of this shape are asked with."""
        key, id_ = self.after or (None, None)
        return {
            "committee_id": self.committee_id,
            "today": self.today,
            "owner": self.owner,
            "meeting_id": self.meeting_id,
            "action_id": self.action_id,
            "recommendation_id": self.recommendation_id,
            "person_id": self.person_id,
            "last_key": key,
            "last_id": id_,
            "most": self.most + 1,
            "most_recommendations": self.most_recommendations + 1,
        }


@dataclass(frozen=True, slots=True)
class Shape:
    """A question without its values. `further` asks for a page after the first, `past_dated` for undated ones alone."""

    shown: Shown
    sort: Sort
    exempt: bool
    by_owner: bool
    by_meeting: bool
    by_person: bool
    one_action: bool
    one_recommendation: bool
    further: bool
    past_dated: bool


_TODAY = bindparam("today", type_=Action.due.type)
_PERSON = bindparam("person_id", type_=Person.id.type)
_MOVED = (
    select(Vote.item_id)
    .join(Person, or_(Person.name == Vote.moved_by, Person.name == Vote.seconded_by))
    .where(Person.id == _PERSON)
)
KEYS: dict[Sort, InstrumentedAttribute[Any]] = {
    Sort.DUE: Action.due,
    Sort.ASKED: Action.opened_on,
    Sort.OWNER: Action.owner,
}


def place(session: Session, action_id: int, wanted: Wanted) -> Place | None:
    """Where that action stands in the order; None when the committee has none such, or none that the reader may see."""
    there: list[ColumnElement[bool]] = [Action.id == action_id, Action.committee_id == wanted.committee_id]
    if not wanted.exempt:
        there.append(public(Action))
    row = session.execute(select(KEYS[wanted.sort], Action.id).where(*there)).first()
    return (row[0], row[1]) if row else None


def chosen(shape: Shape) -> Select[Any]:
    """Ordered by a column that is never empty."""
    key = KEYS[shape.sort]
    chosen = select(Action).where(*_rules(shape)).order_by(key, Action.id).limit(bindparam("most"))
    return chosen.where(_after(key)) if shape.further else chosen


def dated(shape: Shape) -> Select[Any]:
    chosen = select(Action).where(Action.due.is_not(None), *_rules(shape))
    if shape.shown is Shown.OVERDUE:
        chosen = chosen.where(Action.due < _TODAY)
    if shape.further:
        chosen = chosen.where(_after(Action.due))
    return chosen.order_by(Action.due, Action.id).limit(bindparam("most"))


def undated(shape: Shape) -> Select[Any]:
    chosen = select(Action).where(Action.due.is_(None), *_rules(shape))
    if shape.past_dated:
        chosen = chosen.where(Action.id > bindparam("last_id"))
    return chosen.order_by(Action.id).limit(bindparam("most"))


def _after(key: InstrumentedAttribute[Any]) -> ColumnElement[bool]:
    last = bindparam("last_key", type_=key.type)
    return or_(key > last, and_(key == last, Action.id > bindparam("last_id")))


def _rules(shape: Shape) -> list[Rule]:
    """Which actions are asked for, their order and their page apart."""
    rules: list[Rule] = [Action.committee_id == bindparam("committee_id")]
    if not shape.exempt:
        rules.append(public(Action))
    if shape.one_action:
        return [*rules, Action.id == bindparam("action_id")]
    if shape.shown is Shown.OUTSTANDING:
        rules.append(STILL_OPEN)
    if shape.shown is Shown.OVERDUE:
        passed = select(Meeting.id).where(Meeting.committee_id == bindparam("committee_id"), Meeting.on < _TODAY)
        rules += [
            STILL_OPEN,  # as the index of the outstanding ones has it
            Action.state.in_(CHASED),
            or_(Action.due < _TODAY, and_(Action.due.is_(None), Action.due_meeting_id.in_(passed))),
        ]
    if shape.shown is Shown.COMPLETE:
        rules += [STILL_OPEN, Action.state == ActionState.COMPLETE]
    if shape.shown is Shown.CLOSED:
        rules.append(Action.closed_on.is_not(None))
    if shape.by_owner:
        rules.append(Action.owner == bindparam("owner"))
    if shape.by_meeting:
        asked_here = select(AgendaItem.id).where(AgendaItem.meeting_id == bindparam("meeting_id"))
        noted_here = select(WorkProgrammeEntry.id).where(WorkProgrammeEntry.meeting_id == bindparam("meeting_id"))
        rules.append(or_(Action.item_id.in_(asked_here), Action.entry_id.in_(noted_here)))
    if shape.by_person:
        rules.append(or_(Action.owner_id == _PERSON, Action.item_id.in_(_MOVED)))
    return rules


def recommendation_rules(shape: Shape) -> list[ColumnElement[bool]]:
    rules: list[ColumnElement[bool]] = [Recommendation.committee_id == bindparam("committee_id")]
    if not shape.exempt:
        rules.append(public(Recommendation))
    if shape.one_recommendation:
        return [*rules, Recommendation.id == bindparam("recommendation_id")]
    if shape.shown is Shown.OUTSTANDING:
        rules.append(NOT_ENDED)
    if shape.shown is Shown.OVERDUE:
        rules += [Recommendation.response_due < _TODAY, Recommendation.state == RecommendationState.SENT]
    if shape.shown is Shown.COMPLETE:
        rules.append(Recommendation.state == RecommendationState.ANSWERED)
    if shape.shown is Shown.CLOSED:
        rules.append(Recommendation.state.in_(ENDED))
    if shape.by_owner:
        rules.append(Recommendation.addressee == bindparam("owner"))
    if shape.by_meeting:
        rules.append(AgendaItem.meeting_id == bindparam("meeting_id"))
    if shape.by_person:
        rules.append(Recommendation.item_id.in_(_MOVED))
    return rules
