"""What may become what: each state of the record, and the states that it can go to next.

Read a row as "a scheduled meeting may be held, adjourned or cancelled". A row without states is an end.
"""

from collections.abc import Mapping
from typing import Any, TypeVar

from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.vocabulary import (
    ActionState,
    EntryStatus,
    Labelled,
    Listed,
    MeetingStatus,
    MinutesState,
    RecommendationState,
)

State = TypeVar("State", MeetingStatus, MinutesState, ActionState, RecommendationState, EntryStatus, Listed)

# A re-arranged meeting stays scheduled, with its old date kept beside it. A cancelled one can be called after all.
MEETING = {
    MeetingStatus.SCHEDULED: (MeetingStatus.HELD, MeetingStatus.ADJOURNED, MeetingStatus.CANCELLED),
    MeetingStatus.ADJOURNED: (MeetingStatus.HELD, MeetingStatus.CANCELLED),
    MeetingStatus.HELD: (MeetingStatus.ADJOURNED,),
    MeetingStatus.CANCELLED: (MeetingStatus.SCHEDULED,),
}

# The chair can take agreed minutes back to mend them. Confirmed minutes are the record, and stay confirmed: an
# amendment made on confirming them keeps both texts, and so does a correction of a slip that is found later.
MINUTES = {
    MinutesState.NONE: (MinutesState.DRAFT,),
    MinutesState.DRAFT: (MinutesState.AGREED,),
    MinutesState.AGREED: (MinutesState.DRAFT, MinutesState.CONFIRMED),
    MinutesState.CONFIRMED: (),
}

# Only the committee closes an action, and only one that was reported complete: "complete" by its owner's word waits for
# the committee's. The committee may send it back, and may reopen what it closed: an action is one row for ever.
ACTION = {
    ActionState.OPEN: (
        ActionState.IN_PROGRESS,
        ActionState.PAUSED,
        ActionState.COMPLETE,
        ActionState.WITHDRAWN,
        ActionState.SUPERSEDED,
    ),
    ActionState.IN_PROGRESS: (
        ActionState.OPEN,
        ActionState.PAUSED,
        ActionState.COMPLETE,
        ActionState.WITHDRAWN,
        ActionState.SUPERSEDED,
    ),
    ActionState.PAUSED: (
        ActionState.OPEN,
        ActionState.IN_PROGRESS,
        ActionState.COMPLETE,
        ActionState.WITHDRAWN,
        ActionState.SUPERSEDED,
    ),
    ActionState.COMPLETE: (
        ActionState.CLOSED,
        ActionState.OPEN,
        ActionState.IN_PROGRESS,
        ActionState.WITHDRAWN,
        ActionState.SUPERSEDED,
    ),
    ActionState.CLOSED: (ActionState.OPEN,),
    ActionState.WITHDRAWN: (),
    ActionState.SUPERSEDED: (),
}

# An answer that is none is asked for again. A closed recommendation can be taken up once more and monitored.
RECOMMENDATION = {
    RecommendationState.DRAFT: (RecommendationState.SENT, RecommendationState.WITHDRAWN),
    RecommendationState.SENT: (RecommendationState.ANSWERED, RecommendationState.WITHDRAWN),
    RecommendationState.ANSWERED: (
        RecommendationState.SENT,
        RecommendationState.MONITORED,
        RecommendationState.CLOSED,
    ),
    RecommendationState.MONITORED: (RecommendationState.CLOSED,),
    RecommendationState.CLOSED: (RecommendationState.MONITORED,),
    RecommendationState.WITHDRAWN: (),
}

# An entry that was considered can come back to a later meeting. A withdrawn one stays on the page as withdrawn: the
# topic returns, if it does, as a new entry.
ENTRY = {
    EntryStatus.PLANNED: (
        EntryStatus.TO_BE_CONFIRMED,
        EntryStatus.CONSIDERED,
        EntryStatus.COMPLETED,
        EntryStatus.WITHDRAWN,
    ),
    EntryStatus.TO_BE_CONFIRMED: (
        EntryStatus.PLANNED,
        EntryStatus.CONSIDERED,
        EntryStatus.COMPLETED,
        EntryStatus.WITHDRAWN,
    ),
    EntryStatus.CONSIDERED: (
        EntryStatus.PLANNED,
        EntryStatus.TO_BE_CONFIRMED,
        EntryStatus.COMPLETED,
        EntryStatus.WITHDRAWN,
    ),
    EntryStatus.COMPLETED: (EntryStatus.PLANNED, EntryStatus.TO_BE_CONFIRMED),
    EntryStatus.WITHDRAWN: (),
}

# Every step can be gone back: a suggestion that was declined last year may be the matter of this one.
SUGGESTION = {
    Listed.LONG_LIST: (Listed.SHORT_LIST, Listed.TAKEN_UP, Listed.DECLINED),
    Listed.SHORT_LIST: (Listed.LONG_LIST, Listed.TAKEN_UP, Listed.DECLINED),
    Listed.TAKEN_UP: (Listed.LONG_LIST, Listed.SHORT_LIST),
    Listed.DECLINED: (Listed.LONG_LIST, Listed.SHORT_LIST),
}

# Kept apart by type: "withdrawn" is a word of three of them, and as strings the three are equal.
TABLES: Mapping[type[Labelled], tuple[str, Mapping[Any, tuple[Any, ...]]]] = {
    MeetingStatus: ("meeting", MEETING),
    MinutesState: ("set of minutes", MINUTES),
    ActionState: ("action", ACTION),
    RecommendationState: ("recommendation", RECOMMENDATION),
    EntryStatus: ("work programme entry", ENTRY),
    Listed: ("suggestion", SUGGESTION),
}


def next_states(state: State) -> tuple[State, ...]:
    """The states that this one can go to, in the order of the table; none for an end."""
    _, table = TABLES[type(state)]
    return table[state]


def may_become(state: State, new: State) -> bool:
    """Whether the step is allowed. To stay as it is, is no step."""
    return new in next_states(state)


def require(state: State, new: State) -> None:
    """Raises RuleBroken, saying what the thing can become instead, for a step that is not allowed."""
    if may_become(state, new):
        return
    noun, _ = TABLES[type(state)]
    if state is new:
        raise RuleBroken(f"This {noun} is already “{state.label}”.")
    allowed = " or ".join(f"“{other.label}”" for other in next_states(state))
    instead = f"From there it can become {allowed}." if allowed else "That is its end."
    raise RuleBroken(f"This {noun} is “{state.label}” and cannot become “{new.label}”. {instead}")
