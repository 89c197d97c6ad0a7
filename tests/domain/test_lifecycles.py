import pytest

from scrutiny.domain.lifecycles import TABLES, may_become, next_states, require
from scrutiny.domain.vocabulary import (
    ActionState,
    EntryStatus,
    Listed,
    MeetingStatus,
    MinutesState,
    RecommendationState,
)

ALLOWED = {
    "a scheduled meeting is held": (MeetingStatus.SCHEDULED, MeetingStatus.HELD),
    "a cancelled meeting is called after all": (MeetingStatus.CANCELLED, MeetingStatus.SCHEDULED),
    "an adjourned meeting goes on and is held": (MeetingStatus.ADJOURNED, MeetingStatus.HELD),
    "the chair takes agreed minutes back": (MinutesState.AGREED, MinutesState.DRAFT),
    "agreed minutes are confirmed at a later meeting": (MinutesState.AGREED, MinutesState.CONFIRMED),
    "an officer reports an action complete": (ActionState.OPEN, ActionState.COMPLETE),
    "the committee closes a complete action": (ActionState.COMPLETE, ActionState.CLOSED),
    "the committee sends a complete action back": (ActionState.COMPLETE, ActionState.IN_PROGRESS),
    "the committee reopens what it closed": (ActionState.CLOSED, ActionState.OPEN),
    "an answer that is none is asked for again": (RecommendationState.ANSWERED, RecommendationState.SENT),
    "an answered recommendation is monitored": (RecommendationState.ANSWERED, RecommendationState.MONITORED),
    "a dated entry goes back to be confirmed": (EntryStatus.PLANNED, EntryStatus.TO_BE_CONFIRMED),
    "a considered entry comes back": (EntryStatus.CONSIDERED, EntryStatus.PLANNED),
    "a suggestion goes from the long list to the short one": (Listed.LONG_LIST, Listed.SHORT_LIST),
    "a declined suggestion is looked at again": (Listed.DECLINED, Listed.LONG_LIST),
}


@pytest.mark.parametrize(("state", "new"), ALLOWED.values(), ids=ALLOWED)
def test_a_step_that_is_allowed(state, new):
    assert may_become(state, new)
    require(state, new)


REFUSED = {
    "a cancelled meeting was not held": (
        MeetingStatus.CANCELLED,
        MeetingStatus.HELD,
        "This meeting is “Cancelled” and cannot become “Held”. From there it can become “Scheduled”.",
    ),
    "a held meeting is not cancelled": (
        MeetingStatus.HELD,
        MeetingStatus.CANCELLED,
        "This meeting is “Held” and cannot become “Cancelled”. From there it can become “Adjourned”.",
    ),
    "confirmed minutes are not drafts again": (
        MinutesState.CONFIRMED,
        MinutesState.DRAFT,
        "This set of minutes is “Confirmed” and cannot become “Draft, not yet agreed by the Chairman”. "
        "That is its end.",
    ),
    "an open action is not closed by its owner": (
        ActionState.OPEN,
        ActionState.CLOSED,
        "This action is “Open” and cannot become “Closed”. From there it can become “In progress” or “Paused” or "
        "“Complete, awaiting confirmation” or “Withdrawn” or “Superseded”.",
    ),
    "a recommendation is not answered before it is sent": (
        RecommendationState.DRAFT,
        RecommendationState.ANSWERED,
        "This recommendation is “Not yet sent” and cannot become “Answered”. From there it can become "
        "“Awaiting a response” or “Withdrawn”.",
    ),
    "a withdrawn entry stays withdrawn": (
        EntryStatus.WITHDRAWN,
        EntryStatus.PLANNED,
        "This work programme entry is “Withdrawn” and cannot become “Planned”. That is its end.",
    ),
    "what is on the programme is not declined": (
        Listed.TAKEN_UP,
        Listed.DECLINED,
        "This suggestion is “Taken up” and cannot become “Declined”. From there it can become “Long list” or "
        "“Short list”.",
    ),
    "closing twice is said to be done already": (
        ActionState.CLOSED,
        ActionState.CLOSED,
        "This action is already “Closed”.",
    ),
}


@pytest.mark.parametrize(("state", "new", "sentence"), REFUSED.values(), ids=REFUSED)
def test_a_step_that_is_refused_in_words(state, new, sentence, refusal):
    assert not may_become(state, new)
    assert refusal(require, state, new) == sentence


@pytest.mark.parametrize("states", TABLES, ids=lambda states: states.__name__)
def test_every_state_has_its_row_and_can_be_reached(states):
    _, table = TABLES[states]
    assert set(table) == set(states)
    beginnings = {states("scheduled" if states is MeetingStatus else next(iter(table)))}
    reached, before = beginnings, set()
    while reached != before:
        before, reached = reached, reached | {new for state in reached for new in next_states(state)}
    assert reached == set(states)


OPENS = [ActionState, RecommendationState, EntryStatus, Listed]


@pytest.mark.parametrize("states", OPENS, ids=lambda states: states.__name__)
def test_what_is_at_its_end_is_not_outstanding(states):
    assert not [state for state in states if state.open and not next_states(state)]
