"""Passwords: changed, forgotten, and set by the link of a letter."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from argon2 import PasswordHasher
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.models.accounts import Account
from scrutiny.models.history import HistoryLine
from scrutiny.models.post import Letter
from scrutiny.operations import accounts
from scrutiny.web import password_links
from tests import make
from tests.browser import Browser
from tests.web.signing_in import PASSWORD, WoundClock, account, sign_in, signed_in, token_in, wound_clock

NEW = "copper lantern meadow"
EMAIL = "cleo.clerk@example.org"


@pytest.fixture(autouse=True)
def clock(app: Flask, session: Session, author: Author) -> WoundClock:
    with writing(session, author):
        make.committee(session, make.council(session))
        account(session, "Cleo Clerk")
    return wound_clock(app)


def cleo(session: Session) -> Account:
    session.rollback()
    session.expire_all()
    return session.scalars(select(Account).where(Account.email == EMAIL)).one()


def test_a_changed_password_ends_every_other_session_and_not_this_one(app: Flask, session: Session) -> None:
    here, elsewhere = signed_in(app, "Cleo Clerk"), signed_in(app, "Cleo Clerk")
    form = here.read("/password")
    assert form.heading == "Change your password"
    fields = {"csrf_token": token_in(form.response), "old_password": PASSWORD, "new_password": NEW}
    answer = here.post("/password", data=fields)
    assert (answer.status_code, answer.location) == (303, "/desk")
    assert "Your password is changed" in here.read("/desk").text
    assert elsewhere.get("/desk").location == "/sign-in?next=/desk"
    assert sign_in(Browser(app), EMAIL).status_code == 422
    assert sign_in(Browser(app), EMAIL, NEW).status_code == 303
    assert NEW not in str([line.after for line in session.scalars(select(HistoryLine))])


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        pytest.param(
            {"old_password": "", "new_password": NEW}, "Enter your current password", id="the old one is missing"
        ),
        pytest.param(
            {"old_password": "wrong", "new_password": NEW},
            "This is not your current password",
            id="the old one is wrong",
        ),
        pytest.param(
            {"old_password": "x" * 1001, "new_password": NEW}, "at most 1000 characters", id="the old one is a book"
        ),
        pytest.param(
            {"old_password": PASSWORD, "new_password": ""}, "Enter a new password", id="the new one is missing"
        ),
        pytest.param(
            {"old_password": PASSWORD, "new_password": "short"}, "needs at least 12", id="the new one is short"
        ),
        pytest.param(
            {"old_password": PASSWORD, "new_password": "password1234"},
            "first that are tried",
            id="the new one is known",
        ),
    ],
)
def test_a_change_that_is_refused_says_why_and_changes_nothing(
    app: Flask, session: Session, typed: dict[str, str], says: str
) -> None:
    clerk, before = signed_in(app, "Cleo Clerk"), cleo(session).password_hash
    page = clerk.sent("/password", typed | {"csrf_token": token_in(clerk.get("/password"))}, 422)
    assert says in page.texts("//*[@id='error-summary']")[0]
    assert page.all("//input[@type='password']/@value") == [], "a password is never sent back"
    assert cleo(session).password_hash == before


def test_guessing_the_old_password_is_slowed_like_signing_in(app: Flask, clock: WoundClock) -> None:
    clerk = signed_in(app, "Cleo Clerk")
    proof = {"csrf_token": token_in(clerk.get("/password")), "new_password": NEW}
    for _ in range(5):
        assert "not your current" in clerk.post("/password", data=proof | {"old_password": "wrong"}).text
    assert "too many tries" in clerk.post("/password", data=proof | {"old_password": PASSWORD}).text
    clock.wind(minutes=16)
    assert clerk.post("/password", data=proof | {"old_password": PASSWORD}).status_code == 303


def asked_for_a_link(app: Flask, email: str) -> str:
    browser = Browser(app)
    form = browser.read("/password/forgotten")
    return browser.sent("/password/forgotten", {"csrf_token": token_in(form.response), "email": email}, 200).text


def link_in(session: Session) -> str:
    session.rollback()
    letter = session.scalars(select(Letter).order_by(Letter.id.desc())).first()
    assert letter
    found = re.search(r"/password/set/\S+", letter.body)
    assert found
    return found[0]


def test_the_answer_is_the_same_for_an_unknown_address(app: Flask, session: Session) -> None:
    assert asked_for_a_link(app, "nobody@example.org") == asked_for_a_link(app, EMAIL)
    letters = session.scalars(select(Letter)).all()
    assert [letter.email for letter in letters] == [EMAIL]
    assert EMAIL not in letters[0].body


def test_a_link_sets_a_password_once(app: Flask, session: Session) -> None:
    still_in = signed_in(app, "Cleo Clerk")
    asked_for_a_link(app, EMAIL)
    link, browser = link_in(session), Browser(app)
    form = browser.read(link)
    assert form.all("//input[@id='username']/@value") == [EMAIL]
    assert form.response.headers["Referrer-Policy"] == "no-referrer"
    assert browser.read(link).heading == "Choose a password", "opening it does not use it up"
    proof = {"csrf_token": token_in(form.response)}
    assert "needs at least 12" in browser.sent(link, proof | {"new_password": "short"}, 422).text
    assert browser.sent(link, proof | {"new_password": NEW}, 200).heading == "Your password is set"
    assert (
        browser.sent(link, proof | {"new_password": "another willow basket"}, 410).heading == "This link works no more"
    )
    assert browser.read(link, 410)
    assert still_in.get("/desk").status_code == 302
    assert sign_in(Browser(app), EMAIL, NEW).status_code == 303
    session.rollback()
    said = [(line.by, line.after) for line in session.scalars(select(HistoryLine)) if line.subject == "accounts"]
    assert ("By a link to set a password", "kept secret") in [(by, after.get("password_hash")) for by, after in said]


def test_a_forgotten_password_waits_an_hour_and_an_invitation_two_weeks(app: Flask, session: Session) -> None:
    with app.test_request_context():
        for why, lasts in (("forgotten", timedelta(hours=1)), ("invited", timedelta(days=14))):
            with time_machine.travel("2021-11-15 09:00", tick=False) as traveller:
                token = password_links.make(cleo(session), why).rpartition("/")[2]
                traveller.shift(lasts)
                assert password_links.account_of(session, token)
                traveller.shift(2)
                assert password_links.account_of(session, token) is None


@pytest.mark.parametrize("spoil", ["", "x", ".", "é", "a" * 5000])
def test_a_link_that_was_never_made_opens_nothing(app: Flask, session: Session, spoil: str) -> None:
    with app.test_request_context():
        made = password_links.make(cleo(session), "forgotten").rpartition("/")[2]
    browser = Browser(app)
    assert browser.read(f"/password/set/{made}").heading == "Choose a password"
    assert browser.get(f"/password/set/{made[:-2]}{spoil}").status_code in (404, 410)


def test_asking_without_end_writes_few_letters(app: Flask, session: Session, clock: WoundClock) -> None:
    for _ in range(12):
        clock.wind(minutes=1)
        asked_for_a_link(app, EMAIL)
    assert session.query(Letter).count() == 5


def test_a_stopped_account_gets_no_letter_and_its_link_is_dead(app: Flask, session: Session, author: Author) -> None:
    asked_for_a_link(app, EMAIL)
    link = link_in(session)
    with writing(session, author):
        accounts.disable(session, cleo_in(session))
    asked_for_a_link(app, EMAIL)
    assert session.query(Letter).count() == 1
    assert Browser(app).get(link).status_code == 410


def cleo_in(session: Session) -> Account:
    return session.scalars(select(Account).where(Account.email == EMAIL)).one()


def test_a_password_hashed_at_an_old_cost_is_hashed_anew_at_signing_in(
    app: Flask, session: Session, author: Author
) -> None:
    old = PasswordHasher(time_cost=1, memory_cost=8 * 1024, parallelism=1).hash(PASSWORD)
    with writing(session, author):
        cleo_in(session).password_hash = old
    still_in = signed_in(app, "Cleo Clerk")
    assert cleo(session).password_hash != old
    assert still_in.get("/desk").status_code == 200
    assert sign_in(Browser(app), EMAIL).status_code == 303
