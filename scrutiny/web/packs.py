"""Packs: the newest and every version, each for its readers only; and the page of the desk on which they are made.

What a reader may not see is not there: 404, as where there is none. A withdrawn pack is dead, whatever ETag is sent.
"""

from __future__ import annotations

from typing import Any, Literal

from flask import Blueprint, abort, current_app, flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from scrutiny.bindery import arranging
from scrutiny.bindery.arranging import Arranged
from scrutiny.database import db
from scrutiny.domain.packs import change
from scrutiny.domain.vocabulary import Audience, MeetingStatus, PackKind
from scrutiny.models.meetings import Meeting
from scrutiny.models.packs import PackBuild
from scrutiny.operations import packs as operations
from scrutiny.papers import packs as papers
from scrutiny.papers.pack import contents
from scrutiny.permissions import Permission
from scrutiny.queries import meetings as meeting_queries
from scrutiny.queries import packs as queries
from scrutiny.queries import to_change
from scrutiny.queries.rows import AnyRow
from scrutiny.web.agenda import unexcluded
from scrutiny.web.day import today
from scrutiny.web.gate import may_see, needs, public
from scrutiny.web.responses import WORD, from_store

packs = Blueprint("packs", __name__)

TYPES = {PackKind.PDF: "application/pdf", PackKind.WORD: WORD, PackKind.ZIP: "application/zip"}
KIND = "<any(pdf, docx, zip):kind>"
State = Literal["done", "waiting", "making", "failed"]


@packs.get(f"/meetings/<id:meeting_id>/pack.{KIND}")
@public
def newest(meeting_id: int, kind: str) -> ResponseReturnValue:
    return _newest(meeting_id, 0, Audience.PUBLIC, kind)


@packs.get(f"/meetings/<id:meeting_id>/supplement-<id:number>.{KIND}")
@public
def newest_supplement(meeting_id: int, number: int, kind: str) -> ResponseReturnValue:
    return _newest(meeting_id, number, Audience.PUBLIC, kind)


@packs.get(f"/meetings/<id:meeting_id>/members-pack.{KIND}")
@public
def newest_for_members(meeting_id: int, kind: str) -> ResponseReturnValue:
    return _newest(meeting_id, 0, Audience.MEMBERS, kind)


@packs.get(f"/meetings/<id:meeting_id>/members-supplement-<id:number>.{KIND}")
@public
def newest_supplement_for_members(meeting_id: int, number: int, kind: str) -> ResponseReturnValue:
    return _newest(meeting_id, number, Audience.MEMBERS, kind)


@packs.get(f"/packs/<id:pack_id>/pack.{KIND}")
@public
def version(pack_id: int, kind: str) -> ResponseReturnValue:
    """One version: the same bytes for ever, unless it is withdrawn."""
    pack = queries.one(db.session(), pack_id)
    if pack is None or pack.kind != kind:
        abort(404)
    return _served(pack)


@packs.get("/meetings/<id:meeting_id>/packs")
@needs(Permission.DRAFT_AGENDAS, meeting=to_change.meeting)
def index(meeting: Meeting) -> ResponseReturnValue:
    """How far the packs are, what goes in and what is left out and why, and what changed from version to version."""
    session = db.session()
    build, there = queries.build(session, meeting.id), queries.of_meeting(session, meeting.id)
    arranged = _arranged(meeting)
    widest = [pack for pack in arranged.packs if not pack.supplement][-1]
    return render_template(
        "packs/index.html",
        meeting=meeting,
        is_out=_is_out(meeting),
        missing=unexcluded(meeting),
        build=build,
        state=_state(build),
        inside=papers.inside(widest),
        prints=bool(widest.printed),
        lacking=arranged.lacking,
        otherwise=_otherwise(meeting, arranged) if build is None else (),
        shelves=papers.of([pack for pack in there if pack.published], meeting.id),
        drafts=papers.drafts([pack for pack in there if not pack.published]),
    )


@packs.get("/meetings/<id:meeting_id>/packs/progress")
@needs(Permission.DRAFT_AGENDAS, meeting=to_change.meeting)
def progress(meeting: Meeting) -> ResponseReturnValue:
    """How far they are, for the script of that page."""
    build = queries.build(db.session(), meeting.id)
    told = {"done": build.done, "of": build.of, "doing": build.doing} if build else {}
    answer = make_response({"state": _state(build)} | told)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@packs.post("/meetings/<id:meeting_id>/packs")
