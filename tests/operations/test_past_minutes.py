"""Past minutes brought into the record, on both databases: a draft of the meeting, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.record import Doubt
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.vocabulary import (
    AttendanceStatus,
    ItemKind,
    MeetingStatus,
    MinutesState,
    Part,
    ResolutionKind,
    Role,
)
from scrutiny.intake.past import minutes as intake
from scrutiny.models.agenda import AgendaItem, Topic
from scrutiny.models.committees import Committee
from scrutiny.models.meetings import Attendance, Meeting
from scrutiny.models.minutes import Minute, MinuteNumber, MinuteSeries, Resolution, Vote
from scrutiny.models.people import Person
from scrutiny.operations import minutes
from scrutiny.operations.past import minutes as operations
from scrutiny.papers import minutes as papers
from scrutiny.queries import minutes as queries
from tests import make

TODAY = date(2021, 11, 15)
TEXT = """Minutes of the Rural Life Overview and Scrutiny Committee Meeting held on 14 September 2021
Present: Hilda Grundy (Chairman), Councillor Alan Archer and Kate Sorrel, MBE
Also in attendance: Jim Bellamy
Apologies: Neil Carter
PART ONE
26.
Declarations of Interest
There were none at this meeting.
27.
Minutes of the meeting held on 3 August 2021
RESOLVED: That the minutes of 3 August 2021 be confirmed.
28.
Village Bus Services
Fewer buses had run. (For 2, Against 1, Abstentions 0) was the feeling.
(For 2, Against 1, Abstentions 0)
RESOLVED: That:
a) figures for each village be forwarded to the Committee; and
b) the timetable be included on the work programme.
PART TWO
29.
A depot
(Exemption paragraph 3)
RESOLVED: That the depot be sold.
Chairman
"""
BringIn = Callable[..., list[Doubt]]


@pytest.fixture
def committee(session: Session, author: Author) -> Committee:
    with writing(session, author):
        made = make.committee(
            session, make.council(session), code="RLS", name="Rural Life Overview and Scrutiny Committee"
        )
        make.member(session, made, "Hilda Grundy", Role.CHAIRMAN, from_=date(2021, 5, 20))
        make.member(session, made, "Alan Archer", from_=date(2021, 5, 20))
        make.member(session, made, "Neil Carter", from_=date(2021, 10, 1))
        make.held(session, made, date(2021, 8, 3))
    return made


@pytest.fixture
def bring_in(session: Session, author: Author, committee: Committee) -> BringIn:
    def carry_out(text: str = TEXT, on: date = TODAY) -> list[Doubt]:
        past = intake.read(text.encode(), "minutes.txt")
        with writing(session, author):
            return list(operations.bring_in(session, committee, past, on=on).doubts)

    return carry_out


def the_meeting(session: Session, on: date = date(2021, 9, 14)) -> Meeting:
    return session.scalars(select(Meeting).where(Meeting.on == on)).one()


def items(session: Session) -> list[AgendaItem]:
    wanted = (
        select(AgendaItem).join(Meeting, AgendaItem.meeting_id == Meeting.id).where(Meeting.on == date(2021, 9, 14))
    )
    return list(session.scalars(wanted.order_by(AgendaItem.position)))


def read_by_the_public(session: Session, meeting: Meeting) -> papers.Minutes | None:
    facts = queries.find(session, meeting.id)
    return papers.of(facts, exempt=False, drafts=False) if facts else None


def counts(session: Session) -> dict[str, int]:
    tables = (Meeting, AgendaItem, Topic, Minute, MinuteNumber, Resolution, Attendance, Person)
    return {table.__name__: session.scalar(select(func.count()).select_from(table)) or 0 for table in tables}


def said(doubts: list[Doubt]) -> str:
    return " | ".join(doubt.what for doubt in doubts)


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


def test_numbers_that_begin_anew_at_each_meeting_have_a_run_of_their_own(session: Session, bring_in: BringIn) -> None:
    bring_in()
    again = bring_in(TEXT.replace("14 September 2021", "5 October 2021"))
    assert "Minute 26 was issued before in RLS" in said(again)
    assert "RLS 2021-10-05" in session.scalars(select(MinuteSeries.name)).all()
    printed = session.scalars(select(MinuteNumber.printed).order_by(MinuteNumber.id)).all()
    assert printed == ["26", "27", "28", "29"] * 2


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


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "name", ["two-parts", "misspelt", "recommended", "paragraph-numbers", "agenda-numbers", "votes"]
)
def test_the_minutes_of_six_councils_can_be_brought_in(session: Session, bring_in: BringIn, name: str) -> None:
    text = (Path(__file__).parents[1] / "intake" / "past" / "councils" / f"{name}.txt").read_text()
    past = intake.read(text.encode(), "minutes.txt")
    bring_in(text, on=date(2026, 1, 1))
    there = session.scalars(
        select(MinuteNumber.printed)
        .join(Minute, Minute.number_id == MinuteNumber.id)
        .join(AgendaItem, AgendaItem.id == Minute.item_id)
        .order_by(AgendaItem.position)
    ).all()
    assert there == [item.minute_number for item in past.meeting.items]
