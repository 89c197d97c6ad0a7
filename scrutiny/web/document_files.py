"""The files of papers as they are read: each at an address of its own, kept for ever, and for its readers only.

What a reader may not see is not there: 404, whatever they know of it, an old ETag included.
"""

from __future__ import annotations

from flask import Blueprint, abort, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from scrutiny.database import db
from scrutiny.papers import documents as papers
from scrutiny.papers import withdrawn
from scrutiny.permissions import Permission
from scrutiny.queries import documents as queries
from scrutiny.queries.rows import AnyRow
from scrutiny.web.gate import may_see, public
from scrutiny.web.responses import from_store

document_files = Blueprint("document_files", __name__)


@document_files.get("/documents/<id:document_id>")
@public
def show(document_id: int) -> ResponseReturnValue:
    """The file as it is now. A paper that is to follow leads to its item, where that is said."""
    paper = _readable(queries.to_read(db.session(), document_id))
    if not paper.sha256:
        return redirect(url_for("meetings.show", meeting_id=paper.meeting_id, _anchor=f"item-{paper.item_id}"))
    return _withdrawn(paper) or _file(paper)


@document_files.get("/documents/<id:document_id>/versions")
@public
def versions(document_id: int) -> ResponseReturnValue:
    """What of it was replaced since it was published, when and why: nothing that was out changes in silence."""
    paper = _readable(queries.to_read(db.session(), document_id))
    replaced = papers.published(queries.versions(db.session(), document_id))
    return _withdrawn(paper) or render_template("document_files/versions.html", paper=paper, replaced=replaced)


@document_files.get("/documents/<id:document_id>/versions/<id:number>")
@public
def version(document_id: int, number: int) -> ResponseReturnValue:
    """A file that was replaced, to the public where it stays open to inspection (Local Government Act 1972 s.100C)."""
    paper = _readable(queries.version_to_read(db.session(), document_id, number))
    if not paper.open and not may_see(Permission.SEE_DRAFTS, paper.committee_id):
        abort(404)
    return _withdrawn(paper) or _file(paper)


def _readable(paper: AnyRow | None) -> AnyRow:
    """404 unless this reader may see it."""
    if paper is None:
        abort(404)
    wanted = [Permission.SEE_EXEMPT] * bool(paper.exempt) + [Permission.SEE_DRAFTS] * (not paper.published)
    if not all(may_see(permission, paper.committee_id) for permission in wanted):
        abort(404)
    return paper


def _withdrawn(paper: AnyRow) -> ResponseReturnValue | None:
    """Whoever works on the agenda still reads what was withdrawn; all others are told why it is gone."""
    if not paper.withdrawn_because or may_see(Permission.DRAFT_AGENDAS, paper.committee_id):
        return None
    page = render_template("document_files/withdrawn.html", paper=paper, withdrawn=withdrawn.one(paper))
    gone = make_response(page, 410)
    gone.headers["Cache-Control"] = "no-store"
    return gone


def _file(paper: AnyRow) -> ResponseReturnValue:
    return from_store(
        paper.sha256,
        name=paper.name,
        media_type=paper.media_type,
        size=paper.size,
        public=paper.published and not paper.exempt,
    )
