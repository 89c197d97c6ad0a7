"""The outbox is emptied: each letter once, whatever the server, the letter or another sender does."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.app import ROOT
from scrutiny.database import Author, writing
from scrutiny.models.post import Letter
from scrutiny.operations import letters
from scrutiny.post.sending import Sent, send_due
from scrutiny.post.server import MailServer
from tests.at_once import engine_at
from tests.post.servers import Postbox, free_port, postbox

FROM = "Scrutiny <scrutiny@example.gov.uk>"
SECRET = "https://scrutiny.example/answer/SECRET"
PATIENCE = 60  # seconds: only a hang takes so long


class Watch:
    """The time, which goes on when it is told to."""

    def __init__(self) -> None:
        self.at = datetime(2021, 11, 15, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def wind(self, **by: float) -> None:
        self.at += timedelta(**by)


@pytest.fixture
def now() -> Watch:
    return Watch()


def queue(session: Session, now: Watch, *names: str) -> None:
    with writing(session, Author("Clerk", now())):
        for name in names:
            letters.queue(
                session,
                once=f"invitation {name}",
                email=f"{name}@example.org",
                name=name.title(),
                subject=f"To {name}",
                body=SECRET,
            )


def send(session: Session, box: Postbox, now: Watch) -> Sent:
    return send_due(session, MailServer.read(box.url, FROM), now)


def kept(session: Session, name: str) -> Letter:
    session.rollback()
    session.expire_all()
    return session.scalars(select(Letter).where(Letter.once == f"invitation {name}")).one()


def test_what_is_due_is_sent_in_turn_and_once(session: Session, now: Watch) -> None:
    queue(session, now, "ann", "bob")
    with postbox(Postbox()) as box:
        assert send(session, box, now) == Sent(2, 0)
        now.wind(days=1)
        assert send(session, box, now) == Sent()
    assert box.readers == ["ann@example.org", "bob@example.org"]
    assert (kept(session, "ann").body, kept(session, "ann").tries) == ("", 1)
    assert kept(session, "bob").sent_at == now() - timedelta(days=1)


def test_one_refused_address_of_many_does_not_stop_the_others(session: Session, now: Watch) -> None:
    queue(session, now, "ann", "gone", "full", "bob")
    box = Postbox(refuses={"gone@example.org": "550 No such user", "full@example.org": "452 Mailbox full"})
    with postbox(box):
        assert send(session, box, now) == Sent(2, 2)
        assert box.readers == ["ann@example.org", "bob@example.org"]
        assert "No such user" in kept(session, "gone").given_up_because
        assert "Mailbox full" in kept(session, "full").last_trouble
        assert kept(session, "full").given_up_because == ""

        box.refuses.clear()
        now.wind(minutes=1)
        assert send(session, box, now) == Sent(1, 0)
    assert box.readers[-1] == "full@example.org"


@pytest.mark.parametrize("address", ["ann@example.org\nBcc: all@example.org", "ann@example.org, all@example.org"])
def test_an_address_with_a_newline_that_got_in_by_other_means_reaches_nobody(
    session: Session, now: Watch, address: str
) -> None:
    queue(session, now, "ann", "bob")
    with writing(session, Author("Clerk", now())):
        kept(session, "ann").email = address
        session.flush()
    with postbox(Postbox()) as box:
        assert send(session, box, now) == Sent(1, 1)
    assert box.readers == ["bob@example.org"]
    assert "not written as" in kept(session, "ann").given_up_because


def test_a_server_that_is_down_is_asked_once_a_round_and_every_letter_goes_when_it_is_back(
    session: Session, now: Watch
) -> None:
    queue(session, now, "ann", "bob")
    box = Postbox(port=free_port())
    down = send(session, box, now)
    assert (down.sent, down.in_vain) == (0, 1)
    assert "cannot be reached" in down.trouble
    assert (kept(session, "ann").tries, kept(session, "bob").tries) == (1, 0)
    now.wind(minutes=1)
    with postbox(box):
        assert send(session, box, now) == Sent(2, 0)
    assert Counter(box.readers) == {"ann@example.org": 1, "bob@example.org": 1}


def test_a_server_that_drops_in_the_middle_of_a_batch_is_sent_the_rest_later(session: Session, now: Watch) -> None:
    queue(session, now, "ann", "bob", "cyd")
    with postbox(Postbox()) as box:
        box.drops = True
        assert send(session, box, now).in_vain == 1
        box.drops = False
        assert send(session, box, now) == Sent(2, 0)
        now.wind(minutes=1)
        assert send(session, box, now) == Sent(1, 0)
    assert box.readers == ["bob@example.org", "cyd@example.org", "ann@example.org"]


def test_after_four_days_in_vain_a_letter_is_given_up_and_says_why(session: Session, now: Watch) -> None:
    queue(session, now, "ann")
    box = Postbox(refuses={"ann@example.org": "450 Try later"})
    with postbox(box):
        while not kept(session, "ann").given_up_because:
            send(session, box, now)
            now.at = max(now(), kept(session, "ann").next_try_at)
    assert kept(session, "ann").given_up_because == "The mail server refuses the address (450). Try later"
    assert kept(session, "ann").body == SECRET


def test_two_senders_at_once_send_each_letter_once(database_url: str, now: Watch) -> None:
    engine = engine_at(database_url)
    names = [f"reader{number}" for number in range(12)]

    def sender(box: Postbox) -> Sent:
        with Session(engine, autoflush=False, expire_on_commit=False) as own:
            return send(own, box, now)

    with Session(engine, autoflush=False, expire_on_commit=False) as session:
        queue(session, now, *names)
    with postbox(Postbox()) as box, ThreadPoolExecutor(3) as threads:
        done = [future.result(timeout=PATIENCE) for future in [threads.submit(sender, box) for _ in range(3)]]
    assert sum(sent.sent for sent in done) == len(names)
    assert Counter(box.readers) == {f"{name}@example.org": 1 for name in names}
    engine.dispose()


def test_the_log_names_letters_by_number_and_says_nothing_of_them(
    session: Session, now: Watch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="scrutiny")
    queue(session, now, "ann", "bob")
    with postbox(Postbox(refuses={"bob@example.org": f"550 bob@example.org {SECRET}\r\nINFO forged"})) as box:
        send(session, box, now)
    own = "\n".join(record.getMessage() for record in caplog.records if record.name.startswith("scrutiny"))
    assert own == "Letter 1 was sent\nLetter 2 was not sent: The mail server refuses the address (550)."


BATCH = """
import sys
from datetime import UTC, datetime, timedelta
from sqlalchemy import create_engine
from sqlalchemy.orm import Session
from scrutiny import models
from scrutiny.database import make_sqlite_safe
from scrutiny.post.sending import send_due
from scrutiny.post.server import MailServer

