"""Standing items are added, ordered, retitled, ended and taken up again on their page."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.vocabulary import AccountRole, ItemKind
from scrutiny.models.committees import StandingItem
from tests.browser import Browser
from tests.chamber import Chamber
from tests.web.desk_forms import filled_in
from tests.web.signing_in import account, signed_in, token_in

ITEMS = "/committees/SOS/standing-items"
CUSTOMARY = ["Apologies", "Declarations of interest", "Minutes of the last meeting", "Work programme"]


@pytest.fixture
def olga(app: Flask, session: Session, author: Author, filled: Chamber) -> Browser:
    assert filled
    with writing(session, author):
        account(session, "Olga Officer", AccountRole.OFFICER)
    return signed_in(app, "Olga Officer")


def pressed(browser: Browser, address: str, **fields: str) -> int:
    return browser.post(address, data={"csrf_token": token_in(browser.get(ITEMS))} | fields).status_code


def titles(session: Session) -> list[str]:
    session.rollback()
    order = (StandingItem.at_the_end, StandingItem.position)
    return list(session.scalars(select(StandingItem.title).where(StandingItem.ended_on.is_(None)).order_by(*order)))


def test_what_law_and_custom_ask_for_is_offered_and_added_with_one_press(olga: Browser, session: Session) -> None:
    page = olga.read(ITEMS)
    assert "Law and custom put Apologies, Declarations of interest, Minutes of the last meeting and Work" in page.text
    for _ in range(2):
        assert pressed(olga, f"{ITEMS}/customary") == 303
    assert titles(session) == CUSTOMARY
    assert "Law and custom" not in olga.read(ITEMS).text


def test_a_yearly_item_is_added(olga: Browser, session: Session) -> None:
    sent = filled_in(olga, ITEMS, ITEMS, {"title": "Annual report", "month": "11"})
    assert [olga.post(ITEMS, data=sent).status_code for _ in range(2)] == [303, 303]
    session.rollback()
    (item,) = session.scalars(select(StandingItem)).all()
    assert (item.title, item.kind, item.month, item.at_the_end) == ("Annual report", ItemKind.BUSINESS, 11, False)
    assert "Annual report Yearly, from November" in olga.read(ITEMS).text


@pytest.fixture
def customary(olga: Browser) -> Browser:
    pressed(olga, f"{ITEMS}/customary")
    return olga


def test_items_change_places(customary: Browser, session: Session) -> None:
    assert pressed(customary, "/standing-items/2/move", way="up") == 303
    assert titles(session)[:2] == ["Declarations of interest", "Apologies"]
    assert pressed(customary, "/standing-items/2/move", way="down") == 303
    assert titles(session) == CUSTOMARY


def test_an_item_is_ended_and_taken_up_again(customary: Browser, session: Session) -> None:
    assert pressed(customary, "/standing-items/1/end") == 303
    assert titles(session) == CUSTOMARY[1:]
    assert "Apologies Ended on 15 November 2021" in customary.read(ITEMS).text
    assert session.get_one(StandingItem, 1).ended_on == date(2021, 11, 15)
    assert pressed(customary, "/standing-items/1/take-up-again") == 303
    assert titles(session) == CUSTOMARY


def test_an_item_is_retitled_and_its_history_says_so(customary: Browser, session: Session) -> None:
    page = "/standing-items/4"
    assert customary.post(page, data=filled_in(customary, page, page, {"title": "Forward plan"})).status_code == 303
    assert titles(session)[-1] == "Forward plan"
    assert "Title: Work programme → Forward plan" in customary.read(page).text


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"title": ""}, "Enter the title"),
        ({"title": "apologies"}, "apologies is here already."),
        ({"title": "Regrets", "kind": "apologies"}, "Apologies is the item for that already. Retitle it, or end it"),
        ({"title": "Out", "kind": "exclusion"}, "Choose one of the list"),
        ({"title": "Minutes", "kind": "minutes", "month": "4"}, "Minutes is on every agenda, so it has no month."),
        ({"title": "x" * 301}, "Title is 301 characters long"),
        ({"title": "Report", "month": "13"}, "Choose one of the list"),
    ],
)
def test_what_cannot_stand_on_agendas(customary: Browser, session: Session, typed: dict[str, str], says: str) -> None:
    page = customary.sent(ITEMS, filled_in(customary, ITEMS, ITEMS, typed), 422)
    assert any(fault.startswith(says) for fault in page.texts("//*[@id='error-summary']//a"))
    assert page.all("//input[@id='title']/@value") == [typed["title"]]
    assert titles(session) == CUSTOMARY


def test_two_officers_who_retitle_the_same_item_are_told(customary: Browser, session: Session, author: Author) -> None:
    data = filled_in(customary, "/standing-items/1", "/standing-items/1", {"title": "Regrets"})
    with writing(session, author):
        session.get_one(StandingItem, 1).title = "Absences"
    stale = customary.sent("/standing-items/1", data, 422)
    assert "Somebody changed this meanwhile. It is now: “Absences”" in stale.text
    assert titles(session)[0] == "Absences"
