"""What a command makes when it opens the record is for the eyes of whoever runs it, whoever made the folder."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from scrutiny.cli.opening import embedded
from tests.cli.conftest import environment

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows keeps who may read a file by other means")


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """A data folder that was there before, and that everybody may look into."""
    folder = tmp_path / "var"
    folder.mkdir(mode=0o755)
    return folder


def test_nobody_else_may_read_what_is_made_in_a_folder_that_all_may_look_into(shared: Path) -> None:
    set_up = [sys.executable, "-m", "scrutiny"]
    for command in (["migrate"], ["demo"], ["backup", str(shared / "laid-by.zip")]):
        subprocess.run([*set_up, *command], env=environment(shared), check=True, capture_output=True, umask=0o022)
    inside = {path.relative_to(shared): path.stat().st_mode & 0o777 for path in shared.iterdir()}
    assert Path("scrutiny.db") in inside
    assert Path("laid-by.zip") in inside
    assert {name: oct(mode) for name, mode in inside.items() if mode & 0o077} == {}


@pytest.mark.parametrize(
    ("url", "made"),
    [
        pytest.param("sqlite:///{}/own.db", True, id="a file with a name of one's own"),
        pytest.param("sqlite:///{}/own.db?timeout=5", True, id="with a setting behind it"),
        pytest.param("sqlite:///{}/nowhere/own.db", False, id="in a folder that is not there"),
        pytest.param("sqlite://", False, id="in memory"),
        pytest.param("postgresql://clerk@127.0.0.1/own.db", False, id="on a server"),
    ],
)
def test_a_file_is_made_where_one_is_named(shared: Path, url: str, made: bool) -> None:
    embedded({"SCRUTINY_DATA": str(shared), "DATABASE_URL": url.format(shared)})
    assert (shared / "own.db").is_file() is made
    assert sorted(path.name for path in shared.iterdir()) == sorted(["secret-key"] + ["own.db"] * made)


def test_the_log_beside_the_database_is_as_secret_and_a_file_that_is_there_keeps_its_mode(shared: Path) -> None:
    settings = {"SCRUTINY_DATA": str(shared)}
    embedded(settings)
    database = shared / "scrutiny.db"
    connection = sqlite3.connect(database)
    connection.executescript("PRAGMA journal_mode=WAL; CREATE TABLE minutes (text); INSERT INTO minutes VALUES ('x')")
    modes = {path.name: oct(path.stat().st_mode & 0o777) for path in shared.glob("scrutiny.db*")}
    connection.close()
    assert modes == dict.fromkeys(["scrutiny.db", "scrutiny.db-shm", "scrutiny.db-wal"], "0o600")
    database.chmod(0o640)
    embedded(settings)
    assert database.stat().st_mode & 0o777 == 0o640, "a council may let a group of its own read it"
