"""What proxies say of a request: believed of as many as the settings name, and forged by everybody else."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from scrutiny.app import create_app
from scrutiny.cli.server import server_of
from scrutiny.config import Config, ConfigError
from scrutiny.database import Author, db, writing
from scrutiny.models.accounts import SignInTry
from scrutiny.models.post import Letter
from scrutiny.operations.sign_in_tries import MOST_HERE
from tests import chamber, databases
from tests.browser import Browser
from tests.web.signing_in import account, sign_in

SOCKET = "127.0.0.1"
"""Where the test client is: the address that cannot be forged."""
FORGED = {
    "Host": "evil.example",
    "X-Forwarded-Host": "evil.example",
    "X-Forwarded-Proto": "gopher",
    "X-Forwarded-Prefix": "/evil",
    "X-Original-URL": "/evil",
    "Forwarded": "for=9.9.9.9;host=evil.example",
}


@pytest.fixture
def database_url(sqlite: databases.SQLite, tmp_path: Path) -> str:
    return sqlite.fresh(tmp_path)


def behind(proxies: int, database_url: str, folder: Path) -> Flask:
    app = create_app(databases.config(database_url, folder, SCRUTINY_PROXIES=str(proxies)))
    app.testing = True
    return app


@pytest.mark.parametrize(
    ("proxies", "said", "origin"),
    [
        pytest.param(0, "203.0.113.9", SOCKET, id="without proxies nobody's word is taken"),
        pytest.param(1, "203.0.113.9", "203.0.113.9", id="behind one it is taken"),
        pytest.param(1, "9.9.9.9, 203.0.113.9", "203.0.113.9", id="what the reader wrote before it is not"),
        pytest.param(2, "9.9.9.9, 203.0.113.9, 10.0.0.1", "203.0.113.9", id="behind two it is the last but one"),
        pytest.param(2, "203.0.113.9", SOCKET, id="too few spoke: somebody came past the first"),
        pytest.param(1, "", SOCKET, id="a proxy that says nothing"),
    ],
)
def test_a_try_to_sign_in_is_counted_by_where_it_came_from(
    database_url: str, tmp_path: Path, proxies: int, said: str, origin: str
) -> None:
    app = behind(proxies, database_url, tmp_path)
    browser = Browser(app)
    browser.environ_base["HTTP_X_FORWARDED_FOR"] = said
    browser.environ_base["HTTP_X_REAL_IP"] = "9.9.9.9"
    assert sign_in(browser, "nobody@example.org").status_code == 422
    with app.app_context():
        assert db.session.scalars(select(SignInTry.origin)).all() == [origin]
        db.session.remove()
        db.engine.dispose()


def test_another_forged_address_each_time_is_throttled_like_one(app: Flask) -> None:
    answers = []
    for number in range(MOST_HERE + 1):
        browser = Browser(app)
        browser.environ_base["HTTP_X_FORWARDED_FOR"] = f"198.51.100.{number}"
        answers.append(sign_in(browser, "cleo.clerk@example.org").status_code)
    assert answers == [422] * MOST_HERE + [429]


@pytest.mark.parametrize("proxies", [0, 1])
def test_a_forged_host_is_in_no_feed_page_letter_or_redirect(database_url: str, tmp_path: Path, proxies: int) -> None:
    app = behind(proxies, database_url, tmp_path)
    with app.app_context():
        session = db.session()
        app.extensions["scrutiny.clock"].as_of = chamber.TODAY
        with writing(session, Author("Test Clerk", app.extensions["scrutiny.clock"].now())):
            chamber.fill(session)
            account(session, "Cleo Clerk")
        reader = Browser(app)
        for name, value in FORGED.items():
            reader.environ_base[f"HTTP_{name.upper().replace('-', '_')}"] = value
        for address in (
            "/",
            "/feed.atom",
            "/calendar.ics",
            "/calendar",
            "/committees/SOS",
            "/meetings/3/calendar.ics",
            "/desk",
            "/meetings/3/",
        ):
            answer = reader.get(address)
            assert "evil" not in f"{answer.headers}{answer.text}", address
        assert databases.SITE in reader.get("/feed.atom").text
        page = reader.get("/password/forgotten")
        proof = page.text.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
        reader.post("/password/forgotten", data={"csrf_token": proof, "email": "cleo.clerk@example.org"})
        letter = session.scalars(select(Letter)).one()
        assert f"{databases.SITE}/password/set/" in letter.body
        assert "evil" not in letter.body
        db.session.remove()
        db.engine.dispose()


@pytest.mark.parametrize(("proxies", "cleared"), [(0, True), (1, False)])
def test_our_server_hands_on_what_proxies_say_only_where_there_are_some(
    app: Flask, proxies: int, cleared: bool
) -> None:
    server = server_of(app, host="127.0.0.1", port=0, proxies=proxies)
    server.close()
    assert server.adj.clear_untrusted_proxy_headers is cleared


@pytest.mark.parametrize("written", ["-1", "10", "x", "", "1.5"])
def test_a_number_of_proxies_that_cannot_be_is_named(tmp_path: Path, written: str) -> None:
    with pytest.raises(ConfigError, match="SCRUTINY_PROXIES"):
        databases.config("sqlite://", tmp_path, SCRUTINY_PROXIES=written)
    assert Config.from_environment({"DATABASE_URL": "sqlite://", "SECRET_KEY": databases.KEY}).proxies == 0
