"""The items that come onto a committee's agendas by themselves."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from scrutiny.database import db
from scrutiny.domain.dates import MONTHS
from scrutiny.models.committees import Committee, StandingItem
from scrutiny.operations import standing_items as operations
from scrutiny.papers.history import Said
from scrutiny.permissions import Permission
from scrutiny.queries import standing_items as queries
from scrutiny.queries import to_change
from scrutiny.queries.rows import Rows
from scrutiny.web import history
from scrutiny.web.day import today
from scrutiny.web.forms.standing_items import KINDS, StandingItemForm
from scrutiny.web.gate import needs

standing_items = Blueprint("standing_items", __name__)

SAID = Said(values={"kind": dict(KINDS), "month": dict(enumerate(MONTHS, start=1))})


@standing_items.route("/committees/<code:code>/standing-items", methods=["GET", "POST"])
@needs(Permission.PLAN, committee=to_change.committee)
def index(committee: Committee) -> ResponseReturnValue:
    """Sent here is a new item."""
    form = StandingItemForm()
    if form.validate_on_submit():
        with form.rules("title"):
            item = operations.add(db.session(), committee, form.matter)
            return _to_index(committee, f"“{item.title}” is added.")
    found = queries.of_committee(db.session(), committee.id)
    page = render_template(
        "standing_items/index.html",
        committee=committee,
        form=form,
        groups=_groups([item for item in found if item.ended_on is None]),
        ended=[item for item in found if item.ended_on is not None],
        missing=operations.missing(found),
        months=MONTHS,
    )
    return page, 422 if form.errors else 200


@standing_items.post("/committees/<code:code>/standing-items/customary")
@needs(Permission.PLAN, committee=to_change.committee)
def add_customary(committee: Committee) -> ResponseReturnValue:
    added = operations.add_customary(db.session(), committee)
    titles = ", ".join(item.title for item in added)
    return _to_index(committee, f"Added: {titles}." if added else "They are there already.")


@standing_items.route("/standing-items/<id:standing_item_id>", methods=["GET", "POST"])
@needs(Permission.PLAN, standing_item=to_change.standing_item)
def edit(standing_item: StandingItem) -> ResponseReturnValue:
    form = StandingItemForm(standing_item)
    committee = _committee_of(standing_item)
    title = standing_item.title
    if form.validate_on_submit():
        with form.rules("title"):
            operations.change(db.session(), standing_item, form.matter)
            return _to_index(committee, f"“{standing_item.title}” is saved.")
    changes = history.of(standing_item, committee.id, SAID)
    page = render_template(
        "standing_items/edit.html",
        committee=committee,
        item_id=standing_item.id,
        title=title,
        form=form,
        changes=changes,
    )
    return page, 422 if form.errors else 200


@standing_items.post("/standing-items/<id:standing_item_id>/move")
@needs(Permission.PLAN, standing_item=to_change.standing_item)
def move(standing_item: StandingItem) -> ResponseReturnValue:
    operations.move(db.session(), standing_item, earlier=request.form.get("way") == "up")
    return _to_index(_committee_of(standing_item), anchor=f"item-{standing_item.id}")


@standing_items.post("/standing-items/<id:standing_item_id>/end")
@needs(Permission.PLAN, standing_item=to_change.standing_item)
def end(standing_item: StandingItem) -> ResponseReturnValue:
    operations.end(db.session(), standing_item, on=today())
    return _to_index(_committee_of(standing_item), f"“{standing_item.title}” comes onto no agenda from today on.")


@standing_items.post("/standing-items/<id:standing_item_id>/take-up-again")
@needs(Permission.PLAN, standing_item=to_change.standing_item)
def take_up_again(standing_item: StandingItem) -> ResponseReturnValue:
    operations.take_up_again(db.session(), standing_item)
    return _to_index(_committee_of(standing_item), f"“{standing_item.title}” is taken up again.")


def _groups(items: Rows) -> list[tuple[str, Rows]]:
    """As an agenda has them: at the start, among the business in their months, at the end."""
    groups = [
        ("At the start of every agenda", [item for item in items if not item.at_the_end and item.month is None]),
        ("Once a year", [item for item in items if not item.at_the_end and item.month is not None]),
        ("At the end of the agenda", [item for item in items if item.at_the_end]),
    ]
    return [(heading, group) for heading, group in groups if group]


def _committee_of(item: StandingItem) -> Committee:
    return db.session().get_one(Committee, item.committee_id)


def _to_index(committee: Committee, done: str = "", *, anchor: str | None = None) -> ResponseReturnValue:
    if done:
        flash(done)
    return redirect(url_for("standing_items.index", code=committee.code, _anchor=anchor), 303)
