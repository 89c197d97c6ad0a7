"""A committee has one meeting at a time, and one that is called after all goes without what has moved on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time

import pytest
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.rules import RuleBroken
from scrutiny.operations import meetings
from tests.operations import autumn
from tests.operations.autumn import TODAY, Autumn


@pytest.fixture
def record(session: Session, author: Author) -> Autumn:
    with writing(session, author):
        return autumn.make(session)


def called_again(session: Session, record: Autumn) -> None:
    meetings.schedule(session, committee=record.committee, day=record.november.on)


def moved_onto_it(session: Session, record: Autumn) -> None:
    meetings.rearrange(session, record.february, day=record.november.on, because="Clash", on=TODAY)


def restored_onto_it(session: Session, record: Autumn) -> None:
    meetings.cancel(session, record.november, because="Storm")
    called_again(session, record)
    meetings.restore(session, record.november)


@pytest.mark.parametrize(
    "step",
    [
        pytest.param(called_again, id="called for an hour that is taken"),
        pytest.param(moved_onto_it, id="moved to an hour that is taken"),
        pytest.param(restored_onto_it, id="restored to an hour that was given away"),
    ],
)
def test_a_committee_has_one_meeting_at_a_time(
    session: Session, author: Author, record: Autumn, step: Callable[[Session, Autumn], None]
) -> None:
    with writing(session, author), pytest.raises(RuleBroken, match=r"on 30 November 2021 at 10\.00 am already"):
        step(session, record)


def test_another_hour_of_the_day_and_the_hour_of_a_cancelled_meeting_are_free(
    session: Session, author: Author, record: Autumn
) -> None:
    with writing(session, author):
        afternoon = meetings.schedule(session, committee=record.committee, day=record.november.on, at=time(14))
        meetings.cancel(session, record.november, because="Storm")
        meetings.rearrange(session, afternoon, at=time(10), because="The room is free", on=TODAY)
    assert afternoon.at == time(10)
