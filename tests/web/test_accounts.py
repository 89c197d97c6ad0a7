"""Signing in and out: what is answered, what is kept out, and what ends a session."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from unittest.mock import patch
from urllib.parse import urljoin, urlsplit

import pytest
from flask import Flask
from hypothesis import example, given
from hypothesis import strategies as st
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from scrutiny.database import Author, db, writing
from scrutiny.domain.vocabulary import AccountRole
from scrutiny.models.accounts import Account, SignInTry
from scrutiny.models.history import Revision
from scrutiny.operations import accounts, passwords
from scrutiny.web.sessions import own_path
from tests import make
from tests.browser import Browser
from tests.web.signing_in import PASSWORD, TODAY, WoundClock, account, sign_in, signed_in, token_in, wound_clock

EMAIL = "cleo.clerk@example.org"
SESSION, FORM = "__Host-session", "__Host-sign-in"
PUBLIC_PAGE = "/accessibility"


@pytest.fixture
def clock(app: Flask) -> WoundClock:
    return wound_clock(app)


@pytest.fixture(autouse=True)
def clerk(session: Session, author: Author, clock: WoundClock) -> int:
    assert clock
    with writing(session, author):
        make.committee(session, make.council(session))
        made = account(session, "Cleo Clerk")
    return made.id


@pytest.fixture
def signed(app: Flask) -> Browser:
    return signed_in(app, "Cleo Clerk")


def is_in(browser: Browser) -> bool:
    return "Cleo Clerk" in browser.get(PUBLIC_PAGE).text


def change(session: Session, author: Author, **values: object) -> None:
    with writing(session, author):
        session.execute(update(Account).values(**values))


def cookies_set(answer: TestResponse) -> list[str]:
    return [cookie.split("=")[0] for cookie in answer.headers.getlist("Set-Cookie")]


# The form


def test_the_form_can_be_read_and_sends_the_reader_in(reader: Browser) -> None:
    page = reader.read("/sign-in")
    assert page.heading == "Sign in"
    assert page.texts("//label") == ["Email address", "Password"]
    answer = sign_in(reader, " Cleo.Clerk@EXAMPLE.org ")
    assert (answer.status_code, answer.location) == (303, "/desk")
    assert answer.headers["Cache-Control"] == "private, no-store"
    page = reader.read(PUBLIC_PAGE)
    assert page.texts("//header//form/span") == ["Cleo Clerk"]
    assert page.all("//header//form[@method='post'][@action='/sign-out']//input[@name='csrf_token']")


@pytest.mark.parametrize(
    ("typed", "faults"),
    [
        pytest.param({}, ["Enter an email address", "Enter your password"], id="nothing"),
        pytest.param(
            {"email": "cleo", "password": "typed words"},
            ["Enter an email address in the correct format, like name@example.org"],
            id="no address",
        ),
        pytest.param({"email": EMAIL}, ["Enter your password"], id="no password"),
        pytest.param(
            {"email": "a\x00b@example.org", "password": "typed words"}, ["null"], id="a null, which no database keeps"
        ),
        pytest.param(
            {"email": f"{'c' * 400}@example.org", "password": "typed words"}, ["Shorten it by"], id="a long address"
        ),
        pytest.param({"email": EMAIL, "password": "typed" * 201}, ["at most 1000"], id="a password to keep us busy"),
        pytest.param({"email": EMAIL, "password": PASSWORD[:-1]}, ["is not right"], id="a wrong password"),
        pytest.param({"email": "nobody@example.org", "password": PASSWORD}, ["is not right"], id="an unknown account"),
    ],
)
def test_each_fault_is_told_above_the_form_and_at_its_field_and_what_was_typed_is_kept(
    reader: Browser, typed: dict[str, str], faults: list[str]
) -> None:
    token = token_in(reader.get("/sign-in"))
    page = reader.sent("/sign-in", typed | {"csrf_token": token}, status=422)
    summary = page.all("//*[contains(@class, 'govuk-error-summary') and @autofocus and @tabindex='-1']")
    assert len(summary) == 1
    assert page.texts("//title")[0].startswith("Error: ")
    told = page.texts("//ul[contains(@class, 'error-summary')]/li")
    assert len(told) == len(faults)
    assert all(fault in words for fault, words in zip(faults, told, strict=True))
    for link in page.all("//ul[contains(@class, 'error-summary')]//a"):
        field = page.all(f"//input[@id='{link.get('href')[1:]}']")[0]
        assert page.all(f"//p[@id='{field.get('aria-describedby')}']")[0].text_content().endswith(link.text)
    if "\x00" not in typed.get("email", ""):
        assert page.all("//input[@id='email']")[0].get("value") == typed.get("email", "")
    assert page.all("//input[@id='password']")[0].get("value") is None
    assert typed.get("password", PASSWORD) not in page.response.text


def test_an_unknown_a_wrong_a_disabled_and_an_empty_account_are_answered_alike_and_at_the_same_cost(
    reader: Browser, session: Session, author: Author
) -> None:
    with writing(session, author):
        accounts.disable(session, account(session, "Dora Disabled"))
        account(session, "Sid Single").password_hash = ""
    answers = []
    for email in ("nobody@example.org", EMAIL, "dora.disabled@example.org", "sid.single@example.org"):
        right = PASSWORD if email.startswith("dora") else "not the password"
        with patch.object(passwords, "HASHER", wraps=passwords.HASHER) as hasher:
            answer = sign_in(reader, email, right)
        assert hasher.verify.call_count == 1, "every try compares with one hash"
        answers.append((answer.status_code, answer.text.replace(email, "").replace(token_in(answer), "")))
        assert cookies_set(answer) == [FORM]
    assert answers == [answers[0]] * 4
    assert answers[0][0] == 422


# Where it goes back to


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        pytest.param("/meetings/12?part=1", "/meetings/12?part=1", id="a page of this site"),
        pytest.param("/search?q=a%20b#found", "/search?q=a%20b#found", id="with a query and a place"),
        pytest.param("//evil.example", "/desk", id="another site, as this one is reached"),
        pytest.param("/\\evil.example", "/desk", id="a backslash, which browsers read as a slash"),
        pytest.param("/a\\..\\b", "/desk", id="a backslash anywhere"),
        pytest.param("\\\\evil.example", "/desk", id="two backslashes"),
        pytest.param("https://evil.example", "/desk", id="another site by its whole address"),
        pytest.param("https:evil.example", "/desk", id="a scheme without slashes"),
        pytest.param("javascript:alert(1)", "/desk", id="a script"),
        pytest.param("/\t/evil.example", "/desk", id="a tab, which browsers leave out"),
        pytest.param("/\r\nSet-Cookie: a=b", "/desk", id="a forged header"),
        pytest.param(" //evil.example", "/desk", id="a space before"),
        pytest.param("meetings/12", "/desk", id="not from the top"),
        pytest.param("", "/desk", id="nothing"),
    ],
)
def test_signing_in_comes_back_to_this_site_only(reader: Browser, asked: str, answered: str) -> None:
    """Not even when the reader was sent here under another name of ours."""
    forged: dict[str, Any] = {"query_string": {"next": asked}, "base_url": "http://evil.example"}
    data = {"csrf_token": token_in(reader.get("/sign-in", **forged)), "email": EMAIL, "password": PASSWORD}
    answer = reader.post("/sign-in", data=data, **forged)
    assert (answer.status_code, answer.location) == (303, answered)


@given(st.text(st.sampled_from("/\\:.@?#[]%\t\r\n \x00ahtpsevil"), max_size=20))
@example("/[")
@example("//[")
def test_no_spelling_leads_elsewhere(asked: str) -> None:
    own = own_path(asked)
    if own is not None:
        assert own == asked
        as_a_browser_reads_it = own.replace("\\", "/").translate({9: None, 10: None, 13: None}).strip()
        assert urlsplit(urljoin("https://scrutiny.example/sign-in", as_a_browser_reads_it)).netloc == "scrutiny.example"


# The proof that a form was asked for


def test_a_form_sent_without_its_proof_is_not_taken(reader: Browser, app: Flask, session: Session) -> None:
    right = {"email": EMAIL, "password": PASSWORD}
    token = token_in(Browser(app).get("/sign-in"))
    for data in (right, right | {"csrf_token": "forged"}, right | {"csrf_token": token}):
        answer = reader.post("/sign-in", data=data)
        assert answer.status_code == 400
        assert "This page had been open for too long" in answer.text
        assert f'value="{EMAIL}"' in answer.text
        assert cookies_set(answer) == [FORM]
    assert session.scalars(select(SignInTry)).all() == []
    assert sign_in(reader, EMAIL).status_code == 303, "the page that says so can be sent"


def test_a_second_window_does_not_spoil_the_first(reader: Browser) -> None:
    first = token_in(reader.get("/sign-in"))
    reader.get("/sign-in")
    answer = reader.post("/sign-in", data={"csrf_token": first, "email": EMAIL, "password": PASSWORD})
    assert answer.status_code == 303


def test_signing_out_needs_the_proof_of_this_session(signed: Browser, app: Flask) -> None:
    other = token_in(signed_in(app, "Cleo Clerk").get("/sign-out"))
    for data in ({}, {"csrf_token": "forged"}, {"csrf_token": other}):
        assert signed.post("/sign-out", data=data).status_code == 400
    assert is_in(signed)


# The cookie


def test_the_public_is_sent_no_cookie_and_the_session_cookie_is_sent_by_signing_in_alone(
    app: Flask, reader: Browser
) -> None:
    for address in (PUBLIC_PAGE, "/", "/sign-out", "/nowhere", "/health"):
        assert cookies_set(reader.get(address)) == []
    assert cookies_set(reader.get("/sign-in")) == [FORM]
    answer = sign_in(reader, EMAIL)
    assert sorted(cookies_set(answer)) == [SESSION, FORM]
    sent = {cookie.split("=")[0]: cookie for cookie in answer.headers.getlist("Set-Cookie")}
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(sent[SESSION].split("; "))
    assert "Max-Age=0" in sent[FORM], "the form's own is dropped"
    assert cookies_set(reader.get(PUBLIC_PAGE)) == []
    assert PASSWORD not in answer.headers["Set-Cookie"]
    assert app.config["SESSION_COOKIE_NAME"] == SESSION


def test_a_session_planted_before_is_not_the_one_after(
    app: Flask, signed: Browser, session: Session, author: Author
) -> None:
    """Session fixation: neither the cookie nor the forms' proof that somebody else knows goes on in the new session."""
    with writing(session, author):
        account(session, "Vera Victim")
    planted = signed.get_cookie(SESSION)
    assert planted
    known_proof = token_in(signed.get("/sign-out"))
    victim = Browser(app)
    form = {"csrf_token": token_in(victim.get("/sign-in")), "email": "vera.victim@example.org", "password": PASSWORD}
    victim.set_cookie(SESSION, planted.value)
    assert victim.post("/sign-in", data=form).status_code == 303
    fresh = victim.get_cookie(SESSION)
    assert fresh
    assert fresh.value != planted.value
    assert "Vera Victim" in victim.get(PUBLIC_PAGE).text
    assert victim.post("/sign-out", data={"csrf_token": known_proof}).status_code == 400
    assert is_in(signed)


