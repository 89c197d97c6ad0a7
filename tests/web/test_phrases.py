"""The phrase shelf: kept by those who take a committee's minutes."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.models.committees import Phrase
from scrutiny.operations import phrases
from tests.browser import Browser
from tests.chamber import Chamber
from tests.web.desk_forms import form_of
from tests.web.signing_in import signed_in

SHELF = "/committees/SOS/phrases"

pytestmark = pytest.mark.usefixtures("everybody")


def shelf(session: Session) -> list[str]:
    session.rollback()
    session.expire_all()
    return list(session.scalars(select(Phrase.text).order_by(Phrase.position)))


def add(browser: Browser, text: str) -> None:
    (form,) = browser.read(SHELF).all("//main//form[.//@name='text']")
    assert browser.post(SHELF, data=dict(form.form_values()) | {"text": text}).location == SHELF


@pytest.mark.parametrize("name", ["Mara Member", "Clara Chair", "Hugo Clerk", "Adam Administrator", ""])
def test_only_who_takes_the_minutes_keeps_their_phrases(
    app: Flask, session: Session, author: Author, filled: Chamber, name: str
) -> None:
    with writing(session, author):
        phrase = phrases.add(session, filled.committee, text="be noted.")
    browser = signed_in(app, name) if name else Browser(app)
    token = form_of(browser.read("/sign-out"), "/sign-out") if name else {}
    assert browser.get(SHELF).status_code == (403 if name else 302)
    for address in (SHELF, f"{SHELF}/usual", *(f"/phrases/{phrase.id}{way}" for way in ("", "/move", "/remove"))):
        assert browser.post(address, data=token | {"text": "mine"}).status_code in (400, 401, 403)
    assert shelf(session) == ["be noted."]


def test_phrases_are_added_ordered_reworded_and_removed(cleo: Browser, session: Session) -> None:
    for text in ("be noted", "be welcomed", "be forwarded to the Committee"):
        add(cleo, text)
    first, second, third = session.scalars(select(Phrase.id).order_by(Phrase.position))
    token = form_of(cleo.read("/sign-out"), "/sign-out")
    for phrase, way in ((third, "up"), (first, "up"), (first, "down")):
        assert cleo.post(f"/phrases/{phrase}/move", data=token | {"to": way}).location == SHELF
    assert shelf(session) == ["be forwarded to the Committee", "be noted", "be welcomed"]
    (form,) = cleo.read(f"/phrases/{second}").all("//main//form[.//@name='text']")
    assert dict(form.form_values())["text"] == "be welcomed"
    sent = dict(form.form_values()) | {"text": "be welcomed warmly"}
    assert cleo.post(f"/phrases/{second}", data=sent).location == SHELF
    assert cleo.post(f"/phrases/{first}/remove", data=token).location == SHELF
    assert shelf(session) == ["be forwarded to the Committee", "be welcomed warmly"]
    assert cleo.get(f"/phrases/{first}").status_code == 404


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        pytest.param(" ", "Enter the phrase", id="empty"),
        pytest.param("BE NOTED", "That phrase is on the shelf already.", id="there already"),
        pytest.param("x" * 301, "301 characters long", id="too long"),
        pytest.param("be\x07ll", "U+0007", id="hostile"),
    ],
)
def test_what_is_no_phrase_is_refused_beside_its_field(cleo: Browser, session: Session, text: str, fault: str) -> None:
    add(cleo, "be noted")
    (form,) = cleo.read(SHELF).all("//main//form[.//@name='text']")
    page = cleo.sent(SHELF, dict(form.form_values()) | {"text": text}, 422)
    assert fault in page.texts("//p[@id='text-error']")[0]
    assert shelf(session) == ["be noted"]


def test_the_usual_phrases_come_in_one_press_and_only_once(cleo: Browser, session: Session) -> None:
    add(cleo, "Be noted.")
    address = f"{SHELF}/usual"
    asked = form_of(cleo.read(SHELF), address)
    for _ in range(2):
        assert cleo.post(address, data=asked).location == SHELF
    assert shelf(session) == ["Be noted.", *(text for text in phrases.USUAL if text != "be noted.")]
    page = cleo.read(SHELF)
    assert not page.all(f"//form[@action='{address}']")
