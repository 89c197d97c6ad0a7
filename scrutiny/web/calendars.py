"""Calendars: pages of meetings by month, and the feeds that other programs subscribe to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from urllib.parse import urlsplit

from flask import Blueprint, Response, abort, current_app, render_template
from flask.typing import ResponseReturnValue

from scrutiny.config import Config
from scrutiny.database import db
from scrutiny.domain.dates import MONTHS
from scrutiny.domain.municipal_year import MunicipalYear
from scrutiny.domain.vocabulary import AccountRole
from scrutiny.ical import feed
from scrutiny.papers import deadlines, diary
from scrutiny.papers.diary import DeadlineRow, Diary
from scrutiny.permissions import Permission, may
from scrutiny.queries import accounts, closures, committees, meetings
from scrutiny.queries import calendars as found
from scrutiny.queries.accounts import Holder
from scrutiny.queries.history import last_change
from scrutiny.queries.rows import AnyRow, Rows
from scrutiny.web import asked
from scrutiny.web.day import today
from scrutiny.web.freshness import for_one_reader
from scrutiny.web.gate import by_token, public
from scrutiny.web.responses import CALENDAR, shown

calendars = Blueprint("calendars", __name__)

ALL = "Overview and scrutiny meetings"
KEPT = timedelta(days=90)  # a deadline that has passed stays in an officer's calendar for so long
OFFICERS = frozenset({AccountRole.OFFICER, AccountRole.CLERK})


@dataclass(frozen=True, slots=True)
class Month:
    """`November 2021`, and the meetings in it."""

    title: str
    meetings: tuple[AnyRow, ...]


@calendars.get("/calendar")
@public
def index() -> ResponseReturnValue:
    council = next((row.council_id for row in committees.every(db.session())), 0)
    return _page(None, meetings.listed(db.session()), council)


@calendars.get("/committees/<code:code>/calendar")
@public
def show(code: str) -> ResponseReturnValue:
    committee = committees.by_code(db.session(), code) or abort(404)
    return _page(committee, meetings.listed(db.session(), committee.id), committee.council_id)


@calendars.get("/calendar.ics")
@public
def feed_of_all() -> ResponseReturnValue:
    return _feed(_diary(meetings.listed(db.session()), ALL))


@calendars.get("/committees/<code:code>/calendar.ics")
@public
def feed_of_committee(code: str) -> ResponseReturnValue:
    committee = committees.by_code(db.session(), code) or abort(404)
    return _feed(_diary(meetings.listed(db.session(), committee.id), committee.name))


@calendars.get("/calendar/<key>.ics")
@by_token
def feed_of_account(key: str) -> ResponseReturnValue:
    """One person's own: the meetings of their committees, and for an officer the deadlines too."""
    holder = accounts.by_feed_key(db.session(), key, today()) or abort(404)
    own = _committees_of(holder, frozenset(AccountRole))
    if own is not None and not own:
        abort(404)
    rows = [row for row in meetings.listed(db.session()) if own is None or row.committee_id in own]
    paper = _diary(rows, f"{ALL}: {holder.name}")
    served = _committees_of(holder, OFFICERS)
    if served is None or served:
        paper = paper.with_events_of(_deadlines(served))
    return for_one_reader(_feed(paper))


def _committees_of(holder: Holder, roles: frozenset[AccountRole]) -> frozenset[int] | None:
    """Those on which these roles allow a private calendar; None where a role is held on all of them."""
    held = [
        grant
        for grant in holder.grants
        if grant.role in roles and may([grant], Permission.SUBSCRIBE_PRIVATELY, grant.committee_id)
    ]
    if any(grant.committee_id is None for grant in held):
        return None
    return frozenset(grant.committee_id for grant in held if grant.committee_id is not None)


def _deadlines(committee_ids: frozenset[int] | None) -> Diary:
    site = _site()
    facts = found.deadlines(db.session(), today() - KEPT, committee_ids)
    rows = deadlines.of(facts, host=urlsplit(site).hostname or "scrutiny")

    def link(row: DeadlineRow) -> str:
        return f"{site}{row.page}"

    return diary.of_deadlines(rows, name="", link=link)


def _diary(rows: Iterable[AnyRow], name: str) -> Diary:
    site = _site()
    return diary.of(rows, name=name, link=lambda meeting: f"{site}/meetings/{meeting.id}")


def _feed(paper: Diary) -> Response:
    response = shown(feed.write(paper), CALENDAR)
    response.last_modified = last_change(db.session())
    return response


def _page(committee: AnyRow | None, listed: Rows, council_id: int) -> str:
    annual_meetings = closures.annual_meetings(db.session(), council_id)
    year = asked.year("year") or MunicipalYear.of(today(), annual_meetings)
    years = {MunicipalYear.of(row.on, annual_meetings) for row in listed} | {MunicipalYear.of(today(), annual_meetings)}
    if year not in years:
        abort(404)
    path = f"/committees/{committee.code}/calendar" if committee else "/calendar"
    address = f"{_site()}{path}.ics"
    of_year = [row for row in listed if MunicipalYear.of(row.on, annual_meetings) == year]
    return render_template(
        "calendars/show.html",
        committee=committee,
        path=path,
        year=year,
        years=sorted(years, reverse=True),
        coming=_months(row for row in of_year if row.on >= today()),
        past=_months(row for row in of_year if row.on < today()),
        address=address,
        news=f"/committees/{committee.code}/feed.atom" if committee else "/feed.atom",
        webcal=f"webcal:{address.partition(':')[2]}",
        today=today(),
    )


def _months(rows: Iterable[AnyRow]) -> list[Month]:
    by_month = groupby(rows, key=lambda row: (row.on.year, row.on.month))
    return [Month(f"{MONTHS[month - 1]} {year}", tuple(those)) for (year, month), those in by_month]


def _site() -> str:
    config: Config = current_app.extensions["scrutiny.config"]
    return config.site_url
