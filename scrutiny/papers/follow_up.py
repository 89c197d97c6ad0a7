"""The follow-up tracker: what the committee asked for and what became of it, as a reader sees it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from scrutiny.domain.dates import written
from scrutiny.domain.vocabulary import ActionState, RecommendationState, Response

if TYPE_CHECKING:
    from scrutiny.queries.follow_up import FollowUpFacts


class Origin(NamedTuple):
    """The minute or programme row that a request came from, with a link's parts for the page."""

    printed: str
    on: date | None
    meeting_id: int | None = None


class Update(NamedTuple):
    on: date
    by: str
    text: str


class TrackedAction(NamedTuple):
    """`days_open` counts from the day it was asked; `carried` counts the meetings that saw it still open.

    `clock` says in words how it stands with its day: `Overdue by 12 days`, `Due at the meeting of 30 November 2021`.
    A named tuple, because a page makes hundreds, and a frozen dataclass takes four times as long to make.
    """

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
    closed_on: date | None = None
    clock: str = ""

    @property
    def age(self) -> str:
        return how_long(self.state.open, self.days_open, self.carried)


@dataclass(frozen=True, slots=True)
class TrackedRecommendation:
    """`clock` says in words how it stands with the day on which the response is due."""

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
    clock: str = ""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """`exempt` are the references of those rows that the public does not see: empty in the public's own paper."""

    council: str
    committee: str
    committee_code: str
    as_at: date
    actions: tuple[TrackedAction, ...]
    recommendations: tuple[TrackedRecommendation, ...]
    shown: str = "Outstanding"
    exempt: frozenset[str] = frozenset()


@lru_cache(maxsize=1024)
def how_long(is_open: bool, days_open: int, carried: int) -> str:
    """It has been open, and before how many meetings: `Open for 62 days, through 2 meetings`."""
    days = f"{'Open' if is_open else 'Was open'} for {_days(days_open)}"
    return f"{days}, through {_counted(carried, 'meeting')}" if carried else days


def counted(rows: Sequence[TrackedAction | TrackedRecommendation], noun: str, where: str = "") -> str:
    """`12 actions, of which 3 are overdue.`"""
    overdue = sum(row.overdue for row in rows)
    late = f", of which {overdue:,} {'is' if overdue == 1 else 'are'} overdue" if overdue else ""
    return f"{_counted(len(rows), noun)}{where}{late}."


def of(facts: FollowUpFacts, committee: Any, *, as_at: date, shown: str = "Outstanding") -> FollowUp:
    """Arrange a page of the tracker. What is overdue is worked out here, from the due date and the day."""
    return FollowUp(
        council=committee.council_name,
        committee=committee.name,
        committee_code=committee.code,
        as_at=as_at,
        actions=tuple([_action(row, facts, as_at) for row in facts.actions]),
        recommendations=tuple(_recommendation(row, as_at) for row in facts.recommendations),
        shown=shown,
        exempt=facts.exempt,
    )


def _action(row: Any, facts: FollowUpFacts, as_at: date) -> TrackedAction:
    state, due, opened_on, closed_on = row.state, row.due or row.due_meeting_on, row.opened_on, row.closed_on
    is_open, late = state.open, overdue(state, due, as_at)
    return TrackedAction(
        row.id,
        row.reference,
        row.text,
        row.owner,
        row.due,
        row.due_meeting_on,
        state,
        late,
        _origin(row),
        opened_on,
        max(((closed_on or as_at) - opened_on).days, 0),
        row.carried,
        facts.next_meeting if is_open else None,
        row.topic_id,
        row.state_because,
        tuple(map(Update._make, facts.updates.get(row.id, ()))),
        closed_on,
        _clock(row, due, late, as_at) if is_open else _ended(state, closed_on),
    )


def _clock(row: Any, due: date | None, late: bool, as_at: date) -> str:
    if due is None:
        return "No date set"
    if late:
        return f"Overdue by {_days((as_at - due).days)}"
    return f"Due at the meeting of {written(due)}" if row.due is None else ""


def _ended(state: ActionState, closed_on: date | None) -> str:
    return f"{state.label} on {written(closed_on)}" if closed_on else ""


@lru_cache(maxsize=1024)
def _days(number: int) -> str:
    return _counted(number, "day")


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _response_clock(row: Any, late: bool, as_at: date) -> str:
    """The statutory clock: running, run out, stopped by a response, or not yet started."""
    if row.responded_on is not None:
        return f"Answered on {written(row.responded_on)}"
    if row.state is RecommendationState.DRAFT:
        return "The time for a response begins when it is sent"
    if row.state is not RecommendationState.SENT or row.response_due is None:
        return ""
    left = (row.response_due - as_at).days
    if late:
        return f"Response overdue by {_days(-left)}"
    return f"{_days(left)} left to respond" if left else "The response is due today"


def overdue(state: ActionState, due: date | None, today: date) -> bool:
    """Past its day and still to be done: what is complete or paused is not chased."""
    return due is not None and due < today and state.chased


def _recommendation(row: Any, as_at: date) -> TrackedRecommendation:
    late = row.state is RecommendationState.SENT and row.response_due is not None and row.response_due < as_at
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
        overdue=late,
        origin=_minute_origin(row),
        topic_id=row.topic_id,
        done_about_it=row.done_about_it,
        clock=_response_clock(row, late, as_at),
    )


def _origin(row: Any) -> Origin:
    """The minute that asked, or else the programme row whose outcome holds the request."""
    if row.asked_meeting_id is not None:
        return _minute_origin(row)
    if row.entry_title:
        printed = "Work programme" if row.entry_exempt else f"Work programme: {row.entry_title}"
        return Origin(printed, row.noted_on, row.noted_meeting_id)
    return _asked_on(row.opened_on)


def _minute_origin(row: Any) -> Origin:
    if row.asked_meeting_id is None:
        return _asked_on(row.opened_on)
    return _asked_at(row.minute_number, row.asked_on, row.asked_meeting_id)


def _asked_on(day: date) -> Origin:
    """Whether that was at a meeting is not said: what came from a past tracker may have lost its minute."""
    return Origin(f"Asked on {written(day)}", day)


@lru_cache(maxsize=4096)  # the requests of one minute have one origin
def _asked_at(minute_number: str | None, on: date, meeting_id: int) -> Origin:
    number = f"Minute {minute_number}" if minute_number else "Meeting"
    return Origin(f"{number}, {written(on)}", on, meeting_id)
