"""The official text of minutes: a file that was finished by hand, adopted, and read beside what the record prints."""

from __future__ import annotations

from enum import Enum

from flask import Blueprint, abort, current_app, flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from scrutiny.database import db
from scrutiny.domain.merging.marks import Mark, Place
from scrutiny.domain.rules import RuleBroken
from scrutiny.intake import minutes as intake
from scrutiny.intake import uploads
from scrutiny.models.official_minutes import MinutesDraft, OfficialMinutes
from scrutiny.operations import official_minutes as operations
from scrutiny.permissions import Permission
from scrutiny.queries import meetings, to_change
from scrutiny.queries import official_minutes as queries
from scrutiny.store import Store
from scrutiny.web import gate
from scrutiny.web.forms.minutes_from_word import AdoptForm, WithdrawForm
from scrutiny.web.gate import may_see, needs, public
from scrutiny.web.responses import WORD, from_store

official_minutes = Blueprint("official_minutes", __name__)

MORE_IS_EXEMPT = "Which items are exempt was changed while you were looking. Look at the file again, and say it anew."


@official_minutes.route("/minutes/word/<id:draft_id>/adopt", methods=["GET", "POST"])
@needs(Permission.TAKE_MINUTES, draft=to_change.minutes_draft, changes=False)
def adopt(draft: MinutesDraft) -> ResponseReturnValue:
    """Whether it tells of anything exempt is not asked where the file says so itself, or where nothing is exempt.

    That it does not is said of the items that were exempt when it was asked: of one more it is asked again.
    """
    form = AdoptForm()
    content = _content(draft)
    tags, carries = set(intake.made_from(content)), uploads.metadata_warnings(content, WORD)
    there = queries.exempt_items(db.session(), draft.meeting_id)
    seen = form.seen.data if form.is_submitted() else _seen(there)
    form.seen.data = _seen(there)
    tells = _tells(tags, there)
    if tells is not Tells.UNSAID:
        del form.heard
    if form.validate_on_submit():
        draft = gate.change(to_change.minutes_draft, draft)
        there = queries.exempt_items(db.session(), draft.meeting_id)
        says = "heard" in form and form.heard.data == "open"
        exempt = not says and _tells(tags, there) is not Tells.NOTHING
        with form.rules("heard" if says else "because"):
            if says and seen != _seen(there):
                raise RuleBroken(MORE_IS_EXEMPT)
            official = operations.adopt(
                db.session(),
                draft,
                exempt=exempt,
                withheld=() if exempt else there,
                because=form.because.data or "",
                by=current_user.name,
            )
            flash(f"Version {official.version} is the official text. The minutes made from the record stay beside it.")
            return redirect(_to_versions(draft.meeting_id), 303)
    found = to_change.meeting(db.session(), draft.meeting_id) or abort(404)
    said = {"form": form, "tells": tells.value, "carries": carries}
    page = render_template("official_minutes/adopt.html", meeting=found.thing, draft=draft, **said)
    return page, 422 if form.errors else 200


@official_minutes.route("/minutes/official/<id:official_id>/withdraw", methods=["GET", "POST"])
@needs(Permission.TAKE_MINUTES, official=to_change.official)
def withdraw(official: OfficialMinutes) -> ResponseReturnValue:
    """What will be the official text in its place is said before, and is what comes about or nothing does."""
    session, form = db.session(), WithdrawForm()
    stood = form.stood
    form.seen.data = " ".join(map(str, queries.standing(session, official.meeting_id)))
    if form.validate_on_submit():
        with form.rules("because"):
            operations.withdraw(session, official, because=form.because.data or "", seen=stood, by=current_user.name)
            flash(f"Version {official.version} is taken back. It is kept here, with the reason.")
            return redirect(_to_versions(official.meeting_id), 303)
    found = to_change.meeting(session, official.meeting_id) or abort(404)
    then = {
        reader: queries.official(
            queries.versions(session, official.meeting_id, exempt=exempt), without=official.version
        )
        for reader, exempt in (("public", False), ("desk", True))
    }
    about = {"meeting": found.thing, "official": official, "then": then}
    return render_template("official_minutes/withdraw.html", form=form, **about), 422 if form.errors else 200


@official_minutes.get("/meetings/<id:meeting_id>/minutes/official/<id:number>")
@public
def show(meeting_id: int, number: int) -> ResponseReturnValue:
    """A version that was adopted. What its reader may not see is not there, an old ETag or not.

    One that was taken back is read by those alone who could take it back; all others are told that it was.
    """
    meeting = meetings.one(db.session(), meeting_id) or abort(404)
    if not (meeting.minutes_state.public or may_see(Permission.SEE_DRAFTS, meeting.committee_id)):
        abort(404)
    exempt = may_see(Permission.SEE_EXEMPT, meeting.committee_id)
    row = queries.version(db.session(), meeting_id, number, exempt=exempt) or abort(404)
    if row.withdrawn_at is not None and not may_see(Permission.TAKE_MINUTES, meeting.committee_id):
        gone = make_response(render_template("official_minutes/withdrawn.html", meeting=meeting, version=row), 410)
        gone.headers["Cache-Control"] = "no-store"
        return gone
    name = f"minutes-{meeting.code}-{meeting.on}-official-{row.version}.docx"
    public = row.withdrawn_at is None and not row.exempt
    return from_store(row.sha256, name=name, media_type=WORD, size=row.size, public=public)


class Tells(Enum):
    """What a file says by its marks of the exempt items of its meeting; without marks it says nothing of them."""

    NOTHING = "nothing"
    EXEMPT = "exempt"
    UNSAID = "unsaid"


def _tells(tags: set[Mark], exempt: set[int]) -> Tells:
    if any(mark.place is Place.NARRATIVE and mark.number in exempt for mark in tags):
        return Tells.EXEMPT
    summaries = {mark.number for mark in tags if mark.place is Place.SUMMARY}
    return Tells.NOTHING if exempt <= summaries else Tells.UNSAID


def _seen(exempt: set[int]) -> str:
    """As the form carries them."""
    return " ".join(map(str, sorted(exempt)))


def _to_versions(meeting_id: int) -> str:
    return url_for("minutes_from_word.index", meeting_id=meeting_id, _anchor="official")


def _content(draft: MinutesDraft) -> bytes:
    store: Store = current_app.extensions["scrutiny.store"]
    with store.open(draft.sha256) as kept:
        return kept.read()
