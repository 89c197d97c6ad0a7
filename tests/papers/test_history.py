"""The history of one thing in words: what was changed from what to what, and nothing that nobody can read."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from scrutiny.domain.vocabulary import ActionState
from scrutiny.papers.history import Change, Line, Said, lines

NOON = datetime(2021, 11, 15, 12, 0, tzinfo=UTC)
SAID = Said(
    columns={"due_meeting_id": "Due at the meeting of"},
    values={"due_meeting_id": {3: "30 November 2021"}, "state": {state.value: state.label for state in ActionState}},
)


def row(before: dict[str, Any], after: dict[str, Any], did: str = "changed") -> Any:
    return SimpleNamespace(at=NOON, by="Cleo Clerk", did=did, before=before, after=after)


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        pytest.param({"due": "2021-10-31"}, {"due": None}, [("Due", "31 October 2021", "")], id="a day taken away"),
        pytest.param({"state": "open"}, {"state": "in_progress"}, [("State", "Open", "In progress")], id="a state"),
        pytest.param({"state": "gone"}, {"state": "open"}, [("State", "gone", "Open")], id="a word that is no more"),
        pytest.param(
            {"due_meeting_id": None},
            {"due_meeting_id": 3},
            [("Due at the meeting of", "", "30 November 2021")],
            id="a meeting by its day",
        ),
        pytest.param({"note": None}, {"note": ""}, [], id="nothing after nothing"),
        pytest.param({"owner_id": 1}, {"owner_id": 2}, [], id="an id of which nothing is told"),
        pytest.param({}, {"id": 7, "version": 1, "text": "Send it"}, [("Text", "", "Send it")], id="the text alone"),
        pytest.param({"for_": 1}, {"for_": 2}, [("For", "1", "2")], id="a number, of a column with a Python name"),
        pytest.param(
            {"restricted": False}, {"restricted": True}, [("Restricted", "no", "yes")], id="yes and no in words"
        ),
    ],
)
def test_a_change_is_said_in_words(
    before: dict[str, Any], after: dict[str, Any], changes: list[tuple[str, str, str]]
) -> None:
    said = lines([row(before, after)], SAID)
    assert said == (Line(NOON, "Cleo Clerk", "Changed", tuple(Change(*change) for change in changes)),)


def test_what_was_removed_says_what_stood_there() -> None:
    (line,) = lines([row({"text": "Gone"}, {}, "removed")], SAID)
    assert (line.did, line.changes) == ("Removed", (Change("Text", "Gone", ""),))
