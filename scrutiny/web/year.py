"""The meetings of a committee's municipal year: those there are, and many called in one go."""

from __future__ import annotations

import re
from typing import NamedTuple

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from scrutiny.database import db
from scrutiny.domain.calling import Ground, Proposal, weigh
from scrutiny.domain.municipal_year import MunicipalYear
from scrutiny.domain.notice import NoticeRule
from scrutiny.domain.vocabulary import MeetingStatus
from scrutiny.intake import meetings as intake
from scrutiny.models.committees import Committee
from scrutiny.operations import year as operations
from scrutiny.papers import year as papers
from scrutiny.papers.people import listed
from scrutiny.permissions import Permission
from scrutiny.queries import closures, meetings, to_change
from scrutiny.web.day import today
from scrutiny.web.filters import counted
from scrutiny.web.forms.year import YearForm
from scrutiny.web.gate import may_see, needs

year = Blueprint("year", __name__)


class Asked(NamedTuple):
    """The year that the page is about, and what a new meeting in it has to fit in with."""

    paper: papers.Year
    ground: Ground


@year.get("/committees/<code:code>/year")
@needs(Permission.PLAN, committee=to_change.committee)
def show(committee: Committee) -> ResponseReturnValue:
    return _page(committee, _asked(committee), YearForm(formdata=None), ())


@year.post("/committees/<code:code>/year/check")
@needs(Permission.PLAN, committee=to_change.committee, changes=False)
def check(committee: Committee) -> ResponseReturnValue:
    """What would be called: nothing is, yet."""
    asked, form = _asked(committee), YearForm()
    proposals = _proposals(committee, asked, form) if form.validate_on_submit() else ()
    form.seen.data = form.digest
    return _page(committee, asked, form, proposals)


@year.post("/committees/<code:code>/year/call")
@needs(Permission.PLAN, committee=to_change.committee)
def call(committee: Committee) -> ResponseReturnValue:
    """All or none, and only what was looked at."""
    asked, form = _asked(committee), YearForm()
    proposals = _proposals(committee, asked, form) if form.validate_on_submit() else ()
    if not form.errors and not form.was_looked_at:
        form.fails("lines", "You changed the list after it was checked. Look at it once more, then call the meetings")
    if not form.errors:
        with form.rules("lines"):
            called = operations.call(db.session(), committee, proposals)
            flash(f"{counted(len(called), 'meeting is', 'meetings are')} called.")
            return redirect(url_for("year.show", code=committee.code, year=asked.paper.year.starts), 303)
    form.seen.data = form.digest
    return _page(committee, asked, form, proposals)


def _asked(committee: Committee) -> Asked:
    """The year in the address, or else the one that today is in."""
    session, council = db.session(), committee.council
    annual_meetings = closures.annual_meetings(session, council.id)
    typed = request.args.get("year", "")
    starts = MunicipalYear(int(typed)) if re.fullmatch("19[0-9]{2}|20[0-9]{2}|21[0-8][0-9]", typed) else None
    this = starts or MunicipalYear.of(today(), annual_meetings)
    calendar = closures.calendar(session, council.id)
    rule = NoticeRule(council.clear_days, council.papers_go_up)
    rows = meetings.listed(session, committee.id)
    paper = papers.of(rows, this, annual_meetings=annual_meetings, calendar=calendar, rule=rule, today=today())
    ground = Ground(
        today=today(),
        year=this,
        annual_meetings=annual_meetings,
        calendar=calendar,
        rule=rule,
        taken=frozenset((row.on, row.at) for row in rows if row.status is not MeetingStatus.CANCELLED),
    )
    return Asked(paper, ground)


def _proposals(committee: Committee, asked: Asked, form: YearForm) -> tuple[Proposal, ...]:
    """Each line read and weighed; the form says which cannot be called."""
    usual = intake.Usual(begins=asked.paper.first, at=committee.usual_time, venue=committee.usual_venue)
    proposals = weigh(intake.read(form.lines.data, usual), asked.ground)
    faulty = [str(proposal.line.number) for proposal in proposals if proposal.faults]
    if faulty:
        which = f"line {faulty[0]}" if len(faulty) == 1 else f"lines {listed(faulty)}"
        form.fails("lines", f"Mend {which}: what is wrong is said in the table")
    if committee.closed_on is not None:
        form.fails("lines", "The committee is closed, so it meets no more")
    return proposals


def _page(committee: Committee, asked: Asked, form: YearForm, proposals: tuple[Proposal, ...]) -> ResponseReturnValue:
    page = render_template(
        "year/show.html",
        committee=committee,
        year=asked.paper,
        form=form,
        proposals=proposals,
        may_keep=may_see(Permission.KEEP_COMMITTEES, committee.id),
        today=today(),
    )
    return page, 422 if form.errors else 200
