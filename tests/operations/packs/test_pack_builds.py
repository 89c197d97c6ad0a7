"""Who is at a build: one worker a meeting, until it is done, silent, put back or given up."""

from __future__ import annotations

from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.models.history import Revision
from scrutiny.models.meetings import Meeting
from scrutiny.models.packs import PackBuild
from scrutiny.operations import packs
from scrutiny.operations.packs import Claim, Overtaken
from scrutiny.queries import packs as queries
from tests.at_once import at_once, engine_at
from tests.operations.packs.hand import LATER, claims, later, wants


def test_a_build_is_one_workers_until_it_is_silent_for_too_long(
    session: Session, author: Author, meeting: Meeting
) -> None:
    assert claims(session, author, meeting) is None, "nobody wants it"
    wants(session, author, meeting)
    first = claims(session, author, meeting)
    assert first is not None
    assert claims(session, author, meeting) is None
    assert queries.to_be_made(session, silent_since=author.at - LATER) == []
    second = claims(session, later(author), meeting)
    assert second is not None
    assert second.started_at == author.at + LATER
    with writing(session, author), pytest.raises(Overtaken):
        packs.beat(session, first, done=1, of=2, doing="Binding")


def test_how_far_it_is_can_be_seen_and_is_no_change_of_the_record(
    session: Session, author: Author, meeting: Meeting
) -> None:
    before = session.scalar(select(Revision.number))
    wants(session, author, meeting)
    mine = claims(session, author, meeting)
    assert mine
    with writing(session, later(author)):
        packs.beat(session, mine, done=1, of=4, doing="Converting “Report”")
    row = queries.build(session, meeting.id)
    assert row
    assert (row.done, row.of, row.doing, row.beat_at) == (1, 4, "Converting “Report”", author.at + LATER)
    assert session.scalar(select(Revision.number)) == before


def test_what_is_wanted_while_it_is_made_is_made_once_more(session: Session, author: Author, meeting: Meeting) -> None:
    wants(session, author, meeting)
    mine = claims(session, author, meeting)
    wants(session, author, meeting)
    assert mine
    with writing(session, author):
        packs.finish(session, mine)
    assert queries.to_be_made(session, silent_since=author.at) == [meeting.id]
    again = claims(session, later(author), meeting)
    assert again
    with writing(session, author):
        packs.finish(session, again)
    assert queries.build(session, meeting.id) is None


def test_what_could_not_be_made_waits_until_somebody_wants_it_again(
    session: Session, author: Author, meeting: Meeting
) -> None:
    wants(session, author, meeting)
    mine = claims(session, author, meeting)
    assert mine
    with writing(session, author):
        packs.fail(session, mine, "The disk is full.")
    assert claims(session, later(author), meeting) is None
    row = queries.build(session, meeting.id)
    assert row
    assert row.failed_because == "The disk is full."
    wants(session, author, meeting)
    assert claims(session, later(author), meeting) is not None


def test_a_build_that_kills_its_workers_is_given_up(session: Session, author: Author, meeting: Meeting) -> None:
    wants(session, author, meeting)
    for turn in range(packs.MOST_TRIES):
        assert claims(session, later(author, turn * LATER), meeting) is not None
    assert claims(session, later(author, packs.MOST_TRIES * LATER), meeting) is None
    row = queries.build(session, meeting.id)
    assert row
    assert row.failed_because == packs.GIVEN_UP


def test_a_worker_that_is_told_to_stop_puts_it_back(session: Session, author: Author, meeting: Meeting) -> None:
    wants(session, author, meeting)
    mine = claims(session, author, meeting)
    assert mine
    with writing(session, author):
        packs.put_back(session, mine)
    row = queries.build(session, meeting.id)
    assert row
    assert (row.started_at, row.tries) == (None, 0)
    assert claims(session, author, meeting) is not None


def test_of_two_workers_at_once_one_has_it(
    database_url: str, session: Session, author: Author, meeting: Meeting
) -> None:
    wants(session, author, meeting)
    engine, meeting_id, claimed = engine_at(database_url), meeting.id, list[Claim | None]()

    def take(own: Session) -> None:
        claimed.append(packs.claim(own, meeting_id))

    session.rollback()
    at_once(engine, author, take, take, take)
    assert sum(claim is not None for claim in claimed) == 1
    engine.dispose()


def test_two_changes_at_once_want_it_once(
    database_url: str, session: Session, author: Author, meeting: Meeting
) -> None:
    engine, meeting_id = engine_at(database_url), meeting.id
    session.rollback()
    at_once(engine, author, *([lambda own: packs.want(own, meeting_id)] * 3))
    assert list(session.scalars(select(PackBuild.meeting_id))) == [meeting_id]
    engine.dispose()


def test_an_instant_keeps_what_a_claim_is_known_by(session: Session, meeting: Meeting) -> None:
    """The claim is compared with what the database has: an instant must come back as it went in."""
    odd = Author("Test Clerk", datetime.fromisoformat("2021-11-15T12:00:00.123456+00:00"))
    wants(session, odd, meeting)
    mine = claims(session, odd, meeting)
    assert mine
    with writing(session, odd):
        packs.beat(session, mine, done=0, of=0, doing="")
