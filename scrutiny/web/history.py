"""Who changed a thing, shown beside it to those who may know, and on a page of its own with all that belongs to it.

The history of a meeting or of a row of the programme holds every word that stood there, exempt ones too: whoever may
not read those is refused the page.
"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from scrutiny.database import db
from scrutiny.models.accounts import Account
from scrutiny.models.committees import Committee
from scrutiny.models.meetings import Meeting
from scrutiny.models.programme import WorkProgrammeEntry
from scrutiny.papers import history as papers
from scrutiny.papers.history import Line, Said
from scrutiny.permissions import Permission
from scrutiny.queries import history as queries
from scrutiny.queries import past, to_change
from scrutiny.queries.past import Branch
from scrutiny.web import asked
from scrutiny.web.gate import may_see, needs

history = Blueprint("history", __name__)
NOTHING = Said()


@history.get("/meetings/<id:meeting_id>/history")
@needs(Permission.SEE_HISTORY, meeting=to_change.meeting)
def of_meeting(meeting: Meeting) -> ResponseReturnValue:
    """Its items, minutes, resolutions, attendance, votes and declarations too, also those that were removed."""
    _require_exempt(meeting.committee_id)
    return _page("history/of_meeting.html", meeting, past.OF_A_MEETING, meeting=meeting)


@history.get("/entries/<id:entry_id>/history")
@needs(Permission.SEE_HISTORY, entry=to_change.entry)
def of_entry(entry: WorkProgrammeEntry) -> ResponseReturnValue:
    _require_exempt(entry.committee_id)
    committee = db.session().get_one(Committee, entry.committee_id)
    return _page("history/of_entry.html", entry, past.OF_AN_ENTRY, entry=entry, committee=committee)


@history.get("/committees/<code:code>/history")
@needs(Permission.SEE_HISTORY, committee=to_change.committee)
def of_committee(committee: Committee) -> ResponseReturnValue:
    """Its settings, seats, standing items, phrases and templates, and to those who plan its criteria."""
    scoring = past.OF_ITS_SCORING if may_see(Permission.PLAN, committee.id) else ()
    return _page("history/of_committee.html", committee, past.OF_A_COMMITTEE + scoring, committee=committee)


@history.get("/accounts/<id:account_id>/history")
@needs(Permission.KEEP_ACCOUNTS)
def of_account(account_id: int) -> ResponseReturnValue:
    """What became of the account and its roles; of what is secret only that it changed."""
    account = db.session().get(Account, account_id) or abort(404)
    return _page("history/of_account.html", account, past.OF_AN_ACCOUNT, account=account)


def _require_exempt(committee_id: int) -> None:
    if not may_see(Permission.SEE_EXEMPT, committee_id):
        abort(403)


def _page(template: str, root: Any, branches: tuple[Branch, ...], **about: Any) -> ResponseReturnValue:
    """`?before=` is the line before which the page goes on with older ones."""
    before = asked.number("before")
    found = past.of(db.session(), root, branches, before=before)
    return render_template(template, lines=papers.whole(found), more=found.more, later=before is not None, **about)


def of(row: Any, committee_id: int | None, said: Said = NOTHING) -> tuple[Line, ...]:
    """The last change first; nothing for a reader who may not see the history on that committee (None: on all)."""
    if not may_see(Permission.SEE_HISTORY, committee_id):
        return ()
    return papers.lines(queries.of_thing(db.session(), row.__tablename__, row.id), said)
