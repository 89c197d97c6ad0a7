"""Rows as a query would answer with, for papers that are arranged without a database."""

from __future__ import annotations

from datetime import date, time
from types import SimpleNamespace
from typing import Any

from scrutiny.domain.notice import PapersGoUp
from scrutiny.domain.vocabulary import (
    AttendanceStatus,
    ItemKind,
    ItemOutcome,
    MeetingKind,
    MeetingStatus,
    MinutesState,
    Nation,
    Part,
)

Row = SimpleNamespace


def meeting(**changes: Any) -> Row:
    return Row(
        **{
            "id": 12,
            "code": "SOS",
            "council_name": "Borsetshire County Council",
            "committee_name": "Safeguarding Overview & Scrutiny Committee",
            "nation": Nation.ENGLAND,
            "notes_for_the_public": "The meeting is open to all.\n\nPapers are on the website.",
            "clear_days": 5,
            "papers_go_up": PapersGoUp.BY_CLOSE_OF_A_WORKING_DAY,
            "on": date(2021, 11, 30),
            "at": time(10, 0),
            "ended_at": None,
            "venue": "Oak Room",
            "kind": MeetingKind.FORMAL,
            "status": MeetingStatus.SCHEDULED,
            "status_because": "",
            "published_on": date(2021, 11, 22),
            "minutes_state": MinutesState.AGREED,
            "confirmed_on": None,
            "confirmed_as_amended": False,
            "signed_by": "",
        }
        | changes
    )


def item(id: int, title: str, **changes: Any) -> Row:
    return Row(
        **{
            "id": id,
            "number": str(id),
            "title": title,
            "public_title": "",
            "kind": ItemKind.BUSINESS,
            "part": Part.ONE,
            "restricted": False,
            "paragraphs": "",
            "topic_id": 70 + id,
            "told": True,
            "report_recommendations": "",
            "late_because": "",
            "supplement": 0,
            "outcome": ItemOutcome.CONSIDERED,
            "outcome_note": "",
            "minute_id": 200 + id,
            "minute_number": str(25 + id),
            "narrative": f"Members heard about {title.lower()}.",
            "public_summary": "",
        }
        | changes
    )


def document(item_id: int, title: str, **changes: Any) -> Row:
    return Row(
        **{
            "id": 500 + item_id,
            "item_id": item_id,
            "title": title,
            "part": Part.ONE,
            "to_follow": False,
            "sha256": "",
            "name": "",
            "media_type": "",
            "size": 0,
            "supplement": 0,
            "paragraphs": "",
            "replaced": False,
            "withdrawn_because": "",
            "withdrawn_at": None,
        }
        | changes
    )


def attendance(name: str, status: AttendanceStatus, **changes: Any) -> Row:
    return Row(**{"name": name, "status": status, "role_title": "", "substitute_for": "", "person_id": None} | changes)
