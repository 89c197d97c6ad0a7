"""One action or recommendation in full: where it came from, who saw it, and what its history says in words."""

from __future__ import annotations

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from scrutiny.domain.vocabulary import ActionState, MeetingStatus, Part, RecommendationState, ResponseClock
from scrutiny.papers import asked_for
from scrutiny.papers.asked_for import Seen, Tied
from scrutiny.papers.history import Change
from scrutiny.queries.asked_for import AskedForFacts
from scrutiny.queries.follow_up import FollowUpFacts

TODAY = date(2021, 11, 15)
ASKED = date(2021, 9, 14)
MEETINGS = [
    SimpleNamespace(id=7, on=ASKED, status=MeetingStatus.HELD),
    SimpleNamespace(id=8, on=date(2021, 11, 30), status=MeetingStatus.SCHEDULED),
]


def row(**values: Any) -> Any:
    return SimpleNamespace(**values)


def tracked(**values: Any) -> Any:
    """A row of the tracker, asked for by minute 28."""
    asked = {"minute_number": "28", "asked_meeting_id": 7, "asked_on": ASKED, "topic_id": None, "opened_on": ASKED}
    return row(**({"id": 1, "reference": "SOS/A1", "text": "Send it", "state_because": ""} | asked | values))


ACTION = tracked(
    owner="", due=None, due_meeting_on=None, state=ActionState.OPEN, closed_on=None, carried=1, entry_title=None
)
RECOMMENDATION = tracked(
    addressee="Cabinet",
    state=RecommendationState.SENT,
    sent_on=ASKED,
    response_due=date(2021, 11, 13),
    response=None,
    response_text="",
    responded_on=None,
    done_about_it="",
)
SOURCE = {
    "part": Part.ONE,
    "public": True,
    "item_title": "Referrals",
    "letter": "",
    "clause": None,
    "topic_title": None,
    "completed_on": None,
    "confirmed_at_meeting_id": None,
    "entry_title": None,
}


def facts(source: dict[str, Any], *, actions: Any = (), recommendations: Any = (), **values: Any) -> AskedForFacts:
    given: dict[str, Any] = {"seen": (), "meetings": MEETINGS, "history": ()} | values
    return AskedForFacts(
        committee=row(name="Safeguarding", code="SOS", council_name="Loamshire"),
        tracked=FollowUpFacts(actions, {}, recommendations, date(2021, 11, 30), more=False),
        source=row(**SOURCE | source),
        **given,
    )


def action(source: dict[str, Any] | None = None, **values: Any) -> asked_for.ActionInFull:
    return asked_for.action(facts(source or {}, actions=[ACTION], **values), as_at=TODAY)


@pytest.mark.parametrize(
    ("source", "about", "clause"),
    [
        pytest.param({}, "Referrals", "", id="business without a resolution"),
        pytest.param({"clause": "it be sent"}, "Referrals", "it be sent", id="a lone clause has no letter"),
        pytest.param({"clause": "it be sent", "letter": "a"}, "Referrals", "a) it be sent", id="a lettered clause"),
        pytest.param({"item_title": None, "entry_title": "Winter"}, "Winter", "", id="a row of the programme"),
        pytest.param({"item_title": None}, "", "", id="nothing at all"),
    ],
)
def test_it_says_what_it_came_from(source: dict[str, Any], about: str, clause: str) -> None:
    background = action(source).background
    assert (background.about, background.clause) == (about, clause)


def test_it_says_which_meetings_saw_it_and_which_confirmed_it() -> None:
    seen = [row(meeting_id=7, on=ASKED, state=ActionState.OPEN, note="Read out", status=MeetingStatus.CANCELLED)]
    paper = action({"confirmed_at_meeting_id": 7}, seen=seen)
    assert paper.background.seen == (Seen(7, ASKED, "Open", "Read out", True),)
    assert paper.confirmed_at == Tied(7, "14 September 2021")


def test_it_is_tied_to_the_one_that_took_its_place_and_those_whose_place_it_took() -> None:
    paper = action(newer=row(id=5, reference="SOS/A5"), older=[row(id=2, reference="SOS/A2")])
    assert (paper.superseded_by, paper.supersedes) == (Tied(5, "SOS/A5"), (Tied(2, "SOS/A2"),))
    assert action().superseded_by is None


def test_its_history_names_meetings_and_actions_as_people_do() -> None:
    changed = row(
        at=datetime(2021, 11, 1, tzinfo=UTC),
        by="Cleo Clerk",
        did="changed",
        before={"due_meeting_id": 8, "superseded_by_id": None, "state": "open"},
        after={"due_meeting_id": None, "superseded_by_id": 5, "state": "superseded"},
    )
    (line,) = action(history=[changed], newer=row(id=5, reference="SOS/A5")).background.history
    assert set(line.changes) == {
        Change("Due at the meeting of", "30 November 2021", ""),
        Change("Superseded by", "", "SOS/A5"),
        Change("State", "Open", "Superseded"),
    }


@pytest.mark.parametrize(
    ("clock", "source"),
    [
        pytest.param(ResponseClock.EXECUTIVE, "Local Government Act 2000 s.9FE", id="the executive"),
        pytest.param(ResponseClock.NONE, "", id="nobody whom a law binds"),
    ],
)
def test_a_recommendation_says_how_its_time_is_counted(clock: ResponseClock, source: str) -> None:
    its = {"clock": clock, "received_on": ASKED, "state_because": "Read"}
    paper = asked_for.recommendation(facts(its, recommendations=[RECOMMENDATION]), as_at=TODAY)
    assert (paper.source, bool(paper.rule)) == (source, bool(source))
    assert (paper.received_on, paper.because, paper.tracked.clock) == (ASKED, "Read", "Response overdue by 2 days")
