"""The front page: the next meetings, the newest papers, and what is outstanding."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from scrutiny.database import db
from scrutiny.queries import committees, meetings, pressing
from scrutiny.web.day import today
from scrutiny.web.gate import public

home = Blueprint("home", __name__)

MOST = 6


@home.get("/")
@public
def show() -> ResponseReturnValue:
    session = db.session()
    return render_template(
        "home/show.html",
        today=today(),
        coming=meetings.coming(session, today(), MOST),
        published=meetings.lately_published(session, today(), MOST),
        outstanding=committees.outstanding(session, today()),
        pressing={action.committee_id: action for action in pressing.first_of_each(session)},
    )
