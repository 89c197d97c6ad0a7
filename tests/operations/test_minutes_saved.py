"""Saving a minute again: what the history tells of it, and where its words are found."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.vocabulary import MinutesState
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.history import HistoryLine, Revision
from scrutiny.models.meetings import Meeting
from scrutiny.models.search import entries
from scrutiny.operations import minutes
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


def last_line(session: Session) -> HistoryLine:
    return session.scalars(select(HistoryLine).order_by(HistoryLine.id.desc()).limit(1)).one()


def revision(session: Session) -> int:
    return session.scalars(select(Revision.number)).one()


def kept(session: Session) -> tuple[str, str, int]:
    """What the database itself holds, whatever the session's objects say."""
    row = session.execute(text("SELECT narrative, public_summary, version FROM minutes")).one()
    return row.narrative, row.public_summary, row.version


def test_only_the_texts_that_differ_are_in_the_history(session: Session, author: Author, item: AgendaItem) -> None:
    both = {"narrative": "The report was received.", "public_summary": "A report."}
    with writing(session, author):
        minutes.write(session, item, version=1, **both)
    line = last_line(session)
    assert (line.before, line.after) == ({"public_summary": ""}, {"public_summary": "A report."})
    assert kept(session) == ("The report was received.", "A report.", 2)


def test_the_same_text_again_is_no_change(session: Session, author: Author, item: AgendaItem) -> None:
    before = revision(session), last_line(session).id, kept(session)
    with writing(session, author):
        minutes.write(session, item, narrative="The report was received.", version=1)
    assert (revision(session), last_line(session).id, kept(session)) == before


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