@needs(Permission.DRAFT_AGENDAS, meeting=to_change.meeting)
def make(meeting: Meeting) -> ResponseReturnValue:
    """What is out is not made again as it is: that nothing has changed is said instead."""
    session, arranged = db.session(), _arranged(meeting)
    if arranged.out and not any(arranging.due(session, meeting.id, arranged)):
        versions = {pack.version for pack in queries.last_versions(session, meeting.id).values()}
        since = f"version {max(versions)} was" if len(versions) == 1 else "the newest versions were"
        flash(f"Nothing has changed since {since} made, so there is nothing to make.")
    else:
        operations.want(session, meeting.id)
    return redirect(url_for("packs.index", meeting_id=meeting.id), 303)


def shelves(meeting: AnyRow) -> tuple[papers.Shelf, ...]:
    """The packs of a meeting as this reader may see them, for its page: by one look."""
    if not _may_read(Audience.PUBLIC, meeting.committee_id, is_out=_is_out(meeting)):
        return ()
    exempt = may_see(Permission.SEE_EXEMPT, meeting.committee_id)
    audiences = list(Audience) if exempt else [Audience.PUBLIC]
    return papers.of(queries.out(db.session(), meeting.id, audiences), meeting.id)


def _newest(meeting_id: int, supplement: int, audience: Audience, kind: str) -> ResponseReturnValue:
    found = queries.newest(db.session(), meeting_id, supplement=supplement, audience=audience, kind=PackKind(kind))
    return _not_yet(meeting_id, audience) if found is None else _served(found)


def _served(pack: AnyRow) -> ResponseReturnValue:
    if not _may_read(pack.audience, pack.committee_id, is_out=pack.published and pack.is_out):
        abort(404)
    if pack.withdrawn_because:
        again = queries.is_to_be_made(db.session(), pack.meeting_id)
        return _unkept(render_template("packs/withdrawn.html", pack=pack, again=again), 410)
    return from_store(
        pack.sha256,
        name=_file_name(pack),
        media_type=TYPES[pack.kind],
        size=pack.size,
        public=pack.audience is Audience.PUBLIC and pack.published,
    )


def _not_yet(meeting_id: int, audience: Audience) -> ResponseReturnValue:
    """The page that says so while the first one is made, to those who may read it then; else 404 as for all others."""
    session = db.session()
    meeting = meeting_queries.one(session, meeting_id) or abort(404)
    readable = _may_read(audience, meeting.committee_id, is_out=_is_out(meeting))
    if not readable or not queries.is_to_be_made(session, meeting_id):
        abort(404)
    return _unkept(render_template("packs/not_yet.html", meeting=meeting), 404)


def _may_read(audience: Audience, committee_id: int, *, is_out: bool) -> bool:
    wanted = [Permission.SEE_EXEMPT] * (audience is Audience.MEMBERS) + [Permission.SEE_DRAFTS] * (not is_out)
    return all(may_see(permission, committee_id) for permission in wanted)


def _unkept(page: str, status: int) -> ResponseReturnValue:
    answer = make_response(page, status)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _file_name(pack: AnyRow) -> str:
    """`agenda-pack-SOS-2021-11-30-v2.pdf`."""
    name = f"supplement-{pack.supplement}" if pack.supplement else "agenda-pack"
    members = "members-" if pack.audience is Audience.MEMBERS else ""
    version = f"-v{pack.version}" if pack.version > 1 else ""
    draft = "" if pack.published else "draft-"
    return f"{draft}{members}{name}-{pack.code}-{pack.on}{version}.{pack.kind}"


def _arranged(meeting: Meeting) -> Arranged:
    return arranging.arrange(db.session(), meeting.id, store=current_app.extensions["scrutiny.store"], on=today())


def _otherwise(meeting: Meeting, arranged: Arranged) -> tuple[str, ...]:
    """What is otherwise by now than in the newest versions, a sentence each, where nobody has asked for new ones."""
    session = db.session()
    last = queries.last_contents(session, meeting.id)
    new = [due.pack for due in arranging.due(session, meeting.id, arranged) if due.is_new] if arranged.out else []
    keys = [((pack.supplement, pack.audience), pack) for pack in new]
    return tuple(dict.fromkeys(change(last[key], contents(pack)).words for key, pack in keys if key in last))


def _is_out(meeting: Any) -> bool:
    return meeting.published_on is not None or meeting.status is MeetingStatus.HELD


def _state(build: PackBuild | None) -> State:
    if build is None:
        return "done"
    if build.failed_because:
        return "failed"
    return "making" if build.started_at else "waiting"