@pytest.mark.parametrize(
    "value",
    [
        pytest.param("", id="empty"),
        pytest.param("eyJfdXNlcl9pZCI6IjEuMSJ9.aaaaaa.forged", id="forged"),
        pytest.param("x" * 1_000_000, id="a megabyte"),
        pytest.param("\x00\xff", id="not even text"),
    ],
)
def test_a_cookie_that_we_did_not_make_is_nobodys(app: Flask, value: str) -> None:
    stranger = Browser(app, use_cookies=False)
    page = stranger.get(PUBLIC_PAGE, headers={"Cookie": f"{SESSION}={value}"})
    assert page.status_code == 200
    assert page.text.count("Sign in") == 1
    assert page.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("named", ["", "1", "1.x", "99.1", "1.99", "9999999999.1", "-1.1", "1.1.1"])
def test_a_session_that_names_nobody_is_taken_off(signed: Browser, named: str) -> None:
    with signed.session_transaction() as cookie:
        cookie["_user_id"] = named
    answer = signed.get(PUBLIC_PAGE)
    assert "Cleo Clerk" not in answer.text
    assert cookies_set(answer) == [SESSION]
    assert signed.get_cookie(SESSION) is None


# How a session ends


def test_signing_out_ends_every_session_and_a_copied_cookie_is_worth_nothing(app: Flask, signed: Browser) -> None:
    elsewhere = signed_in(app, "Cleo Clerk")
    copied = signed.get_cookie(SESSION)
    assert copied
    page = signed.read("/sign-out")
    assert "on every device" in page.text
    answer = signed.post("/sign-out", data={"csrf_token": token_in(page.response)})
    assert (answer.status_code, answer.location) == (303, "/sign-out")
    assert signed.get_cookie(SESSION) is None
    assert signed.read("/sign-out").heading == "You are signed out"
    assert not is_in(elsewhere)
    signed.set_cookie(SESSION, copied.value)
    assert not is_in(signed)


