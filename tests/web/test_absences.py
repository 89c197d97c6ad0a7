"""The six months of s.85 of the Local Government Act 1972: whom the clerk is warned of."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.vocabulary import AttendanceStatus as Status
from scrutiny.models.meetings import Meeting
from scrutiny.models.people import Membership, Person
from scrutiny.operations import attendance as operations
from tests import make
from tests.browser import Browser
from tests.chamber import Chamber
from tests.web.sitting import COMING

pytestmark = pytest.mark.usefixtures("clock", "everybody")


def test_a_councillor_who_has_long_attended_nothing_is_warned_of_to_the_clerk_alone(
    app: Flask, cleo: Browser, session: Session, author: Author, everybody: Chamber
) -> None:
    with writing(session, author):
        june = make.held(session, everybody.committee, date(2021, 6, 14))
        seats = select(Membership).where(Membership.committee_id == everybody.committee.id, Membership.to.is_(None))
        who = {session.get_one(Person, seat.person_id).name: seat.person_id for seat in session.scalars(seats)}
        make.present(session, june, "Ada Marsh", person_id=who["Ada Marsh"])
        make.present(session, june, "Bertram Holt", person_id=who["Bertram Holt"])
        remote = make.held(session, everybody.committee, date(2021, 10, 5))
        make.present(session, remote, "Ada Marsh", Status.REMOTE, person_id=who["Ada Marsh"])
        make.present(session, remote, "Bertram Holt", person_id=who["Bertram Holt"])
    page = cleo.read(COMING)
    said = page.texts("//div[contains(@class, 'taps--red')]")
    assert len(said) == 1
    assert (
        "Ada Marsh (Chairman) Last attendance recorded here: 14 June 2021. Six months end on 14 December 2021."
        in said[0]
    )
    assert "Meetings that would reset it: 30 November 2021." in said[0]
    assert "Since then there remotely on 5 October 2021: ask the monitoring officer" in said[0]
    assert "from the meetings recorded here" in page.text
    public = Browser(app)
    for address in ("/people", "/meetings/3", "/meetings/1", "/meetings/1/minutes", f"/people/{who['Ada Marsh']}"):
        assert "Six months" not in public.get(address).text
    with writing(session, author):
        meeting = session.get_one(Meeting, everybody.held.id)
        operations.take(session, meeting, marks={f"p{who['Ada Marsh']}": Status.ABSENT}, on=date(2021, 11, 15))
    assert len(cleo.read(COMING).all("//div[contains(@class, 'taps--red')]")) == 1, "absence is no attendance"
