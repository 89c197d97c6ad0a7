"""News feeds: what was published or changed, of all committees and of one."""

from __future__ import annotations

from flask import Blueprint, Response, abort, current_app
from flask.typing import ResponseReturnValue

from scrutiny.config import Config
from scrutiny.database import db
from scrutiny.opendata import atom
from scrutiny.papers import news
from scrutiny.queries import committees, councils
from scrutiny.queries import feeds as found
from scrutiny.queries.history import last_change
from scrutiny.web.day import today
from scrutiny.web.gate import public
from scrutiny.web.responses import ATOM, shown

feeds = Blueprint("feeds", __name__)

ALL = "Overview and scrutiny"


@feeds.get("/feed.atom")
@public
def index() -> ResponseReturnValue:
    return _feed(ALL, "/feed.atom", None)


@feeds.get("/committees/<code:code>/feed.atom")
@public
def show(code: str) -> ResponseReturnValue:
    committee = committees.by_code(db.session(), code) or abort(404)
    return _feed(committee.name, f"/committees/{committee.code}/feed.atom", committee.id)


def _feed(title: str, path: str, committee_id: int | None) -> Response:
    config: Config = current_app.extensions["scrutiny.config"]
    facts = found.latest(db.session(), committee_id)
    author = councils.name(db.session()) or ALL
    paper = news.of(facts, title=title, author=author, path=path, today=today())
    response = shown(atom.write(paper, site=config.site_url), ATOM)
    response.last_modified = last_change(db.session())
    return response
