"""The calendar of closed days and annual meetings, which holds for all committees of a council."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.vocabulary import AccountRole
from scrutiny.models.closures import AnnualMeeting, Closure
from scrutiny.models.committees import Committee
from scrutiny.models.history import HistoryLine
from tests import make
from tests.browser import Browser
from tests.chamber import Chamber
from tests.web.desk_forms import filled_in, form_of
from tests.web.signing_in import account, signed_in

CLOSED = "/committees/SOS/closed-days"


@pytest.fixture
def ulla(app: Flask, session: Session, author: Author, filled: Chamber) -> Browser:
    """An officer of all committees."""
    assert filled
    with writing(session, author):
        account(session, "Ulla Officer", AccountRole.OFFICER, None)
    return signed_in(app, "Ulla Officer")


@pytest.fixture
def olga(app: Flask, session: Session, author: Author, filled: Chamber) -> Browser:
    """An officer of one committee of two."""
    with writing(session, author):
        account(session, "Olga Officer", AccountRole.OFFICER)
        session.add(Closure(council_id=filled.council.id, on=date(2021, 12, 24), name="Christmas Eve"))
    return signed_in(app, "Olga Officer")


def test_who_keeps_one_committee_sees_the_days_and_changes_none_of_the_others(olga: Browser, session: Session) -> None:
    page = olga.read(CLOSED)
    assert "Friday 24 December 2021: Christmas Eve" in page.text
    assert "hold for all its committees, so only somebody who keeps all of them changes these" in page.text
    assert page.texts("//main//button") == ["Load the bank holidays"]
    before = [line.id for line in session.scalars(select(HistoryLine))]
    sent = form_of(page, f"{CLOSED}/holidays") | {"on": "2021-12-29", "reason": "Shut", "annual_meeting": "2022-05-19"}
    for address in (CLOSED, f"{CLOSED}/annual-meeting", f"{CLOSED}/1/open"):
        assert olga.post(address, data=sent).status_code == 403, address
    session.rollback()
    assert [line.id for line in session.scalars(select(HistoryLine))] == before


def test_who_keeps_the_only_committee_that_still_meets_changes_them(
    olga: Browser, session: Session, author: Author
) -> None:
    with writing(session, author):
        session.scalars(select(Committee).where(Committee.code == "HCS")).one().closed_on = date(2021, 5, 1)
    sent = filled_in(olga, CLOSED, CLOSED, {"on": "2021-12-29", "reason": "Offices closed"})
    assert olga.post(CLOSED, data=sent).status_code == 303
    session.rollback()
    assert date(2021, 12, 29) in session.scalars(select(Closure.on)).all()


def test_closed_days_are_kept(ulla: Browser, session: Session) -> None:
    sent = filled_in(ulla, CLOSED, CLOSED, {"on": "2021-12-29", "reason": "Offices closed"})
    assert ulla.post(CLOSED, data=sent).status_code == 303
    page = ulla.read(CLOSED)
    assert "Wednesday 29 December 2021: Offices closed" in page.text
    assert "1 closed day in 2021/22 Wednesday 29 December 2021" in ulla.read("/committees/SOS/year").text
    (opens,) = page.all("//form[contains(@action, '/open')]/@action")
    ulla.post(str(opens), data=form_of(page, str(opens)))
    session.rollback()
    assert session.scalars(select(Closure)).all() == []


def test_the_annual_meeting_begins_the_year(ulla: Browser, session: Session) -> None:
    address = f"{CLOSED}/annual-meeting"
    sent = filled_in(ulla, CLOSED, address, {"annual_meeting": "2022-05-19"})
    assert ulla.post(address, data=sent).status_code == 303
    session.rollback()
    assert session.scalars(select(AnnualMeeting.on)).all() == [date(2022, 5, 19)]
    assert "19 May 2022 to" in ulla.read("/committees/SOS/year?year=2022").text


@pytest.mark.parametrize(
    ("address", "typed", "says"),
    [
        (CLOSED, {"on": "", "reason": ""}, "Enter the day"),
        (CLOSED, {"on": "2021-12-29", "reason": ""}, "Enter why the offices are closed"),
        (f"{CLOSED}/holidays", {"first": "2024", "last": "2021"}, "Enter years in their order"),
        (f"{CLOSED}/holidays", {"first": "1980", "last": "2199"}, "Enter years in their order"),
        (f"{CLOSED}/holidays", {"first": "", "last": "soon"}, "Enter the first year"),
        (f"{CLOSED}/annual-meeting", {"annual_meeting": "2022-01-19"}, "19 January 2022 is not a day for an annual"),
    ],
)
def test_what_is_wrong_with_the_calendar_is_said(
    ulla: Browser, session: Session, address: str, typed: dict[str, str], says: str
) -> None:
    page = ulla.sent(address, filled_in(ulla, CLOSED, address, typed), 422)
    assert any(fault.startswith(says) for fault in page.texts("//*[@id='error-summary']//a"))
    assert session.scalars(select(Closure)).all() == []


def test_another_councils_closed_day_is_not_opened(ulla: Browser, session: Session, author: Author) -> None:
    with writing(session, author):
        other = make.council(session, "Borsetshire")
        session.add(Closure(council_id=other.id, on=date(2021, 12, 29), name="Offices closed"))
    (closure,) = session.scalars(select(Closure)).all()
    data = {"csrf_token": filled_in(ulla, CLOSED, CLOSED, {})["csrf_token"]}
    assert ulla.post(f"{CLOSED}/{closure.id}/open", data=data).status_code == 404
    assert session.scalars(select(Closure.id)).all() == [closure.id]
