"""Who is signed in: a signed cookie that names an account, looked up with its roles at every request.

The cookie holds the account, its token version, when it was last used and the proof that our forms carry: nothing that
is secret. It is set by signing in and by nothing else. It ends when it has not been used for a while, and everywhere
at once when the account's token version is raised: by signing out, a new password, or the account being disabled.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Request, Response, current_app, g, session
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from flask_login import LoginManager, UserMixin, current_user, login_user
from flask_wtf import CSRFProtect
from flask_wtf.csrf import generate_csrf

from scrutiny.clock import Clock
from scrutiny.database import db
from scrutiny.permissions import Held
from scrutiny.queries import accounts
from scrutiny.queries.accounts import Holder
from scrutiny.web.day import today
from scrutiny.web.freshness import PRIVATE, has_session

IDLE_LIMIT = timedelta(minutes=60)
WRITTEN_EVERY = timedelta(minutes=1)
"""How exactly the cookie knows when it was last used: it is not sent again with every page."""

SEEN = "seen"

csrf = CSRFProtect()
login_manager = LoginManager()
login_manager.session_protection = None  # a phone changes its network; the token version is what ends a session


class Sessions(SecureCookieSessionInterface):
    """Flask's own. Only that what checks a cookie is not set up for the public, who has none."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        return super().open_session(app, request) if has_session() else self.session_class()


class SignedIn(UserMixin):
    """The account behind this request, as it stands today."""

    def __init__(self, holder: Holder) -> None:
        self.holder = holder

    @property
    def name(self) -> str:
        return self.holder.name

    @property
    def grants(self) -> frozenset[Held]:
        return self.holder.grants

    def get_id(self) -> str:
        return f"{self.holder.id}.{self.holder.token_version}"


def begin(account_id: int, token_version: int) -> bool:
    """Start a session, and nothing of the one before goes on in it. False when the account was ended meanwhile."""
    holder = accounts.in_session(db.session(), account_id, token_version, today())
    if holder is None:
        return False
    session.clear()
    login_user(SignedIn(holder))
    session[SEEN] = _now().isoformat()
    generate_csrf()  # into the cookie now, so that no later page has to send it again
    return True


def end() -> None:
    """Leave nothing in the cookie, so that it is taken off the reader's machine."""
    session.clear()


def own_path(asked: str | None) -> str | None:
    """The path to come back to, if it is one of this site; None for anything that could lead elsewhere.

    Browsers read `\\` as `/` and skip tabs and line ends within an address, so neither may stand in it.
    """
    if not asked or not re.fullmatch(r"/(?![/\\])[^\\\x00-\x20\x7f-\x9f]*", asked):
        return None
    try:
        parts = urlsplit(asked)
    except ValueError:
        return None
    return None if parts.scheme or parts.netloc else asked


@login_manager.user_loader
def load(token: str) -> SignedIn | None:
    """Whoever the cookie names, or nobody: and then the cookie is ended."""
    named = re.fullmatch(r"(\d{1,9})\.(\d{1,9})", token)
    holder = None
    if named and _in_use():
        holder = accounts.in_session(db.session(), int(named[1]), int(named[2]), today())
    if holder is None:
        end()
        return None
    return SignedIn(holder)


def _in_use() -> bool:
    """Whether the session was used within the limit; if so, it is being used now."""
    try:
        seen = datetime.fromisoformat(session[SEEN])
        unused = _now() - seen
    except (KeyError, TypeError, ValueError):
        return False
    if unused > WRITTEN_EVERY:
        session[SEEN] = _now().isoformat()
    return unused <= IDLE_LIMIT


def _now() -> datetime:
    clock: Clock = current_app.extensions["scrutiny.clock"]
    return clock.now()


def _in_every_template() -> dict[str, Any]:
    """Nobody on a page that apologises for the database: it must not be asked again."""
    known = has_session() and "site" not in g and current_user.is_authenticated
    return {"signed_in": current_user if known else None}


def keep_private(response: Response) -> Response:
    """No cache keeps what is answered to somebody with a session, unless it is the same for everybody and for ever."""
    if has_session() and (session.modified or not response.cache_control.immutable):
        response.headers["Cache-Control"] = PRIVATE
    return response


def register(app: Flask) -> None:
    app.session_interface = Sessions()
    app.config["WTF_CSRF_TIME_LIMIT"] = None  # as long as the session: minutes take a morning to write
    csrf.init_app(app)
    login_manager.init_app(app, add_context_processor=False)
    app.context_processor(_in_every_template)
    app.after_request(keep_private)
