"""The desk: where somebody who has signed in begins, and the private calendar that goes with it."""

from __future__ import annotations

from flask import Blueprint, abort, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from scrutiny.config import Config
from scrutiny.database import db
from scrutiny.models.accounts import Account
from scrutiny.operations import accounts
from scrutiny.papers import desk as papers
from scrutiny.permissions import TABLE, Permission
from scrutiny.queries import closures
from scrutiny.queries import desk as queries
from scrutiny.web.day import today
from scrutiny.web.gate import may_see, signed_in

desk = Blueprint("desk", __name__)

NEXT = 6
WORK = frozenset({Permission.DRAFT_AGENDAS, Permission.TAKE_MINUTES, Permission.AGREE_MINUTES})
"""The rights by which a meeting waits for somebody."""


@desk.get("/desk")
@signed_in
def show() -> ResponseReturnValue:
    record, ids = db.session(), _committees_with(frozenset(Permission))
    mine = queries.committees(record, ids, today())
    at_work = _committees_with(WORK)
    worked = [each for each in mine if at_work is None or each.id in at_work]
    waiting = queries.meetings(record, [each.id for each in mine], today())
    councils = {row.council_id for row in waiting}
    calendars = {id_: closures.calendar(record, id_) for id_ in councils}
    person, exempt_on = current_user.holder.person_id, _committees_with({Permission.SEE_EXEMPT})
    return render_template(
        "desk/show.html",
        committees=mine,
        desks=papers.of(worked, waiting, calendars=calendars, today=today()),
        coming=[row for row in waiting if row.on >= today()][:NEXT],
        owned=queries.owned_by(record, person, exempt_on) if person else (),
        asked_for=queries.asked_for_by(record, person, exempt_on) if person else (),
        today=today(),
        keeps_accounts=may_see(Permission.KEEP_ACCOUNTS, None),
        keeps_committees=may_see(Permission.KEEP_COMMITTEES, None),
        subscribes=_subscribes(),
    )


@desk.get("/desk/calendar")
@signed_in
def feed() -> ResponseReturnValue:
    if not _subscribes():
        abort(403)
    account = db.session().get_one(Account, current_user.holder.id)
    return render_template("desk/feed.html", address=_address(account.feed_key))


@desk.post("/desk/calendar/address")
@signed_in
def make_feed() -> ResponseReturnValue:
    """A new address; one that there was before is dead from now on."""
    if not _subscribes():
        abort(403)
    accounts.make_feed_address(db.session(), db.session().get_one(Account, current_user.holder.id))
    flash("Your calendar has a new private address.")
    return redirect(url_for("desk.feed"), 303)


@desk.post("/desk/calendar/revoke")
@signed_in
def revoke_feed() -> ResponseReturnValue:
    accounts.revoke_feed_address(db.session(), db.session().get_one(Account, current_user.holder.id))
    flash("Your private calendar address no longer works.")
    return redirect(url_for("desk.feed"), 303)


def _committees_with(rights: frozenset[Permission] | set[Permission]) -> frozenset[int] | None:
    """Where the reader holds any of the rights; None for everywhere."""
    ids = {held.committee_id for held in current_user.grants if TABLE[held.role] & rights}
    return None if None in ids else frozenset(id_ for id_ in ids if id_ is not None)


def _subscribes() -> bool:
    ids = _committees_with({Permission.SUBSCRIBE_PRIVATELY})
    return ids is None or bool(ids)


def _address(key: str | None) -> str:
    config: Config = current_app.extensions["scrutiny.config"]
    return f"{config.site_url}/calendar/{key}.ics" if key else ""
