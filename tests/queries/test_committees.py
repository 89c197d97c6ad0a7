"""What a committee has outstanding: the front page counts what the tracker lists, neither more nor less."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.vocabulary import ActionState, Part, RecommendationState
from scrutiny.queries import committees, follow_up
from scrutiny.queries.tracked import Shown, Wanted
from tests import make

TODAY = date(2021, 11, 15)
PASSED, TO_COME = date(2021, 11, 1), date(2021, 12, 1)


@pytest.mark.parametrize(
    ("asked", "counted"),
    [
        pytest.param({"due": TO_COME}, (1, 0), id="what is due later is open"),
        pytest.param({"due": PASSED}, (1, 1), id="past its day it is overdue"),
        pytest.param({"due": TODAY}, (1, 0), id="on its day it is not"),
        pytest.param({"due_at": PASSED}, (1, 1), id="past the meeting that it was for it is overdue"),
        pytest.param({"due_at": TO_COME}, (1, 0), id="before that meeting it is not"),
        pytest.param({}, (1, 0), id="without a day it is open and never overdue"),
        pytest.param({"due": PASSED, "state": ActionState.COMPLETE}, (1, 0), id="complete, it waits to be confirmed"),
        pytest.param({"due": PASSED, "state": ActionState.PAUSED}, (1, 0), id="paused, it is open and not chased"),
        pytest.param({"due": PASSED, "state": ActionState.CLOSED}, (0, 0), id="closed, it is over"),
        pytest.param({"due": PASSED, "part": Part.TWO}, (0, 0), id="an exempt one is nobody's business"),
        pytest.param({"due": PASSED, "under": {"part": Part.TWO}}, (0, 0), id="nor an open one under an exempt item"),
        pytest.param({"due": PASSED, "under": {"restricted": True}}, (0, 0), id="nor one under a restricted item"),
        pytest.param({"due": PASSED, "under": {}}, (1, 1), id="under an open item it is everybody's"),
    ],
)
def test_actions_are_counted_as_the_tracker_lists_them(
    session: Session, author: Author, asked: dict[str, Any], counted: tuple[int, int]
) -> None:
    with writing(session, author):
        committee = make.committee(session, make.council(session))
        values = dict(asked)
        if on := values.pop("due_at", None):
            values["due_meeting_id"] = make.meeting(session, committee, on).id
        if (under := values.pop("under", None)) is not None:
            meeting = make.held(session, committee, date(2021, 9, 14))
            values["item_id"] = make.item(session, meeting, "An item", **under).id
        make.action(session, committee, "Send the figures", **values)
    [figures] = committees.outstanding(session, TODAY)
    listed = [
        follow_up.find(session, Wanted(figures.id, TODAY, shown=shown)).actions
        for shown in (Shown.OUTSTANDING, Shown.OVERDUE)
    ]
    assert (figures.actions, figures.overdue) == counted == tuple(map(len, listed))


@pytest.mark.parametrize(
    ("under", "counted"),
    [pytest.param({}, 1, id="of an open item"), pytest.param({"part": Part.TWO}, 0, id="of an exempt item")],
)
def test_a_recommendation_waits_for_a_response_only_where_the_tracker_has_it(
    session: Session, author: Author, under: dict[str, Any], counted: int
) -> None:
    with writing(session, author):
        committee = make.committee(session, make.council(session))
        meeting = make.held(session, committee, date(2021, 9, 14))
        item = make.item(session, meeting, "An item", **under)
        sent = {"state": RecommendationState.SENT, "sent_on": date(2021, 9, 15), "addressee": "Cabinet"}
        make.recommendation(session, committee, "Fund the posts", item_id=item.id, **sent)
    [figures] = committees.outstanding(session, TODAY)
    listed = follow_up.find(session, Wanted(figures.id, TODAY)).recommendations
    assert figures.awaiting_response == counted == len(listed)
