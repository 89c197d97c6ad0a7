"""Minute numbers at the desk: proposed, changed, warned about, issued once, voided with a reason."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.vocabulary import MinutesState
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.minutes import Minute, MinuteNumber, MinuteSeries
from tests import make
from tests.browser import Browser
from tests.chamber import Chamber
from tests.web.desk_forms import form_of
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.usefixtures("everybody")


@pytest.fixture(autouse=True)
def unnumbered(session: Session, author: Author, filled: Chamber) -> list[int]:
    """Two more items of the held meeting, minuted and without a number; the series goes on from 28."""
    with writing(session, author):
        session.scalars(select(MinuteSeries)).one().name = "SOS 2021/22"
        items = [make.item(session, filled.held, title) for title in ("Petitions", "Dates of meetings")]
        for item in items:
            make.minute(session, item, "It was noted.")
        return [item.id for item in items]


def number_of(session: Session, item_id: int) -> str | None:
    session.rollback()
    session.expire_all()
    printed = select(MinuteNumber.printed).join(Minute, Minute.number_id == MinuteNumber.id)
    return session.scalar(printed.where(Minute.item_id == item_id))


@pytest.mark.parametrize("name", ["Mara Member", "Clara Chair", "Hugo Clerk", ""])
def test_only_who_takes_the_minutes_numbers_them(
    app: Flask, session: Session, unnumbered: list[int], name: str
) -> None:
    browser = signed_in(app, name) if name else Browser(app)
    address = f"/items/{unnumbered[0]}/minute/number"
    assert browser.get(address).status_code == (403 if name else 302)
    token = form_of(browser.read("/sign-out"), "/sign-out") if name else {}
    assert browser.post(address, data=token | {"number": "29"}).status_code in (400, 401, 403)
    assert number_of(session, unnumbered[0]) is None


def test_the_next_number_is_issued_in_one_press(cleo: Browser, session: Session, unnumbered: list[int]) -> None:
    page, address = f"/items/{unnumbered[0]}/minute", f"/items/{unnumbered[0]}/minute/number"
    asked = form_of(cleo.read(page), address)
    assert asked["number"] == "29"
    assert [cleo.post(address, data=asked).location for _ in range(2)] == [page] * 2
    assert number_of(session, unnumbered[0]) == "29"


def test_all_minutes_of_a_meeting_are_numbered_at_once(
    cleo: Browser, session: Session, filled: Chamber, unnumbered: list[int]
) -> None:
    write, address = f"/meetings/{filled.held.id}/minutes/write", f"/meetings/{filled.held.id}/minutes/number"
    assert cleo.post(address, data=form_of(cleo.read(write), address)).location == write
    assert [number_of(session, item) for item in unnumbered] == ["29", "30"]
    page = cleo.read(write)
    assert "Numbers issued: 29 to 30." in page.text
    assert not page.all(f"//form[@action='{address}']")


def test_a_gap_is_shown_before_it_is_issued(cleo: Browser, session: Session, unnumbered: list[int]) -> None:
    address = f"/items/{unnumbered[0]}/minute/number"
    (form,) = cleo.read(address).all("//main//form[.//@name='number']")
    typed = dict(form.form_values()) | {"number": "31"}
    warned = cleo.sent(address, typed, 422)
    assert "Number 31 leaves a gap: 29 to 30 not issued." in warned.text
    assert number_of(session, unnumbered[0]) is None
    (form,) = warned.all("//main//form[.//@name='number']")
    other = dict(form.form_values()) | {"number": "32"}
    assert "Number 32 leaves a gap" in cleo.sent(address, other, 422).text, "another number is warned of anew"
    assert cleo.post(address, data=dict(form.form_values())).status_code == 303
    assert number_of(session, unnumbered[0]) == "31"


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        pytest.param("", "Enter the number", id="empty"),
        pytest.param("xxx", "is not a number in this committee’s style", id="not a number"),
        pytest.param("28", "has been issued already", id="issued before"),
    ],
)
def test_a_number_that_cannot_be_issued_is_refused_beside_its_field(
    cleo: Browser, session: Session, unnumbered: list[int], typed: str, fault: str
) -> None:
    address = f"/items/{unnumbered[0]}/minute/number"
    (form,) = cleo.read(address).all("//main//form[.//@name='number']")
    sent = dict(form.form_values()) | {"number": typed, "warned": typed}
    page = cleo.sent(address, sent, 422)
    assert fault in page.text
    assert page.all("//input[@name='number']/@value") == [typed]
    assert number_of(session, unnumbered[0]) is None


def test_a_number_is_voided_with_its_reason_and_never_issued_again(cleo: Browser, session: Session) -> None:
    item = session.scalars(select(AgendaItem.id).where(AgendaItem.title == "Declarations of interest")).one()
    address = f"/items/{item}/minute/number/void"
    (form,) = cleo.read(address).all("//main//form[.//@name='because']")
    assert cleo.sent(address, dict(form.form_values()), 422).all("//*[@id='because-error']")
    assert cleo.post(address, data=dict(form.form_values()) | {"because": "Issued by mistake"}).status_code == 303
    assert number_of(session, item) is None
    assert session.scalars(select(MinuteNumber.void_because).where(MinuteNumber.printed == "26")).one()
    assert cleo.get(address).location == f"/items/{item}/minute"


def test_the_number_of_a_confirmed_minute_is_not_taken_off(
    cleo: Browser, session: Session, author: Author, filled: Chamber
) -> None:
    item = session.scalars(select(AgendaItem.id).where(AgendaItem.title == "Declarations of interest")).one()
    address = f"/items/{item}/minute/number/void"
    (form,) = cleo.read(address).all("//main//form[.//@name='because']")
    with writing(session, author):
        filled.held.minutes_state = MinutesState.CONFIRMED
    page = cleo.sent(address, dict(form.form_values()) | {"because": "Issued by mistake"}, 422)
    assert "These minutes are confirmed, so their numbers stand." in page.text
    assert number_of(session, item) == "26"
    assert not cleo.read(f"/items/{item}/minute").all(f"//a[@href='{address}']")


def test_what_has_no_minute_has_no_number(cleo: Browser, session: Session) -> None:
    item = session.scalars(select(AgendaItem.id).where(AgendaItem.title == "Winter pressures")).one()
    assert cleo.get(f"/items/{item}/minute/number").status_code == 404
    assert "Proposed when something is written" in cleo.read(f"/items/{item}/minute").text