def test_signing_out_twice_is_signing_out(signed: Browser, session: Session, author: Author) -> None:
    proof = token_in(signed.get("/sign-out"))
    change(session, author, token_version=2)
    assert signed.post("/sign-out", data={"csrf_token": proof}).status_code == 303
    assert session.scalars(select(Account.token_version)).one() == 2


@pytest.mark.parametrize("how", ["set_password", "disable"])
def test_a_new_password_and_a_disabled_account_end_the_session_at_the_next_page(
    signed: Browser, session: Session, author: Author, how: str
) -> None:
    assert is_in(signed)
    with writing(session, author):
        clerk = session.scalars(select(Account)).one()
        if how == "disable":
            accounts.disable(session, clerk)
        else:
            accounts.set_password(session, clerk, "quite another sentence")
    assert not is_in(signed)
    assert sign_in(signed, EMAIL).status_code == 422


def test_an_account_of_the_demonstration_is_none_in_a_real_record(
    reader: Browser, app: Flask, session: Session, author: Author
) -> None:
    with writing(session, author):
        session.execute(update(Revision).values(demonstration=True))
        accounts.add(
            session,
            email="clerk@demo.invalid",
            name="Demo Clerk",
            password=accounts.demonstration_password(app.config["SECRET_KEY"]),
            role=AccountRole.CLERK,
            committee="SOS",
            on=TODAY,
        )
    password = accounts.demonstration_password(app.config["SECRET_KEY"])
    assert "clerk@demo.invalid" in reader.read("/sign-in").text
    assert sign_in(reader, "clerk@demo.invalid", password).status_code == 303
    assert "Demo Clerk" in reader.get(PUBLIC_PAGE).text

    with writing(session, author):
        session.execute(update(Revision).values(demonstration=False))
        make.person(session, "Somebody")
    assert "Demo Clerk" not in reader.get(PUBLIC_PAGE).text
    assert "demo.invalid" not in reader.get("/sign-in").text
    assert sign_in(reader, "clerk@demo.invalid", password).status_code == 422


