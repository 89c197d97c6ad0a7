"""Where owners of actions are written to. Nothing of it is public, and no document prints it."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from scrutiny.database import db
from scrutiny.models.committees import Committee
from scrutiny.operations import contacts as operations
from scrutiny.permissions import Permission
from scrutiny.queries import contacts as queries
from scrutiny.queries import to_change
from scrutiny.web.forms.contacts import Known, field_of, form_for
from scrutiny.web.gate import needs
from scrutiny.web.mail import mail_is_set

contacts = Blueprint("contacts", __name__)


@contacts.route("/committees/<code:code>/contacts", methods=["GET", "POST"])
@needs(Permission.FOLLOW_UP, committee=to_change.committee)
def index(committee: Committee) -> ResponseReturnValue:
    """Everybody who owns something open here, those without an address first; then who else has one."""
    session = db.session()
    owners, idle = queries.listed(session, committee), queries.idle(session, committee)
    people = [Known(row.name, row.email or "") for row in (*owners, *idle)]
    form = form_for(people)
    if form.validate_on_submit():
        with form.rules("new_name"):
            changed = _keep(committee, form.changes(people))
            flash(changed or "Nothing was changed.")
            return redirect(url_for("contacts.index", code=committee.code), 303)
    emails = {person.email for person in people} | {row.account_email for row in owners}
    page = render_template(
        "contacts/index.html",
        committee=committee,
        form=form,
        owners=owners,
        idle=idle,
        field_of=field_of,
        letters=queries.last_letters(session, emails - {"", None}),
        mail_is_set=mail_is_set(),
    )
    return page, 422 if form.errors else 200


def _keep(committee: Committee, changes: list[Known]) -> str:
    """Carry them out; what was done, in a sentence."""
    session, kept, removed = db.session(), [], []
    for name, email in changes:
        if email:
            operations.keep(session, committee.council_id, name=name, email=email)
            kept.append(name)
        elif contact := queries.by_name(session, committee.council_id, name):
            operations.remove(session, contact)
            removed.append(name)
    said = [f"{', '.join(kept)} will be written to there."] * bool(kept)
    said += [f"{', '.join(removed)} will not be written to any more."] * bool(removed)
    return " ".join(said)
