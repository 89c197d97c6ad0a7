"""A committee is set up whole, renamed without touching what was printed, closed without losing anything."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.notice import NoticeRule, PapersGoUp
from scrutiny.domain.numbering import Restart
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.vocabulary import ItemKind, MeetingStatus, Nation
from scrutiny.models.committees import Committee, Council, StandingItem
from scrutiny.models.meetings import Meeting
from scrutiny.operations import committees, councils, meetings
from scrutiny.operations.committees import Settings
from tests import make

TODAY = date(2021, 11, 15)
SETTINGS = Settings(code="SOS", name="Safeguarding Overview and Scrutiny Committee", usual_venue="Oak Room", quorum=3)


@pytest.fixture
def council(session: Session, author: Author) -> Council:
    with writing(session, author):
        return councils.found(session, name="Loamshire County Council")


@pytest.fixture
def committee(session: Session, author: Author, council: Council) -> Committee:
    with writing(session, author):
        return committees.set_up(session, council, SETTINGS)


def as_kept(session: Session, committee: Committee) -> Committee:
    session.expire_all()
    return session.get_one(Committee, committee.id)


@pytest.mark.parametrize(("nation", "days"), [(Nation.ENGLAND, 5), (Nation.WALES, 3)])
def test_a_new_council_gives_the_notice_of_its_nation(
    session: Session, author: Author, nation: Nation, days: int
) -> None:
    with writing(session, author):
        councils.found(session, name="Cyngor Sir", nation=nation)
    assert session.scalars(select(Council.clear_days)).all() == [days]


def test_a_new_committee_has_what_law_and_custom_put_on_every_agenda(session: Session, committee: Committee) -> None:
    kept = as_kept(session, committee)
    assert (kept.code, kept.quorum, kept.usual_time, kept.closed_on) == ("SOS", 3, time(10), None)
    items = session.execute(select(StandingItem.kind, StandingItem.at_the_end).order_by(StandingItem.position)).all()
    assert [tuple(item) for item in items] == [
        (ItemKind.APOLOGIES, False),
        (ItemKind.DECLARATIONS, False),
        (ItemKind.MINUTES, False),
        (ItemKind.WORK_PROGRAMME, True),
    ]


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        pytest.param({"code": "B", "name": " \t "}, "what the committee is called", id="no name"),
        pytest.param({"code": "B", "name": "x" * 301}, "301 characters long", id="too long a name"),
        pytest.param({"code": "sos"}, "sos is the code of the Safeguarding", id="a code that differs by capitals"),
        pytest.param({"code": "new"}, "another page", id="a code that is an address"),
        pytest.param({"code": "B", "minute_pattern": "{x}"}, "cannot be read", id="a pattern of unknown places"),
        pytest.param(
            {"code": "B", "minutes_restart": Restart.EACH_ITEM}, "or they repeat", id="numbers that would repeat"
        ),
        pytest.param({"code": "B", "remit": "a\x00b"}, "cannot be kept", id="a character that cannot be kept"),
    ],
)
@pytest.mark.usefixtures("committee")
def test_what_makes_no_committee_is_refused(
    session: Session, author: Author, council: Council, changes: dict[str, Any], says: str
) -> None:
    with pytest.raises(RuleBroken, match=says), writing(session, author):
        committees.set_up(session, council, replace(SETTINGS, **changes))
    assert session.scalars(select(Committee.code)).all() == ["SOS"]


def test_a_new_name_is_for_meetings_whose_agenda_is_still_to_be_published(
    session: Session, author: Author, committee: Committee
) -> None:
    with writing(session, author):
        make.held(session, committee, date(2021, 9, 14))
        make.meeting(session, committee, date(2021, 11, 30), published_on=date(2021, 11, 12))
        make.meeting(session, committee, date(2022, 1, 11), status=MeetingStatus.CANCELLED)
        make.meeting(session, committee, date(2021, 10, 1))
        to_come = make.meeting(session, committee, date(2022, 2, 8))
        sequence = to_come.sequence
        committees.change(session, committee, replace(SETTINGS, name="Safety Committee"), on=TODAY)
    session.expire_all()
    names = session.execute(select(Meeting.on, Meeting.committee_name).order_by(Meeting.on)).all()
    assert [on for on, name in names if name == "Safety Committee"] == [date(2022, 2, 8)]
    assert session.get_one(Meeting, to_come.id).changed_at == author.at
    assert session.get_one(Meeting, to_come.id).sequence == sequence


def test_the_code_can_change_until_it_stands_somewhere(session: Session, author: Author, committee: Committee) -> None:
    with writing(session, author):
        committees.change(session, committee, replace(SETTINGS, code="SAFE"), on=TODAY)
    assert as_kept(session, committee).code == "SAFE"
    with writing(session, author):
        meetings.schedule(session, committee=committee, day=date(2021, 11, 30))
    with pytest.raises(RuleBroken, match="SAFE stands in addresses"), writing(session, author):
        committees.change(session, committee, replace(SETTINGS, code="SOS"), on=TODAY)
    assert as_kept(session, committee).code == "SAFE"


@pytest.mark.parametrize("what", ["action", "recommendation", "series"])
def test_a_reference_keeps_the_code_too(session: Session, author: Author, committee: Committee, what: str) -> None:
    with writing(session, author):
        getattr(make, what)(session, committee, "a")
    with pytest.raises(RuleBroken, match="SOS stands in"), writing(session, author):
        committees.change(session, committee, replace(SETTINGS, code="SAFE"), on=TODAY)


def test_a_closed_committee_meets_no_more_and_can_be_opened_again(
    session: Session, author: Author, committee: Committee
) -> None:
    with writing(session, author):
        make.held(session, committee, date(2021, 9, 14))
        committees.close(session, committee, closed_on=TODAY, today=TODAY)
    assert as_kept(session, committee).closed_on == TODAY
    with pytest.raises(RuleBroken, match="closed on 15 November 2021"), writing(session, author):
        meetings.schedule(session, committee=committee, day=date(2021, 11, 30))
    with writing(session, author):
        committees.open_again(session, committee)
        meetings.schedule(session, committee=committee, day=date(2021, 11, 30))
    assert as_kept(session, committee).closed_on is None


@pytest.mark.parametrize(
    ("closed_on", "says"),
    [
        pytest.param(date(2021, 11, 16), "not ahead of it", id="ahead of the day"),
        pytest.param(TODAY, "a meeting on 30 November 2021, 8 February 2022", id="with meetings to come"),
    ],
)
def test_it_is_not_closed(session: Session, author: Author, committee: Committee, closed_on: date, says: str) -> None:
    with writing(session, author):
        for on in (date(2022, 2, 8), date(2021, 11, 30)):
            make.meeting(session, committee, on)
    with pytest.raises(RuleBroken, match=says), writing(session, author):
        committees.close(session, committee, closed_on=closed_on, today=TODAY)
    assert as_kept(session, committee).closed_on is None


def change_council(session: Session, council: Council, **changes: Any) -> None:
    values: dict[str, Any] = {
        "name": council.name,
        "nation": Nation.ENGLAND,
        "rule": NoticeRule(),
        "saturdays_count": False,
        "vision": "",
        "notes_for_the_public": "",
    }
    councils.change(session, council, **values | changes)


def test_how_a_council_counts_notice_is_its_own(session: Session, author: Author, council: Council) -> None:
    rule = NoticeRule(7, PapersGoUp.AFTER_THE_OFFICE_CLOSES)
    with writing(session, author):
        change_council(session, council, rule=rule, saturdays_count=True, vision=" A better place \r\n")
    session.expire_all()
    kept = session.get_one(Council, council.id)
    assert (kept.clear_days, kept.papers_go_up, kept.saturdays_count, kept.vision) == (
        7,
        PapersGoUp.AFTER_THE_OFFICE_CLOSES,
        True,
        "A better place",
    )


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        pytest.param({"rule": NoticeRule(4)}, "at least 5 clear days", id="less notice than the law asks for"),
        pytest.param({"name": ""}, "what the council is called", id="no name"),
        pytest.param({"name": "other council"}, "in the record already", id="another council’s name"),
    ],
)
def test_what_a_council_may_not_be(
    session: Session, author: Author, council: Council, changes: dict[str, Any], says: str
) -> None:
    with writing(session, author):
        councils.found(session, name="Other Council")
    with pytest.raises(RuleBroken, match=says), writing(session, author):
        change_council(session, council, **changes)
    session.expire_all()
    assert session.get_one(Council, council.id).clear_days == 5
