"""Signing in and out: the form, where it leads back to, and the proof that it was asked for."""

from __future__ import annotations

from typing import Any
from unittest.mock import patch
from urllib.parse import urljoin, urlsplit

import pytest
from flask import Flask
from hypothesis import example, given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.models.accounts import SignInTry
from scrutiny.operations import accounts, passwords
from scrutiny.web.sessions import own_path
from tests.browser import Browser
from tests.web.signing_in import PASSWORD, PUBLIC_PAGE, account, cookies_set, is_in, sign_in, signed_in, token_in

EMAIL = "cleo.clerk@example.org"
SESSION, FORM = "__Host-session", "__Host-sign-in"

pytestmark = pytest.mark.usefixtures("only_cleo")


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
