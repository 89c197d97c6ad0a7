"""Sessions: the cookie that holds one, what ends it, and what a shared cache may keep of its pages."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from scrutiny.database import Author, db, writing
from scrutiny.domain.vocabulary import AccountRole
from scrutiny.models.accounts import Account
from scrutiny.models.history import Revision
from scrutiny.operations import accounts
from tests import make
from tests.browser import Browser
from tests.web.signing_in import (
    PASSWORD,
    PUBLIC_PAGE,
    TODAY,
    WoundClock,
    account,
    cookies_set,
    is_in,
    sign_in,
    signed_in,
    token_in,
)

EMAIL = "cleo.clerk@example.org"
SESSION, FORM = "__Host-session", "__Host-sign-in"

pytestmark = pytest.mark.usefixtures("only_cleo")


def change(session: Session, author: Author, **values: object) -> None:
    with writing(session, author):
        session.execute(update(Account).values(**values))


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
