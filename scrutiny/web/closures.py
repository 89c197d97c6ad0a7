"""The days on which the council is closed, by which notice is counted, and those on which its years begin."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from scrutiny.database import db
from scrutiny.domain.dates import written
from scrutiny.models.closures import Closure
from scrutiny.models.committees import Committee
from scrutiny.operations import closures as operations
from scrutiny.permissions import Permission
from scrutiny.queries import closures as queries
from scrutiny.queries import to_change
from scrutiny.web.day import today
from scrutiny.web.forms import Form
from scrutiny.web.forms.closures import AnnualMeetingForm, ClosedDayForm, HolidaysForm
from scrutiny.web.gate import needs

closures = Blueprint("closures", __name__)


@closures.route("/committees/<code:code>/closed-days", methods=["GET", "POST"])
@needs(Permission.KEEP_COMMITTEES, committee=to_change.committee)
def index(committee: Committee) -> ResponseReturnValue:
    """Sent here is a day on which the council's own offices are closed."""
    form = ClosedDayForm()
    if form.validate_on_submit():
        with form.rules("reason"):
            operations.close_day(db.session(), committee.council, on=form.on.given, name=form.reason.data)
            return _to_index(committee, f"{written(form.on.given)} is a closed day.")
    return _page(committee, form)


@closures.post("/committees/<code:code>/closed-days/holidays")
@needs(Permission.KEEP_COMMITTEES, committee=to_change.committee)
def load(committee: Committee) -> ResponseReturnValue:
    form = HolidaysForm()
    if form.validate_on_submit():
        with form.rules("first"):
            operations.load_holidays(db.session(), committee.council, form.years)
            flash(f"The bank holidays of {form.said} are loaded.")
            return redirect(_back(committee, form), 303)
    return _page(committee, form)


@closures.post("/committees/<code:code>/closed-days/annual-meeting")
@needs(Permission.KEEP_COMMITTEES, committee=to_change.committee)
def set_annual_meeting(committee: Committee) -> ResponseReturnValue:
    form = AnnualMeetingForm()
    if form.validate_on_submit():
        on = form.annual_meeting.given
        with form.rules("annual_meeting"):
            operations.set_annual_meeting(db.session(), committee.council, on=on)
            return _to_index(committee, f"The municipal year of {on.year} begins on {written(on)}.")
    return _page(committee, form)


@closures.post("/committees/<code:code>/closed-days/<id:closure_id>/open")
@needs(Permission.KEEP_COMMITTEES, committee=to_change.committee)
def open_day(committee: Committee, closure_id: int) -> ResponseReturnValue:
    closure = db.session().get(Closure, closure_id)
    if closure is None or closure.council_id != committee.council_id:
        abort(404)
    operations.open_day(db.session(), closure)
    return _to_index(committee, f"{written(closure.on)} counts as a working day again.")


def _back(committee: Committee, form: HolidaysForm) -> str:
    """To the year from which they were loaded, or to the closed days."""
    if form.year.data:
        return url_for("year.show", code=committee.code, year=form.year.data)
    return url_for("closures.index", code=committee.code)


def _to_index(committee: Committee, done: str) -> ResponseReturnValue:
    flash(done)
    return redirect(url_for("closures.index", code=committee.code), 303)


def _page(committee: Committee, sent: Form) -> ResponseReturnValue:
    """The calendar, and its three forms, the one that was sent as it was sent."""
    session = db.session()
    forms = {
        "closing": ClosedDayForm(formdata=None),
        "loading": HolidaysForm(formdata=None, first=today().year, last=today().year + 2),
        "beginning": AnnualMeetingForm(formdata=None),
    }
    forms |= {name: sent for name, form in forms.items() if type(form) is type(sent)}
    page = render_template(
        "closures/index.html",
        committee=committee,
        council=committee.council,
        years=queries.by_year(session, committee.council_id),
        annual_meetings=sorted(queries.annual_meetings(session, committee.council_id).items(), reverse=True),
        sent=sent,
        today=today(),
        **forms,
    )
    return page, 422 if sent.errors else 200
