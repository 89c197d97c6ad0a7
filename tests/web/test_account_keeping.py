"""Accounts as an administrator keeps them."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from scrutiny.database import Author, writing
from scrutiny.domain.vocabulary import AccountRole, Role
from scrutiny.models.accounts import Account
from scrutiny.models.post import Letter
from tests import make
from tests.browser import Browser
from tests.web.signing_in import PASSWORD, WoundClock, account, sign_in, signed_in, token_in, wound_clock

NEW = {"name": "Nia New", "email": "nia.new@example.org", "role": "clerk", "committee": "SOS", "member": ""}


@pytest.fixture(autouse=True)
def clock(app: Flask, session: Session, author: Author) -> WoundClock:
    with writing(session, author):
        sos = make.committee(session, make.council(session))
        make.member(session, sos, "Ada Marsh", Role.CHAIRMAN)
        account(session, "Adam Administrator", AccountRole.ADMINISTRATOR, None)
        account(session, "Cleo Clerk")
        account(session, "Alba Administrator", AccountRole.ADMINISTRATOR, "SOS")
    return wound_clock(app)


@pytest.fixture
def admin(app: Flask) -> Browser:
    return signed_in(app, "Adam Administrator")


def press(browser: Browser, address: str, **fields: str) -> TestResponse:
    return browser.post(address, data=fields | {"csrf_token": token_in(browser.get("/accounts/new"))})


def named(session: Session, name: str) -> Account:
    session.rollback()
    session.expire_all()
    return session.scalars(select(Account).where(Account.name == name)).one()


@pytest.mark.parametrize("asker", ["Cleo Clerk", "Alba Administrator"])
def test_only_an_administrator_of_all_committees_keeps_accounts(app: Flask, session: Session, asker: str) -> None:
    browser = signed_in(app, asker)
    for address in ("/accounts", "/accounts/new", "/accounts/1"):
        assert browser.get(address).status_code == 403
        assert Browser(app).get(address).status_code == 302
    proof = {"csrf_token": token_in(browser.get("/sign-out"))}
    assert browser.post("/accounts/2/roles", data=proof | {"role": "officer"}).status_code == 403
    assert browser.post("/accounts/1/stop", data=proof).status_code == 403
    assert named(session, "Adam Administrator").active


def test_somebody_is_invited_and_chooses_a_password(app: Flask, admin: Browser, session: Session) -> None:
    assert admin.read("/accounts/new").heading == "Add an account"
    answer = press(admin, "/accounts/new", **NEW)
    page = admin._checked(answer, "/accounts/new", 200)
    link = page.texts("//code")[0].removeprefix("http://localhost")
    letter = session.scalars(select(Letter)).one()
    assert (letter.email, link in letter.body) == ("nia.new@example.org", True)
    assert sign_in(Browser(app), "nia.new@example.org", "").status_code == 422
    reader = Browser(app)
    form = reader.read(link)
    reader.sent(link, {"csrf_token": token_in(form.response), "new_password": PASSWORD}, 200)
    assert sign_in(Browser(app), "nia.new@example.org").status_code == 303
    assert "Nia New" in admin.read("/accounts").text


@pytest.mark.parametrize(
    ("wrong", "field", "says"),
    [
        pytest.param({"name": ""}, "name", "Enter the name", id="no name"),
        pytest.param({"email": "nia"}, "email", "correct format", id="no address"),
        pytest.param({"email": "cleo.clerk@example.org"}, "email", "already", id="an address that is taken"),
        pytest.param({"role": ""}, "role", "Choose a role", id="no role"),
        pytest.param({"role": "king"}, "role", "not on it", id="a role that there is not"),
        pytest.param({"role": "councillor"}, "member", "Say which member", id="a councillor without a seat"),
        pytest.param({"role": "chair", "member": "No One"}, "member", "no member called", id="nobody of that name"),
    ],
)
def test_an_invitation_that_is_wrong_is_refused_beside_its_field(
    admin: Browser, session: Session, wrong: dict[str, str], field: str, says: str
) -> None:
    before = session.query(Account).count()
    fields = NEW | wrong | {"csrf_token": token_in(admin.get("/accounts/new"))}
    page = admin.sent("/accounts/new", fields, 422)
    assert says in page.texts(f"//*[@id='{field}-error']")[0]
    assert page.all("//input[@name='email']")[0].get("value") == fields["email"]
    session.rollback()
    assert session.query(Account).count() == before


def test_roles_are_given_and_taken(app: Flask, admin: Browser, session: Session) -> None:
    clerk = signed_in(app, "Cleo Clerk")
    cleo = named(session, "Cleo Clerk").id
    assert press(admin, f"/accounts/{cleo}/roles", role="officer", committee="SOS").status_code == 303
    assert clerk.get("/desk").status_code == 200
    assert "Officer" in admin.read(f"/accounts/{cleo}").text
    assert press(admin, f"/accounts/{cleo}/roles/take", role="officer", committee="SOS").status_code == 303
    assert press(admin, f"/accounts/{cleo}/roles/take", role="officer", committee="SOS").status_code == 409
    assert press(admin, f"/accounts/{cleo}/roles/take", role="king").status_code == 409
    assert press(admin, f"/accounts/{cleo}/roles", role="councillor", committee="SOS").status_code == 422
    assert press(admin, f"/accounts/{cleo}/roles", role="").status_code == 422


def test_the_last_administrator_cannot_lock_everybody_out(admin: Browser, session: Session) -> None:
    adam = named(session, "Adam Administrator").id
    assert "only administrator" in press(admin, f"/accounts/{adam}/stop").text
    taken = press(admin, f"/accounts/{adam}/roles/take", role="administrator", committee="")
    assert (taken.status_code, "only administrator" in taken.text) == (409, True)
    cleo = named(session, "Cleo Clerk").id
    assert press(admin, f"/accounts/{cleo}/roles", role="administrator", committee="").status_code == 303
    assert press(admin, f"/accounts/{adam}/roles/take", role="administrator", committee="").status_code == 303
    assert admin.get("/accounts").status_code == 403


def test_an_account_is_stopped_started_and_signed_out(app: Flask, admin: Browser, session: Session) -> None:
    clerk, cleo = signed_in(app, "Cleo Clerk"), named(session, "Cleo Clerk").id
    assert press(admin, f"/accounts/{cleo}/sign-out").status_code == 303
    assert clerk.get("/desk").status_code == 302
    clerk = signed_in(app, "Cleo Clerk")
    assert press(admin, f"/accounts/{cleo}/stop").status_code == 303
    assert clerk.get("/desk").status_code == 302
    assert sign_in(Browser(app), "cleo.clerk@example.org").status_code == 422
    assert "Stopped" in admin.read(f"/accounts/{cleo}").text
    assert press(admin, f"/accounts/{cleo}/start").status_code == 303
    assert sign_in(Browser(app), "cleo.clerk@example.org").status_code == 303


def test_another_invitation_is_a_new_link_for_the_same_account(admin: Browser, session: Session) -> None:
    cleo = named(session, "Cleo Clerk").id
    page = press(admin, f"/accounts/{cleo}/invite")
    assert re.search(r"/password/set/\S+", page.text)
    session.rollback()
    assert session.query(Letter).count() == 1


@pytest.mark.parametrize("address", ["/accounts/999", "/accounts/0", "/accounts/x"])
def test_there_is_no_such_account(admin: Browser, address: str) -> None:
    assert admin.get(address).status_code == 404
