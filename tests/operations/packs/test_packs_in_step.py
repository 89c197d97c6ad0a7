"""In step with the record: a change that readers will see asks for a new pack, and no other does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.database import Author, begin_writing, writing
from scrutiny.domain.vocabulary import ItemOutcome
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.meetings import Meeting
from scrutiny.operations import agenda, meetings, packs
from scrutiny.queries import packs as queries
from tests import make
from tests.operations import chamber
from tests.operations.packs.hand import fostering, the_report


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        pytest.param(lambda session: setattr(the_report(session), "sha256", "b" * 64), True, id="a paper replaced"),
        pytest.param(lambda session: make.document(session, fostering(session), "Map"), True, id="a paper added"),
        pytest.param(
            lambda session: setattr(the_report(session), "withdrawn_because", "Wrong."),
            True,
            id="a paper withdrawn",
        ),
        pytest.param(lambda session: make.lead(session, fostering(session), "Ivy"), True, id="somebody leads"),
        pytest.param(lambda session: setattr(fostering(session), "title", "Care"), True, id="an item renamed"),
        pytest.param(
            lambda session: setattr(session.get_one(Meeting, 1), "venue", "The Elm Room"), True, id="the meeting moved"
        ),
        pytest.param(
            lambda session: agenda.set_outcome(
                session,
                fostering(session),
                outcome=ItemOutcome.WITHDRAWN,
                because="Too late.",
                on=date(2021, 11, 20),
            ),
            True,
            id="an item withdrawn",
        ),
        pytest.param(
            lambda session: setattr(fostering(session), "outcome", ItemOutcome.DEFERRED),
            False,
            id="put off at it",
        ),
        pytest.param(lambda session: setattr(fostering(session), "minutes_wanted", 20), False, id="a note"),
        pytest.param(lambda session: setattr(the_report(session), "size", 99), False, id="nothing that is printed"),
    ],
)
def test_what_alters_a_pack_that_is_out_asks_for_the_next_version(
    session: Session, author: Author, meeting: Meeting, change: Callable[[Session], object], wanted: bool
) -> None:
    with writing(session, author):
        change(session)
        assert session.info.get(packs.WANTED) is None
    assert queries.to_be_made(session, silent_since=author.at) == [meeting.id] * wanted
    assert session.info.pop(packs.WANTED, None) == ({meeting.id} if wanted else None)


def test_publishing_asks_for_the_first(session: Session, author: Author) -> None:
    with writing(session, author):
        draft = make.meeting(session, chamber.committee(session), date(2021, 11, 30))
        make.document(session, make.item(session, draft, "Annual report", number=""), "Report", sha256="a" * 64)
        make.lead(session, session.scalars(select(AgendaItem)).one(), "Ivy Lane")
    assert queries.to_be_made(session, silent_since=author.at) == [], "a draft is nobody's yet"
    with writing(session, author):
        meetings.publish(session, draft, on=date(2021, 11, 12), calendar=chamber.OPEN_ALL_DAYS, rule=chamber.NOTICE)
    assert queries.to_be_made(session, silent_since=author.at) == [draft.id]


def test_a_record_that_is_loaded_with_its_past_asks_for_nothing(
    session: Session, author: Author, meeting: Meeting
) -> None:
    assert meeting.published_on
    assert queries.to_be_made(session, silent_since=author.at) == []


def test_what_is_rolled_back_is_not_wanted(session: Session, author: Author, meeting: Meeting) -> None:
    begin_writing(session, author)
    meeting.venue = "The Elm Room"
    session.flush()
    session.rollback()
    with writing(session, author):
        make.person(session, "Somebody Else")
    assert queries.to_be_made(session, silent_since=author.at) == []
