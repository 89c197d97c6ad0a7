"""People: everybody in the record, and one person's seats, attendance and actions."""

from __future__ import annotations

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from scrutiny.database import db
from scrutiny.papers import person
from scrutiny.permissions import Permission
from scrutiny.queries import people as found
from scrutiny.web.day import today
from scrutiny.web.gate import may_see, public

people = Blueprint("people", __name__)


@people.get("/people")
@public
def index() -> ResponseReturnValue:
    return render_template("people/index.html", people=person.everybody(found.every(db.session(), today())))


@people.get("/people/<id:person_id>")
@public
def show(person_id: int) -> ResponseReturnValue:
    facts = found.one(db.session(), person_id) or abort(404)
    profile = person.of(
        facts,
        as_at=today(),
        exempt=lambda committee_id: may_see(Permission.SEE_EXEMPT, committee_id),
        drafts=lambda committee_id: may_see(Permission.SEE_DRAFTS, committee_id),
    )
    return render_template("people/show.html", person=profile)
