"""Resolutions: reworded, ordered, struck out, and turned into what must follow from them."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug import Response

from scrutiny.database import db
from scrutiny.domain import wording
from scrutiny.domain.dates import written
from scrutiny.domain.vocabulary import MinutesState, ResolutionKind, ResponseClock
from scrutiny.models.agenda import AgendaItem, Topic
from scrutiny.models.meetings import Meeting
from scrutiny.models.minutes import Resolution
from scrutiny.models.programme import WorkProgrammeEntry
from scrutiny.operations import follow_up, minutes, recommendations
from scrutiny.operations import resolutions as operations
from scrutiny.operations.follow_up import Source
from scrutiny.operations.programme import Slot
from scrutiny.permissions import Permission
from scrutiny.queries import minute_taking as queries
from scrutiny.queries import to_change
from scrutiny.web import asked
from scrutiny.web.day import today
from scrutiny.web.forms.resolutions import (
    NEW_ENTRY,
    NEW_TOPIC,
    ActionForm,
    ClauseForm,
    EntryForm,
    RecommendationForm,
    RewordForm,
)
from scrutiny.web.gate import needs

resolutions = Blueprint("resolutions", __name__)

FURTHER = {
    ResolutionKind.ACTION: "resolutions.make_action",
    ResolutionKind.RECOMMENDATION: "resolutions.make_recommendation",
    ResolutionKind.PROGRAMME: "resolutions.make_entry",
}


@resolutions.route("/resolutions/<id:resolution_id>", methods=["GET", "POST"])
@needs(Permission.TAKE_MINUTES, resolution=to_change.resolution)
def reword(resolution: Resolution) -> ResponseReturnValue:
    """The words of a clause and its kind, which is suggested and never chosen by itself."""
    form = RewordForm.of(resolution, _as_it_is(resolution))
    if form.is_submitted() and form.seen.data != resolution.text:
        form.seen.data = resolution.text
        form.fails("text", f"Somebody else reworded this meanwhile. It now says: {resolution.text}")
    elif form.validate_on_submit() and not form.asks_first():
        with form.rules("text"):
            kind = ResolutionKind(form.kind.data or ResolutionKind.NONE)
            minutes.reword(db.session(), resolution, text=form.text.data, kind=kind)
            if kind in FURTHER and not _made(resolution):
                return redirect(url_for(FURTHER[kind], resolution_id=resolution.id), 303)
            flash("The resolution is changed.")
            return _to_item(resolution.minute.item)
    reading = wording.suggest(form.text.data or "")
    page = render_template("resolutions/reword.html", form=form, reading=reading, **_about(resolution))
    return page, 422 if form.errors else 200


@resolutions.route("/resolutions/<id:resolution_id>/move", methods=["GET", "POST"])
@needs(Permission.TAKE_MINUTES, resolution=to_change.resolution)
def move(resolution: Resolution) -> ResponseReturnValue:
    """Up or down among the others, by a button of the minute's page; agreed minutes ask first, on a page of its own."""
    form, up = ClauseForm.of(_as_it_is(resolution)), request.values.get("to") == "up"
    if form.validate_on_submit() and not form.asks_first():
        operations.move(db.session(), resolution, by=-1 if up else 1)
        return _to_item(resolution.minute.item)
    page = render_template("resolutions/move.html", form=form, up=up, **_about(resolution))
    return page, 422 if form.errors else 200


@resolutions.route("/resolutions/<id:resolution_id>/strike", methods=["GET", "POST"])
@needs(Permission.TAKE_MINUTES, resolution=to_change.resolution)
def strike(resolution: Resolution) -> ResponseReturnValue:
    """Take a clause out, after asking once."""
    form = ClauseForm.of(_as_it_is(resolution))
    if form.validate_on_submit() and not form.asks_first():
        minutes.strike(db.session(), resolution)
        flash("The resolution is struck out.")
        return _to_item(resolution.minute.item)
    page = render_template("resolutions/strike.html", form=form, **_about(resolution))
    return page, 422 if form.errors else 200


@resolutions.route("/resolutions/<id:resolution_id>/action", methods=["GET", "POST"])
@needs(Permission.TAKE_MINUTES, resolution=to_change.resolution)
def make_action(resolution: Resolution) -> ResponseReturnValue:
    item = resolution.minute.item
    source = Source(resolution=resolution)
    return _action(item, source, text=resolution.text, about=_about(resolution))


@resolutions.route("/items/<id:item_id>/action", methods=["GET", "POST"])
@needs(Permission.TAKE_MINUTES, item=to_change.item)
def make_action_of_words(item: AgendaItem) -> ResponseReturnValue:
    """An action from the narrative: `words` is the place of the sentence among those that hide one."""
    minute = queries.minute_of(db.session(), item.id)
    found = wording.hidden_actions(minute.narrative if minute else "")
    place = asked.number("words") or 0
    text = found[place - 1].sentence if 0 < place <= len(found) else ""
    return _action(item, Source(item=item), text=text, about={"item": item, "meeting": item.meeting})


