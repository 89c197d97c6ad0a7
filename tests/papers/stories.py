"""A story told from the rows of one topic, as a query would answer with."""

from __future__ import annotations

from datetime import date
from typing import Any

from scrutiny.domain.vocabulary import (
    ActionState,
    EntryStatus,
    ItemOutcome,
    MeetingStatus,
    MinutesState,
    Part,
    RecommendationState,
)
from scrutiny.papers import topic
from scrutiny.papers.topic import Moment, Story
from scrutiny.queries.topics import TopicFacts
from tests.papers.rows import Row

TODAY = date(2021, 11, 15)
SEPTEMBER, NOVEMBER = date(2021, 9, 14), date(2021, 11, 30)


def subject(**changes: Any) -> Row:
    names = {"title": "Cusp of care", "committee_name": "Safeguarding Committee", "code": "SOS"}
    return Row(**({"id": 7, "opened_on": None, "withheld": False, "known": True} | names | changes))


def entry(**changes: Any) -> Row:
    return Row(
        **{
            "id": 1,
            "meeting_id": None,
            "on": None,
            "when": "",
            "details": "",
            "outcome": "",
            "status": EntryStatus.PLANNED,
            "status_because": "",
            "exempt": False,
        }
        | changes
    )


def move(**changes: Any) -> Row:
    nowhere = {"on": None, "from_on": None, "from_when": "", "to_on": None, "to_when": "", "because": ""}
    return Row(**({"entry_id": 1} | nowhere | changes))


def item(**changes: Any) -> Row:
    return Row(
        **{
            "id": 21,
            "meeting_id": 3,
            "entry_id": None,
            "on": SEPTEMBER,
            "title": "Cusp of care",
            "part": Part.ONE,
            "restricted": False,
            "outcome": ItemOutcome.CONSIDERED,
            "outcome_note": "",
            "meeting_status": MeetingStatus.HELD,
            "published_on": None,
            "minutes_state": MinutesState.AGREED,
            "narrative": "Members asked.",
            "minute_number": "29",
        }
        | changes
    )


def action(**changes: Any) -> Row:
    return Row(
        **{
            "id": 5,
            "reference": "SOS/21/1",
            "text": "Send the figures",
            "owner": "Ivy Lane",
            "due": None,
            "due_meeting_on": None,
            "state": ActionState.OPEN,
            "state_because": "",
            "opened_on": SEPTEMBER,
            "closed_on": None,
            "public": True,
        }
        | changes
    )


def recommendation(**changes: Any) -> Row:
    return Row(
        **{
            "id": 6,
            "reference": "SOS/21/R1",
            "text": "That the posts be funded",
            "addressee": "Cabinet",
            "opened_on": SEPTEMBER,
            "sent_on": None,
            "response_due": date(2021, 11, 13),
            "responded_on": None,
            "response": None,
            "response_text": "",
            "done_about_it": "",
            "state": RecommendationState.SENT,
            "state_because": "",
            "closed_on": None,
            "public": True,
        }
        | changes
    )


def story(*, exempt: bool = False, drafts: bool = False, **changes: Any) -> Story:
    names = ("entries", "leads", "moves", "items", "resolutions", "actions", "updates", "recommendations")
    nothing: dict[str, Any] = dict.fromkeys(names, ())
    told = topic.of(TopicFacts(**({"topic": subject()} | nothing | changes)), as_at=TODAY, exempt=exempt, drafts=drafts)
    assert told is not None
    return told


def moments(told: Story) -> list[Moment]:
    return [moment for day in (*told.so_far, *told.to_come) for moment in day.moments] + list(told.undated)


def headings(told: Story) -> list[str]:
    return [moment.heading for moment in moments(told)]
