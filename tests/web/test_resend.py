"""A session that ended while somebody was writing: what was typed is kept, and sent again by hand."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask, request
from flask.typing import ResponseReturnValue
from lxml import html
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from scrutiny.database import Author, writing
from scrutiny.models.committees import Committee
from scrutiny.permissions import Permission
from scrutiny.queries import to_change
from scrutiny.web.gate import needs
from tests import chamber
from tests.browser import Browser
from tests.web.signing_in import PASSWORD, WoundClock, account, signed_in, token_in

ADDRESS = "/notes/SOS?draft=1"
TEXT = 'Members asked about "processes" & <b>systems</b>.\n\n- one\n- two\n'
HERE = {"Sec-Fetch-Site": "same-origin"}
SCRIPT = HERE | {"X-Requested-With": "desk"}


@pytest.fixture
def kept(alone: bool, app: Flask, session: Session, author: Author, clock: WoundClock) -> list[str]:
    """What a page of the desk was sent, with everything in order."""
    assert clock
    assert alone
    with writing(session, author):
        chamber.fill(session)
        account(session, "Cleo Clerk")
    notes: list[str] = []

    @needs(Permission.TAKE_MINUTES, committee=to_change.committee)
    def write(committee: Committee) -> ResponseReturnValue:
        assert committee
        notes.append(request.form["note"])
        return "Saved"

    app.add_url_rule("/notes/<code:code>", "notes", write, methods=["GET", "POST"])
    return notes


def sent(browser: Browser, token: str, **headers: str) -> TestResponse:
    fields = {"csrf_token": token, "note": TEXT, "title": "Fostering", "new_password": "tell nobody"}
    return browser.post(ADDRESS, data=fields, headers=headers or HERE)


def hidden(answer: TestResponse) -> dict[str, str]:
    fields = html.document_fromstring(answer.text).xpath("//main//form//input[@type='hidden']")
    return {field.get("name"): field.get("value") for field in fields}


def test_what_was_typed_is_still_there_after_signing_in_again(app: Flask, kept: list[str], clock: WoundClock) -> None:
    clerk = signed_in(app, "Cleo Clerk")
    token = token_in(clerk.get("/sign-out"))
    clock.wind(minutes=61)
    answer = sent(clerk, token)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (401, "private, no-store")
    page = clerk._checked(answer, ADDRESS, 401)
    assert page.heading == "You have been signed out"
    assert page.all("//textarea")[0].text_content().strip() == TEXT.strip()
    assert "tell nobody" not in answer.text
    assert kept == []

    wrong = clerk.post("/sign-in", data=hidden(answer) | {"email": "cleo.clerk@example.org", "password": "wrong"})
    assert wrong.status_code == 422
    assert TEXT.strip() in html.document_fromstring(wrong.text).text_content()

    back = clerk.post("/sign-in", data=hidden(wrong) | {"email": "cleo.clerk@example.org", "password": PASSWORD})
    again = clerk._checked(back, "/sign-in", 200)
    assert again.heading == "Send it again"
    assert again.all("//main//form")[0].get("action") == ADDRESS
    assert clerk.post(ADDRESS, data=hidden(back), headers=HERE).text == "Saved"
    assert [note.split() for note in kept] == [TEXT.split()]


def test_a_form_with_the_proof_of_an_earlier_session_is_offered_again(app: Flask, kept: list[str]) -> None:
    clerk = signed_in(app, "Cleo Clerk")
    answer = sent(clerk, "the proof of yesterday")
    assert answer.status_code == 400
    assert clerk.post(ADDRESS, data=hidden(answer), headers=HERE).text == "Saved"
    assert len(kept) == 1


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({"Sec-Fetch-Site": "cross-site"}, id="another site sent it"),
        pytest.param({"Sec-Fetch-Site": "same-site"}, id="a neighbour sent it"),
        pytest.param({"Origin": "https://evil.example"}, id="another origin sent it"),
        pytest.param({"Origin": "null"}, id="nobody says who sent it"),
        pytest.param({"User-Agent": "x"}, id="nothing is said at all"),
    ],
)
@pytest.mark.parametrize("is_in", [True, False], ids=["signed in", "signed out"])
def test_what_another_site_sent_is_refused_and_never_offered(
    app: Flask, kept: list[str], headers: dict[str, str], is_in: bool
) -> None:
    browser = signed_in(app, "Cleo Clerk") if is_in else Browser(app)
    answer = sent(browser, "forged", **headers)
    assert answer.status_code == 400
    assert "Members asked" not in answer.text
    assert kept == []


@pytest.mark.parametrize(
    "carried",
    [
        pytest.param('["//evil.example/x", [["a", "b"]]]', id="to another site"),
        pytest.param('["https://evil.example", []]', id="to another site in full"),
        pytest.param('["/ok", "not pairs"]', id="not pairs"),
        pytest.param("{", id="not JSON"),
        pytest.param("[1, 2, 3]", id="something else"),
    ],
)
def test_what_was_never_carried_by_us_leads_nowhere(app: Flask, kept: list[str], carried: str) -> None:
    assert kept == []
    browser = Browser(app)
    fields = {"csrf_token": token_in(browser.get("/sign-in")), "carried": carried}
    answer = browser.post("/sign-in", data=fields | {"email": "cleo.clerk@example.org", "password": PASSWORD})
    assert (answer.status_code, answer.location) == (303, "/desk")


def test_a_script_is_told_in_a_word(app: Flask, kept: list[str], clock: WoundClock) -> None:
    clerk = signed_in(app, "Cleo Clerk")
    token = token_in(clerk.get("/sign-out"))
    stale: Any = sent(clerk, "the proof of yesterday", **SCRIPT)
    assert (stale.status_code, stale.json) == (400, {"stale": True})
    clock.wind(minutes=61)
    answer: Any = sent(clerk, token, **SCRIPT)
    assert (answer.status_code, answer.json) == (401, {"signed_out": True, "sign_in": "/sign-in"})
    assert kept == []


def test_a_press_of_a_button_after_the_session_ended_leads_to_signing_in_and_back(
    app: Flask, kept: list[str], clock: WoundClock
) -> None:
    clerk = signed_in(app, "Cleo Clerk")
    token = token_in(clerk.get("/sign-out"))
    clock.wind(minutes=61)
    headers = HERE | {"Referer": "http://localhost/meetings/1"}
    answer = clerk.post(ADDRESS, data={"csrf_token": token, "once": "x" * 22}, headers=headers)
    assert (answer.status_code, answer.location) == (302, "/sign-in?next=/meetings/1")
    assert kept == []


def test_a_form_sent_twice_is_done_once(app: Flask, kept: list[str]) -> None:
    clerk = signed_in(app, "Cleo Clerk")
    fields = {"csrf_token": token_in(clerk.get("/sign-out")), "note": TEXT, "once": "x" * 22}
    assert clerk.post(ADDRESS, data=fields).status_code == 200
    assert clerk.post(ADDRESS, data=fields).status_code == 303
    assert len(kept) == 1
