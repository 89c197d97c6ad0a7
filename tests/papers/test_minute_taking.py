"""A meeting as its clerk works on it: what each item shows, and what was made of its clauses."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from scrutiny.domain.vocabulary import (
    ActionState,
    EntryStatus,
    ItemKind,
    ItemOutcome,
    Part,
    RecommendationState,
    ResolutionKind,
)
from scrutiny.domain.wording import Reading
from scrutiny.papers.minute_taking import FIRST_WORDS, Clause, Line, Made, lines
from scrutiny.queries.minute_taking import TakingFacts
from tests.papers.rows import Row

ACTION, PROGRAMME = ResolutionKind.ACTION, ResolutionKind.PROGRAMME
FORWARDED = "data be forwarded to the Committee"


def item(**changes: Any) -> Row:
    values = {"id": 1, "number": "4", "title": "Fostering", "part": Part.ONE, "restricted": False, "version": 1}
    values |= {"kind": ItemKind.BUSINESS, "outcome": ItemOutcome.CONSIDERED, "outcome_note": "", "minutes_of_id": None}
    values |= {"minute_id": 11, "opening": "It was noted.", "minute_number": "28"}
    return Row(**values | changes)


def clause(text: str, kind: ResolutionKind = ResolutionKind.NONE) -> Row:
    return Row(id=21, item_id=1, letter="a", text=text, kind=kind)


def action(**changes: Any) -> Row:
    values = {
        "id": 31,
        "item_id": 1,
        "resolution_id": 21,
        "reference": "SOS/A1",
        "text": "Send it",
        "owner": "Ivy Lane",
    }
    values |= {"due": None, "due_meeting_on": None, "state": ActionState.OPEN}
    return Row(**values | changes)


def entry(**changes: Any) -> Row:
    values = {"resolution_id": 21, "id": 41, "topic_id": 51, "title": "Fostering", "when": "", "planned_on": None}
    return Row(**values | {"status": EntryStatus.PLANNED, "meeting_on": None} | changes)


def recommendation(**changes: Any) -> Row:
    values = {"id": 61, "resolution_id": None, "reference": "SOS/R1", "addressee": ""}
    return Row(**values | {"state": RecommendationState.DRAFT} | changes)


def the_line(**facts: Any) -> Line:
    nothing: dict[str, Any] = dict.fromkeys(("clauses", "actions", "recommendations", "entries"), ())
    (line,) = lines(TakingFacts(**({"items": [item()]} | nothing | facts)))
    return line


@pytest.mark.parametrize(
    ("opening", "first_words"),
    [
        pytest.param(None, "", id="no minute"),
        pytest.param("It was\n\n**noted**.", "It was noted.", id="without the marks of Markdown"),
        pytest.param("- one\n- two\n  a) three", "one two three", id="a list as words"),
        pytest.param("word " * 60, ("word " * 60)[:FIRST_WORDS].rsplit(" ", 1)[0] + " …", id="cut at a word"),
    ],
)
def test_a_minute_begins_with_its_first_words(opening: str | None, first_words: str) -> None:
    assert the_line(items=[item(opening=opening)]).first_words == first_words


def test_an_item_without_a_minute_lacks_it() -> None:
    line = the_line(items=[item(minute_id=None, opening=None, minute_number=None)])
    assert (line.minute_number, line.missing) == ("", ("Nothing is written",))


@pytest.mark.parametrize("exempt", [{"part": Part.TWO}, {"restricted": True}], ids=["in part two", "restricted"])
def test_an_exempt_item_says_so(exempt: dict[str, Any]) -> None:
    assert the_line(items=[item(**exempt)]).exempt
    assert not the_line().exempt


@pytest.mark.parametrize(
    ("row", "made", "suggested"),
    [
        pytest.param(
            clause(FORWARDED), [], Reading(ACTION, "be forwarded to the Committee"), id="what its words suggest"
        ),
        pytest.param(clause("it be noted"), [], None, id="nothing is suggested for what is noted"),
        pytest.param(clause(FORWARDED, PROGRAMME), [], None, id="the officer has decided otherwise"),
        pytest.param(clause(FORWARDED), [action()], None, id="something was made of it"),
    ],
)
def test_a_kind_is_suggested_while_nothing_is_decided(row: Row, made: list[Row], suggested: Reading | None) -> None:
    (found,) = the_line(clauses=[row], actions=made).clauses
    assert isinstance(found, Clause)
    assert found.suggested == suggested


@pytest.mark.parametrize(
    ("made", "shown"),
    [
        pytest.param(
            {"actions": [action(due=date(2021, 10, 31))]},
            Made(ACTION, 31, "SOS/A1", "Ivy Lane", "due 31 October 2021", "Open", "Send it"),
            id="an action due on a day",
        ),
        pytest.param(
            {"actions": [action(owner="", due_meeting_on=date(2021, 11, 30))]},
            Made(ACTION, 31, "SOS/A1", "Nobody yet", "due the meeting on 30 November 2021", "Open", "Send it"),
            id="an action of nobody yet, due at a meeting",
        ),
        pytest.param(
            {"actions": [action()]},
            Made(ACTION, 31, "SOS/A1", "Ivy Lane", "no date yet", "Open", "Send it"),
            id="an action without a date",
        ),
        pytest.param(
            {"recommendations": [recommendation(resolution_id=21)]},
            Made(ResolutionKind.RECOMMENDATION, 61, "SOS/R1", "Nobody yet", "", "Not yet sent"),
            id="a recommendation",
        ),
        pytest.param(
            {"entries": [entry(planned_on=date(2022, 2, 28))]},
            Made(PROGRAMME, 51, "Work programme", "Fostering", "28 February 2022", "Planned"),
            id="an entry with a day",
        ),
        pytest.param(
            {"entries": [entry(when="July 2022")]},
            Made(PROGRAMME, 51, "Work programme", "Fostering", "July 2022", "Planned"),
            id="an entry with words for its day",
        ),
        pytest.param(
            {"entries": [entry(status=EntryStatus.TO_BE_CONFIRMED)]},
            Made(PROGRAMME, 51, "Work programme", "Fostering", "date to be confirmed", "To be confirmed"),
            id="an entry without a day",
        ),
    ],
)  # fmt: skip
def test_what_was_made_of_a_clause_stands_beside_it(made: dict[str, Any], shown: Made) -> None:
    (found,) = the_line(clauses=[clause(FORWARDED, ACTION)], **made).clauses
    assert found.made == (shown,)


def test_what_was_asked_for_outside_the_resolutions_stands_with_the_item() -> None:
    line = the_line(actions=[action(resolution_id=None)])
    assert [thing.text for thing in line.asked] == ["Send it"]
    assert line.clauses == ()


def test_recommendations_and_entries_of_no_resolution_are_left_to_the_tracker() -> None:
    assert the_line(recommendations=[recommendation()]).asked == ()
