"""Minute numbers: proposed, changed before they are issued, voided with a reason."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from scrutiny.database import db
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.meetings import Meeting
from scrutiny.models.minutes import MinuteNumber
from scrutiny.operations import minute_numbers as operations
from scrutiny.permissions import Permission
from scrutiny.queries import minute_taking as queries
from scrutiny.queries import to_change
from scrutiny.web.forms.minute_numbers import NumberForm, VoidForm
from scrutiny.web.gate import needs

minute_numbers = Blueprint("minute_numbers", __name__)


@minute_numbers.route("/items/<id:item_id>/minute/number", methods=["GET", "POST"])
@needs(Permission.TAKE_MINUTES, item=to_change.item)
def issue(item: AgendaItem) -> ResponseReturnValue:
    """Issue the number that is typed. One that leaves a gap or steps back is first shown with what is odd about it."""
    minute = queries.minute_of(db.session(), item.id) or abort(404)
    form = NumberForm()
    warnings: tuple[str, ...] = ()
    if form.validate_on_submit():
        with form.rules("number"):
            warnings = operations.propose(db.session(), minute, typed=form.number.data).warnings
            if not warnings or form.warned.data == form.number.data:
                number = operations.issue(db.session(), minute, typed=form.number.data)
                flash(f"Minute {number.printed} is issued.")
                return redirect(url_for("minutes.item", item_id=item.id), 303)
    elif not form.is_submitted():
        with form.rules("number"):
            form.number.data = operations.propose(db.session(), minute).printed
    form.warned.data = form.number.data if warnings else ""
    page = render_template("minute_numbers/issue.html", form=form, warnings=warnings, item=item, meeting=item.meeting)
    return page, 422 if form.errors or warnings else 200


@minute_numbers.route("/items/<id:item_id>/minute/number/void", methods=["GET", "POST"])
@needs(Permission.TAKE_MINUTES, item=to_change.item)
def void(item: AgendaItem) -> ResponseReturnValue:
    minute = queries.minute_of(db.session(), item.id) or abort(404)
    if minute.number_id is None:
        return redirect(url_for("minutes.item", item_id=item.id), 303)
    number = db.session().get_one(MinuteNumber, minute.number_id)
    form = VoidForm()
    if form.validate_on_submit():
        with form.rules("because"):
            operations.void(db.session(), minute, because=form.because.data or "")
            flash(f"Number {number.printed} is void, and will not be issued again.")
            return redirect(url_for("minutes.item", item_id=item.id), 303)
    page = render_template("minute_numbers/void.html", form=form, number=number, item=item, meeting=item.meeting)
    return page, 422 if form.errors else 200


@minute_numbers.post("/meetings/<id:meeting_id>/minutes/number")
@needs(Permission.TAKE_MINUTES, meeting=to_change.meeting)
def issue_all(meeting: Meeting) -> ResponseReturnValue:
    """Number all minutes of a meeting that have no number, in the order of its agenda."""
    issued = operations.issue_all(db.session(), meeting)
    numbers = f"{issued[0].printed} to {issued[-1].printed}" if len(issued) > 1 else "".join(n.printed for n in issued)
    flash(f"Numbers issued: {numbers}." if issued else "Every minute has its number.")
    return redirect(url_for("minutes.write", meeting_id=meeting.id), 303)
