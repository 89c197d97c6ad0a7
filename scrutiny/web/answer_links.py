"""Links by which owners answer without an account: who has one, making another, and ending them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from scrutiny.database import db
from scrutiny.models.follow_up import Action
from scrutiny.models.post import AnswerLink
from scrutiny.operations import answer_links as operations
from scrutiny.permissions import Permission
from scrutiny.post import telling
from scrutiny.queries import answer_links as queries
from scrutiny.queries import contacts, to_change
from scrutiny.web.day import today
from scrutiny.web.forms.answer_links import LinkForm
from scrutiny.web.freshness import PRIVATE
from scrutiny.web.gate import needs
from scrutiny.web.mail import mail_is_set, site_url

answer_links = Blueprint("answer_links", __name__)


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who can answer: `link` is the newest of the links they have, `used_at` when any was last used."""

    link: int
    name: str
    email: str
    until: date
    used_at: datetime | None


@answer_links.route("/actions/<id:action_id>/links", methods=["GET", "POST"])
@needs(Permission.FOLLOW_UP, action=to_change.action)
def make(action: Action) -> ResponseReturnValue:
    """Shown once, or sent; nobody can look it up afterwards."""
    form = LinkForm(name=action.owner, email=contacts.of_action(db.session(), action))
    if form.validate_on_submit():
        with form.rules("name"):
            email = form.email.data if form.sends else ""
            address = telling.send_link(
                db.session(), action, name=form.name.data, email=email, site=site_url(), today=today()
            )
            if not form.sends:
                made = render_template("answer_links/made.html", action=action, address=address, name=form.name.data)
                return made, {"Cache-Control": PRIVATE}
            flash(f"A letter with a link goes to {form.name.data}.")
            return _to_action(action)
    page = render_template("answer_links/make.html", action=action, form=form, mail_is_set=mail_is_set())
    return page, 422 if form.errors else 200


@answer_links.post("/actions/<id:action_id>/links/withdraw")
@needs(Permission.FOLLOW_UP, action=to_change.action)
def withdraw(action: Action) -> ResponseReturnValue:
    """All the links that this reader has to this action."""
    live = queries.live(db.session(), action.id, today())
    named = next((link for link in live if str(link.id) == request.form.get("link")), None) or abort(404)
    operations.withdraw(db.session(), [link for link in live if _of(link) == _of(named)])
    flash(f"The link of {named.name} opens nothing any more.")
    return _to_action(action)


@answer_links.app_template_global("readers_of_action")
def readers(action: Action) -> list[Reader]:
    """Who can answer for it today, by name: for the page of the action."""
    live = sorted(queries.live(db.session(), action.id, today()), key=_of)
    return [_reader(list(own)) for _, own in groupby(live, key=_of)]


@answer_links.app_template_global("address_of_owner")
def address_of_owner(action: Action) -> str:
    """Where a link can be sent at once; "" where nobody knows, or no letter leaves this site."""
    return contacts.of_action(db.session(), action) if action.owner and mail_is_set() else ""


def _reader(links: list[AnswerLink]) -> Reader:
    newest = max(links, key=lambda link: link.id)
    used = [link.used_at for link in links if link.used_at]
    until = max(link.expires_on for link in links)
    return Reader(newest.id, newest.name, newest.email, until, max(used, default=None))


def _of(link: AnswerLink) -> tuple[str, str]:
    return link.name, link.email


def _to_action(action: Action) -> ResponseReturnValue:
    return redirect(url_for("actions.show", action_id=action.id, _anchor="links"), 303)
