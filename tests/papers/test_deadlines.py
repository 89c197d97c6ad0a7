"""An officer's deadlines as calendar entries: one each, lifted when it no longer binds, and never anything exempt."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from scrutiny.domain.notice import PapersGoUp
from scrutiny.domain.vocabulary import ActionState, ItemOutcome, MeetingStatus, RecommendationState
from scrutiny.domain.working_days import Calendar
from scrutiny.papers import deadlines
from scrutiny.papers.diary import Deadline, DeadlineRow
from scrutiny.queries.calendars import Changes, DeadlineFacts
from tests.papers.rows import Row

SECRET = "Placement of child B"
NOVEMBER = date(2021, 11, 30)


def meeting(**changes: Any) -> Row:
    return Row(
        **{
            "id": 3,
            "uid": "one@meetings",
            "on": NOVEMBER,
            "council_id": 1,
            "clear_days": 5,
            "papers_go_up": PapersGoUp.BY_CLOSE_OF_A_WORKING_DAY,
            "committee_name": "Safeguarding Committee",
            "status": MeetingStatus.SCHEDULED,
            "published_on": None,
        }
        | changes
    )


def item(**changes: Any) -> Row:
    return Row(
        **{
            "id": 21,
            "meeting_id": 3,
            "title": "Cusp of care",
            "public_title": "",
            "papers_due": date(2021, 11, 18),
            "outcome": ItemOutcome.PENDING,
            "exempt": False,
            "meeting_status": MeetingStatus.SCHEDULED,
            "committee_name": "Safeguarding Committee",
        }
        | changes
    )


def asked(**changes: Any) -> Row:
    return Row(
        **{
            "id": 5,
            "reference": "SOS/21/1",
            "owner": "Ivy Lane",
            "addressee": "Cabinet",
            "state": ActionState.OPEN,
            "due": date(2021, 12, 1),
            "response_due": date(2021, 12, 13),
            "code": "SOS",
            "committee_name": "Safeguarding Committee",
        }
        | changes
    )


def rows(**changes: Any) -> list[DeadlineRow]:
    nothing: dict[str, Any] = dict.fromkeys(("meetings", "items", "actions", "recommendations"), ())
    calendar = Calendar(closed={}, years=frozenset({2021}))
    facts = DeadlineFacts(**(nothing | {"changes": {}, "calendars": {1: calendar}} | changes))
    return deadlines.of(facts, host="scrutiny.example")


def only(**changes: Any) -> DeadlineRow:
    (row,) = rows(**changes)
    return row


def test_each_kind_of_deadline_has_its_day_and_its_page() -> None:
    sent = asked(state=RecommendationState.SENT)
    found = rows(meetings=(meeting(),), items=(item(),), actions=(asked(),), recommendations=(sent,))
    assert [(row.kind, row.on, row.subject, row.page) for row in found] == [
        (Deadline.PUBLISH_BY, date(2021, 11, 22), "meeting of 30 November 2021", "/meetings/3"),
        (Deadline.REPORT_DUE, date(2021, 11, 18), "Cusp of care", "/meetings/3"),
        (Deadline.ACTION_DUE, date(2021, 12, 1), "SOS/21/1, Ivy Lane", "/committees/SOS/follow-up?action=5"),
        (Deadline.RESPONSE_DUE, date(2021, 12, 13), "SOS/21/1, Cabinet", "/committees/SOS/follow-up?recommendation=5"),
    ]
    assert [row.uid for row in found] == [
        "publish-by-one@meetings",
        "report-due-21@scrutiny.example",
        "action-5@scrutiny.example",
        "response-5@scrutiny.example",
    ]
    assert not any(row.lifted for row in found)


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param({"meetings": (meeting(published_on=date(2021, 11, 20)),)}, id="the agenda is out"),
        pytest.param({"meetings": (meeting(status=MeetingStatus.CANCELLED),)}, id="the meeting is cancelled"),
        pytest.param(
            {"items": (item(meeting_status=MeetingStatus.CANCELLED),)}, id="the report's meeting is cancelled"
        ),
        pytest.param({"items": (item(outcome=ItemOutcome.WITHDRAWN),)}, id="the item is withdrawn"),
        pytest.param({"actions": (asked(state=ActionState.COMPLETE),)}, id="the action is done"),
        pytest.param({"recommendations": (asked(state=RecommendationState.ANSWERED),)}, id="the response has come"),
    ],
)
def test_a_deadline_that_no_longer_binds_is_lifted(facts: dict[str, Any]) -> None:
    assert only(**facts).lifted


@pytest.mark.parametrize(
    ("public_title", "shown"), [("A matter about a child", "A matter about a child"), ("", "Exempt item")]
)
def test_the_report_of_an_exempt_item_is_named_by_its_public_title(public_title: str, shown: str) -> None:
    row = only(items=(item(title=SECRET, exempt=True, public_title=public_title),))
    assert row.subject == shown
    assert SECRET not in repr(row)


def test_nobody_yet_is_said_where_there_is_no_name() -> None:
    assert only(actions=(asked(owner=""),)).subject == "SOS/21/1, no owner yet"
    unnamed = asked(addressee="", state=RecommendationState.SENT)
    assert only(recommendations=(unnamed,)).subject == "SOS/21/1, nobody named yet"


def test_a_year_without_holidays_gives_no_day_instead_of_a_wrong_one() -> None:
    assert rows(meetings=(meeting(on=date(2023, 5, 9)),)) == []


def test_a_row_that_was_changed_has_a_higher_sequence() -> None:
    changes = {("actions", 5): Changes(3, datetime(2021, 11, 10, 8, 0, tzinfo=UTC))}
    row = only(actions=(asked(),), changes=changes)
    assert (row.sequence, row.changed_at) == (2, datetime(2021, 11, 10, 8, 0, tzinfo=UTC))
    unchanged = only(actions=(asked(),))
    assert (unchanged.sequence, unchanged.changed_at) == (0, datetime(2021, 12, 1, tzinfo=UTC))
