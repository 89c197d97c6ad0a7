"""kill -9 in the middle of a roll-forward: all of it or nothing, and the next try ends it."""

from __future__ import annotations

import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import environment

ROLL = ("roll-forward", "SOS", "--from", "2021-09-14", "--to", "2021-11-30", "--commit")
PATIENCE = 60  # seconds to wait for a command to reach its change: only a hang takes so long
DELAYS = [0, 4, 10, 20, 35, 60]  # milliseconds after the change began


COMMAND = [sys.executable, "-m", "scrutiny", *ROLL]


def finish(data: Path) -> None:
    subprocess.run(COMMAND, env=environment(data), check=True, capture_output=True, timeout=PATIENCE)


def rolled(data: Path) -> tuple[int, ...]:
    """How much stands in each table that a roll-forward writes to."""
    tables = ("agenda_items", "action_appearances", "roll_forwards", "roll_forward_lines", "history")
    with closing(sqlite3.connect(data / "scrutiny.db")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return tuple(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables)


def kill_in_the_middle(data: Path, milliseconds: int) -> bool:
    """Kill the command that long after it took the writers' lock; whether it had said that it was done."""
    (data / "scrutiny.db.lock").unlink(missing_ok=True)
    with subprocess.Popen(COMMAND, env=environment(data), stdout=subprocess.PIPE, text=True) as process:
        deadline = time.monotonic() + PATIENCE
        while not (data / "scrutiny.db.lock").exists():
            assert process.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.0005)
        time.sleep(milliseconds / 1000)
        process.send_signal(signal.SIGKILL)
        out, _ = process.communicate(timeout=PATIENCE)
    return "Carried out" in out


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9 on Windows")
def test_all_of_it_or_nothing(demonstration: Path, tmp_path: Path) -> None:
    whole = Path(shutil.copytree(demonstration, tmp_path / "whole"))
    before = rolled(whole)
    finish(whole)
    after = rolled(whole)
    assert after > before

    for milliseconds in DELAYS:
        data = Path(shutil.copytree(demonstration, tmp_path / f"killed-{milliseconds}"))
        acknowledged = kill_in_the_middle(data, milliseconds)
        assert rolled(data) in (before, after)
        if acknowledged:
            assert rolled(data) == after
    finish(data)
    assert rolled(data) == after
