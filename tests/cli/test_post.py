"""`remind` and `work`, as a scheduler and a service give them."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Command, environment
from tests.post.servers import Postbox, free_port, postbox

FROM = "Scrutiny <scrutiny@example.gov.uk>"
PATIENCE = 60  # seconds: only a hang takes so long


def give_everybody_an_address(data: Path) -> int:
    """Every owner of the demonstration is written to; how many there are whose action is due within a week."""
    with closing(sqlite3.connect(data / "scrutiny.db")) as connection, connection:
        connection.execute("DELETE FROM contacts")
        connection.execute(
            "UPDATE actions SET owner = 'Owner ' || (id % 3), due = '2021-11-10' WHERE state IN ('open', 'in_progress')"
        )
        connection.execute(
            "INSERT INTO contacts (council_id, name, email) SELECT DISTINCT 1, owner, "
            "lower(replace(owner, ' ', '.')) || '@example.org' FROM actions WHERE owner LIKE 'Owner %'"
        )
        return int(connection.execute("SELECT count(*) FROM contacts").fetchone()[0])


def settings(box: Postbox) -> dict[str, str]:
    return {"MAIL_SERVER": box.url, "MAIL_FROM": FROM}


def test_without_a_mail_server_nothing_is_done_and_that_is_said(command: Command, data: Path) -> None:
    give_everybody_an_address(data)
    said = command("remind")
    assert (said.status, said.out) == (1, "")
    assert said.err.startswith("No mail server is set")
    assert letters(data) == []


def test_wrong_settings_are_named_and_the_password_is_not_repeated(command: Command) -> None:
    said = command("remind", settings={"MAIL_SERVER": "smtp://jo:hunter2@10.0.0.1?tls=none"})
    assert said.status == 1
    assert [line.split(" is ")[0] for line in said.err.splitlines()] == ["MAIL_SERVER", "MAIL_FROM"]
    assert "hunter2" not in said.err


def test_remind_tells_each_owner_once_a_day(command: Command, data: Path) -> None:
    owners = give_everybody_an_address(data)
    assert owners > 1
    with postbox(Postbox()) as box:
        said = command("remind", settings=settings(box))
        assert (said.status, said.out) == (0, f"Queued {owners} letters, sent {owners} letters.\n")
        again = command("remind", settings=settings(box))
        assert (again.status, again.out) == (0, "Queued 0 letters, sent 0 letters.\n")
    assert sorted(box.readers) == sorted({f"owner.{number}@example.org" for number in range(owners)})


def test_remind_says_that_the_server_is_down_and_loses_nothing(command: Command, data: Path) -> None:
    owners = give_everybody_an_address(data)
    box = Postbox(port=free_port())
    said = command("remind", settings=settings(box))
    assert (said.status, said.out) == (1, f"Queued {owners} letters, sent 0 letters.\n")
    assert "cannot be reached" in said.err
    assert letters(data) == ["waiting"] * owners


def test_remind_says_that_an_address_was_refused(command: Command, data: Path) -> None:
    owners = give_everybody_an_address(data)
    with postbox(Postbox(refuses={"owner.0@example.org": "550 No such user"})) as box:
        said = command("remind", settings=settings(box))
    assert (said.status, said.err) == (1, "1 letter could not be sent. See the outbox: /letters.\n")
    assert sorted(letters(data)) == ["given up"] + ["sent"] * (owners - 1)


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent in another way on Windows")
def test_work_sends_until_it_is_stopped(data: Path) -> None:
    owners = give_everybody_an_address(data)
    with postbox(Postbox()) as box:
        command = [sys.executable, "-m", "scrutiny", "remind"]
        down = {"MAIL_SERVER": f"smtp://127.0.0.1:{free_port()}?tls=none", "MAIL_FROM": FROM}
        subprocess.run(command, env=environment(data) | down, check=False, capture_output=True, timeout=PATIENCE)
        with closing(sqlite3.connect(data / "scrutiny.db")) as connection, connection:
            connection.execute("UPDATE letters SET next_try_at = queued_at")
        worker = [sys.executable, "-m", "scrutiny", "work"]
        with subprocess.Popen(
            worker, env=environment(data) | settings(box), stdout=subprocess.PIPE, text=True
        ) as working:
            deadline = time.monotonic() + PATIENCE
            while len(box.taken) < owners or letters(data) != ["sent"] * owners:
                assert time.monotonic() < deadline
                time.sleep(0.05)
            working.send_signal(signal.SIGINT)
            out, _ = working.communicate(timeout=PATIENCE)
    assert working.returncode == 0
    assert "Making packs and sending letters" in out


def letters(data: Path) -> list[str]:
    """What became of each letter."""
    with closing(sqlite3.connect(data / "scrutiny.db")) as connection:
        rows = connection.execute("SELECT sent_at, given_up_because FROM letters ORDER BY id").fetchall()
    return ["sent" if sent else "given up" if why else "waiting" for sent, why in rows]
