"""Taking the minutes: a meeting's items, the page of one item's minute, and what became of the item."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from flask import Blueprint, current_app, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from scrutiny.clock import Clock
from scrutiny.database import db
from scrutiny.domain import wording
from scrutiny.domain.comparing import compare as compared
from scrutiny.domain.dates import in_london, written_time
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.vocabulary import ItemOutcome, MinutesState
from scrutiny.domain.wording import Suggestion
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.meetings import Meeting
from scrutiny.models.minutes import Minute
from scrutiny.operations import agenda, minute_numbers, minute_taking
from scrutiny.operations.minutes import MinuteChanged
from scrutiny.operations.scribe import Scribe
from scrutiny.papers import minute_taking as paper_of
from scrutiny.papers import minutes as minutes_paper
from scrutiny.papers.minute_taking import Line
from scrutiny.permissions import Permission
from scrutiny.queries import declarations, meetings, to_change, votes
from scrutiny.queries import minute_taking as queries
from scrutiny.queries import minutes as minutes_queries
from scrutiny.web import gate
from scrutiny.web.day import today
from scrutiny.web.filters import counted
from scrutiny.web.forms.minutes import MinuteForm, OutcomeForm
from scrutiny.web.gate import author, needs

minutes = Blueprint("minutes", __name__)


@minutes.get("/meetings/<id:meeting_id>/minutes/write")
@needs(Permission.TAKE_MINUTES, meeting=to_change.meeting)
def write(meeting: Meeting) -> ResponseReturnValue:
    lines = paper_of.lines(queries.of_meeting(db.session(), meeting.id))
    considered = [line for line in lines if line.outcome is ItemOutcome.PENDING and line.first_words]
    return render_template(
        "minutes/write.html",
        meeting=meeting,
        lines=lines,
        missing=sum(len(line.missing) for line in lines),
        unnumbered=sum(line.minute_id is not None and not line.minute_number for line in lines),
        considered=considered if meeting.on <= today() else [],
    )


@minutes.post("/meetings/<id:meeting_id>/minutes/considered")
@needs(Permission.TAKE_MINUTES, meeting=to_change.meeting)
def consider(meeting: Meeting) -> ResponseReturnValue:
    """Those with a minute at this moment, which need not be those that the button counted."""
    considered = minute_taking.consider(db.session(), meeting, on=today())
    flash(f"{counted(considered, 'item')} recorded as considered." if considered else "There was none left to record.")
    return redirect(url_for("minutes.write", meeting_id=meeting.id), 303)


@minutes.route("/items/<id:item_id>/minute", methods=["GET", "POST"])
@needs(Permission.TAKE_MINUTES, item=to_change.item)
def item(item: AgendaItem) -> ResponseReturnValue:
    """The page of one minute."""
    form = MinuteForm.of(item, queries.minute_of(db.session(), item.id))
    if not form.validate_on_submit() or form.asks_first():
        return _page(item, form, 422 if form.errors else 200)
    try:
        minute_taking.save(db.session(), item, **form.typed, clauses=form.clauses)
    except MinuteChanged:
        return _comparison(item, form, 409)
    except minute_taking.SummaryChanged as changed:
        form.seen.data = str(changed.version)
        form.fails("public_summary", changed)
    except RuleBroken as broken:
        form.fails("narrative", broken)
    else:
        flash("The minute is saved." if not form.clauses else "The minute and what was resolved are saved.")
        return redirect(url_for("minutes.item", item_id=item.id, _anchor="resolved" if form.clauses else None), 303)
    return _page(item, form, 422)


@minutes.post("/items/<id:item_id>/minute/autosave")
@needs(Permission.TAKE_MINUTES, changes=False, item=to_change.item)
def autosave(item: AgendaItem) -> ResponseReturnValue:
    """What the page's script saves while somebody types. It is told the version now, or in words why not.

    Most saves change the text of a draft and nothing else: the scribe does these. All others open a change.
    """
    minute = queries.minute_of(db.session(), item.id)
    form = MinuteForm.of(item, minute)
    scribe: Scribe | None = current_app.extensions.get("scrutiny.scribe")
    if not form.validate():
        return jsonify(fault=form.faults[0][1]), 422
    try:
        version = scribe.save(minute, **form.typed, by=author()) if scribe and minute else None
        if version is None:
            item = gate.change(to_change.item, item)
            form = MinuteForm.of(item, queries.minute_of(db.session(), item.id))
            if form.asks_first():  # its page was opened before the chair agreed, and has no tick
                raise RuleBroken("The public reads these minutes by now. Press Save to change what it reads.")
            version = minute_taking.save(db.session(), item, **form.typed).version
    except MinuteChanged as changed:
        return jsonify(fault=str(changed), theirs=changed.theirs, version=changed.version), 409
    except minute_taking.SummaryChanged as changed:
        return jsonify(fault=str(changed)), 409
    except RuleBroken as broken:
        return jsonify(fault=str(broken)), 422
    clock: Clock = current_app.extensions["scrutiny.clock"]
    return jsonify(version=version, at=written_time(in_london(clock.now()).time()))


@minutes.post("/items/<id:item_id>/minute/preview")
@needs(Permission.TAKE_MINUTES, changes=False, item=to_change.item)
def preview(item: AgendaItem) -> ResponseReturnValue:
    """What is typed as the page and the Word document will print it. Nothing is saved."""
    form = MinuteForm.of(item, queries.minute_of(db.session(), item.id))
    if request.headers.get("X-Requested-With") != "desk":
        return _page(item, form, 200 if form.validate() else 422, previewed=True)
    if not form.validate():
        return jsonify(fault=form.faults[0][1]), 422
    return jsonify(html=render_template("minutes/preview.html", record=_printed(item, form.narrative.data)))


@minutes.post("/items/<id:item_id>/minute/compare")
@needs(Permission.TAKE_MINUTES, changes=False, item=to_change.item)
def compare(item: AgendaItem) -> ResponseReturnValue:
    """What is typed beside what is saved, for whoever comes back to a text that was kept. Nothing is saved."""
    form = MinuteForm.of(item, queries.minute_of(db.session(), item.id))
    return _comparison(item, form, 200) if form.validate() else _page(item, form, 422)


@minutes.route("/items/<id:item_id>/outcome", methods=["GET", "POST"])
@needs(Permission.TAKE_MINUTES, item=to_change.item)
def outcome(item: AgendaItem) -> ResponseReturnValue:
    form = OutcomeForm(outcome=item.outcome.value, because=item.outcome_note)
    if form.validate_on_submit():
        with form.rules("because"):
            chosen = ItemOutcome(form.outcome.data)
            agenda.set_outcome(db.session(), item, outcome=chosen, because=form.because.data or "", on=today())
            flash(f"{_called(item)} is recorded as: {chosen.label.lower()}.")
            return redirect(url_for("minutes.write", meeting_id=item.meeting_id, _anchor=f"item-{item.id}"), 303)
    return render_template("minutes/outcome.html", form=form, item=item, meeting=item.meeting), _status(form)


@minutes.get("/items/<id:item_id>/minute/versions")
@needs(Permission.SEE_HISTORY, item=to_change.item)
def versions(item: AgendaItem) -> ResponseReturnValue:
    """The texts that were kept of a minute, each with what is different from the one before."""
    minute = queries.minute_of(db.session(), item.id)
    kept = queries.versions(db.session(), minute.id) if minute else []
    steps = [(after, compared(_whole(before), _whole(after))) for before, after in pairwise(kept)]
    return render_template("minutes/versions.html", item=item, meeting=item.meeting, kept=kept, steps=steps)


@dataclass(frozen=True, slots=True)
class Numbering:
    """The next number, as it would be printed; or why there is none."""

    proposed: str = ""
    refused: str = ""


def _page(item: AgendaItem, form: MinuteForm, status: int, *, previewed: bool = False) -> ResponseReturnValue:
    lines = paper_of.lines(queries.of_meeting(db.session(), item.meeting_id))
    place = next(place for place, line in enumerate(lines) if line.item_id == item.id)
    minute = queries.minute_of(db.session(), item.id)
    page = render_template(
        "minutes/item.html",
        item=item,
        meeting=item.meeting,
        form=form,
        line=lines[place],
        before=lines[place - 1] if place else None,
        after=lines[place + 1] if place + 1 < len(lines) else None,
        confirmed=item.meeting.minutes_state is MinutesState.CONFIRMED,
        record=_printed(item, form.narrative.data or ""),
        previewed=previewed,
        unsaved=request.method == "POST",
        minute=minute,
        numbering=_numbering(minute),
        phrases=queries.phrases(db.session(), item.meeting.committee_id),
        taken=votes.of_item(db.session(), item.id),
        declared=declarations.of_item(db.session(), item.id),
        hidden=_hidden(lines[place], minute),
        minutes_of=meetings.one(db.session(), item.minutes_of_id) if item.minutes_of_id else None,
        is_over=item.meeting.on <= today(),
    )
    return page, status


def _comparison(item: AgendaItem, form: MinuteForm, status: int) -> ResponseReturnValue:
    """Both texts side by side, and what to do with them: nothing is overwritten by chance."""
    saved = queries.saved_text(db.session().connection(), item.id)
    yours = form.typed
    pairs = [("minute", saved.narrative, yours["narrative"])]
    if yours["public_summary"] is not None and yours["public_summary"] != saved.public_summary:
        pairs.append(("summary for the public", saved.public_summary, yours["public_summary"]))
    page = render_template(
        "minutes/compare.html",
        item=item,
        meeting=item.meeting,
        form=form,
        pairs=[(what, compared(theirs, mine)) for what, theirs, mine in pairs],
        version=saved.version,
    )
    return page, status


def _printed(item: AgendaItem, narrative: str) -> minutes_paper.Minute:
    """The minute as the paper of these minutes has it, with this text."""
    facts = minutes_queries.find(db.session(), item.meeting_id)
    paper = minutes_paper.of(facts, exempt=True, drafts=True) if facts else None
    there = (*paper.part_one, *paper.part_two) if paper else ()
    new = minutes_paper.Minute(number="", title=item.title, body="", outcome=item.outcome, item_id=item.id)
    record = next((each for each in there if each.item_id == item.id), new)
    return replace(record, body=narrative)


def _numbering(minute: Minute | None) -> Numbering:
    if minute is None or minute.number_id is not None:
        return Numbering()
    try:
        return Numbering(proposed=minute_numbers.propose(db.session(), minute).printed)
    except RuleBroken as broken:
        return Numbering(refused=str(broken))


def _hidden(line: Line, minute: Minute | None) -> list[tuple[int, Suggestion]]:
    """Sentences of the saved minute that may hide an action, each with its place; those that were acted on left out."""
    if minute is None:
        return []
    found = enumerate(wording.hidden_actions(minute.narrative), start=1)
    asked = queries.asked_in(db.session(), line.item_id)
    return [(place, each) for place, each in found if " ".join(each.sentence.split()) not in asked]


def _whole(kept: Any) -> str:
    """A kept text as one: the narrative, and what was resolved under it."""
    return "\n\n".join(filter(None, (kept.narrative, kept.resolved)))


def _called(item: AgendaItem) -> str:
    return f"Item {item.number}" if item.number else f"“{item.title}”"


def _status(form: Any) -> int:
    return 422 if form.errors else 200
