"""A minute is rewritten by one statement of its own, and the record cannot tell it from a flush."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from scrutiny.database import Author, writing
from scrutiny.domain.vocabulary import MinutesState
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.history import HistoryLine, Revision
from scrutiny.models.meetings import Meeting
from scrutiny.models.minutes import Minute
from scrutiny.models.search import entries
from scrutiny.operations import minutes
from scrutiny.operations.rewriting import rewrite
from tests import make


@pytest.fixture
def item(session: Session, author: Author) -> AgendaItem:
    """One whose minute says that the report was received, in minutes still being written."""
    with writing(session, author):
        committee = make.committee(session, make.council(session))
        meeting = make.held(session, committee, date(2021, 9, 14), minutes_state=MinutesState.DRAFT)
        item = make.item(session, meeting, "Safeguarding adults")
        make.minute(session, item, "The report was received.")
    return item


@pytest.fixture
def minute(session: Session, item: AgendaItem) -> Minute:
    return session.scalars(select(Minute).where(Minute.item_id == item.id)).one()


def last_line(session: Session) -> HistoryLine:
    return session.scalars(select(HistoryLine).order_by(HistoryLine.id.desc()).limit(1)).one()


def revision(session: Session) -> int:
    return session.scalars(select(Revision.number)).one()


def kept(session: Session) -> tuple[str, str, int]:
    """What the database itself holds, whatever the session's objects say."""
    row = session.execute(text("SELECT narrative, public_summary, version FROM minutes")).one()
    return row.narrative, row.public_summary, row.version


def test_the_line_of_history_is_that_of_a_flush(session: Session, author: Author, minute: Minute) -> None:
    with writing(session, author):
        minute.narrative = "As a flush writes it."
    flushed = last_line(session)
    with writing(session, author):
        rewrite(session, minute, narrative="As a statement writes it.")
    rewritten = last_line(session)

    assert rewritten.id != flushed.id
    for name in ("at", "by", "account_id", "did", "subject", "subject_id"):
        assert getattr(rewritten, name) == getattr(flushed, name), name
    assert (rewritten.before, rewritten.after) == (flushed.after, {"narrative": "As a statement writes it."})


def test_only_the_texts_that_differ_are_in_the_line(session: Session, author: Author, minute: Minute) -> None:
    with writing(session, author):
        rewrite(session, minute, narrative="The report was received.", public_summary="A report.")
    assert (last_line(session).before, last_line(session).after) == (
        {"public_summary": ""},
        {"public_summary": "A report."},
    )
    assert kept(session) == ("The report was received.", "A report.", 2)


def test_the_same_text_again_is_no_change(session: Session, author: Author, item: AgendaItem) -> None:
    before = revision(session), last_line(session).id, kept(session)
    with writing(session, author):
        minutes.write(session, item, narrative="The report was received.", version=1)
    assert (revision(session), last_line(session).id, kept(session)) == before


def test_the_object_at_hand_knows_what_was_written(
    session: Session, author: Author, item: AgendaItem, minute: Minute
) -> None:
    with writing(session, author):
        minutes.write(session, item, narrative="The report was noted.", version=1)
        assert (minute.narrative, minute.version) == ("The report was noted.", 2)
        minute.public_summary = "A report."
    assert kept(session) == ("The report was noted.", "A report.", 3)


def test_a_version_that_is_not_the_newest_is_refused(session: Session, author: Author, minute: Minute) -> None:
    with writing(session, author):
        session.execute(text("UPDATE minutes SET narrative = 'Written past the session.', version = 7"))

    def rewrite_what_was_read() -> None:
        with writing(session, author):
            rewrite(session, minute, narrative="Read long ago.")

    before = last_line(session).id
    with pytest.raises(StaleDataError):
        rewrite_what_was_read()
    assert kept(session) == ("Written past the session.", "", 7)
    assert last_line(session).id == before


def test_outside_a_change_it_is_refused(session: Session, minute: Minute) -> None:
    with pytest.raises(RuntimeError, match="begin_writing"):
        rewrite(session, minute, narrative="Unannounced.")
    session.rollback()
    assert kept(session) == ("The report was received.", "", 1)


@pytest.mark.parametrize(
    ("state", "found"),
    [
        pytest.param(MinutesState.DRAFT, False, id="a draft is in no index"),
        pytest.param(MinutesState.AGREED, True, id="an agreed minute is found by its new words"),
    ],
)
def test_what_is_rewritten_is_found_where_it_may_be(
    session: Session, author: Author, item: AgendaItem, state: MinutesState, found: bool
) -> None:
    with writing(session, author):
        session.get_one(Meeting, item.meeting_id).minutes_state = state
    with writing(session, author):
        minutes.write(session, item, narrative="A word: heliotrope.", version=1)
    texts = session.scalars(select(entries.c.text)).all()
    assert any("heliotrope" in each for each in texts) is found
    assert not any("received" in each for each in texts)
