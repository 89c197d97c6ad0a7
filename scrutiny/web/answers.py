"""An owner's answer by a link, without an account: the address is the credential, and opens one action alone.

No session takes part, so that nothing here depends on who else uses the browser. A form sent from elsewhere cannot
know the address, so it needs no further proof that it was asked for. Looking changes nothing: programs that guard
against harmful mail open every link before its reader does.
"""

from __future__ import annotations

import re
from typing import Any

from flask import Blueprint, Response, abort, current_app, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from scrutiny.clock import Clock
from scrutiny.database import Author, begin_writing, db
from scrutiny.domain.dates import written
from scrutiny.models.follow_up import Action
from scrutiny.models.post import AnswerLink
from scrutiny.operations import answer_links as operations
from scrutiny.post import telling
from scrutiny.queries import answer_links as queries
from scrutiny.queries.rows import AnyRow
from scrutiny.web import sessions
from scrutiny.web.day import today
from scrutiny.web.forms.answers import AnswerForm
from scrutiny.web.freshness import PRIVATE
from scrutiny.web.gate import by_token
from scrutiny.web.mail import site_url

answers = Blueprint("answers", __name__)

_KEY = re.compile(r"[A-Za-z0-9_-]{43}")


@answers.route("/answer/<key>", methods=["GET", "POST"])
@by_token
@sessions.csrf.exempt
def show(key: str) -> ResponseReturnValue:
    link = _link(key)
    if request.method == "POST":
        clock: Clock = current_app.extensions["scrutiny.clock"]
        begin_writing(db.session(), Author(f"{link.name}, by a link", clock.now()))
        db.session().refresh(link)
    asked = queries.opened(db.session(), link)
    if over := _over(link, asked):
        return _page("answers/over.html", 410, asked=asked, over=over)
    form = AnswerForm()
    if form.is_submitted() and form.validate():
        _take(link, asked, form)
        return redirect(url_for("answers.thanks", key=key), 303)
    said = queries.said(db.session(), asked.id) if asked.public else ()
    return _page("answers/show.html", 422 if form.errors else 200, asked=asked, link=link, form=form, said=said)


@answers.get("/answer/<key>/thanks")
@by_token
def thanks(key: str) -> ResponseReturnValue:
    link = _link(key)
    return _page("answers/thanks.html", 200, asked=queries.opened(db.session(), link), key=key)


def _take(link: AnswerLink, asked: AnyRow, form: AnswerForm) -> None:
    """Once, however often it is sent; and those who keep the tracker hear of it."""
    session, done = db.session(), form.done
    action = session.get_one(Action, link.action_id)
    update = operations.answer(session, link, action, text=form.text.data, done=done, on=today())
    if update is not None:
        telling.tell_officers(session, asked, update, done=done, site=site_url(), today=today())


def _link(key: str) -> AnswerLink:
    found = queries.by_digest(db.session(), operations.digest(key)) if _KEY.fullmatch(key) else None
    return found or abort(404)


def _over(link: AnswerLink, asked: AnyRow) -> str:
    """Why the link opens nothing any more; "" while it does."""
    if not asked.state.open:
        return "The committee has finished with this. There is nothing more to answer, thank you."
    if link.withdrawn_at is not None:
        return "This link was withdrawn. If you should still answer, ask the scrutiny officer for a new one."
    if link.expires_on < today():
        return f"This link could be used until {written(link.expires_on)}. Ask the scrutiny officer for a new one."
    return ""


def _page(template: str, status: int, **values: Any) -> Response:
    """Kept by nobody, found by no search engine, and its address told to no other site."""
    response = make_response(render_template(template, signed_in=None, **values), status)
    response.headers["Cache-Control"] = PRIVATE
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
