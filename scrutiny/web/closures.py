"""The days on which the council is closed, by which notice is counted, and those on which its years begin.

They move the days of every committee of the council, so whoever changes them holds the right on each. The nation's
bank holidays alone are nobody's choice: anybody who keeps a committee may load them.
"""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from scrutiny.database import db
from scrutiny.domain.dates import written
from scrutiny.models.closures import Closure
from scrutiny.models.committees import Committee
from scrutiny.operations import closures as operations
from scrutiny.permissions import Permission
from scrutiny.queries import closures as queries
from scrutiny.queries import committees, to_change
from scrutiny.web.day import today
from scrutiny.web.forms import Form
from scrutiny.web.forms.closures import AnnualMeetingForm, ClosedDayForm, HolidaysForm
from scrutiny.web.gate import may_see, needs

closures = Blueprint("closures", __name__)


@closures.route("/committees/<code:code>/closed-days", methods=["GET", "POST"])
@needs(Permission.KEEP_COMMITTEES, committee=to_change.committee)
def index(committee: Committee) -> ResponseReturnValue:
    """Sent here is a day on which the council's own offices are closed."""
    form = ClosedDayForm()
    _refuse_unless_for_all(committee)
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
    _refuse_unless_for_all(committee)
    if form.validate_on_submit():
        on = form.annual_meeting.given
        with form.rules("annual_meeting"):
            operations.set_annual_meeting(db.session(), committee.council, on=on)
            return _to_index(committee, f"The municipal year of {on.year} begins on {written(on)}.")
    return _page(committee, form)


@closures.post("/committees/<code:code>/closed-days/<id:closure_id>/open")
@needs(Permission.KEEP_COMMITTEES, committee=to_change.committee)
def open_day(committee: Committee, closure_id: int) -> ResponseReturnValue:
    _refuse_unless_for_all(committee)
    closure = db.session().get(Closure, closure_id)
    if closure is None or closure.council_id != committee.council_id:
        abort(404)
    operations.open_day(db.session(), closure)
    return _to_index(committee, f"{written(closure.on)} counts as a working day again.")


def _keeps_all(committee: Committee) -> bool:
    """Whether the right is held on every committee of that council which still meets."""
    of_the_council = committees.meeting_still(db.session(), committee.council_id)
    return all(may_see(Permission.KEEP_COMMITTEES, each) for each in of_the_council)


def _refuse_unless_for_all(committee: Committee) -> None:
    if request.method == "POST" and not _keeps_all(committee):
        abort(403)


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
        may_change=_keeps_all(committee),
        **forms,
    )
    return page, 422 if sent.errors else 200
