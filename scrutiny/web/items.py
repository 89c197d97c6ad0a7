"""One item of an agenda: changed, moved, taken off, withdrawn."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from scrutiny.database import db
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.vocabulary import MeetingStatus
from scrutiny.models.agenda import AgendaItem
from scrutiny.operations import agenda, drafting
from scrutiny.operations import items as operations
from scrutiny.operations.items import ItemChanged
from scrutiny.papers.people import leads
from scrutiny.permissions import Permission
from scrutiny.queries import documents, to_change
from scrutiny.web.day import today
from scrutiny.web.forms.items import ItemForm, WithdrawForm
from scrutiny.web.gate import needs
from scrutiny.web.topics import withheld_story

items = Blueprint("items", __name__)


@items.route("/items/<id:item_id>", methods=["GET", "POST"])
@needs(Permission.DRAFT_AGENDAS, item=to_change.item)
def edit(item: AgendaItem) -> ResponseReturnValue:
    if request.method == "GET" and (because := operations.stands_because(db.session(), item.meeting)):
        return _standing(item, because)
    operations.require_draft(db.session(), item.meeting)
    nation = item.meeting.committee.council.nation
    form = ItemForm.of(item, nation)
    if request.method == "GET":
        return _page(item, form)
    if not form.validate():
        return _page(item, form), 422
    was_exempt = item.exempt
    try:
        _save(item, form)
    except ItemChanged as changed:
        form.seen.data = operations.as_it_is(changed.item)
        return _page(item, form, now=ItemForm.of(changed.item, nation, formdata=None)), 409
    except RuleBroken as broken:
        form.fails("title", broken)
        return _page(item, form), 422
    flash(f"“{item.title}” is saved.")
    if was_exempt and not item.exempt and documents.of_item(db.session(), item.id):
        flash("Its papers stay exempt. Open each of them on its own, if the public may read it.")
    return _back(item)


@items.post("/items/<id:item_id>/move")
@needs(Permission.DRAFT_AGENDAS, item=to_change.item)
def move(item: AgendaItem) -> ResponseReturnValue:
    way = request.form.get("way")
    if way not in ("up", "down"):
        raise BadRequest
    drafting.move(db.session(), item, "up" if way == "up" else "down")
    return _back(item)


@items.post("/items/<id:item_id>/remove")
@needs(Permission.DRAFT_AGENDAS, item=to_change.item)
def remove(item: AgendaItem) -> ResponseReturnValue:
    agenda.remove_item(db.session(), item)
    flash(f"“{item.title}” is off the agenda.")
    return redirect(url_for("agenda.edit", meeting_id=item.meeting_id), 303)


@items.route("/items/<id:item_id>/withdraw", methods=["GET", "POST"])
@needs(Permission.DRAFT_AGENDAS, item=to_change.item)
def withdraw(item: AgendaItem) -> ResponseReturnValue:
    """What was published, or has papers, is not taken off: it stays, marked and explained."""
    form = WithdrawForm()
    if form.validate_on_submit():
        try:
            operations.withdraw(db.session(), item, because=form.because.data or "", on=today())
        except RuleBroken as broken:
            form.fails("because", broken)
        else:
            flash(f"“{item.title}” is withdrawn. It stays on the agenda, with the reason.")
            return _back(item)
    return render_template(
        "items/withdraw.html", item=item, meeting=item.meeting, form=form
    ), 422 if form.errors else 200


def _save(item: AgendaItem, form: ItemForm) -> None:
    operations.edit(
        db.session(),
        item,
        title=form.title.data or "",
        leads=form.answering,
        report_recommendations=form.report_recommendations.data or "",
        minutes_wanted=form.minutes_wanted.data,
        papers_due=form.papers_due.data,
        exempt=form.exempt,
        seen=form.seen.data,
    )


def _standing(item: AgendaItem, because: str) -> str:
    """An item that is not changed any more: what can be done with it all the same."""
    return render_template(
        "items/standing.html",
        item=item,
        meeting=item.meeting,
        because=because,
        leads=leads(item.leads),
        papers=documents.counts(db.session(), [item.id]).get(item.id, 0),
        minuted=item.meeting.on <= today() or item.meeting.status is MeetingStatus.HELD,
    )


def _page(item: AgendaItem, form: ItemForm, now: ItemForm | None = None) -> str:
    """With `now`, the item as somebody else has made it meanwhile, beside what was typed."""
    story = withheld_story(item.topic_id) if item.exempt else None
    return render_template("items/edit.html", item=item, meeting=item.meeting, form=form, now=now, story=story)


def _back(item: AgendaItem) -> ResponseReturnValue:
    return redirect(url_for("agenda.edit", meeting_id=item.meeting_id, _anchor=f"item-{item.id}"), 303)
