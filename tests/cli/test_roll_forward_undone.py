"""`roll-forward --undo` takes back what was carried out and says what it left."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.cli.conftest import Command

COMMITTED = ("roll-forward", "SOS", "--from", "2021-09-14", "--to", "2021-11-30", "--commit")
UNDONE = ("roll-forward", "SOS", "--to", "2021-11-30", "--undo")
AGENDA = """SELECT item.title FROM agenda_items item JOIN meetings meeting ON meeting.id = item.meeting_id
            WHERE meeting."on" = '2021-11-30' ORDER BY item.position"""

RETITLED = """UPDATE agenda_items SET title = 'Any apologies' WHERE title = 'Apologies'
              AND meeting_id = (SELECT id FROM meetings WHERE "on" = '2021-11-30')"""


def agenda(data: Path) -> list[str]:
    with closing(sqlite3.connect(data / "scrutiny.db")) as connection:
        return [title for (title,) in connection.execute(AGENDA)]


def test_all_of_it_is_taken_back(command: Command, data: Path) -> None:
    before = agenda(data)
    command(*COMMITTED)
    assert len(agenda(data)) > len(before)
    said = command(*UNDONE)
    assert (said.status, said.out) == (0, "What was rolled forward to the meeting on 30 November 2021 is taken back.\n")
    assert agenda(data) == before


def test_an_item_that_was_worked_on_since_stays_and_is_named(command: Command, data: Path) -> None:
    before = agenda(data)
    command(*COMMITTED)
    with closing(sqlite3.connect(data / "scrutiny.db")) as connection:
        connection.execute(RETITLED)
        connection.commit()
    said = command(*UNDONE)
    assert said.out.endswith("is taken back, but for what was worked on since: “Any apologies”.\n")
    assert agenda(data) == ["Any apologies", *before]
