"""Committees: all of them, and one with its remit, its members, its meetings and its work at a glance."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from scrutiny.database import db
from scrutiny.domain.municipal_year import MunicipalYear
from scrutiny.papers.people import member
from scrutiny.queries import closures, meetings, pressing, programme
from scrutiny.queries import committees as queries
from scrutiny.queries.rows import AnyRow
from scrutiny.web.day import today
from scrutiny.web.gate import public

committees = Blueprint("committees", __name__)

MOST = 5


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
