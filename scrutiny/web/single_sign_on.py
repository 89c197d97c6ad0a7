"""Signing in with the council's own account, by OpenID Connect: authorization code, PKCE, state and nonce.

The provider says who somebody is, and nothing more: there must be an account here with the same email address, made by
an administrator, and the provider must say that the address is verified. Without the settings there are no such pages.
"""

from __future__ import annotations

import logging
from typing import Any

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.flask_client import OAuth
from flask import (
    Blueprint,
    Flask,
    Response,
    abort,
    current_app,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask import session as cookie
from flask.typing import ResponseReturnValue
from joserfc.errors import JoseError
from requests import RequestException

from scrutiny.config import Config
from scrutiny.database import db
from scrutiny.domain.accounts import email_address
from scrutiny.domain.rules import RuleBroken
from scrutiny.queries import accounts
from scrutiny.web import sessions
from scrutiny.web.freshness import PRIVATE
from scrutiny.web.gate import anyone

single_sign_on = Blueprint("single_sign_on", __name__)
log = logging.getLogger(__name__)

PROVIDER = "council"
PATIENCE = 10  # seconds for each answer of the provider
WAY_BACK = "way_back"

AWAY = "Your council’s sign-in service does not answer at the moment. Try again in a minute."
REFUSED = "Your council’s sign-in service did not confirm who you are. Try again from the sign-in page."
UNVERIFIED = "Your council’s sign-in service has not verified your email address, so it cannot be used here."
UNKNOWN = "There is no account here for your email address. Ask an administrator for one."


@single_sign_on.get("/sign-in/council")
@anyone
def begin() -> ResponseReturnValue:
    provider = _provider()
    cookie[WAY_BACK] = sessions.own_path(request.args.get("next")) or "/desk"
    try:
        response: Response = provider.authorize_redirect(_here())
    except (RequestException, AuthlibBaseError, RuntimeError) as trouble:
        return _failed(AWAY, 503, trouble)
    response.headers["Cache-Control"] = PRIVATE
    return response


@single_sign_on.get("/sign-in/council/back")
@anyone
def come_back() -> ResponseReturnValue:
    """What the provider sent the reader back with. It is asked of the provider itself what that is worth."""
    provider = _provider()
    way_back = sessions.own_path(cookie.get(WAY_BACK)) or "/desk"
    try:
        token = provider.authorize_access_token(claims_options=_claims())
    except RequestException as trouble:
        return _failed(AWAY, 503, trouble)
    except (AuthlibBaseError, JoseError, ValueError, KeyError) as trouble:
        return _failed(REFUSED, 403, trouble)
    return _admit(token.get("userinfo") or {}, way_back)


def _admit(claims: dict[str, Any], way_back: str) -> ResponseReturnValue:
    try:
        email = email_address(str(claims["email"]))
    except (KeyError, RuleBroken) as trouble:
        return _failed(REFUSED, 403, trouble)
    if claims.get("email_verified") is not True:
        return _failed(UNVERIFIED, 403, "The address is not verified")
    account = accounts.by_email(db.session(), email)
    if not (account and account.usable and sessions.begin(account.id, account.token_version)):
        return _failed(UNKNOWN, 403, "There is no account")
    log.info("Account %d signed in by single sign-on", account.id)
    return redirect(way_back, 303)


def _failed(said: str, status: int, why: object) -> Response:
    """Nothing is left in the cookie. Of an error only its kind is logged: its words may hold what was sent."""
    sessions.end()
    log.warning("Single sign-on failed: %s", why if isinstance(why, str) else type(why).__name__)
    response = make_response(render_template("single_sign_on/failed.html", said=said), status)
    response.headers["Cache-Control"] = PRIVATE
    return response


def _claims() -> dict[str, Any]:
    """Who must have said it, and to whom."""
    config = _config()
    return {
        "iss": {"essential": True, "values": [config.oidc_issuer]},
        "aud": {"essential": True, "values": [config.oidc_client_id]},
    }


def _here() -> str:
    return f"{_config().site_url}{url_for('single_sign_on.come_back')}"


def _provider() -> Any:
    provider = current_app.extensions["scrutiny.single_sign_on"]
    return provider or abort(404)


def _config() -> Config:
    config: Config = current_app.extensions["scrutiny.config"]
    return config


def register(app: Flask) -> None:
    config: Config = app.extensions["scrutiny.config"]
    app.extensions["scrutiny.single_sign_on"] = None
    app.jinja_env.globals["single_sign_on"] = bool(config.oidc_issuer)
    if config.oidc_issuer:
        app.extensions["scrutiny.single_sign_on"] = OAuth(app).register(
            PROVIDER,
            client_id=config.oidc_client_id,
            client_secret=config.oidc_client_secret,
            server_metadata_url=f"{config.oidc_issuer.rstrip('/')}/.well-known/openid-configuration",
            client_kwargs={
                "scope": "openid email",
                "code_challenge_method": "S256",
                "default_timeout": PATIENCE,
            },
        )
