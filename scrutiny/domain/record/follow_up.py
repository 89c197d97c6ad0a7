"""What the committee asked for: actions and recommendations, and the trackers on which it saw them."""

from dataclasses import dataclass
from datetime import date

from scrutiny.domain.record.references import UNSAID, Dated, Letter, Linked, Printed, Reference, Titled
from scrutiny.domain.vocabulary import ActionState, Part, RecommendationState, Response, ResponseClock


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    on: date
    by: Printed
    text: str
    status: ActionState


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenAction:
    """An appearance on the tracker that went to a meeting, in the state of that day."""

    meeting: Dated
    status: ActionState
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenRecommendation:
    meeting: Dated
    status: RecommendationState
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """By hand it is enough to say from which meeting, and which minute or row of the programme.

    `from_item` and `from_entry` are ids; `from_resolution` is a letter, or a place among the clauses, from 1. Without a
    `part` it is that of the item.
    """

    id: int = 0
    reference: Reference
    text: str
    owner: Printed = ""
    due: date | None = None
    status: ActionState = ActionState.OPEN
    from_minute: Reference = ""
    appearances: tuple[date, ...] = ()
    status_because: str = ""
    owner_person: Linked = UNSAID
    due_at_meeting: Dated = None
    part: Part | None = None
    opened_on: date | None = None
    completed_on: date | None = None
    closed_on: date | None = None
    confirmed_at: Dated = None
    from_meeting: Dated = None
    from_item: int | None = UNSAID
    from_resolution: int | Letter | None = None
    from_entry: int | None = None
    topic: Titled = UNSAID
    superseded_by: Reference | None = None
    updates: tuple[Update, ...] = ()
    seen: tuple[SeenAction, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation:
    """`sent` starts nothing by itself: the clock runs from `received_on`."""

    id: int = 0
    reference: Reference
    text: str
    to: Printed = ""
    sent: date | None = None
    response_due: date | None = None
    response: Response | None = None
    status: RecommendationState = RecommendationState.DRAFT
    from_minute: Reference = ""
    appearances: tuple[date, ...] = ()
    status_because: str = ""
    clock: ResponseClock = ResponseClock.EXECUTIVE
    opened_on: date | None = None
    received_on: date | None = None
    response_text: str = ""
    responded_on: date | None = None
    done_about_it: str = ""
    closed_on: date | None = None
    part: Part | None = None
    from_meeting: Dated = None
    from_item: int | None = UNSAID
    from_resolution: int | Letter | None = None
    topic: Titled = UNSAID
    seen: tuple[SeenRecommendation, ...] | None = None
