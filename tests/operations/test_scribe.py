"""The scribe saves the text of a draft, so that the record cannot tell it from a flush, and nothing else."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import event, select, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from scrutiny.database import Author, db, writing
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.vocabulary import ItemOutcome, MeetingStatus, MinutesState
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.history import HistoryLine, Revision
from scrutiny.models.meetings import Meeting
from scrutiny.models.minutes import Minute
from scrutiny.operations import minutes
from scrutiny.operations.scribe import Scribe
from scrutiny.queries import minute_taking
from tests import make

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

TEXT = "The report was received."


@pytest.fixture
def scribe(app: Flask) -> Scribe:
    scribe: Scribe = app.extensions["scrutiny.scribe"]
    return scribe


@pytest.fixture
def item(session: Session, author: Author) -> AgendaItem:
    """One whose minute says that the report was received, in minutes still being written."""
    with writing(session, author):
        committee = make.committee(session, make.council(session))
        meeting = make.held(session, committee, date(2021, 9, 14), minutes_state=MinutesState.DRAFT)
        item = make.item(session, meeting, "Safeguarding adults", outcome=ItemOutcome.CONSIDERED)
        make.minute(session, item, TEXT)
    return item


@pytest.fixture
def minute(session: Session, item: AgendaItem) -> Minute:
    return session.scalars(select(Minute).where(Minute.item_id == item.id)).one()


def last_line(session: Session) -> HistoryLine:
    return session.scalars(select(HistoryLine).order_by(HistoryLine.id.desc()).limit(1)).one()


def stands(session: Session) -> tuple[object, ...]:
    """Whatever a save changes, as the database itself holds it: the minute, the history, the revision."""
    session.rollback()
    minute = session.execute(text("SELECT narrative, public_summary, version FROM minutes")).one()
    return (*minute, last_line(session).id, session.scalars(select(Revision.number)).one())


def test_it_answers_with_the_new_version_and_the_text_is_kept(
    session: Session, scribe: Scribe, author: Author, minute: Minute
) -> None:
    before = stands(session)
    assert scribe.save(minute, narrative="The report was noted.", version=1, by=author) == 2
    after = stands(session)
    assert after[:3] == ("The report was noted.", "", 2)
    assert after[4] == int(str(before[4])) + 1


def test_the_line_of_history_is_that_of_a_flush(
    session: Session, scribe: Scribe, author: Author, minute: Minute
) -> None:
    with writing(session, author):
        minute.narrative = "As a flush writes it: “café”."
    flushed = last_line(session)
    assert scribe.save(minute, narrative="As the scribe writes it: “café”.", version=2, by=author) == 3
    session.rollback()
    written = last_line(session)

    assert written.id != flushed.id
    for name in ("at", "by", "account_id", "did", "subject", "subject_id"):
        assert getattr(written, name) == getattr(flushed, name), name
    assert (written.before, written.after) == (flushed.after, {"narrative": "As the scribe writes it: “café”."})
    raw = session.execute(
        text("SELECT typeof(at), length(at), typeof(after), after FROM history ORDER BY id DESC LIMIT 2")
    )
    (*kinds, after), (*of_flush, after_flush) = raw
    assert kinds == of_flush
    assert str(after).replace("the scribe", "a flush") == after_flush


@pytest.mark.parametrize(
    ("typed", "version", "summary"),
    [
        pytest.param(TEXT, 1, None, id="the same text"),
        pytest.param("Read long ago.", 0, None, id="another version than was opened"),
        pytest.param("New.", None, None, id="of a minute that was not there"),
        pytest.param("New.", 1, "A summary.", id="a summary for the public beside it"),
    ],
)
def test_what_is_more_than_a_new_text_is_left_to_others(
    session: Session,
    scribe: Scribe,
    author: Author,
    minute: Minute,
    typed: str,
    version: int | None,
    summary: str | None,
) -> None:
    before = stands(session)
    assert scribe.save(minute, narrative=typed, version=version, public_summary=summary, by=author) is None
    assert stands(session) == before


@pytest.mark.parametrize(
    ("state", "outcome", "status"),
    [
        pytest.param(MinutesState.AGREED, ItemOutcome.CONSIDERED, MeetingStatus.HELD, id="the chair has agreed them"),
        pytest.param(MinutesState.CONFIRMED, ItemOutcome.CONSIDERED, MeetingStatus.HELD, id="they are confirmed"),
        pytest.param(MinutesState.NONE, ItemOutcome.CONSIDERED, MeetingStatus.HELD, id="they are not begun"),
        pytest.param(MinutesState.DRAFT, ItemOutcome.PENDING, MeetingStatus.HELD, id="the item is not yet considered"),
    ],
)
def test_what_became_of_the_minutes_meanwhile_leaves_them_to_others(
    session: Session,
    scribe: Scribe,
    author: Author,
    item: AgendaItem,
    minute: Minute,
    state: MinutesState,
    outcome: ItemOutcome,
    status: MeetingStatus,
) -> None:
    with writing(session, author):
        meeting = session.get_one(Meeting, item.meeting_id)
        meeting.minutes_state, meeting.status, item.outcome = state, status, outcome
    before = stands(session)
    assert scribe.save(minute, narrative="Too late.", version=1, by=author) is None
    assert stands(session) == before


def test_somebody_else_saved_meanwhile(session: Session, scribe: Scribe, author: Author, item: AgendaItem) -> None:
    opened = minute_taking.saved_text(session.connection(), item.id)
    with writing(session, author):
        minutes.write(session, item, narrative="Theirs.", version=1)
    before = stands(session)
    assert scribe.save(opened, narrative="Mine.", version=1, by=author) is None
    assert stands(session) == before


def test_a_character_that_word_forbids_is_refused_by_name(
    session: Session, scribe: Scribe, author: Author, minute: Minute
) -> None:
    before = stands(session)
    with pytest.raises(RuleBroken, match=r"U\+0007"):
        scribe.save(minute, narrative="Bell\x07", version=1, by=author)
    assert stands(session) == before


@contextmanager
def pragmas(*pragmas: str) -> Iterator[None]:
    """Whatever connection is taken for a change meanwhile has these set."""

    def set_them(connection: sqlite3.Connection, *_: object) -> None:
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")

    event.listen(db.engine, "checkout", set_them)
    yield
    event.remove(db.engine, "checkout", set_them)
    db.engine.dispose()


def test_a_disk_that_is_full_leaves_all_as_it_was(
    session: Session, scribe: Scribe, author: Author, minute: Minute
) -> None:
    before = stands(session)
    with pragmas("max_page_count=1"), pytest.raises(OperationalError, match="full"):
        scribe.save(minute, narrative="Long. " * 20_000, version=1, by=author)
    assert stands(session) == before
    assert scribe.save(minute, narrative="Kept.", version=1, by=author) == 2


def test_a_record_that_another_program_holds_is_told_as_such_and_left_as_it_was(
    session: Session, scribe: Scribe, author: Author, minute: Minute
) -> None:
    before = stands(session)
    with closing(sqlite3.connect(str(db.engine.url.database), isolation_level=None)) as another:
        another.execute("BEGIN IMMEDIATE")
        with pragmas("busy_timeout=10"), pytest.raises(OperationalError, match="locked"):
            scribe.save(minute, narrative="Not kept.", version=1, by=author)
        another.execute("ROLLBACK")
    assert stands(session) == before
    assert scribe.save(minute, narrative="Kept.", version=1, by=author) == 2


def test_many_who_save_and_many_who_change_otherwise_lose_nothing(
    app: Flask, session: Session, scribe: Scribe, author: Author, item: AgendaItem
) -> None:
    """Four of each at one minute: every version stands in the history, once."""
    missed = threading.Semaphore(0)

    def save(number: int) -> None:
        for turn in range(10):
            while True:
                with app.app_context():
                    opened = minute_taking.saved_text(db.session().connection(), item.id)
                typed = f"Saved by {number} in turn {turn}."
                if scribe.save(opened, narrative=typed, version=opened.version, by=author) is not None:
                    break
                missed.release()

    def write(number: int) -> None:
        for turn in range(10):
            with app.app_context(), writing(db.session(), author):
                its = db.session().get_one(AgendaItem, item.id)
                now = minute_taking.saved_text(db.session().connection(), item.id)
                minutes.write(db.session(), its, narrative=f"Written by {number} in turn {turn}.", version=now.version)

    with ThreadPoolExecutor(8) as threads:
        for done in [threads.submit(what, number) for number in range(4) for what in (save, write)]:
            done.result(60)
    session.rollback()
    texts = [
        line.after["narrative"]
        for line in session.scalars(select(HistoryLine).order_by(HistoryLine.id))
        if line.subject == "minutes" and line.did == "changed"
    ]
    assert len(texts) == len(set(texts)) == 80
    assert stands(session)[2] == 81
    assert stands(session)[0] == texts[-1]
