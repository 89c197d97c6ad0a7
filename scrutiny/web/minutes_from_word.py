"""Finishing minutes in Word: the file goes out, comes back, and is taken over text by text as its clerk decides."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, abort, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from scrutiny import house_look
from scrutiny.database import db
from scrutiny.domain.dates import written
from scrutiny.domain.merging.drafts import NOTHING
from scrutiny.domain.merging.marks import Place
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.vocabulary import MinutesState, TemplateKind
from scrutiny.intake import minutes as intake
from scrutiny.models.meetings import Meeting
from scrutiny.models.official_minutes import MinutesDraft
from scrutiny.operations import minutes_from_word as operations
from scrutiny.papers import finished_in_word as paper_of
from scrutiny.papers import minutes as minutes_paper
from scrutiny.papers.finished_in_word import FinishedInWord, WordFacts
from scrutiny.permissions import Permission
from scrutiny.queries import minutes as minutes_queries
from scrutiny.queries import minutes_from_word as queries
from scrutiny.queries import official_minutes, to_change
from scrutiny.store import Store
from scrutiny.web import gate, uploading
from scrutiny.web.filters import counted
from scrutiny.web.forms.minutes_from_word import FinishForm, SendForm, key_of, kinds
from scrutiny.web.gate import needs
from scrutiny.web.responses import WORD, from_store

minutes_from_word = Blueprint("minutes_from_word", __name__)


@minutes_from_word.route("/meetings/<id:meeting_id>/minutes/word", methods=["GET", "POST"])
@uploading.takes_files
@needs(Permission.TAKE_MINUTES, meeting=to_change.meeting, changes=False)
def index(meeting: Meeting) -> ResponseReturnValue:
    """The file to take away, where to send it back, and what came back before."""
    form = SendForm()
    if form.validate_on_submit() and (uploads := uploading.kept(form, form.files)) and _is_of(meeting, form):
        meeting, sent = gate.change(to_change.meeting, meeting), uploads[0]
        draft = operations.keep(
            db.session(), meeting, sha256=sent.sha256, name=sent.name, size=sent.size, by=current_user.name
        )
        return redirect(url_for("minutes_from_word.compare", draft_id=draft.id), 303)
    versions = official_minutes.versions(db.session(), meeting.id, exempt=True)
    page = render_template(
        "minutes_from_word/index.html",
        meeting=meeting,
        form=form,
        drafts=queries.drafts(db.session(), meeting.id),
        versions=versions,
        official=official_minutes.official(versions),
    )
    return page, 422 if form.errors else 200


@minutes_from_word.route("/minutes/word/<id:draft_id>", methods=["GET", "POST"])
@needs(Permission.TAKE_MINUTES, draft=to_change.minutes_draft, changes=False)
def compare(draft: MinutesDraft) -> ResponseReturnValue:
    """The file beside the record. It is read before the change is opened: that takes its time."""
    form = FinishForm()
    form.of_minutes(_state(draft))
    now = queries.as_it_is(db.session(), draft.meeting_id)
    seen = (form.seen.data or "") if form.is_submitted() else now
    form.seen.data = now
    compared = compared_with_record(draft)
    if not form.validate_on_submit():
        return _page(draft, form, compared)
    taken = form.taken(compared, queries.items(db.session(), draft.meeting_id))
    if form.unchosen and seen == now:
        return _page(draft, form, compared)
    if any(each.says_anything for each in taken) and form.asks_first():
        return _page(draft, form, compared)
    draft = gate.change(to_change.minutes_draft, draft)
    try:
        with db.session().begin_nested():
            done = operations.apply(
                db.session(), draft, taken=taken, seen=seen, because=form.because.data or "", by=current_user.name
            )
    except operations.RecordMoved as moved:
        form.unchosen = [("compared", str(moved))]
        db.session().rollback()  # to compare takes its time, and nobody is to wait for it
        form.seen.data = queries.as_it_is(db.session(), draft.meeting_id)
        return _page(draft, form, compared_with_record(draft), 409)
    except RuleBroken as broken:
        confirmed = _state(draft) is MinutesState.CONFIRMED
        form.unchosen = [("because" if confirmed else "compared", str(broken))]
        return _page(draft, form, compared)
    flash(f"{counted(done, 'minute')} changed as you chose. The file is kept.")
    return redirect(url_for("minutes.write", meeting_id=draft.meeting_id), 303)


@minutes_from_word.get("/minutes/word/<id:draft_id>/file")
@needs(Permission.TAKE_MINUTES, draft=to_change.minutes_draft)
def file(draft: MinutesDraft) -> ResponseReturnValue:
    """The file as it came back."""
    return from_store(draft.sha256, name=draft.name, media_type=WORD, size=draft.size, public=False)


def compared_with_record(draft: MinutesDraft) -> FinishedInWord:
    """A file made for the public is compared with what the public is told, in the committee's own look as it is now."""
    store: Store = current_app.extensions["scrutiny.store"]
    session = db.session()
    with store.open(draft.sha256) as kept:
        content = kept.read()
    tags = intake.made_from(content)
    facts = minutes_queries.find(session, draft.meeting_id) or abort(404)
    exempt = not any(mark.place is Place.SUMMARY for mark in tags)
    paper = minutes_paper.of(facts, exempt=exempt, drafts=True)
    printed = NOTHING
    if paper is not None:
        made = house_look.printed(session, store, TemplateKind.MINUTES, paper, code=paper.committee_code)
        printed = intake.own(made)
    words = WordFacts(
        items=queries.items(session, draft.meeting_id),
        resolutions=queries.resolutions(session, draft.meeting_id),
        made_from=queries.made_from(session, draft.meeting_id, tags),
    )
    record = replace(printed, items=paper_of.known(words, printed))
    return paper_of.of(words, printed=printed, file=intake.read(content, record=record))


def _is_of(meeting: Meeting, form: SendForm) -> bool:
    """Whether the file, which was found in order, was made from this meeting's minutes, as far as it tells."""
    (sent,) = form.files.given
    sent.seek(0)
    try:
        tags = intake.made_from(sent.read())
    except RuleBroken as broken:
        form.fails("files", broken)
        return False
    others = [mark.number for mark in tags if mark.place is Place.MEETING and mark.number != meeting.id]
    if others:
        form.fails(
            "files",
            "This file was made from the minutes of another meeting, not from those of "
            f"{written(meeting.on)}. Choose the right file, or upload it at its own meeting.",
        )
    return not others


def _state(draft: MinutesDraft) -> MinutesState:
    return db.session().get_one(Meeting, draft.meeting_id).minutes_state


def _page(draft: MinutesDraft, form: FinishForm, compared: FinishedInWord, status: int = 0) -> ResponseReturnValue:
    found = to_change.meeting(db.session(), draft.meeting_id) or abort(404)
    page = render_template(
        "minutes_from_word/compare.html",
        meeting=found.thing,
        draft=draft,
        form=form,
        compared=compared,
        confirmed=_state(draft) is MinutesState.CONFIRMED,
        items=queries.items(db.session(), draft.meeting_id),
        key_of=key_of,
        kinds=tuple(kinds()),
    )
    return page, status or (422 if form.faults else 200)
