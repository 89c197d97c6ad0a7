"""A person's mistake is answered with one plain sentence and a status, and changes nothing."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Command

MISTAKES = [
    pytest.param(
        "export agenda XYZ 2021-11-30 -o a.docx", "There is no committee XYZ. Choose one of: SOS.", id="no committee"
    ),
    pytest.param(
        "export agenda SOS 2021-12-01 -o a.docx",
        "SOS has no meeting on 1 December 2021. The nearest are: 14 September 2021, 30 November 2021, 10 January 2022.",
        id="no meeting on that day",
    ),
    pytest.param("export agenda SOS 30/11/2021 -o a.docx", "is not a day. Write it as 2021-11-30.", id="no day"),
    pytest.param("export agenda SOS 2021-11-30 -o a.odt", "a.odt should end in .docx", id="another kind of file"),
    pytest.param("export follow-up SOS -o a.txt", "a.txt should end in .docx or .csv", id="kinds to choose from"),
    pytest.param("export agenda SOS 2021-11-30 -o no/a.docx", "There is no folder no", id="no such folder"),
    pytest.param("export agenda SOS 2021-11-30 -o folder.docx", "folder.docx cannot be used", id="a folder there"),
    pytest.param("export minutes SOS 2022-01-10 -o a.docx", "No minutes have been taken", id="no minutes yet"),
    pytest.param("export agenda SOS 2021-11-30", "Missing option '-o' / '--out'", id="where to?"),
    pytest.param("roll-forward SOS --from 2021-11-30 --to 2021-09-14", "is not after the one on", id="backwards"),
    pytest.param("roll-forward SOS --from 2021-11-30 --to 2021-11-30", "is not after the one on", id="to itself"),
    pytest.param("roll-forward SOS --from 2021-08-03 --to 2021-09-14 --commit", "is held", id="to a held meeting"),
    pytest.param("roll-forward SOS --from 2021-01-01 --to 2021-11-30", "SOS has no meeting on", id="from nowhere"),
    pytest.param("roll-forward SOS --to 2021-11-30", "Give the meeting that was held, with --from", id="from where?"),
    pytest.param("roll-forward SOS --to 2021-11-30 --undo", "Nothing has been rolled forward to", id="nothing to undo"),
    pytest.param(
        "roll-forward SOS --to 2021-11-30 --undo --commit", "--undo takes no other option but --to.", id="both at once"
    ),
    pytest.param("demo", "The database holds something already", id="the demonstration twice"),
    pytest.param("import record nothing.json --committee SOS", "there is no such folder or file", id="no file"),
    pytest.param("import record README --committee SOS", "cannot be read", id="not a record"),
    pytest.param("load-holidays --years soon", "'soon' is no span of years. Write it as 2018-2028", id="no years"),
    pytest.param("load-holidays --years 2028-2018", "is no span of years", id="years backwards"),
    pytest.param("calendar-address nobody@example.org", "There is no account for nobody@example.org", id="no account"),
    pytest.param(
        "add-account a@example.org --name A --role clerk --password short --committee SOS", "12", id="a weak password"
    ),
    pytest.param("serve --port 70000", "70000 is not in the range", id="no such port"),
    pytest.param("conquer", "No such command 'conquer'.", id="no such command"),
]


def contents(data: Path) -> list[str]:
    with closing(sqlite3.connect(data / "scrutiny.db")) as connection:
        return list(connection.iterdump())


@pytest.mark.parametrize(("line", "says"), MISTAKES)
def test_one_plain_sentence(command: Command, data: Path, tmp_path: Path, line: str, says: str) -> None:
    (tmp_path / "README").write_text("This is not a record.")
    (tmp_path / "folder.docx").mkdir()
    before = contents(data)

    said = command(*line.split())

    assert says in said.err
    assert said.status != 0
    assert said.out == ""
    assert "Traceback" not in said.err
    assert len(said.err.strip().splitlines()) == 1
    assert contents(data) == before


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        pytest.param({"SECRET_KEY": "short"}, "SECRET_KEY is wrong. Give at least 32", id="a short key"),
        pytest.param({"DATABASE_URL": "mysql://x"}, "DATABASE_URL is wrong.", id="an unknown database"),
        pytest.param({"DATABASE_URL": "sqlite:////no/such/folder/x.db"}, "cannot be opened", id="no such file"),
        pytest.param({"DATABASE_URL": "sqlite:///empty.db"}, "The database is empty. Run ./run", id="an empty file"),
        pytest.param({"DATABASE_URL": "sqlite:///README"}, "is not a database of this product", id="another file"),
        pytest.param(
            {"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"},
            "The database server does not answer",
            id="no server",
        ),
        pytest.param({"SCRUTINY_TODAY": "tomorrow"}, "SCRUTINY_TODAY is wrong. Give a day", id="no day"),
        pytest.param({"SITE_URL": "here"}, "SITE_URL is wrong.", id="no address"),
    ],
)
def test_a_wrong_setting_is_named(command: Command, tmp_path: Path, settings: dict[str, str], says: str) -> None:
    (tmp_path / "README").write_text("This is not a database." * 100)
    absolute = {name: value.replace("sqlite:///", f"sqlite:///{tmp_path}/", 1) if value.count("/") == 3 else value
                for name, value in settings.items()}  # fmt: skip
    said = command("export", "agenda", "SOS", "2021-11-30", "-o", "a.docx", settings=absolute)
    assert says in said.err
    assert said.status != 0
    assert not (tmp_path / "a.docx").exists()


def test_a_locked_database_is_said_to_be_busy(command: Command, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scrutiny.write_lock.LONGEST_WAIT", 0.2)
    monkeypatch.setattr("scrutiny.database.PRAGMAS", ("foreign_keys=ON", "busy_timeout=200"))
    other = sqlite3.connect(data / "scrutiny.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    said = command("roll-forward", "SOS", "--from", "2021-09-14", "--to", "2021-11-30", "--commit")
    other.close()
    assert "The record is busy" in said.err
    assert "Nothing was changed." in said.err
    assert said.status == 1


def test_a_full_disk_changes_nothing(command: Command, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(sqlite3.connect(data / "scrutiny.db")) as connection:
        connection.execute("VACUUM")
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
    before = contents(data)
    monkeypatch.setattr("scrutiny.database.PRAGMAS", ("foreign_keys=ON", f"max_page_count={pages}"))
    said = command("roll-forward", "SOS", "--from", "2021-09-14", "--to", "2021-11-30", "--commit")
    assert said.err == (
        "The disk is full, so nothing more can be kept. Make room and try again. Nothing was changed.\n"
    )
    assert contents(data) == before


def test_a_file_that_was_there_stays_when_the_new_one_cannot_be_kept(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.docx").write_text("the old one")

    def no_room(_: int) -> None:
        raise OSError(28, "No space left on device", str(tmp_path / "a.docx"))

    monkeypatch.setattr(os, "fsync", no_room)
    said = command("export", "agenda", "SOS", "2021-11-30", "-o", "a.docx")
    assert "the disk is full" in said.err
    assert (tmp_path / "a.docx").read_text() == "the old one"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_real_record_is_read_as_of_no_other_day_than_today(command: Command, data: Path) -> None:
    with closing(sqlite3.connect(data / "scrutiny.db")) as connection, connection:
        connection.execute("UPDATE revision SET demonstration = 0")
    said = command("export", "calendar", "-o", "c.ics", settings={"SCRUTINY_TODAY": "2021-11-15"})
    assert "SCRUTINY_TODAY is set, but the database holds a real record" in said.err


@pytest.mark.parametrize(
    ("finder", "line"),
    [
        pytest.param("programme.for_year", "work-programme SOS -o a.docx", id="its work programme"),
        pytest.param("record.of_committee", "record SOS -o a.json", id="its record"),
    ],
)
def test_a_committee_that_goes_while_it_is_read_is_no_success(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, finder: str, line: str
) -> None:
    monkeypatch.setattr(f"scrutiny.queries.{finder}", lambda *_: None)
    said = command("export", *line.split())
    assert (said.status, said.err) == (1, "SOS was removed while it was being read.\n")
    assert list(tmp_path.glob("a.*")) == []
