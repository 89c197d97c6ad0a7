"""kill -9 in the middle of a roll-forward: all of it or nothing, and the next try ends it."""

from __future__ import annotations

import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import environment

ROLL = ("roll-forward", "SOS", "--from", "2021-09-14", "--to", "2021-11-30", "--commit")
PATIENCE = 60  # seconds to wait for a command to reach its change: only a hang takes so long
DELAYS = [0, 2, 5, 10, 15, 20, 30, 40, 60, 90]  # milliseconds after the change began


def start(data: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "scrutiny", *ROLL]
    return subprocess.Popen(command, env=environment(data), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def rolled(data: Path) -> tuple[int, ...]:
    """How much stands in each table that a roll-forward writes to."""
    tables = ("agenda_items", "action_appearances", "roll_forwards", "roll_forward_lines", "history")
    with sqlite3.connect(data / "scrutiny.db") as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return tuple(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables)


def kill_in_the_middle(data: Path, milliseconds: int) -> bool:
    """Kill the command that long after it took the writers' lock; whether it had said that it was done."""
    (data / "scrutiny.db.lock").unlink(missing_ok=True)
    process = start(data)
    deadline = time.monotonic() + PATIENCE
    while not (data / "scrutiny.db.lock").exists():
        assert process.poll() is None, process.communicate()
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
    assert start(whole).wait(timeout=PATIENCE) == 0
    after = rolled(whole)
    assert after > before

    for milliseconds in DELAYS:
        data = Path(shutil.copytree(demonstration, tmp_path / f"killed-{milliseconds}"))
        acknowledged = kill_in_the_middle(data, milliseconds)
        assert rolled(data) in (before, after)
        if acknowledged:
            assert rolled(data) == after
        assert start(data).wait(timeout=PATIENCE) == 0
        assert rolled(data) == after
