"""Passwords: changed by who knows the old one, forgotten, and set by the link of a letter."""

from __future__ import annotations

import logging
from functools import partial

from flask import Blueprint, Response, current_app, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import select

from scrutiny.clock import Clock
from scrutiny.database import Author, begin_writing, db, writing
from scrutiny.models.accounts import Account
from scrutiny.operations import accounts, letters, sign_in_tries
from scrutiny.operations import passwords as hashes
from scrutiny.papers import invitations
from scrutiny.queries import accounts as queries
from scrutiny.web import password_links, sessions
from scrutiny.web.forms import Form
from scrutiny.web.forms.accounts import set_cookie
from scrutiny.web.forms.passwords import ChangeForm, ForgottenForm, SetForm
from scrutiny.web.freshness import PRIVATE
from scrutiny.web.gate import anyone, by_token, signed_in

passwords = Blueprint("passwords", __name__)
log = logging.getLogger(__name__)

WRONG = "This is not your current password"
TOO_MANY = "There have been too many tries. Wait 15 minutes, and try again"


@passwords.route("/password", methods=["GET", "POST"])
@partial(signed_in, changes=False)
def change() -> ResponseReturnValue:
    """Every other session ends with the old password; this one goes on as a new one."""
    form = ChangeForm()
    if form.validate_on_submit() and _knows_the_old_one(form):
        record, holder, hashed = db.session(), current_user.holder, hashes.hashed(form.new_password.data or "")
        begin_writing(record, Author(holder.name, _clock().now(), holder.id))
        account = record.get_one(Account, holder.id)
        accounts.set_hashed(record, account, hashed)
        sessions.begin(account.id, account.token_version)
        flash("Your password is changed. You are signed out everywhere else.")
        return redirect(url_for("desk.show"), 303)
    return render_template("passwords/change.html", form=form), 422 if form.errors else 200


def _knows_the_old_one(form: ChangeForm) -> bool:
    """Each try is written down before it is looked at, as one to sign in is."""
    record, email, origin, at = db.session(), current_user.holder.email, request.remote_addr or "", _clock().now()
    if sign_in_tries.exhausted(record, email=email, origin=origin, at=at):
        form.fails("old_password", TOO_MANY)
        return False
    with writing(record, Author("Changing a password", at)):
        sign_in_tries.note(record, email=email, origin=origin, at=at)
    kept = queries.by_email(record, email)
    if not (kept and hashes.matches(kept.password_hash, form.old_password.data or "")):
        form.fails("old_password", WRONG)
        return False
    with writing(record, Author("Changing a password", at)):
        sign_in_tries.forget(record, email=email, origin=origin)
    return True


@passwords.route("/password/forgotten", methods=["GET", "POST"])
@anyone
@sessions.csrf.exempt
def forgotten() -> ResponseReturnValue:
    """The answer is the same whether or not there is such an account."""
    form = ForgottenForm()
    if not form.is_submitted():
        return _page("passwords/forgotten.html", form, 200)
    if not form.validate():
        return _page("passwords/forgotten.html", form, 422)
    _send_link(form.email.data)
    return _page("passwords/sent.html", form, 200)


@passwords.route("/password/set/<token>", methods=["GET", "POST"])
@by_token
@sessions.csrf.exempt
def set_by_link(token: str) -> ResponseReturnValue:
    """To open the link does not use it up: mail programs open links to look at them."""
    record, form, hashed = db.session(), SetForm(), ""
    if form.is_submitted() and form.validate():
        hashed = hashes.hashed(form.new_password.data or "")
        begin_writing(record, Author("By a link to set a password", _clock().now()))
    account = password_links.account_of(record, token)
    if account is None:
        return _page("passwords/no_link.html", form, 410)
    if not form.is_submitted():
        return _page("passwords/set.html", form, 200, account=account)
    if form.errors:
        return _page("passwords/set.html", form, 422, account=account)
    accounts.set_hashed(record, account, hashed)
    log.info("Account %d has set a password by a link", account.id)
    return _page("passwords/is_set.html", form, 200, account=account)


def _send_link(email: str) -> None:
    record, at, origin = db.session(), _clock().now(), request.remote_addr or ""
    asked = f"password {email}"[:320]  # counted apart from tries to sign in
    with writing(record, Author("A forgotten password", at)):
        if sign_in_tries.exhausted(record, email=asked, origin=origin, at=at):
            return
        sign_in_tries.note(record, email=asked, origin=origin, at=at)
        account = record.scalar(select(Account).where(Account.email == email, Account.active))
        if account is not None:
            letter = invitations.forgotten(name=account.name, link=password_links.make(account, "forgotten"))
            once = f"password {account.id} {at:%Y-%m-%d %H:%M}"
            letters.queue(record, once=once, email=email, name=account.name, subject=letter.subject, body=letter.body)


def _page(template: str, form: Form, status: int, **values: object) -> Response:
    response = make_response(render_template(template, form=form, action=request.path, **values), status)
    response.headers["Cache-Control"] = PRIVATE
    response.headers["Referrer-Policy"] = "no-referrer"
    set_cookie(response)
    return response


def _clock() -> Clock:
    clock: Clock = current_app.extensions["scrutiny.clock"]
    return clock
