"""People as pages: everybody, and one person's seats, attendance and actions."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.vocabulary import AttendanceStatus, MeetingStatus, MinutesState
from scrutiny.models.people import Portfolio
from tests import make
from tests.browser import Browser
from tests.chamber import Chamber


@pytest.fixture
def person(session: Session, author: Author, filled: Chamber) -> int:
    """A member since May who came to one meeting of two, was to come to a cancelled one, and owns an action."""
    with writing(session, author):
        seat = make.member(
            session, filled.committee, "Nia Vaughan", honours="OBE", role_title="Vice-Chairman (Overview)"
        )
        who = seat.person_id
        session.add(Portfolio(person_id=who, name="Children", from_=date(2021, 5, 20)))
        make.present(session, filled.held, "Nia Vaughan, OBE", person_id=who)
        other = make.held(session, filled.committee, date(2021, 7, 6))
        make.present(session, other, "Nia Vaughan, OBE", AttendanceStatus.APOLOGIES, person_id=who)
        make.present(session, filled.cancelled, "Nia Vaughan, OBE", AttendanceStatus.APOLOGIES, person_id=who)
        draft = make.meeting(
            session, filled.committee, date(2021, 10, 5), status=MeetingStatus.HELD, minutes_state=MinutesState.DRAFT
        )
        make.present(session, draft, "Nia Vaughan, OBE", AttendanceStatus.ABSENT, person_id=who)
        make.action(session, filled.committee, "Write to the Minister", owner_id=who, due=date(2021, 11, 1))
        entry = make.entry(session, filled.committee, "Kinship care")
        make.entry_lead(session, entry, "Nia Vaughan").person_id = who
    return who


def test_everybody_is_listed_by_family_name(reader: Browser, person: int) -> None:
    page = reader.read("/people")
    names = page.texts("//main//li/a")
    assert names[-1] == "Nia Vaughan, OBE"
    assert [name.split(",")[0].split()[-1] for name in names] == sorted(
        name.split(",")[0].split()[-1] for name in names
    )
    assert f"/people/{person}" in page.links()
    assert "Vice-Chairman (Overview), Safeguarding Overview and Scrutiny Committee" in page.text


def test_a_person_has_seats_a_portfolio_actions_and_attendance(reader: Browser, person: int) -> None:
    page = reader.read(f"/people/{person}")
    assert page.heading == "Nia Vaughan, OBE"
    assert page.texts("//h2") == ["Committees", "Open actions", "Answers for", "Attendance"]
    assert "Vice-Chairman (Overview), from 20 May 2021" in page.text
    assert "Children, from 20 May 2021" in page.text
    assert page.texts("//strong[@class='late']") == ["Overdue"]
    assert page.texts("//tbody/tr/td") == ["1 of 2 (50%)", "0", "1", "0"]
    assert page.texts("//details//li") == [
        "14 September 2021, Safeguarding Overview and Scrutiny Committee: Present",
        "6 July 2021, Safeguarding Overview and Scrutiny Committee: Sent apologies",
    ]


@pytest.mark.usefixtures("filled")
def test_a_member_who_has_left_keeps_a_page(reader: Browser) -> None:
    page = reader.read("/people/5")
    assert page.texts("//h2") == ["Earlier committees"]
    assert "from 20 May 2019 to 19 May 2021" in page.text
