"""A row of the work programme as the desk changes it: its words, its date, its place on the board, its end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from scrutiny.clock import Clock
from scrutiny.database import db
from scrutiny.domain.vocabulary import Section
from scrutiny.models.committees import Committee, Council
from scrutiny.models.programme import WorkProgrammeEntry as Entry
from scrutiny.operations import exemption, programme_order, turns
from scrutiny.operations import programme as operations
from scrutiny.papers import entry as papers
from scrutiny.permissions import Permission
from scrutiny.queries import entries as queries
from scrutiny.queries import programme as found
from scrutiny.queries import to_change
from scrutiny.web import asked
from scrutiny.web.day import today
from scrutiny.web.forms import Change
from scrutiny.web.forms.entries import (
    BecauseForm,
    EntryForm,
    ExemptForm,
    MoveForm,
    OfAnEntry,
    OutcomeForm,
    PlaceForm,
)
from scrutiny.web.gate import needs
from scrutiny.web.programme import address_on_board
from scrutiny.web.topics import withheld_story

entries = Blueprint("entries", __name__)


@entries.route("/entries/<id:entry_id>", methods=["GET", "POST"])
@needs(Permission.PLAN, entry=to_change.entry)
def edit(entry: Entry) -> ResponseReturnValue:
    if request.method == "POST":
        turns.hold(db.session(), entry)
    form = EntryForm.of(entry)
    if form.validate_on_submit():
        with form.rules("title"):
            operations.edit(
                db.session(),
                entry,
                title=form.title.data or "",
                details=form.details.data or "",
                outcome=form.outcome.data or "",
                section=Section(form.section.data),
                leads=form.leads.named,
            )
            flash(f"“{entry.title}” is saved.")
            return redirect(url_for("entries.edit", entry_id=entry.id), 303)
    return _page("entries/edit.html", entry, form, fresh=queries.is_fresh(db.session(), entry, at=_now()))


@entries.route("/entries/<id:entry_id>/move", methods=["GET", "POST"])
@needs(Permission.PLAN, entry=to_change.entry)
def move(entry: Entry) -> ResponseReturnValue:
    """To another meeting, day or time in words, or to be confirmed; with a `place`, to that place of its column."""
    session = db.session()
    coming = found.to_come(session, entry.committee_id, today())
    form = MoveForm.for_(coming, on=today(), **_begun(entry))
    if form.validate_on_submit():
        with form.rules("because"):
            _require_as_seen(entry, form)
            operations.defer(session, entry, to=form.slot(session), because=form.because.data or "", on=today())
            if form.placed:
                programme_order.place(session, entry, before=form.before)
            return _done(entry, form, f"“{entry.title}” is moved.")
    return _page("entries/move.html", entry, form)


@entries.post("/entries/<id:entry_id>/place")
@needs(Permission.PLAN, entry=to_change.entry)
def place(entry: Entry) -> ResponseReturnValue:
    """Before another row of its column or last there, as it was dropped; or one place up or down, as it was pressed."""
    form = PlaceForm()
    if form.placed:
        programme_order.place(db.session(), entry, before=form.before)
    else:
        programme_order.step(db.session(), entry, up=form.way.data == "up")
    return redirect(_way_back(entry, form), 303)


@entries.route("/entries/<id:entry_id>/to-be-confirmed", methods=["GET", "POST"])
@needs(Permission.PLAN, entry=to_change.entry)
def leave_to_be_confirmed(entry: Entry) -> ResponseReturnValue:
    def leave(because: str) -> object:
        return operations.leave_to_be_confirmed(db.session(), entry, because=because, on=today())

    said = f"The date of “{entry.title}” is to be confirmed."
    return _change("entries/leave_to_be_confirmed.html", entry, BecauseForm(**_begun(entry)), leave, said)


@entries.route("/entries/<id:entry_id>/withdraw", methods=["GET", "POST"])
@needs(Permission.PLAN, entry=to_change.entry)
def withdraw(entry: Entry) -> ResponseReturnValue:
    def withdraw(because: str) -> object:
        return operations.withdraw(db.session(), entry, because=because)

    said = f"“{entry.title}” is withdrawn."
    return _change("entries/withdraw.html", entry, BecauseForm(**_begun(entry)), withdraw, said)


@entries.route("/entries/<id:entry_id>/complete", methods=["GET", "POST"])
@needs(Permission.PLAN, entry=to_change.entry)
def complete(entry: Entry) -> ResponseReturnValue:
    def complete(outcome: str) -> object:
        return operations.complete(db.session(), entry, outcome=outcome)

    form = OutcomeForm(outcome=entry.outcome, **_begun(entry))
    return _change("entries/complete.html", entry, form, complete, f"“{entry.title}” is completed.")


@entries.route("/entries/<id:entry_id>/exempt", methods=["GET", "POST"])
@needs(Permission.PLAN, entry=to_change.entry)
def make_exempt(entry: Entry) -> ResponseReturnValue:
    committee = _committee(entry)
    nation = db.session().get_one(Council, committee.council_id).nation
    form = ExemptForm.of(entry.topic, nation, on=today(), **_begun(entry))
    if form.validate_on_submit():
        with form.rules("paragraphs"):
            _require_as_seen(entry, form)
            exemption.make_topic_exempt(
                db.session(), entry.topic, paragraphs=form.claimed, public_title=form.public_title.data or ""
            )
            return _done(entry, form, f"The public reads “{entry.topic.public_title}”, and no more of it.")
    return _page("entries/make_exempt.html", entry, form)


@entries.route("/entries/<id:entry_id>/public", methods=["GET", "POST"])
@needs(Permission.PLAN, entry=to_change.entry)
def make_public(entry: Entry) -> ResponseReturnValue:
    """Asked first, because what the public has read cannot be taken back."""
    form = OfAnEntry(**_begun(entry))
    if form.validate_on_submit():
        _require_as_seen(entry, form)
        exemption.make_topic_public(db.session(), entry.topic)
        return _done(entry, form, f"“{entry.title}” is public.")
    return _page("entries/make_public.html", entry, form, story=withheld_story(entry.topic_id))


@entries.post("/entries/<id:entry_id>/take-back")
@needs(Permission.PLAN, entry=to_change.entry)
def take_back(entry: Entry) -> ResponseReturnValue:
    board = address_on_board(_committee(entry), entry)
    operations.take_back(db.session(), entry)
    flash(f"“{entry.title}” is taken back, as if it had never been added.")
    return redirect(board, 303)


def _change(
    template: str, entry: Entry, form: OfAnEntry, act: Callable[[str], object], said: str
) -> ResponseReturnValue:
    """A form of one box, which asks why or what came of it, and then does the one thing."""
    box = next(field for field in form if field.name in ("because", "outcome"))
    if form.validate_on_submit():
        with form.rules(box.name):
            _require_as_seen(entry, form)
            act(box.data or "")
            return _done(entry, form, said)
    return _page(template, entry, form)


def _begun(entry: Entry) -> dict[str, str]:
    """What every form about a row begins with: the version that is looked at, and where to come back to."""
    return {"seen": str(entry.version), "back": asked.words("back")}


def _require_as_seen(entry: Entry, form: OfAnEntry) -> None:
    """Who is told that it changed sees it as it is now, and sends the form again knowingly."""
    try:
        turns.require_as_seen(db.session(), entry, version=form.version)
    except turns.ChangedMeanwhile:
        form.seen.data = str(entry.version)
        raise


def _page(template: str, entry: Entry, form: Change, **more: object) -> ResponseReturnValue:
    told = papers.of(entry, queries.told(db.session(), entry))
    committee = _committee(entry)
    board = address_on_board(committee, entry)
    page = render_template(template, form=form, entry=entry, told=told, committee=committee, board=board, **more)
    return page, 422 if form.errors else 200


def _done(entry: Entry, form: OfAnEntry, said: str) -> ResponseReturnValue:
    flash(said)
    return redirect(_way_back(entry, form), 303)


def _way_back(entry: Entry, form: OfAnEntry) -> str:
    """To the board or the table where the card was pressed, at that card; else to the page of the row itself."""
    if form.back.data in ("board", "table"):
        return address_on_board(_committee(entry), entry, as_table=form.back.data == "table")
    return url_for("entries.edit", entry_id=entry.id)


def _committee(entry: Entry) -> Committee:
    return db.session().get_one(Committee, entry.committee_id)


def _now() -> datetime:
    clock: Clock = current_app.extensions["scrutiny.clock"]
    return clock.now()
