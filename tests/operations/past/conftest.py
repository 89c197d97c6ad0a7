"""Minutes of September 2021 as a council has them, a committee that has no record of them, and the way in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.record import Doubt
from scrutiny.domain.vocabulary import Role
from scrutiny.intake.past import minutes as intake
from scrutiny.models.agenda import AgendaItem, Topic
from scrutiny.models.committees import Committee
from scrutiny.models.meetings import Attendance, Meeting
from scrutiny.models.minutes import Minute, MinuteNumber, Resolution
from scrutiny.models.people import Person
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
