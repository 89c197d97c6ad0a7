"""The meetings of a year are called in one go: all of them, or none."""

from __future__ import annotations

from datetime import date, time

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.calling import MeetingLine, Proposal
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.vocabulary import MeetingKind
from scrutiny.models.committees import Committee
from scrutiny.models.meetings import Meeting
from scrutiny.operations import year
from tests import make
from tests.at_once import at_once, engine_at


@pytest.fixture
def committee(session: Session, author: Author) -> Committee:
    with writing(session, author):
        return make.committee(session, make.council(session))


def proposal(on: date | None, *faults: str, **values: object) -> Proposal:
    line = MeetingLine(**{"number": 1, "text": "as written", "on": on, "at": time(10), "venue": "Oak Room"} | values)  # type: ignore[arg-type]
    return Proposal(line, None, faults, ())


def held(session: Session) -> list[tuple[object, ...]]:
    columns = (Meeting.on, Meeting.at, Meeting.venue, Meeting.kind, Meeting.title, Meeting.duration_minutes)
    return [tuple(row) for row in session.execute(select(*columns).order_by(Meeting.on))]


def test_they_are_called_as_they_were_looked_at(session: Session, author: Author, committee: Committee) -> None:
    briefing = {"kind": MeetingKind.BRIEFING, "title": "Referrals", "duration_minutes": 90, "at": time(14)}
    with writing(session, author):
        called = year.call(session, committee, [proposal(date(2021, 6, 17)), proposal(date(2021, 9, 14), **briefing)])
    assert len({meeting.uid for meeting in called}) == 2
    assert held(session) == [
        (date(2021, 6, 17), time(10), "Oak Room", MeetingKind.FORMAL, "", 120),
        (date(2021, 9, 14), time(14), "Oak Room", MeetingKind.BRIEFING, "Referrals", 90),
    ]


@pytest.mark.parametrize(
    "second",
    [
        pytest.param(proposal(date(2021, 9, 14), "It has a fault."), id="one with a fault"),
        pytest.param(proposal(None), id="one without a day"),
        pytest.param(proposal(date(2021, 6, 17)), id="one whose hour the first has taken"),
    ],
)
def test_where_one_cannot_be_called_none_is(
    session: Session, author: Author, committee: Committee, second: Proposal
) -> None:
    with pytest.raises(RuleBroken), writing(session, author):
        year.call(session, committee, [proposal(date(2021, 6, 17)), second])
    assert held(session) == []


def test_two_officers_call_the_same_year_at_once_and_it_is_called_once(database_url: str, author: Author) -> None:
    engine = engine_at(database_url)
    with Session(engine, autoflush=False, expire_on_commit=False) as session, writing(session, author):
        committee_id = make.committee(session, make.council(session)).id
    refused = []

    def call(own: Session) -> None:
        try:
            year.call(
                own, own.get_one(Committee, committee_id), [proposal(date(2021, 6, 17)), proposal(date(2021, 9, 14))]
            )
        except RuleBroken as broken:
            refused.append(str(broken))
            own.rollback()

    at_once(engine, author, call, call)
    with Session(engine) as session:
        assert session.scalar(select(func.count()).select_from(Meeting)) == 2
    assert refused == [
        "The committee has a meeting on 17 June 2021 at 10.00 am already. Choose another day or another hour."
    ]
    engine.dispose()
