"""Who may come in: every route carries a guard, or the application does not start.

`public` needs no account and is answered from a cache while nothing has changed. `needs` asks for a right on a
committee: signed out from such a page is a redirect to sign-in that comes back, signed in without the right is 403.
`signed_in` asks for an account. Behind either, a form that is sent opens its change here, and is done once.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from flask import Flask, abort, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy.orm import Session

from scrutiny.database import Author, Base, begin_writing, db
from scrutiny.permissions import Permission, may
from scrutiny.queries import accounts
from scrutiny.queries.to_change import Governed
from scrutiny.web import freshness, once, resend
from scrutiny.web.day import today

T = TypeVar("T", bound=Base)
View = Callable[..., ResponseReturnValue]
Find = Callable[[Session, Any], Governed[Any] | None]
PUBLIC = "public"
TOKEN = "the private address itself"
SIGNED_IN = "an account"


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


def signed_in(view: View, *, changes: bool = True) -> View:
    """A page of one's own: it needs an account, and no right on any committee.

    A view that takes its time before it writes says `changes=False`, and opens its change itself.
    """

    @wraps(view)
    def guarded(**arguments: Any) -> ResponseReturnValue:
        if not current_user.is_authenticated:
            return to_sign_in()
        return (_begin() if changes else None) or view(**arguments)

    return _mark(guarded, SIGNED_IN)


def needs(permission: Permission, *, changes: bool = True, **finds: Find) -> Callable[[View], View]:
    """A page that needs a right on the committee of the thing that it is about, which it is then given.

    `@needs(Permission.DRAFT_AGENDAS, meeting=to_change.meeting)` finds the meeting of the address (`meeting_id`, or
    `code` for a committee; 404 where there is none) and calls the view with `meeting=`. With nothing named, the right
    must be held on all committees. A POST is a change from here on, and what it finds is found inside of it, unless
    it `changes` nothing.
    """
    thing, find = next(iter(finds.items()), ("", None))
    if len(finds) > 1:
        raise TypeError("A page is about one thing.")
    argument = "code" if thing == "committee" else f"{thing}_id"

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(**arguments: Any) -> ResponseReturnValue:
            if not current_user.is_authenticated:
                return to_sign_in()
            if done := _begin() if changes else None:
                return done
            committee_id = None
            if find is not None:
                arguments[thing], committee_id = find(db.session(), arguments.pop(argument)) or abort(404)
            if not may(current_user.grants, permission, committee_id):
                abort(403)
            return view(**arguments)

        return _mark(guarded, permission.value)

    return guard


def to_sign_in() -> ResponseReturnValue:
    """The way to signing in, which comes back here; what was typed into a form is kept."""
    if request.method in ("GET", "HEAD"):
        return redirect(url_for("accounts.sign_in", next=request.full_path.rstrip("?")))
    return resend.signed_out()


def _begin() -> ResponseReturnValue | None:
    """Open the change of a form that was sent; the answer, if it was sent and done before."""
    if request.method != "POST":
        return None
    by = author()
    begin_writing(db.session(), by)
    done = once.begin(db.session(), current_user.holder.id)
    return None if done is None else redirect(done or resend.page_of_the_form() or "/desk", 303)


def change(find: Callable[[Session, int], Governed[T] | None], thing: T) -> T:
    """Open the change of the form that was sent, and find the thing as it is by now: for a view with `changes=False`.

    A form that was sent and done before goes straight to where it led; what is gone meanwhile is a 404, and a right
    that was taken away meanwhile a 403.
    """
    session, id_ = db.session(), cast(Any, thing).id
    if done := _begin():
        abort(cast(Any, done))
    session.expire_all()
    found = find(session, id_) or abort(404)
    if not _still_may(session, found.committee_id):
        abort(403)
    return found.thing


def _still_may(session: Session, committee_id: int | None) -> bool:
    """Whether the right that the page asks for is held by now."""
    right, before = Permission(guard_of(request.endpoint or "")), current_user.holder
    holder = accounts.in_session(session, before.id, before.token_version, today())
    return holder is not None and may(holder.grants, right, committee_id)


def author() -> Author:
    """Whoever is signed in, at this moment."""
    holder, clock = current_user.holder, current_app.extensions["scrutiny.clock"]
    return Author(holder.name, clock.now(), holder.id)


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
    vars(view)["guard"] = guard
    return view
