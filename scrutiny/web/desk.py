"""The desk: where somebody who has signed in begins."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from scrutiny.database import db
from scrutiny.queries import desk as queries
from scrutiny.web.day import today
from scrutiny.web.gate import signed_in

desk = Blueprint("desk", __name__)


@desk.get("/desk")
@signed_in
def show() -> ResponseReturnValue:
    ids = {role.committee_id for role in current_user.grants}
    mine = queries.committees(db.session(), None if None in ids else ids, today())
    return render_template("desk/show.html", committees=mine)
