import inspect

import pytest

from scrutiny.domain import vocabulary
from scrutiny.domain.vocabulary import (
    ActionState,
    AttendanceStatus,
    EntryStatus,
    InterestKind,
    ItemOutcome,
    Labelled,
    MeetingKind,
    MeetingStatus,
    MinutesState,
    Part,
    RecommendationState,
    Response,
    Role,
    Section,
)

WORDS = [
    word for _, word in inspect.getmembers(vocabulary, inspect.isclass) if issubclass(word, Labelled) and len(word)
]

LABELS = {
    MeetingKind.WORKING_GROUP: "Working group",
    MeetingStatus.CANCELLED: "Cancelled",
    Role.CHAIRMAN: "Chairman",
    Role.VICE_CHAIRMAN: "Vice-Chairman",
    MinutesState.AGREED: "Draft, to be confirmed at a later meeting",
    Part.TWO: "Part Two",
    InterestKind.PECUNIARY: "Disclosable pecuniary interest",
    Section.BRIEFING: "Briefing notes, updates and visits",
    ActionState.COMPLETE: "Complete, awaiting confirmation",
    ActionState.IN_PROGRESS: "In progress",
    RecommendationState.SENT: "Awaiting a response",
    Response.PARTLY_ACCEPTED: "Accepted in part",
}


@pytest.mark.parametrize(("word", "label"), LABELS.items(), ids=[repr(word) for word in LABELS])
def test_a_word_is_printed_as_a_council_writes_it(word, label):
    assert word.label == label


@pytest.mark.parametrize("word", WORDS, ids=lambda word: word.__name__)
def test_every_word_has_a_label_of_its_own_without_underscores(word):
    labels = [value.label for value in word]
    assert len(set(labels)) == len(labels)
    assert not [label for label in labels if "_" in label or not label]


def test_the_roles_that_are_printed_behind_a_name():
    assert [role for role in Role if role.leads] == [Role.CHAIRMAN, Role.VICE_CHAIRMAN]


def test_drafts_that_the_chair_has_not_agreed_are_not_public():
    assert [state for state in MinutesState if not state.public] == [MinutesState.NONE, MinutesState.DRAFT]


def test_what_counts_as_being_there():
    assert [status for status in AttendanceStatus if status.there] == [
        AttendanceStatus.PRESENT,
        AttendanceStatus.SUBSTITUTE,
    ]


def test_what_is_no_longer_open():
    assert [state for state in ActionState if not state.open] == [
        ActionState.CLOSED,
        ActionState.WITHDRAWN,
        ActionState.SUPERSEDED,
    ]
    assert [state for state in RecommendationState if not state.open] == [
        RecommendationState.CLOSED,
        RecommendationState.WITHDRAWN,
    ]
    assert [status for status in EntryStatus if status.open] == [EntryStatus.PLANNED, EntryStatus.TO_BE_CONFIRMED]


def test_the_outcomes_that_bring_an_item_back():
    assert [outcome for outcome in ItemOutcome if outcome.open] == [
        ItemOutcome.DEFERRED,
        ItemOutcome.ADJOURNED,
        ItemOutcome.NOT_REACHED,
    ]
