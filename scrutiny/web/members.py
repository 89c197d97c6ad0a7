"""Who sits on a committee: everyone with seat, days and role, and a seat for somebody new."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from scrutiny.database import db
from scrutiny.domain.dates import written
from scrutiny.domain.vocabulary import Role
from scrutiny.models.committees import Committee
from scrutiny.models.people import Person
from scrutiny.operations import members as operations
from scrutiny.operations import people
from scrutiny.permissions import Permission
from scrutiny.queries import members as queries
from scrutiny.queries import to_change
from scrutiny.web.day import today
from scrutiny.web.forms.members import MemberForm
from scrutiny.web.gate import may_see, needs

members = Blueprint("members", __name__)


@members.get("/committees/<code:code>/members")
@needs(Permission.KEEP_COMMITTEES, committee=to_change.committee)
def index(committee: Committee) -> ResponseReturnValue:
    seats = queries.of_committee(db.session(), committee.id)
    now = [seat for seat in seats if seat.to is None or seat.to >= today()]
    chairs = [seat for seat in now if seat.role is Role.CHAIRMAN and seat.from_ <= today() and seat.to is None]
    return render_template(
        "members/index.html",
        committee=committee,
        now=now,
        former=[seat for seat in seats if seat not in now],
        chairs=chairs,
        may_keep_all=may_see(Permission.KEEP_COMMITTEES, None),
        today=today(),
    )


@members.route("/committees/<code:code>/members/new", methods=["GET", "POST"])
@needs(Permission.KEEP_COMMITTEES, committee=to_change.committee)
def add(committee: Committee) -> ResponseReturnValue:
    form = MemberForm()
    if form.is_submitted():
        form.offer(queries.namesakes(db.session(), form.person.data))
    if form.validate_on_submit():
        person = _person(form)
        with form.rules("from_"):
            operations.seat(db.session(), committee, person, form.part, from_=form.from_.given)
            flash(f"{person.name} is a member from {written(form.from_.given)}.")
            return redirect(url_for("members.index", code=committee.code), 303)
    return render_template("members/add.html", committee=committee, form=form), 422 if form.errors else 200


def _person(form: MemberForm) -> Person:
    if form.person_id is None:
        return people.enter(db.session(), form.named)
    return db.session().get_one(Person, form.person_id)
