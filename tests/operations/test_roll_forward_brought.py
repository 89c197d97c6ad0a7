"""What was rolled to a meeting that is later by now comes to the one before it, and goes back if that is undone."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.vocabulary import ItemOutcome
from scrutiny.models.meetings import Meeting
from scrutiny.operations import agenda, meetings, roll_forward
from tests.operations import autumn
from tests.operations.autumn import TODAY, Autumn, rolled, titles
from tests.operations.chamber import NOTICE, OPEN_ALL_DAYS, day

MINUTES = "Minutes of the meeting held on 14 September 2021"
CARRIED = "A petition"


@pytest.fixture
def record(session: Session, author: Author) -> Autumn:
    """A petition was deferred in September; 30 November takes it, and the minutes of September."""
    with writing(session, author):
        made = autumn.make(session)
        petition = agenda.add_item(
            session,
            meetings.schedule(session, committee=made.committee, day=day("2021-07-01")),
            title=CARRIED,
            on=TODAY,
        )
        july = session.get_one(Meeting, petition.meeting_id)
        meetings.hold(session, july, on=july.on)
        agenda.set_outcome(session, petition, outcome=ItemOutcome.DEFERRED, because="Time", on=july.on)
    rolled(session, author, made)
    return made


@pytest.fixture
def january(session: Session, author: Author, record: Autumn) -> Meeting:
    """Between the two comes a meeting on 10 January: 30 November is moved to after it."""
    with writing(session, author):
        called = meetings.schedule(session, committee=record.committee, day=day("2022-01-10"))
        meetings.rearrange(session, record.november, day=day("2022-01-20"), because="Snow", on=TODAY)
    return called


def test_what_was_rolled_to_a_meeting_that_is_later_by_now_comes_to_the_next_one(
    session: Session, author: Author, record: Autumn, january: Meeting
) -> None:
    rolled(session, author, record, january)
    assert titles(session, january) == [
        "Apologies",
        "Declarations of interest",
        "Minutes of the meeting held on 1 July 2021",
        MINUTES,
        CARRIED,
        "Work programme",
    ]
    assert MINUTES not in titles(session, record.november)
    assert rolled(session, author, record, january).outstanding == ()


def test_undoing_sends_it_back_to_where_it_was(
    session: Session, author: Author, record: Autumn, january: Meeting
) -> None:
    before = titles(session, record.november)
    rolled(session, author, record, january)
    with writing(session, author):
        roll_forward.undo_roll_forward(session, january, by="Clerk")
    assert (titles(session, record.november), titles(session, january)) == (before, [])
    with writing(session, author):
        roll_forward.undo_roll_forward(session, record.november, by="Clerk")
    assert titles(session, record.november) == []


def test_what_cannot_go_back_stays_and_is_named(
    session: Session, author: Author, record: Autumn, january: Meeting
) -> None:
    rolled(session, author, record, january)
    with writing(session, author):
        meetings.cancel(session, record.november, because="Storm")
        stays = roll_forward.undo_roll_forward(session, january, by="Clerk")
    assert stays == tuple(titles(session, january)) == ("Minutes of the meeting held on 1 July 2021", MINUTES, CARRIED)


def test_a_later_agenda_that_was_published_keeps_what_it_has_and_the_plan_says_so(
    session: Session, author: Author, record: Autumn, january: Meeting
) -> None:
    with writing(session, author):
        meetings.publish(session, record.november, on=TODAY, calendar=OPEN_ALL_DAYS, rule=NOTICE)
    told = {line.title: line.because for line in rolled(session, author, record, january).lines}
    assert titles(session, january) == ["Apologies", "Declarations of interest", "Work programme"]
    assert told[MINUTES].endswith("20 January 2022, which is fixed, so they stay there.")
    assert told[CARRIED] == "It is on the agenda for the meeting on 20 January 2022."


def test_an_entry_that_was_planned_for_the_later_meeting_waits_for_it(
    session: Session, author: Author, record: Autumn, january: Meeting
) -> None:
    rolled(session, author, record, january)
    assert "Safeguarding Children Board annual report" in titles(session, record.november)
