"""The board: which column a row stands in, which takes one, and which card can go up or down."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from scrutiny.domain.municipal_year import MunicipalYear
from scrutiny.domain.vocabulary import EntryStatus, MeetingKind, MeetingStatus, Section
from scrutiny.papers import board
from scrutiny.papers.board import Board, Column
from scrutiny.queries.programme import ProgrammeFacts
from tests.papers.rows import Row
from tests.papers.test_work_programme import COMMITTEE
from tests.papers.test_work_programme import row as plain_row

TODAY = date(2021, 11, 15)
HELD, NEXT, CANCELLED, PASSED, BRIEFING = 1, 2, 3, 4, 5


def gathering(id: int, on: date, **changes: Any) -> Row:
    values = {"kind": MeetingKind.FORMAL, "status": MeetingStatus.SCHEDULED, "title": "", "rearranged_from": None}
    return Row(**{"id": id, "on": on, "at": time(10)} | values | changes)


GATHERINGS = [
    gathering(HELD, date(2021, 9, 14), status=MeetingStatus.HELD),
    gathering(CANCELLED, date(2021, 10, 5), status=MeetingStatus.CANCELLED),
    gathering(PASSED, date(2021, 11, 1)),
    gathering(NEXT, date(2021, 11, 30)),
    gathering(BRIEFING, date(2022, 1, 11), kind=MeetingKind.BRIEFING),
]
DAYS = {each.id: each.on for each in GATHERINGS}


def row(id: int = 1, **changes: Any) -> Row:
    at = changes.get("meeting_id")
    return plain_row(id, **{"version": 1, "meeting_on": DAYS.get(at)} | changes)


def arranged(*rows: Row, section: Section = Section.PROGRAMME, exempt: bool = True, moves: Any = ()) -> Board:
    facts = ProgrammeFacts(
        committee=COMMITTEE,
        year=MunicipalYear(2021),
        members=[],
        meetings=[],
        entries=rows,
        leads=[],
        moves=moves,
        gatherings=GATHERINGS,
    )
    return board.of(facts, section=section, as_at=TODAY, exempt=exempt)


def ids(column: Column) -> list[int]:
    return [card.entry.entry_id for card in column.cards]


def where(of: Board) -> dict[str, list[int]]:
    return {column.key: ids(column) for column in (*of.past, *of.ahead) if column.cards} | {
        "closed": [card.entry.entry_id for card in of.closed]
    }


@pytest.mark.parametrize(
    ("planned", "column"),
    [
        pytest.param({"meeting_id": NEXT}, "meeting-2", id="for a meeting"),
        pytest.param({"meeting_id": HELD, "status": EntryStatus.CONSIDERED}, "meeting-1", id="considered there"),
        pytest.param({"planned_on": date(2022, 3, 1)}, "day", id="for another day"),
        pytest.param({"when": "July 2022"}, "day", id="for a time in words"),
        pytest.param({"status": EntryStatus.TO_BE_CONFIRMED}, "tbc", id="to be confirmed"),
        pytest.param({"meeting_id": NEXT, "status": EntryStatus.WITHDRAWN}, "closed", id="withdrawn"),
        pytest.param({"status": EntryStatus.COMPLETED}, "closed", id="completed without a meeting"),
    ],
)
def test_a_row_stands_in_one_column(planned: dict[str, Any], column: str) -> None:
    assert {key for key, held in where(arranged(row(**planned))).items() if held} == {column}


def test_the_columns_are_the_meetings_and_what_has_no_date_comes_last() -> None:
    of = arranged(row(1, when="spring"))
    assert [(column.key, column.note, column.takes) for column in of.ahead] == [
        ("meeting-4", "Date passed", False),
        ("meeting-2", "", True),
        ("day", "", False),
        ("tbc", "", True),
    ]
    assert [(column.key, column.note, column.takes) for column in of.past] == [
        ("meeting-1", "Held", False),
        ("meeting-3", "Cancelled", False),
    ]
    assert (of.cards, of.open) == (1, 1)


def test_a_meeting_that_is_over_is_in_sight_while_a_row_of_it_is_open() -> None:
    of = arranged(row(1, meeting_id=CANCELLED), row(2, meeting_id=HELD, status=EntryStatus.CONSIDERED))
    assert of.ahead[0].key == "meeting-3"
    assert [column.key for column in of.past] == ["meeting-1"]


def test_informal_meetings_are_columns_of_the_informal_tables_or_where_something_is_planned() -> None:
    def notes(of: Board) -> list[str]:
        return [column.note for column in of.ahead if column.key == "meeting-5"]

    assert notes(arranged()) == []
    assert notes(arranged(row(1, meeting_id=BRIEFING))) == ["Briefing"]
    assert notes(arranged(section=Section.BRIEFING)) == ["Briefing"]


def test_only_the_rows_of_the_table_are_shown() -> None:
    assert arranged(row(1, section=Section.STANDING, when="spring")).cards == 0


def test_a_card_goes_past_another_open_one_of_its_own_place_only() -> None:
    of = arranged(
        row(1, meeting_id=NEXT, position=1),
        row(2, meeting_id=NEXT, position=2, status=EntryStatus.COMPLETED),
        row(3, meeting_id=NEXT, position=3),
        row(4, when="spring"),
        row(5, when="summer"),
        row(6, when="", status=EntryStatus.TO_BE_CONFIRMED),
        row(7, when="tbc", status=EntryStatus.TO_BE_CONFIRMED),
    )
    ways = {card.entry.entry_id: (card.follows, card.leads) for column in of.ahead for card in column.cards}
    assert ways == {
        1: (False, True),
        2: (False, False),
        3: (True, False),
        4: (False, False),
        5: (False, False),
        6: (False, True),
        7: (True, False),
    }


@pytest.mark.parametrize(("times", "said"), [(0, ""), (1, "Moved once"), (2, "Moved twice"), (3, "Moved 3 times")])
def test_how_often_it_was_moved_is_said_in_words(times: int, said: str) -> None:
    moves = [Row(entry_id=1, from_on=None, from_when="tbc", because="")] * times
    assert arranged(row(when="spring"), moves=moves).ahead[-2].cards[0].moved == said


def test_who_may_not_see_an_exempt_row_reads_its_public_title_there_too() -> None:
    secret = row(title="Placement of child B", public_title="A matter", exempt=True, when="spring")
    for exempt, title in ((True, "Placement of child B"), (False, "A matter")):
        (card,) = arranged(secret, exempt=exempt).ahead[-2].cards
        assert (card.exempt, card.entry.title) == (True, title)
