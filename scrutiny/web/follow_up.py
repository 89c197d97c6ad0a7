"""The follow-up tracker: what a committee asked for and what became of it, as a page, as Word and as a table."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from scrutiny.database import db
from scrutiny.domain.dates import written
from scrutiny.domain.vocabulary import MeetingStatus
from scrutiny.opendata import tables
from scrutiny.papers import follow_up as paper_of
from scrutiny.papers.follow_up import FollowUp
from scrutiny.permissions import Permission
from scrutiny.queries import committees, meetings
from scrutiny.queries import follow_up as found
from scrutiny.queries.follow_up import FollowUpFacts, Shown, Sort, Wanted
from scrutiny.queries.rows import AnyRow
from scrutiny.web import asked
from scrutiny.web.day import today
from scrutiny.web.gate import may_see, public
from scrutiny.web.responses import CSV, WORD, attached
from scrutiny.word import follow_up as word_of

follow_up = Blueprint("follow_up", __name__)

MOST_IN_A_FILE = 5000
SHOWN = {
    Shown.OUTSTANDING: "Outstanding",
    Shown.OVERDUE: "Overdue",
    Shown.CLOSED: "Closed",
    Shown.ALL: "All",
}
SORTS = {Sort.DUE: "Date due", Sort.ASKED: "Longest open", Sort.OWNER: "Owner"}


@follow_up.get("/committees/<code:code>/follow-up")
@public
def show(code: str) -> ResponseReturnValue:
    committee, wanted = _wanted(code)
    facts = found.find(db.session(), wanted)
    paper = _arranged(facts, committee, wanted)
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
        files=_query(),
        following=_query(after=facts.last) if facts.more else "",
    )


@follow_up.get("/committees/<code:code>/follow-up.docx")
@public
def word(code: str) -> ResponseReturnValue:
    return attached(word_of.write(_whole(code)), WORD, f"{code}-follow-up.docx")


@follow_up.get("/committees/<code:code>/follow-up.csv")
@public
def csv(code: str) -> ResponseReturnValue:
    return attached(tables.follow_up(_whole(code)), CSV, f"{code}-follow-up.csv")


def _whole(code: str) -> FollowUp:
    """All that the filters leave in, as far as one file can hold it."""
    committee, wanted = _wanted(code, most=MOST_IN_A_FILE)
    return _arranged(found.find(db.session(), wanted), committee, wanted)


def _wanted(code: str, most: int = found.PAGE) -> tuple[AnyRow, Wanted]:
    committee = committees.by_code(db.session(), code) or abort(404)
    sort = asked.one_of(Sort, "sort") or Sort.DUE
    last = asked.number("after")
    wanted = Wanted(
        committee_id=committee.id,
        today=today(),
        shown=asked.one_of(Shown, "shown") or Shown.OUTSTANDING,
        owner=asked.words("owner"),
        meeting_id=asked.number("meeting"),
        action_id=asked.number("action"),
        recommendation_id=asked.number("recommendation"),
        sort=sort,
        exempt=may_see(Permission.SEE_EXEMPT, committee.id),
        after=(found.place(db.session(), committee.id, last, sort) or abort(404)) if last else None,
        most=most,
    )
    return committee, wanted


def _arranged(facts: FollowUpFacts, committee: AnyRow, wanted: Wanted) -> FollowUp:
    """The paper, which says in words what was chosen of the tracker."""
    said = [SHOWN[wanted.shown]]
    if wanted.owner:
        said.append(f"owner {wanted.owner}")
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
    chosen = " that match your choice" if wanted.owner or wanted.meeting_id is not None else ""
    return Said(
        actions=paper_of.counted(paper.actions, "action", here if facts.more else ""),
        recommendations=paper_of.counted(
            paper.recommendations, "recommendation", here if facts.more_recommendations else ""
        ),
        no_actions=f"There are no {which}actions{chosen}.",
        no_recommendations=f"There are no {which}recommendations{chosen}.",
    )


def _query(after: int | None = None) -> str:
    """The filters as they were given, for a link to the same selection."""
    names = ("shown", "owner", "meeting", "sort", "action", "recommendation")
    chosen = {name: request.args[name] for name in names if request.args.get(name)}
    if after is not None:
        chosen["after"] = str(after)
    return f"?{urlencode(chosen)}" if chosen else ""
