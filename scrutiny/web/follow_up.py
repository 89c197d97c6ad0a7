"""The follow-up tracker: what a committee asked for and what became of it, as a page, as Word and as a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from scrutiny.database import db
from scrutiny.domain.dates import written
from scrutiny.domain.vocabulary import MeetingStatus, TemplateKind
from scrutiny.models.committees import Committee
from scrutiny.models.meetings import Meeting
from scrutiny.opendata import tables
from scrutiny.operations import follow_up as operations
from scrutiny.papers import follow_up as paper_of
from scrutiny.papers.follow_up import FollowUp
from scrutiny.permissions import Permission
from scrutiny.queries import committees, meetings, to_change, tracker
from scrutiny.queries import follow_up as found
from scrutiny.queries.follow_up import FollowUpFacts, Shown, Sort, Wanted
from scrutiny.queries.rows import AnyRow
from scrutiny.web import asked
from scrutiny.web.day import today
from scrutiny.web.forms.follow_up import ConfirmForm
from scrutiny.web.gate import may_see, needs, public
from scrutiny.web.responses import CSV, attached, in_word

follow_up = Blueprint("follow_up", __name__)

MOST_IN_A_FILE = 5000
"""Rows that a Word document takes, which says so; a table of open data has no end and is read by so many at once."""
MOST_RECOMMENDATIONS = 1_000_000
SHOWN = {
    Shown.OUTSTANDING: "Outstanding",
    Shown.OVERDUE: "Overdue",
    Shown.COMPLETE: "Awaiting the committee",
    Shown.CLOSED: "Closed",
    Shown.ALL: "All",
}
NAMES = ("shown", "owner", "meeting", "sort", "action", "recommendation")
SORTS = {Sort.DUE: "Date due", Sort.ASKED: "Longest open", Sort.OWNER: "Owner"}


@follow_up.get("/committees/<code:code>/follow-up")
@public
def show(code: str) -> ResponseReturnValue:
    committee, wanted = _wanted(code)
    facts = found.find(db.session(), wanted)
    paper = arranged(facts, committee, wanted)
    listed = meetings.listed(db.session(), committee.id)
    return render_template(
        "follow_up/show.html",
        paper=paper,
        said=_said(paper, facts, wanted),
        wanted=wanted,
        facts=facts,
        shown=SHOWN,
        sorts=SORTS,
        owners=[(name, name) for name in found.owners(db.session(), committee.id)],
        meetings=[(row.id, written(row.on)) for row in reversed(listed) if row.status is MeetingStatus.HELD],
        files=query(NAMES),
        following=query(NAMES, facts.last) if facts.more else "",
        keeps=may_see(Permission.FOLLOW_UP, committee.id),
    )


@follow_up.get("/committees/<code:code>/follow-up.docx")
@public
def word(code: str) -> ResponseReturnValue:
    committee, wanted = _wanted(code, most=MOST_IN_A_FILE)
    wanted = replace(wanted, most_recommendations=MOST_IN_A_FILE)
    paper = arranged(found.find(db.session(), wanted), committee, wanted)
    return in_word(TemplateKind.FOLLOW_UP, paper, code=code, name=f"{code}-follow-up.docx")


@follow_up.get("/committees/<code:code>/follow-up.csv")
@public
def csv(code: str) -> ResponseReturnValue:
    committee, wanted = _wanted(code, most=MOST_IN_A_FILE)
    return attached(tables.follow_up(pages(committee, wanted)), CSV, f"{code}-follow-up.csv")


@follow_up.route("/committees/<code:code>/follow-up/confirm", methods=["GET", "POST"])
@needs(Permission.FOLLOW_UP, committee=to_change.committee)
def confirm(committee: Committee) -> ResponseReturnValue:
    """All that a meeting confirms at once. `?all=1` has every action ticked: it takes no script to tick them."""
    session = db.session()
    waiting = {str(action.id): action for action in tracker.complete(session, committee.id)}
    form = ConfirmForm(data={"actions": list(waiting) if asked.words("all") else []})
    since = min((action.opened_on for action in waiting.values()), default=today())
    sat = tracker.could_confirm(tracker.meetings(session, committee.id), since=since, on=today())
    form.meeting.offer(sat)
    form.actions.choices = [(id_, f"{action.reference}: {action.text}") for id_, action in waiting.items()]
    if form.validate_on_submit():
        at, done = session.get_one(Meeting, int(form.meeting.data)), len(form.actions.data)
        with form.rules("actions"):
            for id_ in form.actions.data:
                operations.confirm(session, waiting[id_], at=at, by=current_user.holder.name, on=today())
            flash(f"{done} {'action is' if done == 1 else 'actions are'} confirmed and closed.")
            return redirect(url_for("follow_up.show", code=committee.code), 303)
    said = {id_: f"{action.owner or 'No owner'}{_since(action.completed_on)}" for id_, action in waiting.items()}
    page = render_template("follow_up/confirm.html", committee=committee, form=form, waiting=said)
    return page, 422 if form.errors else 200


def _since(completed_on: date | None) -> str:
    return f", complete since {written(completed_on)}" if completed_on else ""


def pages(committee: AnyRow, wanted: Wanted) -> Iterator[FollowUp]:
    """All that the filters leave in, some thousands at a time."""
    wanted, session = replace(wanted, most_recommendations=MOST_RECOMMENDATIONS), db.session()
    while True:
        facts = found.find(session, wanted)
        yield arranged(facts, committee, wanted)
        after = found.place(session, facts.last, wanted) if facts.last else None
        if after is None:
            return
        wanted = replace(wanted, after=after)


def _wanted(code: str, most: int = found.PAGE) -> tuple[AnyRow, Wanted]:
    committee = committees.by_code(db.session(), code) or abort(404)
    last = asked.number("after")
    wanted = Wanted(
        committee_id=committee.id,
        today=today(),
        shown=asked.one_of(Shown, "shown") or Shown.OUTSTANDING,
        owner=asked.words("owner"),
        meeting_id=asked.number("meeting"),
        action_id=asked.number("action"),
        recommendation_id=asked.number("recommendation"),
        sort=asked.one_of(Sort, "sort") or Sort.DUE,
        exempt=may_see(Permission.SEE_EXEMPT, committee.id),
        most=most,
    )
    if last:
        wanted = replace(wanted, after=found.place(db.session(), last, wanted) or abort(404))
    return committee, wanted


def arranged(facts: FollowUpFacts, committee: AnyRow, wanted: Wanted) -> FollowUp:
    """The paper, which says in words what was chosen of the tracker."""
    said = [SHOWN[wanted.shown]]
    if wanted.owner:
        said.append(f"owner {wanted.owner}")
    if wanted.person_id is not None:
        said.append("of one councillor")
    if wanted.meeting_id is not None:
        said.append("asked for at one meeting")
    if facts.more or facts.more_recommendations:
        said.append(f"the first {wanted.most:,}")
    return paper_of.of(facts, committee, as_at=wanted.today, shown=", ".join(said))


@dataclass(frozen=True, slots=True)
class Said:
    """What stands over each table in words, or in its place where it is empty."""

    actions: str
    recommendations: str
    no_actions: str
    no_recommendations: str


def _said(paper: FollowUp, facts: FollowUpFacts, wanted: Wanted) -> Said:
    which = {Shown.OUTSTANDING: "outstanding ", Shown.OVERDUE: "overdue ", Shown.CLOSED: "closed "}.get(
        wanted.shown, ""
    )
    here = " on this page"
    narrowed = wanted.owner or wanted.meeting_id is not None or wanted.shown is Shown.COMPLETE
    chosen = " that match your choice" if narrowed else ""
    return Said(
        actions=paper_of.counted(paper.actions, "action", here if facts.more else ""),
        recommendations=paper_of.counted(
            paper.recommendations, "recommendation", here if facts.more_recommendations else ""
        ),
        no_actions=f"There are no {which}actions{chosen}.",
        no_recommendations=f"There are no {which}recommendations{chosen}.",
    )


def query(names: Sequence[str], after: int | None = None) -> str:
    """The filters as they were given, for a link to the same selection."""
    chosen = {name: request.args[name] for name in names if request.args.get(name)}
    if after is not None:
        chosen["after"] = str(after)
    return f"?{urlencode(chosen)}" if chosen else ""
