"""The follow-up tracker as a reader sees it: how each request stands with its day, and where it came from."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from scrutiny.domain.vocabulary import ActionState, RecommendationState, Response
from scrutiny.papers import follow_up
from scrutiny.papers.follow_up import FollowUp, Update
from scrutiny.queries.follow_up import FollowUpFacts
from tests.papers.rows import Row

TODAY = date(2021, 11, 15)
COMMITTEE = Row(council_name="Loamshire County Council", name="Safeguarding Committee", code="SOS")
ASKED = {"asked_meeting_id": 3, "asked_on": date(2021, 9, 14), "minute_number": "28"}


def action(**changes: Any) -> Row:
    return Row(
        **{
            "id": 1,
            "reference": "SOS/21/1",
            "text": "Send the figures",
            "owner": "Ivy Lane",
            "due": None,
            "due_meeting_on": None,
            "state": ActionState.OPEN,
            "state_because": "",
            "opened_on": date(2021, 9, 14),
            "closed_on": None,
            "carried": 0,
            "topic_id": None,
            "asked_meeting_id": None,
            "asked_on": None,
            "minute_number": None,
            "entry_title": None,
            "entry_exempt": None,
            "noted_on": None,
            "noted_meeting_id": None,
        }
        | changes
    )


def recommendation(**changes: Any) -> Row:
    return Row(
        **{
            "id": 5,
            "reference": "SOS/21/R1",
            "text": "That the posts be funded",
            "addressee": "Cabinet",
            "opened_on": date(2021, 9, 14),
            "sent_on": date(2021, 9, 14),
            "response_due": date(2021, 11, 13),
            "response": None,
            "response_text": "",
            "responded_on": None,
            "done_about_it": "",
            "state": RecommendationState.SENT,
            "topic_id": None,
            "asked_meeting_id": None,
            "asked_on": None,
            "minute_number": None,
        }
        | changes
    )


def tracker(*actions: Row, recommendations: tuple[Row, ...] = (), **changes: Any) -> FollowUp:
    nothing: dict[str, Any] = {"updates": {}, "next_meeting": date(2021, 11, 30), "more": False}
    facts = FollowUpFacts(actions=actions, recommendations=recommendations, **(nothing | changes))
    return follow_up.of(facts, COMMITTEE, as_at=TODAY)


@pytest.mark.parametrize(
    ("changes", "said", "late"),
    [
        pytest.param({"due": date(2021, 11, 14)}, "Overdue by 1 day", True, id="one day late"),
        pytest.param({"due": date(2021, 10, 31)}, "Overdue by 15 days", True, id="many days late"),
        pytest.param({"due": TODAY}, "", False, id="on the day itself it is not late"),
        pytest.param({}, "No date set", False, id="without a date it cannot be late"),
        pytest.param(
            {"due_meeting_on": date(2021, 11, 30)}, "Due at the meeting of 30 November 2021", False, id="at a meeting"
        ),
        pytest.param({"due_meeting_on": date(2021, 11, 1)}, "Overdue by 14 days", True, id="its meeting has passed"),
        pytest.param(
            {"due": date(2021, 10, 31), "state": ActionState.COMPLETE}, "", False, id="what is complete is not chased"
        ),
        pytest.param(
            {"due": date(2021, 10, 31), "state": ActionState.PAUSED}, "", False, id="what is paused is not chased"
        ),
        pytest.param(
            {"state": ActionState.CLOSED, "closed_on": date(2021, 11, 1)},
            "Closed on 1 November 2021",
            False,
            id="closed",
        ),
        pytest.param(
            {"state": ActionState.WITHDRAWN, "closed_on": date(2021, 11, 1)},
            "Withdrawn on 1 November 2021",
            False,
            id="withdrawn",
        ),
        pytest.param({"state": ActionState.SUPERSEDED}, "", False, id="superseded on a day that nobody wrote down"),
    ],
)
def test_how_an_action_stands_with_its_day_is_said_in_words(changes: dict[str, Any], said: str, late: bool) -> None:
    (only,) = tracker(action(**changes)).actions
    assert (only.clock, only.overdue) == (said, late)


@pytest.mark.parametrize(
    ("changes", "said", "late"),
    [
        pytest.param({}, "Response overdue by 2 days", True, id="the time has run out"),
        pytest.param({"response_due": TODAY}, "The response is due today", False, id="its last day"),
        pytest.param({"response_due": date(2021, 11, 16)}, "1 day left to respond", False, id="still running"),
        pytest.param({"response_due": None}, "", False, id="no clock runs for this body"),
        pytest.param(
            {"state": RecommendationState.DRAFT, "response_due": None},
            "The time for a response begins when it is sent",
            False,
            id="not yet sent",
        ),
        pytest.param(
            {"state": RecommendationState.ANSWERED, "responded_on": date(2021, 11, 1), "response": Response.REJECTED},
            "Answered on 1 November 2021",
            False,
            id="a response stops the clock",
        ),
        pytest.param({"state": RecommendationState.WITHDRAWN}, "", False, id="withdrawn before there was a response"),
    ],
)
def test_how_a_recommendation_stands_with_its_clock_is_said_in_words(
    changes: dict[str, Any], said: str, late: bool
) -> None:
    (only,) = tracker(recommendations=(recommendation(**changes),)).recommendations
    assert (only.clock, only.overdue) == (said, late)


@pytest.mark.parametrize(
    ("changes", "printed", "meeting_id"),
    [
        pytest.param(ASKED, "Minute 28, 14 September 2021", 3, id="a minute asked"),
        pytest.param(ASKED | {"minute_number": None}, "Meeting, 14 September 2021", 3, id="a meeting without numbers"),
        pytest.param(
            {"entry_title": "Domestic abuse", "noted_meeting_id": 4, "noted_on": date(2021, 7, 6)},
            "Work programme: Domestic abuse",
            4,
            id="the outcome of a programme row asked",
        ),
        pytest.param(
            {"entry_title": "Placement of child B", "entry_exempt": True, "noted_meeting_id": 4},
            "Work programme",
            4,
            id="the row became an exempt item, so its title is left out",
        ),
        pytest.param({}, "Asked on 14 September 2021", None, id="nobody wrote down where"),
    ],
)
def test_every_action_says_where_it_came_from(changes: dict[str, Any], printed: str, meeting_id: int | None) -> None:
    (only,) = tracker(action(**changes)).actions
    assert (only.origin.printed, only.origin.meeting_id) == (printed, meeting_id)


def test_a_recommendation_says_where_it_came_from() -> None:
    (nowhere,) = tracker(recommendations=(recommendation(),)).recommendations
    (minuted,) = tracker(recommendations=(recommendation(**ASKED),)).recommendations
    assert nowhere.origin.printed == "Asked on 14 September 2021"
    assert minuted.origin.printed == "Minute 28, 14 September 2021"


def test_an_open_action_counts_its_days_and_meetings_and_goes_to_the_next() -> None:
    said = (date(2021, 10, 1), "Ivy Lane", "Half of them are there.")
    (only,) = tracker(action(carried=2), updates={1: [said]}).actions
    assert (only.days_open, only.carried, only.next_meeting) == (62, 2, date(2021, 11, 30))
    assert only.updates == (Update(on=date(2021, 10, 1), by="Ivy Lane", text="Half of them are there."),)


def test_a_closed_action_was_open_until_it_was_closed_and_goes_nowhere() -> None:
    (only,) = tracker(action(state=ActionState.CLOSED, closed_on=date(2021, 9, 24))).actions
    assert (only.days_open, only.carried, only.next_meeting) == (10, 0, None)


def test_the_order_is_that_of_the_rows() -> None:
    paper = tracker(action(id=2, due=date(2021, 12, 1)), action(id=1, due=date(2021, 10, 1)))
    assert [row.action_id for row in paper.actions] == [2, 1]
    assert (paper.committee_code, paper.shown) == ("SOS", "Outstanding")


@pytest.mark.parametrize(
    ("changes", "carried", "said"),
    [
        pytest.param({}, 0, "Open for 62 days", id="not yet before a meeting"),
        pytest.param({}, 2, "Open for 62 days, through 2 meetings", id="carried twice"),
        pytest.param({"opened_on": date(2021, 11, 14)}, 1, "Open for 1 day, through 1 meeting", id="one of each"),
        pytest.param(
            {"state": ActionState.CLOSED, "closed_on": date(2021, 9, 20)}, 0, "Was open for 6 days", id="closed"
        ),
    ],
)
def test_how_long_a_request_has_been_open(changes: dict[str, Any], carried: int, said: str) -> None:
    (only,) = tracker(action(carried=carried, **changes)).actions
    assert only.age == said


def test_the_requests_are_counted_and_the_late_ones_among_them() -> None:
    late, later = action(due=date(2021, 11, 1)), action(id=2, due=date(2021, 10, 1))
    assert follow_up.counted(tracker(action()).actions, "action") == "1 action."
    assert follow_up.counted(tracker(late, action()).actions, "action") == "2 actions, of which 1 is overdue."
    assert (
        follow_up.counted(tracker(late, later).actions, "action", " here") == "2 actions here, of which 2 are overdue."
    )
