"""Reminders begun twice at once, and begun again after a kill: every owner has one letter all the same."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from scrutiny.app import ROOT
from scrutiny.database import writing
from scrutiny.models.post import AnswerLink, Letter
from scrutiny.operations import contacts
from tests import make
from tests.at_once import engine_at
from tests.post.reminded import CLERK, in_days, reminded

PATIENCE = 60  # seconds: only a hang takes so long


def test_two_at_once_remind_nobody_twice(database_url: str) -> None:
    engine = engine_at(database_url)
    owners = make_owners(engine, 8)

    def run(_: int) -> int:
        with Session(engine, autoflush=False, expire_on_commit=False) as own:
            return reminded(own)

    with ThreadPoolExecutor(3) as threads:
        assert sum(threads.map(run, range(3))) == len(owners)
    with Session(engine) as session:
        assert Counter(session.scalars(select(Letter.email))) == Counter(owners)
        assert session.scalar(select(func.count()).select_from(AnswerLink)) == len(owners)
    engine.dispose()


def make_owners(engine: Engine, number: int) -> list[str]:
    """As many owners with something overdue; their addresses."""
    with Session(engine, autoflush=False, expire_on_commit=False) as session, writing(session, CLERK):
        committee = make.committee(session, make.council(session))
        for each in range(number):
            make.action(session, committee, "Send it", owner=f"Owner {each}", due=in_days(-1))
            contacts.keep(session, committee.council_id, name=f"Owner {each}", email=f"owner{each}@example.org")
    return [f"owner{each}@example.org" for each in range(number)]


REMIND = """
import sys
from datetime import UTC, date, datetime
from sqlalchemy import create_engine
from sqlalchemy.orm import Session
from scrutiny import models, operations
from scrutiny.database import make_sqlite_safe
from scrutiny.post.reminding import remind
from scrutiny.post.sending import send_due
from scrutiny.post.server import MailServer

engine = create_engine(sys.argv[1])
if engine.dialect.name == "sqlite":
    make_sqlite_safe(engine)
with Session(engine, autoflush=False, expire_on_commit=False) as session:
    remind(session, site="https://x.example", today=date(2021, 11, 15), now=lambda: datetime.now(UTC))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9 on Windows")
def test_killed_in_the_middle_it_goes_on_where_it_was(database_url: str) -> None:
    engine = engine_at(database_url)
    owners = make_owners(engine, 40)
    command = [sys.executable, "-c", REMIND, database_url]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    for enough in (5, 20):
        with subprocess.Popen(command, env=environment) as running:
            deadline = time.monotonic() + PATIENCE
            while told(engine)[0] < enough:
                assert time.monotonic() < deadline
                time.sleep(0.002)
            running.send_signal(signal.SIGKILL)
        letters_and_links = told(engine)
        assert letters_and_links[0] == letters_and_links[1]
    subprocess.run(command, env=environment, check=True, timeout=PATIENCE)
    with Session(engine) as session:
        assert Counter(session.scalars(select(Letter.email))) == Counter(owners)
    engine.dispose()


def told(engine: Engine) -> tuple[int, int]:
    with Session(engine) as session:
        first, second = session.execute(
            select(select(func.count()).select_from(Letter).scalar_subquery(), func.count(AnswerLink.id))
        ).one()
        return first, second
