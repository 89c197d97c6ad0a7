"""Past minutes that are not brought in, on both databases: nothing that stands in the record is touched."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.vocabulary import (
    MeetingStatus,
    MinutesState,
)
from scrutiny.models.committees import Committee
from scrutiny.operations import official_minutes
from tests import make
from tests.operations.past.conftest import (
    TEXT,
    TODAY,
    BringIn,
    counts,
    read_by_the_public,
    said,
    the_meeting,
)


def test_a_second_import_of_the_same_minutes_says_so_and_changes_nothing(session: Session, bring_in: BringIn) -> None:
    bring_in()
    before = counts(session)
    with pytest.raises(
        RuleBroken, match=r"^These minutes of 14 September 2021 are here already\. Nothing was changed\.$"
    ):
        bring_in()
    assert counts(session) == before


def test_minutes_that_are_there_are_never_overwritten(session: Session, bring_in: BringIn) -> None:
    bring_in()
    before = counts(session)
    with pytest.raises(RuleBroken, match="has minutes already, so nothing was brought in"):
        bring_in(TEXT.replace("Fewer buses", "More buses"))
    assert counts(session) == before


def test_minutes_whose_text_is_not_held_are_a_draft_until_they_are_looked_through(
    session: Session, author: Author, committee: Committee, bring_in: BringIn
) -> None:
    with writing(session, author):
        later = make.held(session, committee, date(2021, 10, 5))
        confirmed = {"minutes_state": MinutesState.CONFIRMED, "confirmed_at_meeting_id": later.id}
        make.held(session, committee, date(2021, 9, 14), **confirmed)
    assert "The record said that they were confirmed" in said(bring_in())
    meeting = the_meeting(session)
    assert (meeting.minutes_state, meeting.confirmed_at_meeting_id) == (MinutesState.DRAFT, None)
    assert read_by_the_public(session, meeting) is None


def test_a_text_that_was_adopted_stays_what_the_public_reads(
    session: Session, author: Author, committee: Committee, bring_in: BringIn
) -> None:
    with writing(session, author):
        meeting = make.held(session, committee, date(2021, 9, 14), minutes_state=MinutesState.CONFIRMED)
        official = make.official_minutes(session, meeting, "As it was adopted.")
    with pytest.raises(RuleBroken, match="have an official text that was adopted, so nothing was brought in"):
        bring_in()
    session.rollback()
    assert the_meeting(session).minutes_state is MinutesState.CONFIRMED
    with writing(session, author):
        official_minutes.withdraw(session, official, because="The wrong file.", seen=[1], by="Olga Officer")
    bring_in()
    assert the_meeting(session).minutes_state is MinutesState.DRAFT


@pytest.mark.parametrize(
    ("status", "on", "says"),
    [
        pytest.param(MeetingStatus.CANCELLED, TODAY, "is cancelled in the record", id="cancelled"),
        pytest.param(MeetingStatus.SCHEDULED, date(2021, 9, 1), "is still to come", id="not held yet"),
    ],
)
def test_a_meeting_that_was_not_held_has_no_minutes(
    session: Session,
    author: Author,
    committee: Committee,
    bring_in: BringIn,
    status: MeetingStatus,
    on: date,
    says: str,
) -> None:
    with writing(session, author):
        make.meeting(session, committee, date(2021, 9, 14), status=status)
    before = counts(session)
    with pytest.raises(RuleBroken, match=says):
        bring_in(on=on)
    assert counts(session) == before


def test_what_fails_on_the_way_leaves_nothing(
    session: Session, bring_in: BringIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = counts(session)

    def fail(*_: object) -> None:
        raise RuleBroken("The disk is full.")

    monkeypatch.setattr("scrutiny.operations.past.appearances.Appearances._votes", fail)
    with pytest.raises(RuleBroken, match="The disk is full"):
        bring_in()
    session.rollback()
    assert counts(session) == before
