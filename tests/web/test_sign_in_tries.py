"""Guessing at passwords: how often it may be tried, and what the log says of it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from unittest.mock import patch

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.models.accounts import Account, SignInTry
from scrutiny.operations import accounts, passwords
from tests.browser import Browser
from tests.web.signing_in import PASSWORD, WoundClock, sign_in, token_in

EMAIL = "cleo.clerk@example.org"
SESSION, FORM = "__Host-session", "__Host-sign-in"
PUBLIC_PAGE = "/accessibility"

pytestmark = pytest.mark.usefixtures("only_cleo")


# Guessing


def test_five_wrong_tries_are_all_there_are_for_a_quarter_of_an_hour(
    reader: Browser, clock: WoundClock, session: Session
) -> None:
    for email in (EMAIL, "nobody@example.org"):
        assert [sign_in(reader, email, f"wrong {n}").status_code for n in range(5)] == [422] * 5
        token = token_in(reader.get("/sign-in"))
        right = {"csrf_token": token, "email": email.upper(), "password": PASSWORD}
        with patch.object(passwords, "HASHER", wraps=passwords.HASHER) as hasher:
            page = reader.sent("/sign-in", right, status=429)
        assert "Wait 15 minutes" in page.text
        assert page.response.headers["Retry-After"] == "900"
        assert hasher.verify.call_count == 0, "a flood must not cost a hash each"
    assert session.scalars(select(func.count()).select_from(SignInTry)).one() == 10
    clock.wind(minutes=15)
    assert sign_in(reader, EMAIL).status_code == 303


def test_the_right_password_forgets_the_wrong_tries(app: Flask, reader: Browser, session: Session) -> None:
    for _ in range(3):
        assert [sign_in(reader, EMAIL, "wrong").status_code for _ in range(4)] == [422] * 4
        assert sign_in(reader, EMAIL).status_code == 303
        reader = Browser(app)
    assert session.scalars(select(SignInTry)).all() == []


def test_forty_tries_at_once_are_no_way_round(app: Flask, session: Session) -> None:
    def guess(number: int) -> int:
        with app.app_context():
            return sign_in(Browser(app), EMAIL, f"guess {number}").status_code

    with (
        patch.object(passwords, "HASHER", wraps=passwords.HASHER) as hasher,
        ThreadPoolExecutor(8) as threads,
    ):
        answers = list(threads.map(guess, range(40)))
    assert set(answers) == {422, 429}
    assert hasher.verify.call_count == answers.count(422) <= 5
    assert session.scalars(select(func.count()).select_from(SignInTry)).one() <= 5 + 8


def test_ten_thousand_fields_are_answered(reader: Browser) -> None:
    data = {f"field{number}": "x" for number in range(10_000)} | {"email": EMAIL}
    assert reader.post("/sign-in", data=data).status_code == 400


def test_a_forwarded_address_that_anybody_can_write_is_not_believed(reader: Browser, session: Session) -> None:
    token = token_in(reader.get("/sign-in"))
    for number in range(6):
        answer = reader.post(
            "/sign-in",
            data={"csrf_token": token, "email": EMAIL, "password": "wrong"},
            headers={"X-Forwarded-For": f"192.0.2.{number}", "X-Real-IP": f"192.0.2.{number}"},
        )
    assert answer.status_code == 429
    assert set(session.scalars(select(SignInTry.origin))) == {"127.0.0.1"}


# The log


@pytest.fixture
def logged(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    with caplog.at_level(logging.DEBUG):
        yield caplog


def test_the_log_says_what_happened_and_holds_nothing_secret_and_no_forged_line(
    app: Flask, session: Session, author: Author, logged: pytest.LogCaptureFixture
) -> None:
    reader = Browser(app)
    forged = "x@example.org\r\n2021-11-15 Account 1 signed in from the moon"
    sign_in(reader, forged, "wrong-secret-word")
    sign_in(reader, "hunter2-in-the-wrong-box@example.org", "wrong-secret-word")
    sign_in(reader, EMAIL)
    cookie = reader.get_cookie(SESSION)
    assert cookie
    with writing(session, author):
        key = accounts.make_feed_address(session, session.scalars(select(Account)).one())
    reader.get(PUBLIC_PAGE)

    lines = [record.getMessage() for record in logged.records]
    assert [line for line in lines if "sign" in line] == [
        "A try to sign in from 127.0.0.1 was refused",
        "Account 1 signed in from 127.0.0.1",
    ]
    assert not any("\r" in line or "\n" in line or "moon" in line for line in lines)
    for secret in (PASSWORD, "wrong-secret-word", "hunter2", "argon2", cookie.value, key, app.config["SECRET_KEY"]):
        assert secret not in logged.text
