"""What the page of a row of the programme tells: where it stands, where it was, and who changed it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from scrutiny.domain.vocabulary import EntryStatus, ItemOutcome
from scrutiny.papers import entry as papers
from scrutiny.papers.entry import Appearance, EntryTold, Moved
from scrutiny.papers.history import Change
from scrutiny.queries.entries import EntryFacts
from tests.papers.rows import Row

NOVEMBER = Row(id=3, on=date(2021, 11, 30), status="scheduled")


def told(facts: dict[str, Any] | None = None, **changes: Any) -> EntryTold:
    held = {"meeting": None, "meetings": [NOVEMBER], "moves": [], "appearances": [], "suggestion": None, "lines": []}
    row: Any = Row(
        **{"meeting_id": None, "planned_on": None, "when": "", "year": 2021}
        | {"status": EntryStatus.PLANNED, "status_because": ""}
        | changes
    )
    return papers.of(row, EntryFacts(**held | (facts or {})))


@pytest.mark.parametrize(
    ("changes", "facts", "planned"),
    [
        pytest.param({"meeting_id": 3}, {"meeting": NOVEMBER}, "30 November 2021", id="a meeting"),
        pytest.param({"planned_on": date(2022, 3, 1)}, {}, "1 March 2022", id="a day"),
        pytest.param({"when": "July 2022"}, {}, "July 2022", id="words"),
        pytest.param({}, {}, "to be confirmed", id="nothing yet"),
    ],
)
def test_it_says_when_it_is_planned_for(changes: dict[str, Any], facts: dict[str, Any], planned: str) -> None:
    assert told(facts, **changes).planned == planned


def move(**changes: Any) -> Row:
    values = {"on": None, "because": "", "from_when": "", "to_when": "", "from_year": None, "to_year": None}
    return Row(**values | {"from_on": None, "to_on": None} | changes)


@pytest.mark.parametrize(
    ("moved", "said"),
    [
        pytest.param(
            move(on=date(2021, 10, 1), from_on=date(2021, 11, 4), to_on=date(2021, 11, 30), because="Late"),
            Moved(date(2021, 10, 1), "4 November 2021", "30 November 2021", "Late"),
            id="from one meeting to another",
        ),
        pytest.param(move(from_when="tbc", to_when="July 2022"), Moved(None, "tbc", "July 2022", ""), id="to words"),
        pytest.param(
            move(from_year=2021, to_year=2022),
            Moved(None, "to be confirmed, 2021/22", "to be confirmed, 2022/23", ""),
            id="to the next year, its date still open",
        ),
        pytest.param(
            move(from_year=2021, to_year=2022, to_on=date(2022, 6, 14)),
            Moved(None, "to be confirmed, 2021/22", "14 June 2022", ""),
            id="to a meeting of the next year",
        ),
    ],
)
def test_a_move_says_from_where_and_to_where(moved: Row, said: Moved) -> None:
    assert told({"moves": [moved]}).moves == (said,)


def test_it_says_on_which_agendas_it_was_and_is() -> None:
    seen = [
        Row(meeting_id=3, outcome=ItemOutcome.PENDING, on=date(2021, 11, 30)),
        Row(meeting_id=1, outcome=ItemOutcome.DEFERRED, on=date(2021, 9, 14)),
    ]
    assert told({"appearances": seen}).appearances == (
        Appearance(3, date(2021, 11, 30), "On the agenda"),
        Appearance(1, date(2021, 9, 14), "Deferred"),
    )


@pytest.mark.parametrize(("by", "said"), [("Ada", "Ada, 1 June 2021"), ("", "Somebody, 1 June 2021")])
def test_it_says_who_suggested_it(by: str, said: str) -> None:
    suggested = told({"suggestion": Row(id=7, suggested_by=by, suggested_on=date(2021, 6, 1))})
    assert (suggested.suggestion_id, suggested.suggested) == (7, said)
    assert told().suggested == ""


def test_its_history_names_meetings_by_their_days() -> None:
    line = Row(
        at=datetime(2021, 11, 1, 9, tzinfo=UTC),
        by="Olga Officer",
        did="changed",
        before={"meeting_id": None, "status": "to_be_confirmed"},
        after={"meeting_id": 3, "status": "planned"},
    )
    (told_line,) = told({"lines": [line]}).history
    assert set(told_line.changes) == {
        Change("Meeting", "", "30 November 2021"),
        Change("Status", "To be confirmed", "Planned"),
    }
