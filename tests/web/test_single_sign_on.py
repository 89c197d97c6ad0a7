"""Single sign-on against a provider on this machine: who is let in, and every way in which an answer can be wrong."""

from __future__ import annotations

import base64
import hashlib
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask, Response, jsonify, request
from joserfc import jwt
from joserfc.jwk import RSAKey
from sqlalchemy.orm import Session
from werkzeug.serving import BaseWSGIServer, make_server

from scrutiny.app import create_app
from scrutiny.database import Author, db, writing
from scrutiny.models.accounts import Account
from scrutiny.operations import accounts
from tests import databases, make
from tests.browser import Browser
from tests.web.signing_in import account, wound_clock

CLIENT, SECRET = "scrutiny", "the-secret-of-this-site"
KEY = RSAKey.generate_key(2048, {"kid": "of today", "use": "sig", "alg": "RS256"})
OTHER_KEY = RSAKey.generate_key(2048, {"kid": "of today", "use": "sig", "alg": "RS256"})
CLEO = {"sub": "c1", "email": "Cleo.Clerk@example.org", "email_verified": True}


@dataclass
class Provider:
    """Answers as OpenID Connect asks, but for what a test spoils."""

    issuer: str = ""
    claims: dict[str, Any] = field(default_factory=lambda: dict(CLEO))
    spoiled: dict[str, Any] = field(default_factory=dict)
    key: RSAKey = field(default_factory=lambda: KEY)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def app(self) -> Flask:
        app = Flask("provider")
        app.add_url_rule("/.well-known/openid-configuration", view_func=self.about)
        app.add_url_rule("/keys", view_func=self.keys)
        app.add_url_rule("/token", view_func=self.token, methods=["POST"])
        return app

    def about(self) -> Response:
        return jsonify(
            issuer=self.issuer,
            authorization_endpoint=f"{self.issuer}/authorize",
            token_endpoint=f"{self.issuer}/token",
            jwks_uri=f"{self.issuer}/keys",
            id_token_signing_alg_values_supported=["RS256"],
        )

    def keys(self) -> Response:
        return jsonify(keys=[KEY.as_dict(private=False)])

    def agree(self, asked: dict[str, str]) -> str:
        """Somebody has signed in there: the code that they are sent back with."""
        code = f"code-{len(self.codes)}"
        self.codes[code] = asked
        return code

    def token(self) -> tuple[Response, int]:
        """A code is worth something once, to the one who has the verifier of its challenge (RFC 7636)."""
        asked = self.codes.pop(request.form["code"], None)
        verifier = hashlib.sha256(request.form.get("code_verifier", "").encode()).digest()
        proved = base64.urlsafe_b64encode(verifier).rstrip(b"=").decode()
        known = request.authorization and (request.authorization.username, request.authorization.password)
        if asked is None or asked["code_challenge"] != proved or known != (CLIENT, SECRET):
            return jsonify(error="invalid_grant"), 400
        now = int(time.time())
        claims = self.claims | {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 60}
        claims = claims | {"nonce": asked["nonce"]} | self.spoiled
        token = jwt.encode({"alg": "RS256", "kid": "of today"}, claims, self.key)
        return jsonify(access_token="a", token_type="Bearer", expires_in=60, id_token=token), 200


@pytest.fixture
def provider() -> Iterator[Provider]:
    provider = Provider()
    server: BaseWSGIServer = make_server("127.0.0.1", 0, provider.app(), threaded=True)
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield provider
    server.shutdown()
    server.server_close()
    thread.join(10)


@pytest.fixture
def site(sqlite: databases.SQLite, tmp_path: Path, provider: Provider, author: Author) -> Iterator[Flask]:
    settings = {"OIDC_ISSUER": provider.issuer, "OIDC_CLIENT_ID": CLIENT, "OIDC_CLIENT_SECRET": SECRET}
    app = create_app(databases.config(sqlite.fresh(tmp_path), tmp_path, **settings))
    wound_clock(app)
    with app.app_context():
        with writing(db.session(), author) as session:
            make.committee(session, make.council(session))
            account(session, "Cleo Clerk")
        yield app
        db.session.remove()
        db.engine.dispose()


def asked(browser: Browser, back: str = "") -> tuple[str, dict[str, str]]:
    """The provider's page that the reader is sent to, and what is asked of it."""
    answer = browser.get(f"/sign-in/council{back}")
    assert answer.status_code == 302, answer.text
    parts = urlsplit(answer.location)
    return parts.path, {name: values[0] for name, values in parse_qs(parts.query).items()}


def come_back(browser: Browser, provider: Provider, **spoil: str) -> Any:
    _, question = asked(browser)
    answer = {"code": provider.agree(question), "state": question["state"]} | spoil
    return browser.get("/sign-in/council/back", query_string=answer)


