"""Who is let in where: every endpoint answers everybody as the guards and the permission table say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pytest
from flask import Flask, url_for
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from scrutiny.database import Author, writing
from scrutiny.queries import to_change
from scrutiny.web.gate import PUBLIC, SIGNED_IN, TOKEN
from tests import databases
from tests.browser import Browser
from tests.test_house import ARGUMENTS, GUARDS
from tests.web import planted
from tests.web.hostile import FROM_HERE, PROOF, Untouched, state
from tests.web.planted import PEOPLE, Scene, may
from tests.web.signing_in import signed_in, token_in, wound_clock

OF_A_COMMITTEE = {"code", "draft_id"} | {f"{name}_id" for name in vars(to_change) if not name.startswith("_")}
"""The parts of an address that tell on which committee a right must be held."""


OF_THE_WHOLE_COUNCIL = {
    ("closures.index", "POST"),
    ("closures.set_annual_meeting", "POST"),
    ("closures.open_day", "POST"),
}
"""What moves the days of every committee asks for its right on all of them, wherever it is reached from."""


class Asked(NamedTuple):
    endpoint: str
    method: str
    address: str
    committee: str | None


@pytest.fixture
def database_url(sqlite: databases.SQLite) -> str:
    """On SQLite alone: the gate is the same on both."""
    return sqlite.fresh()


@pytest.fixture
def scene(app: Flask, session: Session, author: Author) -> Scene:
    wound_clock(app)
    with writing(session, author):
        return planted.fill(session)


def everything(app: Flask, scene: Scene) -> Iterator[Asked]:
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            committee = "SOS" if rule.arguments & OF_A_COMMITTEE else None
            parts = {name: (ARGUMENTS | scene.ours)[name] for name in rule.arguments}
            for method in sorted({"GET", "POST"} & (rule.methods or set())):
                of_all = (rule.endpoint, method) in OF_THE_WHOLE_COUNCIL
                yield Asked(rule.endpoint, method, url_for(rule.endpoint, **parts), None if of_all else committee)


def answered(browser: Browser, asked: Asked, proof: str) -> TestResponse:
    if asked.method == "GET":
        return browser.get(asked.address)
    return browser.post(asked.address, data={PROOF: proof}, headers=FROM_HERE)


@pytest.mark.parametrize("name", PEOPLE, ids=lambda name: name or "the public")
def test_everybody_is_let_in_where_the_tables_say_and_nowhere_else(app: Flask, scene: Scene, name: str) -> None:
    browser = signed_in(app, name) if name else Browser(app)
    proof = token_in(browser.get("/password")) if name else ""
    record, before, wrong = Untouched(), state(), []
    cookie = browser.get_cookie("__Host-session")
    for asked in everything(app, scene):
        answer = answered(browser, asked, proof)
        if not (fits := as_the_tables_say(name, asked, answer)) or answer.status_code >= 500:
            wrong.append((*asked, answer.status))
        if state() != before and (not fits or answer.status_code >= 400):
            wrong.append((*asked, "changed the record"))
        if asked.method == "POST" and answer.status_code < 400:
            record.put_back()  # also what no history tells of: a session that was ended
        if cookie:
            browser.set_cookie("__Host-session", cookie.value, secure=True)
    assert wrong == []


def as_the_tables_say(name: str, asked: Asked, answer: TestResponse) -> bool:
    """Let in, asked to sign in, or refused."""
    guard = str(GUARDS[asked.endpoint])
    if guard in (PUBLIC, TOKEN):
        return answer.status_code != 403
    if not name:
        led = answer.status_code == 302 and (answer.location or "").startswith("/sign-in")
        return led or (asked.method == "POST" and answer.status_code in (400, 401))
    if guard == SIGNED_IN or may(name, guard, asked.committee):
        return answer.status_code not in (401, 403) and "/sign-in" not in (answer.location or "")
    return answer.status_code == 403
