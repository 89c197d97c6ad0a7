"""The history of one thing in words: what was changed from what to what, and nothing that nobody can read."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from scrutiny.domain.vocabulary import ActionState
from scrutiny.papers.history import LONG, Change, Line, Said, lines, whole

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
        pytest.param({"at": "10:00:00"}, {"at": "14:30:00"}, [("At", "10.00 am", "2.30 pm")], id="a time of day"),
        pytest.param(
            {"undone_at": None},
            {"undone_at": "2021-07-01T12:00:00+00:00"},
            [("Undone at", "", "1 July 2021, 1.00 pm")],
            id="an instant, by the clock on the wall",
        ),
        pytest.param(
            {"password_hash": "kept secret"},
            {"password_hash": "kept secret"},
            [("Password hash", "kept secret", "another, kept secret")],
            id="a secret",
        ),
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


def test_a_long_text_is_said_by_what_went_and_what_came() -> None:
    (line,) = lines([row({"text": "word " * LONG + "old"}, {"text": "word " * LONG + "new"})], SAID)
    assert [(piece.change.value, piece.text) for piece in line.changes[0].pieces[1:]] == [
        ("removed", "old"),
        ("added", "new"),
    ]


def past(*rows: Any) -> Any:
    return SimpleNamespace(
        lines=rows,
        names={("meetings", 1): "", ("agenda_items", 2): "Fostering", ("minutes", 3): "Fostering"},
        labels={"outcome": {"deferred": "Deferred"}},
        meetings={1: date(2021, 9, 14)},
        committees={1: "Safeguarding"},
        numbers={5: "28"},
        sensitive=frozenset({8}),
    )


def about(subject: str, id_: int, minutes: int, before: dict[str, Any], after: dict[str, Any], **said: Any) -> Any:
    made = {"at": NOON + timedelta(minutes=minutes), "by": "Cleo Clerk", "did": "changed"} | said
    return SimpleNamespace(**made, subject=subject, subject_id=id_, before=before, after=after)


def test_the_history_of_a_whole_thing_says_of_each_line_what_it_is_about() -> None:
    told = whole(
        past(
            about("minutes", 3, 3, {"number_id": None}, {"number_id": 5}),
            about("agenda_items", 2, 2, {"minutes_of_id": None}, {"minutes_of_id": 1}),
            about("agenda_items", 2, 1, {"outcome": "pending"}, {"outcome": "deferred"}),
            about("a table of tomorrow", 9, 0, {}, {"text": "x"}, did="added"),
        )
    )
    assert [(line.about, line.did, line.changes[0].what, line.changes[0].after) for line in told] == [
        ("Minute of “Fostering”", "Changed", "Number", "28"),
        ("Item “Fostering”", "Changed", "Minutes of the meeting of", "14 September 2021"),
        ("Item “Fostering”", "Changed", "Outcome", "Deferred"),
        ("a table of tomorrow", "Added", "Text", "x"),
    ]


@pytest.mark.parametrize(
    ("later", "lines_told"),
    [
        pytest.param({}, 1, id="the same hand in one sitting"),
        pytest.param({"by": "Olga Officer"}, 2, id="another hand"),
        pytest.param({"at": NOON + timedelta(hours=2)}, 2, id="after lunch"),
        pytest.param({"did": "removed"}, 2, id="removed"),
        pytest.param({"subject_id": 4}, 2, id="another minute"),
        pytest.param({"after": {"public_summary": "three"}}, 2, id="another text of it"),
    ],
)
def test_what_was_typed_in_one_sitting_is_one_line(later: dict[str, Any], lines_told: int) -> None:
    last = about("minutes", 3, 5, {"narrative": "two"}, {"narrative": "three"})
    last.__dict__.update(later)
    told = whole(past(last, about("minutes", 3, 0, {"narrative": "one"}, {"narrative": "two"})))
    assert len(told) == lines_told
    if lines_told == 1:
        assert told[0].changes == (Change("Text", "one", "three"),)


def test_what_a_sensitive_interest_is_stays_untold_also_where_it_was_written_before() -> None:
    written = {"detail": "A farm", "did": "Left"}
    named = {"detail": "A wood", "sensitive": True}
    plain, secret = (about("declarations", id_, 0, {}, written, did="added") for id_ in (7, 8))
    assert [[change.after for change in line.changes] for line in whole(past(plain, secret))] == [
        ["A farm", "Left"],
        ["Left"],
    ]
    told = lines([row({"detail": "A farm", "sensitive": False}, named), row({}, written, "added")], Said())
    assert [[change.after for change in line.changes] for line in told] == [["yes"], ["Left"]]


def test_nothing_that_happened_is_no_line() -> None:
    assert whole(past()) == ()
