"""What a committee scores suggestions by: its own settings, begun with a set that is in use elsewhere or with none."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from scrutiny.database import db
from scrutiny.domain.criteria import SETS, Begun
from scrutiny.domain.rules import RuleBroken
from scrutiny.models.committees import Committee
from scrutiny.models.suggestions import Criterion
from scrutiny.operations import criteria as operations
from scrutiny.operations import turns
from scrutiny.permissions import Permission
from scrutiny.queries import suggestions as queries
from scrutiny.queries import to_change
from scrutiny.web.day import today
from scrutiny.web.forms.criteria import CriterionForm
from scrutiny.web.gate import needs

criteria = Blueprint("criteria", __name__)


@criteria.route("/committees/<code:code>/criteria", methods=["GET", "POST"])
@needs(Permission.PLAN, committee=to_change.committee)
def index(committee: Committee) -> ResponseReturnValue:
    """Those in force and those that ended; a form for one more."""
    form = CriterionForm.anew()
    if form.validate_on_submit():
        with form.rules("name"):
            name, most, guidance = form.name.data or "", form.most.data or 0, form.guidance.data or ""
            operations.add(db.session(), committee, name=name, most=most, guidance=guidance)
            return _done(committee, f"Suggestions are scored by “{name}” now.")
    held = queries.criteria(db.session(), committee.id)
    page = render_template(
        "criteria/index.html",
        form=form,
        committee=committee,
        in_force=[criterion for criterion in held if criterion.ended_on is None],
        ended=[criterion for criterion in held if criterion.ended_on is not None],
        sets=SETS,
    )
    return page, 422 if form.errors else 200


@criteria.post("/committees/<code:code>/criteria/begin")
@needs(Permission.PLAN, committee=to_change.committee)
def begin_with(committee: Committee) -> ResponseReturnValue:
    chosen = next((each for each in Begun if each.value == request.form.get("set")), None)
    if chosen is None:
        raise RuleBroken("There is no such set of criteria. Choose one of the list.")
    operations.begin_with(db.session(), committee, set_=chosen)
    return _done(committee, f"Suggestions are scored by {SETS[chosen].name} now.")


@criteria.route("/criteria/<id:criterion_id>", methods=["GET", "POST"])
@needs(Permission.PLAN, criterion=to_change.criterion)
def edit(criterion: Criterion) -> ResponseReturnValue:
    committee = db.session().get_one(Committee, criterion.committee_id)
    if request.method == "POST":
        turns.take_turn(db.session(), committee.id)
        db.session().refresh(criterion)
    form = CriterionForm(criterion)
    if form.validate_on_submit():
        with form.rules("name"):
            name, most, guidance = form.name.data or "", form.most.data or 0, form.guidance.data or ""
            operations.edit(db.session(), criterion, name=name, most=most, guidance=guidance)
            return _done(committee, f"“{criterion.name}” is saved.")
    page = render_template("criteria/edit.html", form=form, committee=committee, criterion=criterion)
    return page, 422 if form.errors else 200


@criteria.post("/criteria/<id:criterion_id>/move")
@needs(Permission.PLAN, criterion=to_change.criterion)
def move(criterion: Criterion) -> ResponseReturnValue:
    operations.move(db.session(), criterion, earlier=request.form.get("way") == "up")
    return _to_list(db.session().get_one(Committee, criterion.committee_id))


@criteria.post("/criteria/<id:criterion_id>/end")
@needs(Permission.PLAN, criterion=to_change.criterion)
def end(criterion: Criterion) -> ResponseReturnValue:
    operations.end(db.session(), criterion, on=today())
    return _of(criterion, f"Suggestions are not scored by “{criterion.name}” any more. What was scored by it is kept.")


@criteria.post("/criteria/<id:criterion_id>/resume")
@needs(Permission.PLAN, criterion=to_change.criterion)
def resume(criterion: Criterion) -> ResponseReturnValue:
    operations.resume(db.session(), criterion)
    return _of(criterion, f"Suggestions are scored by “{criterion.name}” again.")


def _of(criterion: Criterion, said: str) -> ResponseReturnValue:
    return _done(db.session().get_one(Committee, criterion.committee_id), said)


def _done(committee: Committee, said: str) -> ResponseReturnValue:
    flash(said)
    return _to_list(committee)


def _to_list(committee: Committee) -> ResponseReturnValue:
    return redirect(url_for("criteria.index", code=committee.code), 303)
