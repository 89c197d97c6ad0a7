"""kill -9 of the server while two clerks save, and two hundred slow clients while one does: what was acknowledged is
there, and nothing is half there."""

from __future__ import annotations

import http.client
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.bench.databases import SQLite
from tests.bench.desk import Desk, Writer, fill
from tests.bench.slow_clients import slow_clients
from tests.databases import KEY

KILLED_AFTER = [0.15, 0.4, 0.9]  # seconds of saving
PATIENCE = 60

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9 on Windows")


@pytest.fixture
def database(tmp_path: Path) -> SQLite:
    return SQLite(tmp_path)


class Server:
    """The site in a process of its own, which can be killed."""

    def __init__(self, database: SQLite, folder: Path) -> None:
        settings = {"DATABASE_URL": database.url, "SCRUTINY_DATA": str(folder), "SECRET_KEY": KEY}
        command = [sys.executable, "-m", "scrutiny", "serve", "--no-demo", "--port", "0"]
        self.process = subprocess.Popen(
            command,
            env=settings | {"PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self.process.stdout
        port = re.search(r":(\d+)/", self.process.stdout.readline())
        assert port
        self.port = int(port[1])

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(PATIENCE)
        assert self.process.stdout
        self.process.stdout.close()


@pytest.fixture
def started() -> Iterator[list[Server]]:
    servers: list[Server] = []
    yield servers
    for server in servers:
        if server.process.poll() is None:
            server.kill()


def test_nothing_that_was_acknowledged_is_lost(database: SQLite, tmp_path: Path, started: list[Server]) -> None:
    item_id = fill(database)
    for seconds in KILLED_AFTER:
        server = Server(database, tmp_path)
        started.append(server)
        desk = Desk(server.port, 0, database, item_id)
        before, acknowledged = desk.versions(), [0, 0]
        clerks = [threading.Thread(target=save_until_it_is_gone, args=(desk, place, acknowledged)) for place in (0, 1)]
        for clerk in clerks:
            clerk.start()
        wait_for_the_first(acknowledged)
        time.sleep(seconds)
        server.kill()
        for clerk in clerks:
            clerk.join(PATIENCE)
        saved = desk.versions() - before
        assert sum(acknowledged) <= saved <= sum(acknowledged) + 2, "at most one of each clerk was on its way"
        assert histories(database, item_id) == desk.versions() - 1, "each save has its line in the history"


def save_until_it_is_gone(desk: Desk, place: int, acknowledged: list[int]) -> None:
    writer = Writer(desk, f"clerk{place}@example.org")
    with suppress(http.client.HTTPException, OSError, ValueError):
        for turn in range(100_000):
            answer = writer.try_to_save(f"Clerk {place} wrote this, {turn}.")
            assert answer in ("saved", "both"), answer
            acknowledged[place] += answer == "saved"
    writer.connection.close()


def wait_for_the_first(acknowledged: list[int]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not all(acknowledged):
        assert time.monotonic() < deadline
        time.sleep(0.01)


def histories(database: SQLite, item_id: int) -> int:
    """How many changes of the minute's text the history has."""
    with database.session() as session:
        rows = session.connection().exec_driver_sql(
            "SELECT count(*) FROM history JOIN minutes ON minutes.id = history.subject_id "
            "WHERE subject = 'minutes' AND did = 'changed' AND item_id = ?",
            (item_id,),
        )
        return int(rows.scalar_one())


def test_a_clerk_saves_beside_two_hundred_clients_that_never_finish(
    database: SQLite, tmp_path: Path, started: list[Server]
) -> None:
    item_id = fill(database)
    server = Server(database, tmp_path)
    started.append(server)
    desk = Desk(server.port, 0, database, item_id)
    before = desk.versions()
    with slow_clients(server.port, 200):
        clerk = Writer(desk, "clerk0@example.org")
        answers = [clerk.try_to_save(f"Members asked about the processes, {turn}.") for turn in range(20)]
        clerk.connection.close()
    assert answers == ["saved"] * 20
    assert desk.versions() == before + 20
