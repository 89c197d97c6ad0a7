"""One seat on a committee: ended, changed to another role, corrected, moved in the list, or taken away."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from scrutiny.database import db
from scrutiny.domain.dates import written
from scrutiny.models.committees import Committee
from scrutiny.models.people import Membership
from scrutiny.operations import members as operations
from scrutiny.operations import people
from scrutiny.papers.history import Said
from scrutiny.permissions import Permission
from scrutiny.queries import to_change
from scrutiny.web import history
from scrutiny.web.day import today
from scrutiny.web.forms import Change, Form
from scrutiny.web.forms.members import ROLES, LeavingForm, NameForm, NewRoleForm, SeatForm
from scrutiny.web.gate import needs

seats = Blueprint("seats", __name__)

SAID = Said(columns={"role_title": "Role as written"}, values={"role": dict(ROLES)})


@seats.route("/seats/<id:seat_id>", methods=["GET", "POST"])
@needs(Permission.KEEP_COMMITTEES, seat=to_change.seat)
def edit(seat: Membership) -> ResponseReturnValue:
    """Sent here is a correction."""
    form = SeatForm(seat)
    if form.validate_on_submit():
        with form.rules("from_"):
            operations.correct(db.session(), seat, form.part, from_=form.from_.given, to=form.to.data)
            return _to_members(seat, f"The seat of {seat.person.name} is corrected.")
    return _page(seat, form)


@seats.post("/seats/<id:seat_id>/end")
@needs(Permission.KEEP_COMMITTEES, seat=to_change.seat)
def end(seat: Membership) -> ResponseReturnValue:
    form = LeavingForm()
    if form.validate_on_submit():
        with form.rules("last_day"):
            operations.end(db.session(), seat, on=form.last_day.given)
            return _to_members(seat, f"The seat of {seat.person.name} ends on {written(form.last_day.given)}.")
    return _page(seat, form)


@seats.post("/seats/<id:seat_id>/role")
@needs(Permission.KEEP_COMMITTEES, seat=to_change.seat)
def change_role(seat: Membership) -> ResponseReturnValue:
    form = NewRoleForm()
    if form.validate_on_submit():
        with form.rules("changed_on"):
            new = operations.change_role(db.session(), seat, form.part, on=form.changed_on.given)
            role = new.role_title or new.role.label
            return _to_members(new, f"{seat.person.name} is {role} from {written(form.changed_on.given)}.")
    return _page(seat, form)


@seats.post("/seats/<id:seat_id>/name")
@needs(Permission.KEEP_COMMITTEES, seat=to_change.seat)
def rename(seat: Membership) -> ResponseReturnValue:
    form = NameForm(seat.person)
    if form.validate_on_submit():
        people.rename(db.session(), seat.person, form.named(seat.person.post))
        return _to_members(seat, f"{seat.person.name} is named so from now on.")
    return _page(seat, form)


@seats.post("/seats/<id:seat_id>/move")
@needs(Permission.KEEP_COMMITTEES, seat=to_change.seat)
def move(seat: Membership) -> ResponseReturnValue:
    operations.move(db.session(), seat, earlier=request.form.get("way") == "up", on=today())
    return _to_members(seat)


@seats.route("/seats/<id:seat_id>/remove", methods=["GET", "POST"])
@needs(Permission.KEEP_COMMITTEES, seat=to_change.seat)
def remove(seat: Membership) -> ResponseReturnValue:
    """Take it away, after asking once: only entering it anew brings it back."""
    form = Change()
    if form.validate_on_submit():
        operations.remove(db.session(), seat)
        return _to_members(seat, f"The seat of {seat.person.name} is taken away, as if it had never been entered.")
    committee = db.session().get_one(Committee, seat.committee_id)
    return render_template("seats/remove.html", form=form, seat=seat, committee=committee)


def _to_members(seat: Membership, done: str = "") -> ResponseReturnValue:
    if done:
        flash(done)
    committee = db.session().get_one(Committee, seat.committee_id)
    return redirect(url_for("members.index", code=committee.code, _anchor=f"seat-{seat.id}"), 303)


def _page(seat: Membership, sent: Form) -> ResponseReturnValue:
    """All that can be done with a seat, the form that was sent as it was sent."""
    forms = {
        "correcting": SeatForm(seat, formdata=None),
        "leaving": LeavingForm(formdata=None),
        "role": NewRoleForm(formdata=None),
        "naming": NameForm(seat.person, formdata=None),
    }
    forms |= {name: sent for name, form in forms.items() if type(form) is type(sent)}
    committee = db.session().get_one(Committee, seat.committee_id)
    page = render_template(
        "seats/edit.html",
        seat=seat,
        committee=committee,
        sent=sent,
        **forms,
        today=today(),
        changes=history.of(seat, seat.committee_id, SAID),
    )
    return page, 422 if sent.errors else 200
