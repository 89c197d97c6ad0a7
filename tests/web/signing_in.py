"""People with accounts, and how they sign in: for every test of what somebody may see or do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache

from flask import Flask
from lxml import html
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from scrutiny.clock import Clock
from scrutiny.domain.vocabulary import AccountRole, Role
from scrutiny.models.accounts import Account
from scrutiny.models.committees import Committee
from scrutiny.operations import accounts, passwords
from tests import make
from tests.browser import Browser

PASSWORD = "tawny kettle orchard"
TODAY = date(2021, 11, 15)
PUBLIC_PAGE = "/accessibility"


class WoundClock(Clock):
    """A clock that stands until it is wound on."""

    def __init__(self) -> None:
        super().__init__(as_of=TODAY)
        self.at = datetime(2021, 11, 15, 9, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.at

    def wind(self, **by: float) -> None:
        self.at += timedelta(**by)

    def wind_to(self, day: date) -> None:
        self.as_of = day


def wound_clock(app: Flask) -> WoundClock:
    clock = WoundClock()
    app.extensions["scrutiny.clock"] = clock
    return clock


def account(
    session: Session, name: str, role: AccountRole = AccountRole.CLERK, committee: str | None = "SOS", person: str = ""
) -> Account:
    """`Cleo Clerk` signs in as `cleo.clerk@example.org`."""
    made = accounts.add(
        session,
        email=f"{name.replace(' ', '.')}@example.org",
        name=name,
        password=None,
        role=role,
        committee=committee,
        on=TODAY,
        person=person,
    )
    made.password_hash = _hashed()
    session.flush()
    return made


@cache
def _hashed() -> str:
    """Once and not for each of a cast: hashing is meant to be slow."""
    return passwords.hashed(PASSWORD)


def cast(session: Session, sos: Committee, hcs: Committee) -> None:
    """Everybody who may ask, and two who may not any more."""
    for name in ("Cleo Clerk", "Olga Officer", "Clara Chair", "Mara Member"):
        role = AccountRole[name.split()[1].upper().replace("MEMBER", "COUNCILLOR")]
        seated = role in (AccountRole.CHAIR, AccountRole.COUNCILLOR)
        if seated:
            make.member(session, sos, name, Role.CHAIRMAN if role is AccountRole.CHAIR else Role.MEMBER)
        account(session, name, role, person=name if seated else "")
    for name in ("Fern Former", "Lena Leaving"):
        make.member(session, sos, name, to=date(2021, 11, 1) if name == "Fern Former" else TODAY)
        account(session, name, AccountRole.COUNCILLOR, person=name)
    make.member(session, hcs, "Otto Outsider")
    account(session, "Otto Outsider", AccountRole.COUNCILLOR, "HCS", "Otto Outsider")
    account(session, "Hugo Clerk", AccountRole.CLERK, "HCS")
    account(session, "Adam Administrator", AccountRole.ADMINISTRATOR, None)


def sign_in(browser: Browser, email: str, password: str = PASSWORD, *, back: str = "") -> TestResponse:
    """Fill in the form and send it, as a reader would."""
    address = f"/sign-in?next={back}" if back else "/sign-in"
    form = browser.get(address)
    return browser.post(address, data={"csrf_token": token_in(form), "email": email, "password": password})


def signed_in(app: Flask, name: str) -> Browser:
    browser = Browser(app)
    answer = sign_in(browser, f"{name.replace(' ', '.')}@example.org")
    assert answer.status_code == 303, answer.text
    return browser


def is_in(browser: Browser) -> bool:
    return "Cleo Clerk" in browser.get(PUBLIC_PAGE).text


def cookies_set(answer: TestResponse) -> list[str]:
    return [cookie.split("=")[0] for cookie in answer.headers.getlist("Set-Cookie")]


def token_in(page: TestResponse) -> str:
    tokens: Sequence[str] = html.document_fromstring(page.text).xpath("//input[@name='csrf_token']/@value")
    return tokens[0]