def test_a_session_lasts_while_it_is_used_and_ends_an_hour_later(signed: Browser, clock: WoundClock) -> None:
    for _ in range(3):
        clock.wind(minutes=59)
        answer = signed.get(PUBLIC_PAGE)
        assert "Cleo Clerk" in answer.text
        assert cookies_set(answer) == [SESSION]
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert cookies_set(signed.get(PUBLIC_PAGE)) == [], "it is not sent again with every page"
    clock.wind(minutes=61)
    assert not is_in(signed)
    assert signed.get_cookie(SESSION) is None


def test_a_page_of_an_idle_session_does_not_come_back_to_life(signed: Browser, clock: WoundClock) -> None:
    kept = signed.get_cookie(SESSION)
    assert kept
    clock.wind(hours=2)
    proof = token_in(Browser(signed.application).get("/sign-in"))
    assert signed.post("/sign-out", data={"csrf_token": proof}).status_code == 400
    signed.set_cookie(SESSION, kept.value)
    assert not is_in(signed)


def test_somebody_signed_in_is_not_asked_again(signed: Browser) -> None:
    answer = signed.get("/sign-in?next=/privacy")
    assert (answer.status_code, answer.location) == (303, "/privacy")


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


# A shared cache


def test_a_page_made_for_a_clerk_is_kept_nowhere(signed: Browser, reader: Browser) -> None:
    """A cache in front, fed by a clerk, has nothing for the public; nor has the shelf within."""
    mine = signed.get(PUBLIC_PAGE)
    assert mine.headers["Cache-Control"] == "private, no-store"
    assert "ETag" not in mine.headers
    public = reader.get(PUBLIC_PAGE)
    assert "Cleo Clerk" not in public.text
    assert public.headers["Cache-Control"] == "public, no-cache"
    assert "Cookie" in public.headers["Vary"]
    unchanged = {"If-None-Match": public.headers["ETag"]}
    assert reader.get(PUBLIC_PAGE, headers=unchanged).status_code == 304
    assert signed.get(PUBLIC_PAGE, headers=unchanged).status_code == 200, "a page kept from before is not shown again"
    for address in ("/nowhere", "/sign-out", "/health", "/committees/SOS/meetings/2021-11-30"):
        assert signed.get(address).headers["Cache-Control"] == "private, no-store"


def test_what_is_the_same_for_everybody_and_for_ever_is_kept_and_carries_no_cookie(
    signed: Browser, clock: WoundClock, app: Flask
) -> None:
    clock.wind(minutes=30)
    answer = signed.get(f"/theme/{app.extensions['scrutiny.config'].site_colour[1:]}.css")
    assert "immutable" in answer.headers["Cache-Control"]
    assert cookies_set(answer) == []


def test_a_page_that_apologises_for_the_database_does_not_ask_it_who_reads(signed: Browser) -> None:
    with patch.object(db.engine, "raw_connection", side_effect=db.engine.dialect.loaded_dbapi.OperationalError("gone")):
        answer = signed.get("/")
    assert answer.status_code == 503
    assert is_in(signed), "and the session goes on when it is back"
