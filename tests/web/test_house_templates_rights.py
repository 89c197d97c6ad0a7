"""Who keeps house templates: whoever keeps the committee, and for the council's own whoever keeps all of them."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.browser import Browser
from tests.web.desk_forms import form_of
from tests.web.signing_in import signed_in
from tests.web.test_house_templates import COUNCIL, OURS, PLAIN, SOS, kept, send

pytestmark = pytest.mark.usefixtures("everybody")


@pytest.fixture
def adam(app: Flask) -> Browser:
    return signed_in(app, "Adam Administrator")


RIGHTS = {
    "Adam Administrator": {SOS: 200, COUNCIL: 200},
    "Olga Officer": {SOS: 200, COUNCIL: 403},
    "Cleo Clerk": {SOS: 403, COUNCIL: 403},
    "Mara Member": {SOS: 403, COUNCIL: 403},
    "Hugo Clerk": {SOS: 403, COUNCIL: 403},
}


@pytest.mark.parametrize("name", RIGHTS)
def test_who_may_keep_templates(app: Flask, name: str) -> None:
    browser = signed_in(app, name)
    for page, status in RIGHTS[name].items():
        assert browser.get(page).status_code == status
        assert browser.get(f"{page}/minutes").status_code == status


def test_nobody_else_sends_or_puts_in_use(app: Flask, olga: Browser, adam: Browser, session: Session) -> None:
    send(olga, f"{SOS}/notice", OURS)
    send(adam, f"{COUNCIL}/notice", PLAIN)
    before = kept(session)
    hugo = signed_in(app, "Hugo Clerk")
    token = form_of(hugo.read("/password"), "/password")["csrf_token"]
    assert hugo.post(f"{SOS}/notice", data={"csrf_token": token}).status_code == 403
    for number in (1, 2):
        assert hugo.post(f"/house-templates/{number}/use", data={"csrf_token": token}).status_code == 403
        assert hugo.get(f"/house-templates/{number}.docx").status_code == 403
        assert hugo.get(f"/house-templates/{number}/sample.docx").status_code == 403
    mine = form_of(olga.read("/password"), "/password")["csrf_token"]
    assert olga.post("/house-templates/2/use", data={"csrf_token": mine}).status_code == 403
    assert kept(session) == before


def test_signed_out_it_is_the_sign_in_page(reader: Browser) -> None:
    for page in (SOS, COUNCIL, f"{SOS}/minutes", "/house-templates/minutes/default.docx"):
        answer = reader.get(page)
        assert (answer.status_code, answer.location.partition("?")[0]) == (302, "/sign-in")


@pytest.mark.parametrize(
    "page",
    [
        "/committees/NONE/house-templates",
        "/councils/99/house-templates",
        f"{SOS}/teapot",
        "/house-templates/99.docx",
        "/house-templates/99/sample.docx",
        "/house-templates/teapot/default.docx",
    ],
)
def test_what_is_not_there_is_not_found(adam: Browser, page: str) -> None:
    assert adam.get(page).status_code == 404
