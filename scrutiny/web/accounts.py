"""Signing in with a password, and signing out."""

from __future__ import annotations

import logging
from enum import Enum, auto

from flask import Blueprint, Response, current_app, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from scrutiny.clock import Clock
from scrutiny.database import Author, begin_writing, db, writing
from scrutiny.operations import accounts as operations
from scrutiny.operations import passwords, sign_in_tries
from scrutiny.queries import accounts as queries
from scrutiny.web import resend, sessions
from scrutiny.web.carried import unpacked
from scrutiny.web.forms.accounts import SignInForm, drop_cookie, set_cookie
from scrutiny.web.freshness import PRIVATE
from scrutiny.web.gate import anyone

accounts = Blueprint("accounts", __name__)
log = logging.getLogger(__name__)

WAIT = int(sign_in_tries.WINDOW.total_seconds())
WRONG = "The email address or the password is not right. Check both, and try again"
TOO_MANY = f"There have been too many tries with this email address. Wait {WAIT // 60} minutes, and try again"


class Outcome(Enum):
    ADMITTED = auto()
    REFUSED = auto()
    TOO_MANY = auto()


@accounts.route("/sign-in", methods=["GET", "POST"])
@anyone
@sessions.csrf.exempt
def sign_in() -> ResponseReturnValue:
    back = _way_back() or url_for("desk.show")
    form = SignInForm()
    if not form.is_submitted():
        return redirect(back, 303) if current_user.is_authenticated else _page(form, 200)
    if not form.validate():
        return _page(form, 422 if form.asked_for else 400)
    outcome = _try(form.email.data, form.password.data)
    if outcome is Outcome.ADMITTED:
        carried = unpacked(form.carried.data or "")
        response = resend.offer(carried) if carried else make_response(redirect(back, 303))
        response.headers["Cache-Control"] = PRIVATE
        drop_cookie(response)
        return response
    form.email.errors = [TOO_MANY if outcome is Outcome.TOO_MANY else WRONG]
    return _page(form, 429 if outcome is Outcome.TOO_MANY else 422)


@accounts.get("/sign-out")
@anyone
def signing_out() -> ResponseReturnValue:
    return render_template("accounts/sign_out.html"), {"Cache-Control": PRIVATE}


@accounts.post("/sign-out")
@anyone
def sign_out() -> ResponseReturnValue:
    """Here and everywhere: a copy of the cookie is worth nothing afterwards."""
    if current_user.is_authenticated:
        holder = current_user.holder
        begin_writing(db.session(), Author(holder.name, _clock().now(), holder.id))
        operations.end_sessions(db.session(), holder.id)
        sessions.end()
    return redirect(url_for("accounts.signing_out"), 303)


def _way_back() -> str | None:
    return sessions.own_path(request.args.get("next"))


def _page(form: SignInForm, status: int) -> Response:
    """The form. It names its own address, or else a link to a faulty field would stay in that of the page after."""
    carried = unpacked(form.carried.data or "")
    if carried:
        return resend.sign_in_page(form, carried, status)
    action = url_for("accounts.sign_in", next=_way_back())
    response = make_response(render_template("accounts/sign_in.html", form=form, action=action), status)
    response.headers["Cache-Control"] = PRIVATE
    if status == 429:
        response.headers["Retry-After"] = str(WAIT)
    set_cookie(response)
    return response


def _try(email: str, password: str) -> Outcome:
    """One try. Whether there is such an account shows neither in the answer nor in the time that it takes."""
    record, at, origin = db.session(), _clock().now(), request.remote_addr or ""
    if sign_in_tries.exhausted(record, email=email, origin=origin, at=at):
        return _refused(Outcome.TOO_MANY, origin)
    with writing(record, Author("Signing in", at)):
        sign_in_tries.note(record, email=email, origin=origin, at=at)
    if sign_in_tries.exhausted(record, email=email, origin=origin, at=at, counting_this=True):
        return _refused(Outcome.TOO_MANY, origin)
    account = queries.by_email(record, email)
    right = passwords.matches(account.password_hash if account else "", password)
    if not (right and account and account.usable):
        return _refused(Outcome.REFUSED, origin)
    with writing(record, Author("Signing in", at)):
        sign_in_tries.forget(record, email=email, origin=origin)
        operations.keep_password_stronger(record, account.id, password)
    if not sessions.begin(account.id, account.token_version):
        return _refused(Outcome.REFUSED, origin)
    log.info("Account %d signed in from %s", account.id, origin)
    return Outcome.ADMITTED


def _refused(outcome: Outcome, origin: str) -> Outcome:
    """What was typed is not written into the log: people type passwords into the wrong box."""
    log.warning("A try to sign in from %s was %s", origin, outcome.name.lower().replace("_", " "))
    return outcome


def _clock() -> Clock:
    clock: Clock = current_app.extensions["scrutiny.clock"]
    return clock
