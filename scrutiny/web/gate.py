"""Who may come in: every route carries a guard, or the application does not start.

`public` needs no account and is answered from a cache while nothing has changed. `needs` asks for a right on a
committee: signed out from such a page is a redirect to sign-in that comes back, signed in without the right is 403.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, abort, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from scrutiny.permissions import Permission, may
from scrutiny.web import freshness
from scrutiny.web.sessions import own_path

View = Callable[..., ResponseReturnValue]
PUBLIC = "public"
TOKEN = "the private address itself"


def public(view: View) -> View:
    """A page of the public record: no account, no cookie, and unchanged it costs one cheap look."""

    @wraps(view)
    def guarded(**arguments: Any) -> ResponseReturnValue:
        return freshness.answer(view, arguments)

    return _mark(guarded, PUBLIC)


def anyone(view: View) -> View:
    """A page that anybody may use but that is never cached: signing in, the state of the service."""
    return _mark(view, PUBLIC)


def by_token(view: View) -> View:
    """A page whose address is a credential; the view looks the token up and answers 404 to a wrong one."""
    return _mark(view, TOKEN)


def needs(permission: Permission, *, committee: Callable[..., int | None]) -> Callable[[View], View]:
    """A page that needs a right on the committee that `committee` finds from the address (404 when there is none)."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(**arguments: Any) -> ResponseReturnValue:
            if not current_user.is_authenticated:
                return redirect(url_for("accounts.sign_in", next=_way_back()))
            if not may(current_user.grants, permission, committee(**arguments)):
                abort(403)
            return view(**arguments)

        return _mark(guarded, permission.value)

    return guard


def _way_back() -> str | None:
    """Where to come back to: this page, or the one whose form was sent here after the session had ended."""
    if request.method in ("GET", "HEAD"):
        return request.full_path.rstrip("?")
    return own_path(urlsplit(request.referrer or "").path)


def may_see(permission: Permission, committee_id: int | None) -> bool:
    """Whether this request may see it on this committee (None: on all of them): what the papers are told."""
    if not freshness.has_session():
        return False
    return bool(current_user.is_authenticated) and may(current_user.grants, permission, committee_id)


def refuse_unguarded_routes(app: Flask) -> None:
    """Raise when any route has no guard: a page that nobody thought about must not be served."""
    unguarded = sorted(name for name, view in app.view_functions.items() if not hasattr(view, "guard"))
    if unguarded:
        raise RuntimeError(f"Routes without a guard: {', '.join(unguarded)}. Mark each public or with what it needs.")


def guard_of(endpoint: str) -> str:
    """What the route asks for, in the words of the permission table."""
    return str(vars(current_app.view_functions[endpoint])["guard"])


def _mark(view: View, guard: str) -> View:
    view.guard = guard  # type: ignore[attr-defined]
    return view