def test_somebody_with_an_account_is_signed_in_and_led_back(site: Flask, provider: Provider) -> None:
    browser = Browser(site)
    assert "/sign-in/council?next=/meetings/1" in browser.read("/sign-in?next=/meetings/1").links()
    path, question = asked(browser, "?next=/meetings/1")
    assert path == "/authorize"
    assert (question["response_type"], question["code_challenge_method"]) == ("code", "S256")
    assert {"state", "nonce", "code_challenge"} <= set(question)
    assert question["redirect_uri"].endswith("/sign-in/council/back")
    answer = browser.get(
        "/sign-in/council/back", query_string={"code": provider.agree(question), "state": question["state"]}
    )
    assert (answer.status_code, answer.location) == (303, "/meetings/1")
    assert browser.read("/desk").heading == "Your desk"


@pytest.mark.parametrize(
    ("spoiled", "says"),
    [
        pytest.param({"nonce": "another"}, "did not confirm", id="the nonce of another sign-in"),
        pytest.param({"nonce": None}, "did not confirm", id="no nonce"),
        pytest.param({"aud": "another-site"}, "did not confirm", id="meant for another site"),
        pytest.param({"aud": ["another-site", "third"]}, "did not confirm", id="meant for two other sites"),
        pytest.param({"azp": "another-site"}, "did not confirm", id="asked for by another site"),
        pytest.param({"iss": "https://evil.example"}, "did not confirm", id="said by another issuer"),
        pytest.param({"exp": 1}, "did not confirm", id="run out"),
        pytest.param({"email_verified": False}, "not verified", id="an address that is not verified"),
        pytest.param({"email_verified": None}, "not verified", id="nothing said of its being verified"),
        pytest.param({"email_verified": "true"}, "not verified", id="a word where yes or no belongs"),
        pytest.param({"email": None}, "did not confirm", id="no address"),
        pytest.param({"email": "x@y@z"}, "did not confirm", id="something else than an address"),
        pytest.param({"email": "nobody@example.org"}, "no account here", id="an address without an account"),
    ],
)
def test_an_answer_that_is_wrong_lets_nobody_in(
    site: Flask, provider: Provider, spoiled: dict[str, Any], says: str
) -> None:
    provider.spoiled = spoiled
    browser = Browser(site)
    answer = come_back(browser, provider)
    page = browser._checked(answer, "/sign-in/council/back", 403)
    assert says in page.text
    assert browser.get("/desk").status_code == 302


def test_an_answer_signed_by_somebody_else_lets_nobody_in(site: Flask, provider: Provider) -> None:
    provider.key = OTHER_KEY
    browser = Browser(site)
    assert come_back(browser, provider).status_code == 403
    assert browser.get("/desk").status_code == 302


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param({"state": "another"}, id="a state that was never given"),
        pytest.param({"state": ""}, id="no state"),
        pytest.param({"code": "made-up"}, id="a code that was never given"),
        pytest.param({"error": "access_denied", "error_description": "<script>"}, id="the provider refused"),
    ],
)
def test_a_way_back_that_was_not_ours_lets_nobody_in(site: Flask, provider: Provider, spoil: dict[str, str]) -> None:
    browser = Browser(site)
    answer = come_back(browser, provider, **spoil)
    assert answer.status_code == 403
    assert "<script>" not in answer.text
    assert browser.get("/desk").status_code == 302


def test_a_code_sent_again_or_from_another_browser_lets_nobody_in(site: Flask, provider: Provider) -> None:
    thief, browser = Browser(site), Browser(site)
    _, question = asked(browser)
    answer = {"code": provider.agree(question), "state": question["state"]}
    assert thief.get("/sign-in/council/back", query_string=answer).status_code == 403
    assert browser.get("/sign-in/council/back", query_string=answer).status_code == 303
    assert browser.get("/sign-in/council/back", query_string=answer).status_code == 403


def test_a_stopped_account_is_not_let_in(site: Flask, provider: Provider, author: Author) -> None:
    session: Session = db.session()
    with writing(session, author):
        accounts.disable(session, session.query(Account).one())
    assert come_back(Browser(site), provider).status_code == 403


def test_a_provider_that_is_down_is_said_plainly(site: Flask) -> None:
    browser = Browser(site)
    metadata = site.extensions["scrutiny.single_sign_on"]
    _, question = asked(browser)
    metadata.server_metadata["token_endpoint"] = "http://127.0.0.1:1/token"
    answer = browser.get("/sign-in/council/back", query_string={"code": "c", "state": question["state"]})
    assert "does not answer" in browser._checked(answer, "/sign-in/council/back", 503).text
    metadata.server_metadata.clear()
    metadata._server_metadata_url = "http://127.0.0.1:1/"
    assert "does not answer" in browser.read("/sign-in/council", 503).text


@pytest.mark.parametrize("back", ["//evil.example", "https:evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_it_leads_nowhere_else_afterwards(site: Flask, provider: Provider, back: str) -> None:
    browser = Browser(site)
    _, question = asked(browser, f"?next={back}")
    answer = {"code": provider.agree(question), "state": question["state"]}
    assert browser.get("/sign-in/council/back", query_string=answer).location == "/desk"


def test_without_the_settings_there_is_no_such_page(app: Flask) -> None:
    browser = Browser(app)
    assert browser.get("/sign-in/council").status_code == 404
    assert browser.get("/sign-in/council/back").status_code == 404
    assert "council account" not in browser.read("/sign-in").text
