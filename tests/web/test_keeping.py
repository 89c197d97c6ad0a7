"""Who keeps committees, members, years and standing items: each page and each form, asked for by everybody."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.models.history import HistoryLine
from scrutiny.operations import portfolios, standing_items
from scrutiny.operations.closures import close_day
from tests import make
from tests.browser import Browser
from tests.chamber import TODAY, Chamber
from tests.web.signing_in import signed_in, token_in

OF_THE_COMMITTEE = {
    "/committees/SOS/settings": "Settings",
    "/committees/SOS/members": "Members",
    "/committees/SOS/members/new": "Add a member",
    "/seats/1": "Ada Marsh",
    "/committees/SOS/closed-days": "Closed days",
}
OF_ALL_COMMITTEES = {
    "/committees/new": "Add a committee",
    "/councils/1/settings": "Settings of the council",
    "/people/portfolios": "Cabinet Members and their portfolios",
    "/people/portfolios/1": "Portfolio of Jo Reed",
}
PLANNED = {
    "/committees/SOS/year": "Meetings of 2021/22",
    "/committees/SOS/standing-items": "Standing items",
    "/standing-items/1": "Apologies",
}
PAGES = OF_THE_COMMITTEE | OF_ALL_COMMITTEES | PLANNED
FORMS = (
    *(address for address in PAGES if address not in ("/committees/SOS/members", "/committees/SOS/year")),
    "/committees/SOS/close",
    "/committees/SOS/open-again",
    "/seats/1/end",
    "/seats/1/role",
    "/seats/1/name",
    "/seats/2/move",
    "/seats/4/remove",
    "/committees/SOS/closed-days/holidays",
    "/committees/SOS/closed-days/annual-meeting",
    "/committees/SOS/closed-days/1/open",
    "/people/portfolios/1/remove",
    "/committees/SOS/year/check",
    "/committees/SOS/year/call",
    "/committees/SOS/standing-items/customary",
    "/standing-items/2/move",
    "/standing-items/1/end",
    "/standing-items/1/take-up-again",
)
MAY = {
    "Olga Officer": {*OF_THE_COMMITTEE, *PLANNED},
    "Adam Administrator": {*OF_THE_COMMITTEE, *OF_ALL_COMMITTEES},
    "Cleo Clerk": set(),
    "Clara Chair": set(),
    "Mara Member": set(),
    "Hugo Clerk": set(),
}

pytestmark = pytest.mark.usefixtures("everybody")


@pytest.fixture(autouse=True)
def people(session: Session, author: Author, filled: Chamber) -> None:
    with writing(session, author):
        standing_items.add_customary(session, filled.committee)
        portfolios.give(session, make.person(session, "Jo Reed"), name="Children", from_=None)
        close_day(session, filled.council, on=TODAY, name="Offices closed")


def changes(session: Session) -> int | None:
    session.rollback()
    return session.scalar(select(func.count()).select_from(HistoryLine))


@pytest.mark.parametrize("name", MAY)
def test_each_page_is_for_those_who_have_its_right(app: Flask, name: str) -> None:
    browser = signed_in(app, name)
    opened = {address for address in PAGES if browser.get(address).status_code == 200}
    assert opened == MAY[name]
    for address in opened:
        assert browser.read(address).heading == PAGES[address]


def test_signed_out_each_page_leads_to_signing_in_and_back(reader: Browser) -> None:
    for address in PAGES:
        answer = reader.get(address)
        assert (answer.status_code, answer.location) == (302, f"/sign-in?next={address}")


@pytest.mark.parametrize("name", [name for name, pages in MAY.items() if not pages])
def test_a_form_is_refused_with_the_page_and_changes_nothing(app: Flask, session: Session, name: str) -> None:
    browser = signed_in(app, name)
    token, before = token_in(browser.get("/sign-out")), changes(session)
    for address in FORMS:
        assert browser.post(address, data={"csrf_token": token}).status_code == 403, address
    assert changes(session) == before


def test_a_form_without_the_proof_that_it_was_asked_for_changes_nothing(app: Flask, session: Session) -> None:
    for name in ("Olga Officer", "Adam Administrator"):
        browser, before = signed_in(app, name), changes(session)
        for address in FORMS:
            assert browser.post(address, data={}).status_code in (400, 403), address
        assert changes(session) == before


@pytest.mark.parametrize(
    "address",
    [
        "/committees/XYZ/settings",
        "/committees/XYZ/members",
        "/committees/XYZ/closed-days",
        "/councils/999/settings",
        "/seats/999",
        "/people/portfolios/999",
    ],
)
def test_there_is_no_such_thing(app: Flask, address: str) -> None:
    signed_in(app, "Adam Administrator").read(address, 404)


@pytest.mark.parametrize("address", ["/committees/XYZ/year", "/committees/XYZ/standing-items", "/standing-items/999"])
def test_there_is_no_such_thing_to_plan(app: Flask, address: str) -> None:
    signed_in(app, "Olga Officer").read(address, 404)


def test_the_public_page_shows_the_ways_to_those_who_may_go_them(app: Flask, reader: Browser) -> None:
    ways = {f"/committees/SOS/{way}" for way in ("settings", "members", "year", "standing-items", "closed-days")}
    assert not ways & {*reader.read("/committees/SOS").links()}
    assert ways <= {*signed_in(app, "Olga Officer").read("/committees/SOS").links()}
    assert ways & {*signed_in(app, "Adam Administrator").read("/committees/SOS").links()} == {
        f"/committees/SOS/{way}" for way in ("settings", "members", "closed-days")
    }
    assert "/committees/new" in signed_in(app, "Adam Administrator").read("/committees").links()
    assert "/committees/new" not in signed_in(app, "Olga Officer").read("/committees").links()
