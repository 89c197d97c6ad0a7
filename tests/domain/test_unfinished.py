"""What minutes lack before they are agreed, in words."""

from __future__ import annotations

import pytest

from scrutiny.domain.unfinished import Asking, Minuted, missing
from scrutiny.domain.vocabulary import ItemOutcome, ResolutionKind

CONSIDERED, PENDING, DEFERRED = ItemOutcome.CONSIDERED, ItemOutcome.PENDING, ItemOutcome.DEFERRED
NOTHING, OUTCOME = "Nothing is written", "What became of the item is not recorded"
NUMBER = "The minute has no number"


@pytest.mark.parametrize(
    ("outcome", "written", "numbered", "lacks"),
    [
        pytest.param(PENDING, False, False, (OUTCOME, NOTHING), id="an item of which nothing is known"),
        pytest.param(PENDING, True, True, (OUTCOME,), id="a minute before the meeting is recorded as held"),
        pytest.param(CONSIDERED, False, False, (NOTHING,), id="considered, and not a word"),
        pytest.param(CONSIDERED, True, False, (NUMBER,), id="written, and not numbered"),
        pytest.param(CONSIDERED, True, True, (), id="whole"),
        pytest.param(DEFERRED, False, False, (), id="what was put off needs no minute"),
        pytest.param(DEFERRED, True, False, (NUMBER,), id="what was put off and is minuted needs a number"),
        pytest.param(ItemOutcome.WITHDRAWN, False, False, (), id="what was withdrawn needs no minute"),
    ],
)
def test_an_item_says_what_it_lacks(outcome: ItemOutcome, written: bool, numbered: bool, lacks: tuple[str]) -> None:
    assert missing(Minuted(outcome, written, numbered)) == lacks


@pytest.mark.parametrize(
    ("letter", "kind", "made", "lack"),
    [
        ("a", ResolutionKind.ACTION, False, ("Resolution a) is an action that nobody has been asked for yet",)),
        ("", ResolutionKind.ACTION, False, ("The resolution is an action that nobody has been asked for yet",)),
        ("b", ResolutionKind.PROGRAMME, False, ("Resolution b) is for the work programme and is not on it yet",)),
        ("", ResolutionKind.RECOMMENDATION, False, ("The resolution is a recommendation that has not been made yet",)),
        ("a", ResolutionKind.ACTION, True, ()),
        ("a", ResolutionKind.NONE, False, ()),
    ],
)
def test_a_clause_of_which_nothing_was_made_is_missed(
    letter: str, kind: ResolutionKind, made: bool, lack: tuple[str, ...]
) -> None:
    clauses = (Asking(letter, kind, made),)
    assert missing(Minuted(CONSIDERED, written=False, numbered=True, clauses=clauses)) == lack
