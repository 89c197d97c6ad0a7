"""Search over everything public, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from scrutiny.database import db
from scrutiny.domain.searching import MOST_READ, Kind, Piece
from scrutiny.queries import committees, places
from scrutiny.queries import search as found
from scrutiny.queries.places import Places
from scrutiny.queries.rows import AnyRow
from scrutiny.queries.search import BEYOND_EVERY_KEY, Found, Hit
from scrutiny.web import asked
from scrutiny.web.gate import public

search = Blueprint("search", __name__)


@dataclass(frozen=True, slots=True)
class Result:
    """A hit as it is shown, with the address where it is to be read."""

    address: str
    kind: str
    on: date | None
    committee: str
    title: tuple[Piece, ...]
    passage: tuple[Piece, ...]


@search.get("/search")
@public
def show() -> ResponseReturnValue:
    typed, kind = asked.words("q", MOST_READ), _kind()
    those = committees.every(db.session())
    code = asked.words("committee")
    committee = next((row for row in those if row.code == code), None) or (abort(404) if code else None)
    answer = Found()
    if typed:
        answer = found.find(
            db.session(),
            typed,
            kind=kind,
            committee_id=committee.id if committee else None,
            before=asked.number("before", BEYOND_EVERY_KEY),
        )
    return render_template(
        "search/show.html",
        typed=typed,
        kind=kind,
        code=code,
        kinds=[(each.name.lower(), each.label) for each in Kind],
        committees=[(row.code, row.name) for row in those],
        results=_results(answer.hits, {row.id: row for row in those}),
        narrowed=kind is not None or committee is not None,
        following=_query(typed, kind, code, answer.more) if answer.more is not None else "",
    )


def _kind() -> Kind | None:
    typed = asked.words("kind")
    if not typed:
        return None
    return next((kind for kind in Kind if kind.name.lower() == typed), None) or abort(404)


def _query(typed: str, kind: Kind | None, code: str, before: int) -> str:
    chosen = {"q": typed, "kind": kind.name.lower() if kind else "", "committee": code, "before": str(before)}
    return urlencode({name: value for name, value in chosen.items() if value})


def _results(hits: tuple[Hit, ...], committees: dict[int, AnyRow]) -> list[Result]:
    where = places.of(db.session(), hits) if hits else Places({}, {})
    return [
        Result(
            address=_address(hit, committees.get(hit.committee_id or 0), where),
            kind=hit.kind.label,
            on=hit.on,
            committee=committees[hit.committee_id].name if hit.committee_id in committees else "",
            title=hit.title,
            passage=hit.passage,
        )
        for hit in hits
    ]


def _address(hit: Hit, committee: AnyRow | None, where: Places) -> str:
    number, meeting = hit.subject_id, f"/meetings/{hit.meeting_id}"
    of_committee = f"/committees/{committee.code}" if committee else "/committees"
    match hit.kind:
        case Kind.MINUTE:
            return f"{meeting}/minutes#item-{where.items.get(number, 0)}"
        case Kind.ITEM:
            return f"{meeting}#item-{number}"
        case Kind.DOCUMENT:
            return f"/documents/{number}"
        case Kind.MEETING:
            return meeting
        case Kind.ACTION:
            return f"{of_committee}/follow-up?action={number}"
        case Kind.RECOMMENDATION:
            return f"{of_committee}/follow-up?recommendation={number}"
        case Kind.TOPIC:
            return f"/topics/{number}"
        case Kind.ENTRY:
            return f"/topics/{where.topics.get(number, 0)}"
        case Kind.COMMITTEE:
            return of_committee
        case Kind.PERSON:
            return f"/people/{number}"
