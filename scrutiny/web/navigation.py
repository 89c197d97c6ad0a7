"""The ways about the desk: what this reader may do with a committee or a meeting.

One list, and nobody is shown a way that ends in a refusal.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from flask import Flask, current_app, url_for

from scrutiny.permissions import Permission
from scrutiny.web.gate import may_see


class Way(NamedTuple):
    endpoint: str
    words: str
    permission: Permission


OF_A_COMMITTEE = (
    Way("programme.board", "Plan the programme", Permission.PLAN),
    Way("suggestions.index", "Suggestions", Permission.PLAN),
    Way("year.show", "Meetings of the year", Permission.PLAN),
    Way("actions.add", "Add an action", Permission.FOLLOW_UP),
    Way("members.index", "Members", Permission.KEEP_COMMITTEES),
    Way("standing_items.index", "Standing items", Permission.PLAN),
    Way("closures.index", "Closed days", Permission.KEEP_COMMITTEES),
    Way("phrases.index", "Phrases", Permission.TAKE_MINUTES),
    Way("contacts.index", "Contacts", Permission.FOLLOW_UP),
    Way("house_templates.index", "House templates", Permission.KEEP_COMMITTEES),
    Way("committees.edit", "Settings", Permission.KEEP_COMMITTEES),
    Way("history.of_committee", "History", Permission.SEE_HISTORY),
)

OF_A_MEETING = (
    Way("agenda.edit", "Agenda", Permission.DRAFT_AGENDAS),
    Way("roll_forward.show", "Roll forward", Permission.DRAFT_AGENDAS),
    Way("agenda.publish", "Publish", Permission.DRAFT_AGENDAS),
    Way("packs.index", "Pack", Permission.DRAFT_AGENDAS),
    Way("attendance.take", "Attendance", Permission.TAKE_MINUTES),
    Way("declarations.index", "Declarations", Permission.TAKE_MINUTES),
    Way("minutes.write", "Minutes", Permission.TAKE_MINUTES),
    Way("minutes_from_word.index", "Finish in Word", Permission.TAKE_MINUTES),
    Way("confirmation.show", "Agree and confirm", Permission.SEE_DRAFTS),
    Way("meetings.change", "Move or cancel", Permission.DRAFT_AGENDAS),
    Way("history.of_meeting", "History", Permission.SEE_HISTORY),
)


def of_committee(committee_id: int, code: str) -> list[tuple[str, str, str]]:
    """Endpoint, address and words of each way that this reader may go with the committee."""
    return _open(OF_A_COMMITTEE, committee_id, code=code)


def of_meeting(committee_id: int, meeting_id: int) -> list[tuple[str, str, str]]:
    return _open(OF_A_MEETING, committee_id, meeting_id=meeting_id)


def _open(ways: tuple[Way, ...], committee_id: int, **of: Any) -> list[tuple[str, str, str]]:
    return [
        (way.endpoint, url_for(way.endpoint, **of), way.words)
        for way in ways
        if way.endpoint in current_app.view_functions and may_see(way.permission, committee_id)
    ]


def register(app: Flask) -> None:
    app.jinja_env.globals["ways_of_committee"] = of_committee
    app.jinja_env.globals["ways_of_meeting"] = of_meeting
