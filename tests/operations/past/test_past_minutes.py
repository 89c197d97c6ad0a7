"""Past minutes brought into the record, on both databases: a draft of the meeting, whole or not at all."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.record.programme import Entry
from scrutiny.domain.vocabulary import (
    AttendanceStatus,
    EntryStatus,
    ItemKind,
    MeetingStatus,
    MinutesState,
    Part,
    ResolutionKind,
)
from scrutiny.intake.past import minutes as intake
from scrutiny.intake.past.tables.draft import Draft
from scrutiny.models.agenda import AgendaItem, Topic
from scrutiny.models.committees import Committee
from scrutiny.models.meetings import Attendance
from scrutiny.models.minutes import Minute, MinuteNumber, MinuteSeries, Resolution, Vote
from scrutiny.models.people import Person
from scrutiny.operations import minutes
from scrutiny.operations.past import programme
from tests import make
from tests.operations.past.conftest import (
    TEXT,
    TODAY,
    BringIn,
    counts,
    items,
    read_by_the_public,
    said,
    the_meeting,
)


def test_a_meeting_that_was_not_known_is_made_as_one_that_was_held(session: Session, bring_in: BringIn) -> None:
    doubts = bring_in()
    meeting = the_meeting(session)
    assert (meeting.status, meeting.minutes_state) == (MeetingStatus.HELD, MinutesState.DRAFT)
    assert meeting.at == time(10)
    assert [item.title for item in items(session)] == [
        "Declarations of Interest",
        "Minutes of the meeting held on 3 August 2021",
        "Village Bus Services",
        "A depot",
    ]
    assert "The record had no meeting on 14 September 2021" in said(doubts)
    assert "10.00 am is taken" in said(doubts)


def test_what_was_minuted_is_minuted(session: Session, bring_in: BringIn) -> None:
    bring_in()
    buses = items(session)[2]
    minute = session.scalars(select(Minute).where(Minute.item_id == buses.id)).one()
    assert session.get_one(MinuteNumber, minute.number_id).printed == "28"
    clauses = session.scalars(
        select(Resolution).where(Resolution.minute_id == minute.id).order_by(Resolution.position)
    ).all()
    assert [(each.letter, each.text, each.kind) for each in clauses] == [
        ("a", "figures for each village be forwarded to the Committee", ResolutionKind.ACTION),
        ("b", "the timetable be included on the work programme", ResolutionKind.PROGRAMME),
    ]
    vote = session.scalars(select(Vote).where(Vote.item_id == buses.id)).one()
    assert (vote.for_, vote.against, vote.abstained) == (2, 1, 0)


def test_the_public_reads_nothing_of_it_until_the_chair_agrees(
    session: Session, author: Author, bring_in: BringIn
) -> None:
    bring_in()
    meeting = the_meeting(session)
    assert read_by_the_public(session, meeting) is None
    with writing(session, author):
        minutes.agree(session, meeting, by="Hilda Grundy")
    public = read_by_the_public(session, meeting)
    assert public is not None
    assert [minute.number for minute in public.part_one] == ["26", "27", "28"]
    (withheld,) = public.part_two
    assert withheld.withheld
    assert "depot" not in repr(public).casefold()


def test_an_open_item_whose_title_the_public_must_not_know_is_kept_as_exempt(
    session: Session, author: Author, committee: Committee, bring_in: BringIn
) -> None:
    with writing(session, author):
        topic = make.exempt_topic(session, committee, "Village bus services", "A contract")
        topic.paragraphs = "3"
    doubts = said(bring_in())
    assert "The minutes have it in the open part, and the record as exempt, which is kept." in doubts
    (buses,) = [item for item in items(session) if item.title == "Village Bus Services"]
    assert (buses.exempt, buses.public_title, buses.paragraphs, buses.topic_id) == (True, "A contract", "3", topic.id)


def test_exempt_business_is_put_under_no_topic_that_is_open(
    session: Session, author: Author, committee: Committee, bring_in: BringIn
) -> None:
    with writing(session, author):
        topic = make.topic(session, committee, "A depot")
    assert "A topic of that title is open in the record" in said(bring_in())
    assert topic.id not in {item.topic_id for item in items(session)}


def test_exempt_business_is_exempt_and_so_is_its_topic(session: Session, bring_in: BringIn) -> None:
    bring_in()
    depot = items(session)[-1]
    assert (depot.part, depot.restricted, depot.paragraphs) == (Part.TWO, True, "3")
    assert session.get_one(Topic, depot.topic_id).exempt


def test_members_are_found_by_name_and_nobody_is_made(session: Session, bring_in: BringIn) -> None:
    before = counts(session)["Person"]
    doubts = bring_in()
    roll = {each.name: each for each in session.scalars(select(Attendance))}
    assert counts(session)["Person"] == before
    assert session.get_one(Person, roll["Alan Archer"].person_id).name == "Alan Archer"
    assert roll["Hilda Grundy"].role_title == "Chairman"
    assert roll["Kate Sorrel, MBE"].person_id is None
    assert roll["Jim Bellamy"].status is AttendanceStatus.IN_ATTENDANCE
    assert "kept by name alone: Kate Sorrel, Jim Bellamy." in said(doubts)
    assert "Neil Carter is a member whose seat was not held on 14 September 2021" in said(doubts)


def test_an_item_stands_under_the_topic_of_its_title(
    session: Session, author: Author, committee: Committee, bring_in: BringIn
) -> None:
    with writing(session, author):
        topic = make.topic(session, committee, "Village bus services")
    bring_in()
    assert items(session)[2].topic_id == topic.id
    earlier = the_meeting(session, date(2021, 8, 3))
    assert items(session)[1].minutes_of_id == earlier.id


def test_what_is_mere_procedure_opens_no_topic(session: Session, bring_in: BringIn) -> None:
    bring_in(TEXT.replace("Village Bus Services", "Date of next meeting"))
    assert items(session)[2].topic_id is None
    assert [topic.title for topic in session.scalars(select(Topic))] == ["A depot"]


def test_an_agenda_that_is_there_is_minuted_where_it_stands(
    session: Session, author: Author, committee: Committee, bring_in: BringIn
) -> None:
    with writing(session, author):
        meeting = make.held(session, committee, date(2021, 9, 14), at=time(14, 30), minutes_state=MinutesState.NONE)
        make.item(session, meeting, "Declarations", kind=ItemKind.DECLARATIONS, number="1")
        make.item(session, meeting, "Village Bus Services", number="2")
        make.item(session, meeting, "Never reached", number="3")
    doubts = bring_in()
    assert [(item.number, item.title) for item in items(session)] == [
        ("1", "Declarations"),
        ("2", "Village Bus Services"),
        ("3", "Never reached"),
        ("", "Minutes of the meeting held on 3 August 2021"),
        ("", "A depot"),
    ]
    assert the_meeting(session).at == time(14, 30)
    assert "It is on the agenda, and the minutes do not tell of it." in said(doubts)


def test_a_roll_that_was_taken_is_kept(
    session: Session, author: Author, committee: Committee, bring_in: BringIn
) -> None:
    with writing(session, author):
        held = make.held(session, committee, date(2021, 9, 14), minutes_state=MinutesState.NONE)
        make.present(session, held, "Alan Archer")
    assert "Who was there is recorded already, and is kept." in said(bring_in())
    assert [each.name for each in session.scalars(select(Attendance))] == ["Alan Archer"]


def test_numbers_that_begin_anew_at_each_meeting_have_a_run_of_their_own(session: Session, bring_in: BringIn) -> None:
    bring_in()
    again = bring_in(TEXT.replace("14 September 2021", "5 October 2021"))
    assert "Minute 26 was issued before in RLS" in said(again)
    assert "RLS 2021-10-05" in session.scalars(select(MinuteSeries.name)).all()
    printed = session.scalars(select(MinuteNumber.printed).order_by(MinuteNumber.id)).all()
    assert printed == ["26", "27", "28", "29"] * 2


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "name", ["two-parts", "misspelt", "recommended", "paragraph-numbers", "agenda-numbers", "votes"]
)
def test_the_minutes_of_six_councils_can_be_brought_in(session: Session, bring_in: BringIn, name: str) -> None:
    text = (Path(__file__).parents[2] / "intake" / "past" / "councils" / f"{name}.txt").read_text()
    past = intake.read(text.encode(), "minutes.txt")
    bring_in(text, on=date(2026, 1, 1))
    there = session.scalars(
        select(MinuteNumber.printed)
        .join(Minute, Minute.number_id == MinuteNumber.id)
        .join(AgendaItem, AgendaItem.id == Minute.item_id)
        .order_by(AgendaItem.position)
    ).all()
    assert there == [item.minute_number for item in past.meeting.items]


def test_a_row_of_the_programme_that_a_minute_asked_for_is_told(
    session: Session, author: Author, committee: Committee, bring_in: BringIn
) -> None:
    """Else the roll-forward would put the matter on the programme once more, for the minute."""
    bring_in()
    rows = (
        Entry(title="Village bus services", when="tbc", status=EntryStatus.TO_BE_CONFIRMED),
        Entry(title="Village bus services", meeting=date(2020, 3, 3), status=EntryStatus.CONSIDERED),
        Entry(title="Harvest supper", when="tbc", status=EntryStatus.TO_BE_CONFIRMED),
    )
    with writing(session, author):
        brought = programme.bring_in(session, committee, Draft(work_programme=rows), on=TODAY)
    asked = "minute 28 of 14 September 2021 asked for it: choose this row there, or a roll-forward makes another"
    assert [doubt.where for doubt in brought.doubts if doubt.what == asked] == ["work_programme[0]"]
