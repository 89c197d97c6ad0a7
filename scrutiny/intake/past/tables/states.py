"""The words by which trackers say how something stands, as states of the record.

A word that the record has itself is no guess; every other one is, and that is told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from scrutiny.domain.vocabulary import ActionState, Labelled, RecommendationState
from scrutiny.intake.past.tables.notes import Notes

_DONE = r"complete[d]?|done|achieved|implemented|actioned|green|g"
_CLOSED = r"closed|discharged|no longer (?:monitored|required)"
_UNDER_WAY = r"on ?going|in progress|on track|started|partial(?:ly)?\b.*|amber|a|monitor(?:ed|ing)?.*"
_WAITING = r"overdue|late|delayed|outstanding|not (?:yet )?started|open|new|awaiting.*|red|r|pending"
_RESTING = r"paused|on hold|suspended|deferred|postponed"
_ENDED = r"withdrawn|cancelled|rejected|superseded|not pursued"

_ACTION = (
    (ActionState.CLOSED, _CLOSED),
    (ActionState.COMPLETE, _DONE),
    (ActionState.IN_PROGRESS, _UNDER_WAY),
    (ActionState.PAUSED, _RESTING),
    (ActionState.WITHDRAWN, _ENDED),
    (ActionState.OPEN, _WAITING),
)
_RECOMMENDATION = (
    (RecommendationState.CLOSED, rf"{_CLOSED}|{_DONE}"),
    (RecommendationState.MONITORED, rf"{_UNDER_WAY}|{_RESTING}"),
    (RecommendationState.WITHDRAWN, _ENDED),
    (RecommendationState.SENT, _WAITING),
)


def of_action(word: str, where: str, notes: Notes) -> ActionState:
    found = _state(word, tuple(ActionState), _ACTION, where, notes)
    return found if isinstance(found, ActionState) else ActionState.OPEN


def of_recommendation(word: str, where: str, notes: Notes, *, sent: bool) -> RecommendationState:
    found = _state(word, tuple(RecommendationState), _RECOMMENDATION, where, notes)
    if isinstance(found, RecommendationState):
        return found
    return RecommendationState.SENT if sent else RecommendationState.DRAFT


def label_in(lines: Sequence[str], states: Sequence[Labelled]) -> str:
    """The line that is the record's own word for a state, as our documents print it above the progress."""
    labels = {state.label.casefold() for state in states}
    return next((line for line in lines if line.casefold() in labels), "")


def is_resting(word: str) -> bool:
    return re.fullmatch(_RESTING, word.strip(), re.IGNORECASE) is not None


def _state(
    word: str, known: Sequence[Labelled], guesses: Sequence[tuple[Labelled, str]], where: str, notes: Notes
) -> Labelled | None:
    said = " ".join(word.split())
    if not said:
        notes.doubt(where, "how it stands is not said, so it is taken as open")
        return None
    exact = next((state for state in known if state.label.casefold() == said.casefold()), None)
    if exact is not None:
        return exact
    guessed = next((state for state, words in guesses if re.fullmatch(words, said, re.IGNORECASE)), None)
    if guessed is None:
        notes.doubt(where, f"“{said}” is no word of the record, so it is taken as open")
    else:
        notes.doubt(where, f"“{said}” is taken for “{guessed.label}”")
    return guessed
