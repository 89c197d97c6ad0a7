"""The follow-up tracker: what the committee asked for and what became of it, as a reader sees it."""

from dataclasses import dataclass
from datetime import date

from scrutiny.domain.vocabulary import ActionState, RecommendationState, Response


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