@resolutions.route("/resolutions/<id:resolution_id>/recommendation", methods=["GET", "POST"])
@needs(Permission.TAKE_MINUTES, resolution=to_change.resolution)
def make_recommendation(resolution: Resolution) -> ResponseReturnValue:
    item = resolution.minute.item
    form = RecommendationForm(text=resolution.text, clock=ResponseClock.EXECUTIVE.value)
    if form.validate_on_submit():
        with form.rules("sent_on" if form.sent_on.data else "text"):
            made = recommendations.make(
                db.session(),
                committee=item.meeting.committee,
                text=form.text.data or "",
                addressee=form.addressee.data,
                clock=ResponseClock(form.clock.data),
                on=_resolved_on(item),
                source=Source(resolution=resolution),
            )
            if form.sent_on.data:
                recommendations.send(db.session(), made, on=form.sent_on.data)
            flash(f"Recommendation {made.reference} is made.")
            return _to_item(item)
    known = queries.addressees(db.session(), item.meeting.committee_id)
    page = render_template("resolutions/recommendation.html", form=form, known=known, **_about(resolution))
    return page, 422 if form.errors else 200


@resolutions.route("/resolutions/<id:resolution_id>/programme", methods=["GET", "POST"])
@needs(Permission.TAKE_MINUTES, resolution=to_change.resolution)
def make_entry(resolution: Resolution) -> ResponseReturnValue:
    item = resolution.minute.item
    committee_id = item.meeting.committee_id
    form = EntryForm(
        entry=NEW_ENTRY,
        title=item.title,
        topic=str(item.topic_id or NEW_TOPIC),
        details=f"Follow-up from {written(item.meeting.on)} meeting",
    )
    form.offer(
        entries=queries.open_entries(db.session(), committee_id),
        topics=queries.topics(db.session(), committee_id),
        meetings=queries.coming_meetings(db.session(), committee_id, today()),
        exempt=item.exempt,
    )
    if form.validate_on_submit():
        with form.rules("title"):
            _put_on_programme(resolution, item, form)
            flash("It is on the work programme, as what this resolution asked for.")
            return _to_item(item)
    page = render_template("resolutions/programme.html", form=form, **_about(resolution))
    return page, 422 if form.errors else 200


def _put_on_programme(resolution: Resolution, item: AgendaItem, form: EntryForm) -> None:
    session = db.session()
    if form.entry.data and form.entry.data != NEW_ENTRY:
        operations.answer_with(session, resolution, entry=session.get_one(WorkProgrammeEntry, int(form.entry.data)))
        return
    chosen = form.topic.data or NEW_TOPIC
    operations.put_on_programme(
        session,
        resolution,
        committee=item.meeting.committee,
        title=form.title.data,
        details=form.details.data or "",
        topic=None if chosen == NEW_TOPIC else session.get_one(Topic, int(chosen)),
        at=Slot(meeting=session.get_one(Meeting, int(form.meeting.data)) if form.meeting.data else None),
        on=today(),
    )


def _action(item: AgendaItem, source: Source, *, text: str, about: dict[str, object]) -> ResponseReturnValue:
    """Ask somebody for something: the page, and what it sends."""
    committee_id = item.meeting.committee_id
    form = ActionForm(text=text, due=wording.due_by(text))
    form.offer(queries.coming_meetings(db.session(), committee_id, today()))
    if form.validate_on_submit() and form.due.data and form.due_meeting.data:
        form.fails("due", "Choose a meeting or enter a day, not both")
    elif form.validate_on_submit():
        with form.rules("text"):
            owner = form.owner.data
            made = follow_up.open_action(
                db.session(),
                committee=item.meeting.committee,
                text=form.text.data or "",
                owner=queries.person_named(db.session(), owner) or owner,
                due=form.due.data,
                due_meeting=db.session().get_one(Meeting, int(form.due_meeting.data))
                if form.due_meeting.data
                else None,
                on=_resolved_on(item),
                source=source,
            )
            flash(f"Action {made.reference} is open.")
            return _to_item(item)
    known = queries.answerable(db.session(), item, committee_id, item.meeting.on)
    return render_template("resolutions/action.html", form=form, known=known, **about), 422 if form.errors else 200


def _as_it_is(resolution: Resolution) -> MinutesState:
    """How far its minutes are. Inside a change nobody changes the clause or agrees the minutes from here on."""
    meeting = resolution.minute.item.meeting
    if request.method == "POST":
        minutes.hold_clause(db.session(), resolution)
        db.session().refresh(meeting, ["minutes_state"])
    return meeting.minutes_state


def _about(resolution: Resolution) -> dict[str, object]:
    item = resolution.minute.item
    return {"resolution": resolution, "item": item, "meeting": item.meeting}


def _made(resolution: Resolution) -> bool:
    return queries.anything_made_of(db.session(), resolution.id)


def _resolved_on(item: AgendaItem) -> date:
    """What was asked for at a meeting was asked for on its day."""
    return item.meeting.on


def _to_item(item: AgendaItem) -> Response:
    return redirect(url_for("minutes.item", item_id=item.id, _anchor="resolved"), 303)
