"""Clauses of agreed minutes: the public reads them by now, so each change of one is asked about first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.vocabulary import MinutesState, ResolutionKind
from scrutiny.models.meetings import Meeting
from scrutiny.models.minutes import Minute, Resolution
from tests.browser import Browser
from tests.web.finishing import clauses
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.usefixtures("everybody")

ITEM, CLAUSE = 2, 2
"""The item of the chamber's agreed minutes, and the second of its three clauses."""
CHANGES: Mapping[str, tuple[str, Mapping[str, str], list[str]]] = {
    "rewording it": ("", {"text": "it be applauded"}, ["comparative", "it be applauded", "performance"]),
    "moving it": ("/move?to=up", {}, ["be welcomed", "comparative", "performance"]),
    "striking it out": ("/strike", {}, ["comparative", "performance"]),
}
changes = pytest.mark.parametrize(("way", "typed", "after"), CHANGES.values(), ids=CHANGES)


@pytest.fixture
def cleo(app: Flask) -> Browser:
    return signed_in(app, "Cleo Clerk")


def become(session: Session, author: Author, state: MinutesState) -> None:
    session.expire_all()
    with writing(session, author):
        session.get_one(Meeting, 1).minutes_state = state


def form_at(browser: Browser, address: str) -> dict[str, Any]:
    (form,) = browser.read(address).all("//main//form[.//input[@name='once']]")
    return {name: value.removeprefix("\n") for name, value in form.form_values()}


def says(session: Session, words: list[str]) -> bool:
    found = clauses(session, ITEM)
    return len(found) == len(words) and all(word in text for (_, text), word in zip(found, words, strict=True))


@changes
def test_changing_a_clause_that_the_public_reads_is_asked_about_first(
    app: Flask, cleo: Browser, session: Session, way: str, typed: dict[str, str], after: list[str]
) -> None:
    address, before = f"/resolutions/{CLAUSE}{way}", clauses(session, ITEM)
    form = form_at(cleo, address) | typed
    page = cleo.sent(address, form, 422)
    assert page.texts("//*[@id='error-summary']//a") == ["Tick that you want to change what the public reads"]
    assert clauses(session, ITEM) == before
    assert all(words in page.all("//main//textarea")[0].text for words in typed.values())
    assert cleo.post(address, data=form | {"publicly": "y"}).location == f"/items/{ITEM}/minute#resolved"
    assert says(session, after)
    public = Browser(app).read("/meetings/1/minutes").text
    assert [words for words in after if words not in public] == []


@changes
def test_whoever_looked_at_a_draft_is_asked_once_it_is_agreed(
    cleo: Browser, session: Session, author: Author, way: str, typed: dict[str, str], after: list[str]
) -> None:
    become(session, author, MinutesState.DRAFT)
    address = f"/resolutions/{CLAUSE}{way}"
    form = form_at(cleo, address) | typed
    become(session, author, MinutesState.AGREED)
    before = clauses(session, ITEM)
    page = cleo.sent(address, form, 422)
    assert "Tick that you want to change what the public reads" in page.text
    assert clauses(session, ITEM) == before
    become(session, author, MinutesState.DRAFT)
    assert cleo.post(address, data=form).status_code == 303
    assert says(session, after)


def test_the_page_of_an_agreed_minute_leads_to_where_a_move_is_asked_about(
    cleo: Browser, session: Session, author: Author
) -> None:
    ways = {f"/resolutions/{CLAUSE}/move?to={to}" for to in ("up", "down")}
    assert ways <= set(cleo.read(f"/items/{ITEM}/minute").links())
    become(session, author, MinutesState.DRAFT)
    page = cleo.read(f"/items/{ITEM}/minute")
    assert not ways & set(page.links())
    assert len(page.all(f"//form[@action='/resolutions/{CLAUSE}/move']")) == 2


def test_the_kind_of_a_clause_is_not_what_the_public_reads(cleo: Browser, session: Session) -> None:
    address = f"/resolutions/{CLAUSE}"
    assert cleo.post(address, data=form_at(cleo, address) | {"kind": "programme"}).status_code == 303
    session.expire_all()
    assert session.get_one(Resolution, CLAUSE).kind is ResolutionKind.PROGRAMME


def test_a_clause_that_somebody_struck_out_meanwhile_is_neither_moved_nor_reworded(
    cleo: Browser, session: Session
) -> None:
    forms = {way: form_at(cleo, f"/resolutions/{CLAUSE}{way}") | {"publicly": "y"} for way, *_ in CHANGES.values()}
    assert cleo.post(f"/resolutions/{CLAUSE}/strike", data=forms["/strike"]).status_code == 303
    for way in ("", "/move?to=up"):
        assert cleo.post(f"/resolutions/{CLAUSE}{way}", data=forms[way]).status_code == 404
    assert len(session.scalars(select(Resolution).join(Minute).where(Minute.item_id == ITEM)).all()) == 2
