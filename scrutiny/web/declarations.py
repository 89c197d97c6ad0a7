"""Interests declared at a meeting: listed by item, added, mended and taken out."""

from __future__ import annotations

from types import SimpleNamespace

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from scrutiny.database import db
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.vocabulary import InterestKind, MeetingStatus, MinutesState, Movement
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.meetings import Attendance, Meeting
from scrutiny.models.minutes import Declaration
from scrutiny.operations import attendance
from scrutiny.operations import declarations as operations
from scrutiny.operations.declarations import Declared
from scrutiny.papers.history import Said
from scrutiny.permissions import Permission
from scrutiny.queries import attendance as attendance_queries
from scrutiny.queries import declarations as queries
from scrutiny.queries import to_change
from scrutiny.web import history
from scrutiny.web.day import today
from scrutiny.web.forms.declarations import LEFT, WHOLE_MEETING, DeclarationForm, held_in
from scrutiny.web.gate import needs

declarations = Blueprint("declarations", __name__)

SAID = Said(columns={"did": "What was done"}, values={"kind": {kind.value: kind.label for kind in InterestKind}})


@declarations.route("/meetings/<id:meeting_id>/declarations", methods=["GET", "POST"])
@needs(Permission.TAKE_MINUTES, meeting=to_change.meeting)
def index(meeting: Meeting) -> ResponseReturnValue:
    """The list, and the form for one more; `?item=` has the item chosen already."""
    facts = attendance_queries.find(db.session(), meeting.id)
    form = DeclarationForm().offer(facts)
    if request.method == "GET":
        form.item.data = request.args.get("item", "")
    if request.method == "POST":
        attendance.require_unconfirmed(db.session(), meeting)  # or else the form is not on this page
    if form.validate_on_submit():
        with form.rules("detail"):
            operations.declare(db.session(), meeting, _said(form))
            flash("The interest is recorded.")
            return redirect(url_for("declarations.index", meeting_id=meeting.id), 303)
    page = render_template(
        "declarations/index.html",
        meeting=meeting,
        form=form,
        declared=queries.of_meeting(db.session(), meeting.id),
        left=LEFT,
        closed=_closed(meeting),
    )
    return page, 422 if form.errors else 200


@declarations.route("/declarations/<id:declaration_id>", methods=["GET", "POST"])
@needs(Permission.TAKE_MINUTES, declaration=to_change.declaration)
def edit(declaration: Declaration) -> ResponseReturnValue:
    session, meeting = db.session(), _meeting_of(declaration)
    by = queries.attendance_of(session, declaration)
    form = DeclarationForm(SimpleNamespace(**held_in(declaration, by.id if by else None)))
    form.offer(attendance_queries.find(session, meeting.id))
    if form.validate_on_submit():
        with form.rules("detail"):
            operations.amend(session, meeting, declaration, _said(form))
            flash("The declaration is changed.")
            return redirect(url_for("declarations.index", meeting_id=meeting.id), 303)
    page = render_template(
        "declarations/edit.html",
        meeting=meeting,
        form=form,
        declaration=declaration,
        changes=history.of(declaration, meeting.committee_id, SAID),
    )
    return page, 422 if form.errors else 200


@declarations.post("/declarations/<id:declaration_id>/remove")
@needs(Permission.TAKE_MINUTES, declaration=to_change.declaration)
def remove(declaration: Declaration) -> ResponseReturnValue:
    meeting = _meeting_of(declaration)
    operations.remove(db.session(), meeting, declaration)
    flash(f"The declaration by {declaration.name} is taken out. The history keeps it.")
    return redirect(url_for("declarations.index", meeting_id=meeting.id), 303)


@declarations.post("/declarations/<id:declaration_id>/withdrew")
@needs(Permission.TAKE_MINUTES, declaration=to_change.declaration)
def withdraw(declaration: Declaration) -> ResponseReturnValue:
    """Whoever declared it left the room for the item, and so has no vote on it."""
    session, meeting = db.session(), _meeting_of(declaration)
    by = queries.attendance_of(session, declaration) or abort(404)
    if declaration.item_id is None:
        raise RuleBroken("The interest is in the meeting as a whole. Record on the attendance who left, and when.")
    item = session.get_one(AgendaItem, declaration.item_id)
    attendance.move(session, meeting, by, movement=Movement.WITHDREW, item=item, on=today())
    flash(f"{declaration.name} withdrew: saved. Record on the attendance when they return.")
    return redirect(url_for("declarations.index", meeting_id=meeting.id), 303)


def _said(form: DeclarationForm) -> Declared:
    session = db.session()
    return Declared(
        by=session.get_one(Attendance, int(form.by.data)),
        kind=InterestKind(form.kind.data),
        item=None if form.item.data == WHOLE_MEETING else session.get_one(AgendaItem, int(form.item.data)),
        detail=form.detail.data,
        sensitive=form.sensitive.data,
        did=form.done,
    )


def _meeting_of(declaration: Declaration) -> Meeting:
    """With its committee: the gate has found it."""
    found = to_change.meeting(db.session(), declaration.meeting_id)
    assert found is not None
    return found.thing


def _closed(meeting: Meeting) -> str:
    """Why nothing can be changed here; "" while it can."""
    if meeting.status is MeetingStatus.CANCELLED:
        return "This meeting is cancelled, so nobody was there."
    return "The minutes are confirmed, so they stand." if meeting.minutes_state is MinutesState.CONFIRMED else ""
