"""What is overdue, or otherwise asked for, in several committees at once: theirs who ask, as far as they may see it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from scrutiny.database import db
from scrutiny.opendata import tables
from scrutiny.papers.follow_up import FollowUp
from scrutiny.permissions import Permission
from scrutiny.queries import committees, owners
from scrutiny.queries import follow_up as found
from scrutiny.queries.follow_up import Shown, Sort, Wanted
from scrutiny.queries.rows import AnyRow, Rows
from scrutiny.web import asked
from scrutiny.web.day import today
from scrutiny.web.follow_up import MOST_IN_A_FILE, SHOWN, SORTS, arranged, pages, query
from scrutiny.web.gate import may_see, signed_in
from scrutiny.web.responses import CSV, WORD, attached
from scrutiny.word import follow_up as word_of

overdue = Blueprint("overdue", __name__)

ALL = "all"
NAMES = ("committee", "shown", "owner", "person", "sort")


@dataclass(frozen=True, slots=True)
class Tracker:
    """What is shown of one committee's tracker; with `more` there is more of it than a page takes."""

    code: str
    paper: FollowUp
    more: bool
    keeps: bool


@overdue.get("/follow-up")
@signed_in
def show() -> ResponseReturnValue:
    every = _open_committees()
    shown = [tracker for wanted, committee in _wanted(every) if (tracker := _tracker(wanted, committee))]
    mine = _chosen(every)
    return render_template(
        "overdue/show.html",
        as_at=today(),
        trackers=shown,
        wanted=_filters(),
        shown=SHOWN,
        sorts=SORTS,
        committees=[(ALL, "All committees"), *((row.code, row.name) for row in every)],
        owners=sorted({(name, name) for row in mine for name in _owners(row)}),
        councillors=_councillors(mine),
        files=query(NAMES),
    )


@overdue.get("/follow-up.docx")
@signed_in
def word() -> ResponseReturnValue:
    every = _open_committees()
    papers = [
        paper
        for wanted, committee in _wanted(every, most=MOST_IN_A_FILE)
        if _has_rows(paper := arranged(found.find(db.session(), wanted), committee, wanted))
    ]
    council = every[0].council_name if every else ""
    return attached(word_of.write_across(papers, council=council, as_at=today()), WORD, "follow-up.docx")


@overdue.get("/follow-up.csv")
@signed_in
def csv() -> ResponseReturnValue:
    trackers = (pages(committee, wanted) for wanted, committee in _wanted(_open_committees(), most=MOST_IN_A_FILE))
    return attached(tables.follow_up_across(trackers), CSV, "follow-up.csv")


def _owners(committee: AnyRow) -> Sequence[str]:
    """Whom one may ask for: an owner of exempt matter is named only to those who may see it."""
    all_of_them = may_see(Permission.SEE_EXEMPT, committee.id)
    return (owners.known if all_of_them else found.owners)(db.session(), committee.id)


def _open_committees() -> list[AnyRow]:
    return [row for row in committees.every(db.session()) if row.closed_on is None or row.closed_on > today()]


def _chosen(every: Sequence[AnyRow]) -> list[AnyRow]:
    """Those that somebody has a role on, unless one or all are asked for by name."""
    code = asked.words("committee")
    ids = {role.committee_id for role in current_user.grants}
    if code == ALL or (not code and None in ids):
        return list(every)
    if not code:
        return [row for row in every if row.id in ids]
    return [row for row in every if row.code == code] or abort(404)


def _filters() -> Wanted:
    """What is asked of every committee alike."""
    return Wanted(
        committee_id=0,
        today=today(),
        shown=asked.one_of(Shown, "shown") or Shown.OVERDUE,
        owner=asked.words("owner"),
        person_id=asked.number("person"),
        sort=asked.one_of(Sort, "sort") or Sort.DUE,
    )


def _wanted(every: Sequence[AnyRow], most: int = found.PAGE) -> Iterator[tuple[Wanted, AnyRow]]:
    filters = _filters()
    for row in _chosen(every):
        exempt = may_see(Permission.SEE_EXEMPT, row.id)
        yield replace(filters, committee_id=row.id, exempt=exempt, most=most, most_recommendations=most), row


def _tracker(wanted: Wanted, committee: AnyRow) -> Tracker | None:
    facts = found.find(db.session(), wanted)
    paper = arranged(facts, committee, wanted)
    if not _has_rows(paper):
        return None
    keeps = may_see(Permission.FOLLOW_UP, committee.id)
    return Tracker(committee.code, paper, facts.more or facts.more_recommendations, keeps)


def _has_rows(paper: FollowUp) -> bool:
    return bool(paper.actions or paper.recommendations)


def _councillors(of: Sequence[AnyRow]) -> list[tuple[int, str]]:
    seated: list[Rows] = [committees.members(db.session(), row.id, today()) for row in of]
    return sorted({(member.person_id, member.name) for rows in seated for member in rows}, key=lambda one: one[1])