engine = create_engine(sys.argv[1])
if engine.dialect.name == "sqlite":
    make_sqlite_safe(engine)
later = timedelta(minutes=float(sys.argv[3]))
with Session(engine, autoflush=False, expire_on_commit=False) as session:
    send_due(session, MailServer.read(sys.argv[2], "a@b.example"), lambda: datetime.now(UTC) + later)
"""


def batch(url: str, box: Postbox, minutes: float = 0) -> subprocess.Popen[bytes]:
    """A sender in a process of its own, whose clock is that much ahead."""
    command = [sys.executable, "-c", BATCH, url, box.url, str(minutes)]
    return subprocess.Popen(command, env=os.environ | {"PYTHONPATH": str(ROOT)})


def wait_until(happened: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.001)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9 on Windows")
@pytest.mark.parametrize("after", [1, 4, 9])
def test_a_sender_killed_in_the_middle_of_a_batch_repeats_nothing_but_the_letter_in_its_hand(
    database_url: str, after: int
) -> None:
    engine = engine_at(database_url)
    names = [f"reader{number}" for number in range(12)]
    clock = Watch()
    clock.at = datetime.now(UTC)
    with Session(engine, autoflush=False, expire_on_commit=False) as session:
        queue(session, clock, *names)
    with postbox(Postbox()) as box:
        with batch(database_url, box) as sender:
            wait_until(lambda: len(box.taken) >= after)
            sender.send_signal(signal.SIGKILL)
        assert batch(database_url, box).wait(PATIENCE) == 0
        assert batch(database_url, box, minutes=11).wait(PATIENCE) == 0
    readers = Counter(box.readers)
    assert set(readers) == {f"{name}@example.org" for name in names}
    repeated = [reader for reader, times in readers.items() if times > 1]
    assert len(repeated) <= 1
    for reader in repeated:
        same = {letter["Message-ID"] for letter in box.taken if reader in str(letter["To"])}
        assert (readers[reader], len(same)) == (2, 1)
    with Session(engine) as session:
        assert session.scalars(select(Letter.once).where(Letter.sent_at.is_(None))).all() == []
    engine.dispose()
