"""Committees: all of them, one at a glance, and for those who keep them: set up, changed and closed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from scrutiny.database import db
from scrutiny.domain.municipal_year import MunicipalYear
from scrutiny.domain.vocabulary import Nation
from scrutiny.models.committees import Committee, Council
from scrutiny.operations import committees as operations
from scrutiny.operations import councils as council_operations
from scrutiny.papers.history import Said
from scrutiny.papers.people import member
from scrutiny.permissions import Permission
from scrutiny.queries import closures, councils, meetings, minute_numbers, pressing, programme, to_change
from scrutiny.queries import committees as queries
from scrutiny.queries.rows import AnyRow
from scrutiny.web import history
from scrutiny.web.day import today
from scrutiny.web.forms.committees import RESTARTS, ClosingForm, CommitteeForm, NewCommitteeForm
from scrutiny.web.gate import may_see, needs, public

committees = Blueprint("committees", __name__)

MOST = 5
SAID = Said(columns={"minutes_restart": "Numbers begin again"}, values={"minutes_restart": dict(RESTARTS)})


@dataclass(frozen=True, slots=True)
class PastYear:
    """The meetings of a municipal year that are over, the latest first."""

    year: str
    meetings: list[AnyRow]


@committees.get("/committees")
@public
def index() -> ResponseReturnValue:
    session = db.session()
    return render_template(
        "committees/index.html",
        committees=queries.every(session),
        outstanding={row.id: row for row in queries.outstanding(session, today())},
        may_add=may_see(Permission.KEEP_COMMITTEES, None),
    )


@committees.get("/committees/<code:code>")
@public
def show(code: str) -> ResponseReturnValue:
    session = db.session()
    committee = queries.by_code(session, code) or abort(404)
    listed = meetings.listed(session, committee.id)
    return render_template(
        "committees/show.html",
        committee=committee,
        members=[member(row) for row in queries.members(session, committee.id, today())],
        coming=[row for row in listed if row.on >= today()],
        past=past_years(listed, today(), closures.annual_meetings(session, committee.council_id)),
        outstanding=next(iter(queries.outstanding(session, today(), committee.id)), None),
        pressing=pressing.of_committee(session, committee.id, MOST),
        ahead=programme.ahead(session, committee.id, today(), MOST),
        today=today(),
    )


def past_years(listed: Iterable[AnyRow], today: date, annual_meetings: dict[int, date]) -> list[PastYear]:
    years: dict[MunicipalYear, list[Any]] = {}
    for row in listed:
        if row.on < today:
            years.setdefault(MunicipalYear.of(row.on, annual_meetings), []).insert(0, row)
    return [PastYear(str(year), years[year]) for year in sorted(years, reverse=True)]


@committees.route("/committees/new", methods=["GET", "POST"])
@needs(Permission.KEEP_COMMITTEES)
def new() -> ResponseReturnValue:
    known = list(councils.every(db.session()))
    form = NewCommitteeForm.of(known)
    if form.validate_on_submit():
        with form.rules("code"):
            council = _council(form, known)
            committee = operations.set_up(db.session(), council, form.settings)
            flash(f"{committee.name} is set up, with the items that stand on every agenda.")
            return redirect(url_for("committees.edit", code=committee.code), 303)
    return render_template("committees/new.html", form=form, first=not known), 422 if form.errors else 200


@committees.route("/committees/<code:code>/settings", methods=["GET", "POST"])
@needs(Permission.KEEP_COMMITTEES, committee=to_change.committee)
def edit(committee: Committee) -> ResponseReturnValue:
    form = CommitteeForm(committee)
    if form.validate_on_submit():
        with form.rules("code"):
            operations.change(db.session(), committee, form.settings, on=today())
            flash("The settings are saved.")
            return redirect(url_for("committees.edit", code=committee.code), 303)
    return _settings(committee, form, ClosingForm(formdata=None))


@committees.post("/committees/<code:code>/close")
@needs(Permission.KEEP_COMMITTEES, committee=to_change.committee)
def close(committee: Committee) -> ResponseReturnValue:
    form = ClosingForm()
    if form.validate_on_submit():
        with form.rules("closed_on"):
            operations.close(db.session(), committee, closed_on=form.closed_on.given, today=today())
            flash(f"{committee.name} is closed. Its record stays.")
            return redirect(url_for("committees.edit", code=committee.code), 303)
    return _settings(committee, CommitteeForm(committee, formdata=None), form)


@committees.post("/committees/<code:code>/open-again")
@needs(Permission.KEEP_COMMITTEES, committee=to_change.committee)
def open_again(committee: Committee) -> ResponseReturnValue:
    operations.open_again(db.session(), committee)
    flash(f"{committee.name} is open again.")
    return redirect(url_for("committees.edit", code=committee.code), 303)


def _council(form: NewCommitteeForm, known: list[Council]) -> Council:
    """The one chosen, the only one there is, or the first, which is entered with its first committee."""
    if not known:
        name, nation = form.council_name.data, Nation(form.nation.data)
        return council_operations.found(db.session(), name=name, nation=nation)
    chosen = form.council.data if "council" in form else str(known[0].id)
    return next(council for council in known if str(council.id) == chosen)


def _settings(committee: Committee, form: CommitteeForm, closing: ClosingForm) -> ResponseReturnValue:
    session = db.session()
    coming = next((row.on for row in meetings.listed(session, committee.id) if row.on >= today()), today())
    page = render_template(
        "committees/edit.html",
        committee=committee,
        form=form,
        closing=closing,
        example=minute_numbers.example(session, committee, coming),
        example_on=coming,
        outstanding=next(iter(queries.outstanding(session, today(), committee.id)), None),
        may_keep_council=may_see(Permission.KEEP_COMMITTEES, None),
        changes=history.of(committee, committee.id, SAID),
    )
    return page, 422 if form.errors or closing.errors else 200
