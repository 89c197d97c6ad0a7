"""A committee has one meeting at a time, and one that is called after all goes without what has moved on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.vocabulary import ItemOutcome, MeetingStatus, MinutesState
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.meetings import Meeting
from scrutiny.operations import agenda, meetings, programme
from tests.operations import chamber
from tests.operations.autumn import TODAY, Autumn, rolled


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


@pytest.mark.parametrize("step", [meetings.cancel, meetings.adjourn], ids=["cancelled", "broken off"])
def test_a_meeting_whose_minutes_are_agreed_is_no_more(
    session: Session, author: Author, record: Autumn, step: Callable[..., Meeting]
) -> None:
    with writing(session, author):
        record.september.minutes_state = MinutesState.AGREED
    with writing(session, author), pytest.raises(RuleBroken, match="The minutes of this meeting are agreed"):
        step(session, record.september, because="Storm")
    assert record.september.status is MeetingStatus.HELD


def outcomes(session: Session, meeting: Meeting) -> dict[str, tuple[ItemOutcome, str]]:
    found = select(AgendaItem).where(AgendaItem.meeting_id == meeting.id)
    return {item.title: (item.outcome, item.outcome_note) for item in session.scalars(found)}


PUT_OFF = (ItemOutcome.DEFERRED, "It went to the meeting on 28 February 2022 while this one was cancelled.")
PENDING = (ItemOutcome.PENDING, "")
REPORT = "Safeguarding Children Board annual report"
MINUTES = "Minutes of the meeting held on 14 September 2021"


def cancelled(session: Session, author: Author, record: Autumn) -> None:
    """November with a petition, the annual report of a yearly item and the minutes on its agenda is cancelled."""
    with writing(session, author):
        chamber.yearly_report(session, record.committee)
        agenda.add_item(session, record.november, title="A petition", on=TODAY)
    rolled(session, author, record)
    with writing(session, author):
        meetings.cancel(session, record.november, because="Storm")


def test_what_moved_on_while_the_meeting_was_cancelled_is_put_off_when_it_is_called_after_all(
    session: Session, author: Author, record: Autumn
) -> None:
    cancelled(session, author, record)
    rolled(session, author, record, record.february)
    with writing(session, author):
        meetings.restore(session, record.november)
    assert outcomes(session, record.november) == {
        "Apologies": PENDING,
        "Declarations of interest": PENDING,
        "A petition": PUT_OFF,
        REPORT: PUT_OFF,
        "Annual report": PUT_OFF,
        "Work programme": PENDING,
    }
    assert {outcomes(session, record.february)[title] for title in (MINUTES, "A petition", REPORT)} == {PENDING}


def test_what_stayed_is_taken_as_if_nothing_had_been(session: Session, author: Author, record: Autumn) -> None:
    cancelled(session, author, record)
    before = outcomes(session, record.november)
    with writing(session, author):
        meetings.restore(session, record.november)
    assert outcomes(session, record.november) == before
    assert set(before.values()) == {PENDING}


def test_an_entry_that_was_withdrawn_or_put_off_meanwhile_takes_its_item_with_it(
    session: Session, author: Author, record: Autumn
) -> None:
    with writing(session, author):
        for name in ("report", "young carers"):
            entry = record.entries[name]
            agenda.add_item(session, record.november, title=name, entry=entry, on=TODAY)
        meetings.cancel(session, record.november, because="Storm")
        programme.withdraw(session, record.entries["report"], because="Not wanted")
        meetings.restore(session, record.november)
    assert outcomes(session, record.november) == {
        "report": (ItemOutcome.WITHDRAWN, "Not wanted"),
        "young carers": (ItemOutcome.DEFERRED, "It went to another date while this one was cancelled."),
    }


def test_minutes_on_a_published_agenda_are_put_off_and_leave_a_draft(
    session: Session, author: Author, record: Autumn
) -> None:
    rolled(session, author, record)
    with writing(session, author):
        meetings.publish(session, record.november, on=TODAY, calendar=chamber.OPEN_ALL_DAYS, rule=chamber.NOTICE)
        meetings.cancel(session, record.november, because="Storm")
    rolled(session, author, record, record.february)
    with writing(session, author):
        meetings.restore(session, record.november)
    assert outcomes(session, record.november)[MINUTES] == (
        ItemOutcome.DEFERRED,
        "It went to another meeting while this one was cancelled.",
    )
