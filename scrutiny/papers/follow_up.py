"""The follow-up tracker: what the committee asked for and what became of it, as a reader sees it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from scrutiny.domain.dates import written
from scrutiny.domain.vocabulary import ActionState, RecommendationState, Response
from scrutiny.papers.groups import grouped

if TYPE_CHECKING:
    from scrutiny.queries.follow_up import FollowUpFacts


@dataclass(frozen=True, slots=True)
class Origin:
    """The minute or programme row that a request came from, with a link's parts for the page."""

    printed: str
    on: date | None
    meeting_id: int | None = None


@dataclass(frozen=True, slots=True)
class Update:
    on: date
    by: str
    text: str


@dataclass(frozen=True, slots=True)
class TrackedAction:
    """`days_open` counts from the day it was asked; `carried` counts the meetings that saw it still open."""

    action_id: int
    reference: str
    text: str
    owner: str
    due: date | None
    due_at_meeting: date | None
    state: ActionState
    overdue: bool
    origin: Origin
    opened_on: date
    days_open: int
    carried: int
    next_meeting: date | None
    topic_id: int | None = None
    state_because: str = ""
    updates: tuple[Update, ...] = ()


@dataclass(frozen=True, slots=True)
class TrackedRecommendation:
    recommendation_id: int
    reference: str
    text: str
    addressee: str
    sent_on: date | None
    response_due: date | None
    response: Response | None
    response_text: str
    responded_on: date | None
    state: RecommendationState
    overdue: bool
    origin: Origin
    topic_id: int | None = None
    done_about_it: str = ""


@dataclass(frozen=True, slots=True)
class FollowUp:
    council: str
    committee: str
    committee_code: str
    as_at: date
    actions: tuple[TrackedAction, ...]
    recommendations: tuple[TrackedRecommendation, ...]
    shown: str = "Outstanding"


def of(facts: FollowUpFacts, committee: Any, *, as_at: date, shown: str = "Outstanding") -> FollowUp:
    """Arrange a page of the tracker. What is overdue is worked out here, from the due date and the day."""
    updates = grouped(facts.updates, "action_id")
    actions = [_action(row, updates[row.id], facts, as_at) for row in facts.actions]
    return FollowUp(
        council=committee.council_name,
        committee=committee.name,
        committee_code=committee.code,
        as_at=as_at,
        actions=tuple(sorted(actions, key=lambda action: action.due or action.due_at_meeting or date.max)),
        recommendations=tuple(_recommendation(row, as_at) for row in facts.recommendations),
        shown=shown,
    )


def _action(row: Any, updates: list[Any], facts: FollowUpFacts, as_at: date) -> TrackedAction:
    due = row.due or row.due_meeting_on
    return TrackedAction(
        action_id=row.id,
        reference=row.reference,
        text=row.text,
        owner=row.owner,
        due=row.due,
        due_at_meeting=row.due_meeting_on,
        state=row.state,
        overdue=overdue(row.state, due, as_at),
        origin=_origin(row),
        opened_on=row.opened_on,
        days_open=max(((row.closed_on or as_at) - row.opened_on).days, 0),
        carried=facts.carried.get(row.id, 0),
        next_meeting=facts.next_meeting if row.state.open else None,
        topic_id=row.topic_id,
        state_because=row.state_because,
        updates=tuple(Update(update.on, update.by, update.text) for update in updates),
    )


def overdue(state: ActionState, due: date | None, today: date) -> bool:
    """Past its day and still to be done: what is complete or paused is not chased."""
    return due is not None and due < today and state in (ActionState.OPEN, ActionState.IN_PROGRESS)


def _recommendation(row: Any, as_at: date) -> TrackedRecommendation:
    return TrackedRecommendation(
        recommendation_id=row.id,
        reference=row.reference,
        text=row.text,
        addressee=row.addressee,
        sent_on=row.sent_on,
        response_due=row.response_due,
        response=row.response,
        response_text=row.response_text,
        responded_on=row.responded_on,
        state=row.state,
        overdue=(row.state is RecommendationState.SENT and row.response_due is not None and row.response_due < as_at),
        origin=_minute_origin(row),
        topic_id=row.topic_id,
        done_about_it=row.done_about_it,
    )


def _origin(row: Any) -> Origin:
    """The minute that asked, or else the programme row whose outcome holds the request."""
    if row.asked_meeting_id is not None:
        return _minute_origin(row)
    if row.entry_title:
        printed = f"Work programme: {row.entry_title}"
        return Origin(printed, row.noted_on, row.noted_meeting_id)
    return Origin("Asked outside a meeting", None)


def _minute_origin(row: Any) -> Origin:
    if row.asked_meeting_id is None:
        return Origin("Asked outside a meeting", None)
    number = f"Minute {row.minute_number}" if row.minute_number else "Meeting"
    return Origin(f"{number}, {written(row.asked_on)}", row.asked_on, row.asked_meeting_id)
