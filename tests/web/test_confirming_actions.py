"""What a meeting confirms: several complete actions at once, or none of them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.vocabulary import ActionState, MeetingKind
from scrutiny.models.follow_up import Action
from tests import make
from tests.browser import Browser
from tests.chamber import Chamber
from tests.web.desk_forms import faults, filled_in

TRACKER = "/committees/SOS/follow-up"
CONFIRM = f"{TRACKER}/confirm"

pytestmark = pytest.mark.usefixtures("everybody")


@pytest.fixture
def waiting(session: Session, author: Author, filled: Chamber) -> list[int]:
    done = {"state": ActionState.COMPLETE, "completed_on": date(2021, 11, 1)}
    with writing(session, author):
        made = [make.action(session, filled.committee, f"Done {n}", owner="Ivy Lane", **done) for n in range(3)]
    return [action.id for action in made]


def states(session: Session, ids: list[int]) -> list[ActionState]:
    session.rollback()
    session.expire_all()
    return [session.get_one(Action, id_).state for id_ in ids]


def test_a_briefing_confirms_nothing(
    cleo: Browser, session: Session, author: Author, filled: Chamber, waiting: list[int]
) -> None:
    assert waiting
    offered = "//select[@name='meeting']/option/@value"
    for kind, among in ((MeetingKind.FORMAL, True), (MeetingKind.BRIEFING, False)):
        with writing(session, author):
            filled.briefing.on, filled.briefing.kind = date(2021, 11, 15), kind
        assert (str(filled.briefing.id) in cleo.read(CONFIRM).all(offered)) is among


DONE, OPEN = ActionState.CLOSED, ActionState.COMPLETE


def test_several_are_confirmed_at_a_meeting_in_one_go(cleo: Browser, session: Session, waiting: list[int]) -> None:
    page = cleo.read(CONFIRM)
    assert [str(value) for value in page.all("//input[@name='actions']/@value")] == [str(id_) for id_ in waiting]
    assert "Ivy Lane, complete since 1 November 2021" in page.text
    typed = {"meeting": "1", "actions": [str(id_) for id_ in waiting[:2]]}
    answer = cleo.post(CONFIRM, data=filled_in(cleo, CONFIRM, CONFIRM, typed))
    assert (answer.status_code, answer.location) == (303, TRACKER)
    assert states(session, waiting) == [DONE, DONE, OPEN]
    assert session.get_one(Action, waiting[0]).confirmed_at_meeting_id == 1
    assert cleo.read(TRACKER).texts("//*[@role='status']") == ["2 actions are confirmed and closed."]


def test_they_can_all_be_ticked_without_a_script(cleo: Browser, waiting: list[int]) -> None:
    ticked = cleo.read(f"{CONFIRM}?all=1").all("//input[@name='actions'][@checked]/@value")
    assert [str(value) for value in ticked] == [str(id_) for id_ in waiting]
    assert not cleo.read(CONFIRM).all("//input[@name='actions'][@checked]")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        pytest.param(
            {},
            {
                "meeting": "Choose the meeting that confirmed them",
                "actions": "Choose the actions that the meeting confirmed",
            },
            id="no meeting and no action",
        ),
        pytest.param(
            {"meeting": "1", "actions": ["1"]},
            {"actions": "Choose from the list: something you chose is not on it any more"},
            id="an action that is not complete",
        ),
        pytest.param(
            {"meeting": "3"},
            {
                "meeting": "Choose one of the list: what you chose is not on it any more",
                "actions": "Choose the actions that the meeting confirmed",
            },
            id="a meeting still to come",
        ),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_confirmed(
    cleo: Browser, session: Session, waiting: list[int], typed: dict[str, Any], said: dict[str, str]
) -> None:
    page = cleo.sent(CONFIRM, filled_in(cleo, CONFIRM, CONFIRM, typed), 422)
    assert faults(page) == said
    assert states(session, waiting) == [OPEN] * 3


def test_one_that_was_closed_meanwhile_stops_them_all(
    cleo: Browser, session: Session, author: Author, waiting: list[int]
) -> None:
    typed = {"meeting": "1", "actions": [str(id_) for id_ in waiting]}
    sent = filled_in(cleo, CONFIRM, CONFIRM, typed)
    with writing(session, author):
        session.get_one(Action, waiting[0]).state = ActionState.WITHDRAWN
    page = cleo.sent(CONFIRM, sent, 422)
    assert "something you chose is not on it any more" in page.text
    assert states(session, waiting) == [ActionState.WITHDRAWN, OPEN, OPEN]
    ticked = page.all("//input[@name='actions'][@checked]/@value")
    assert [str(value) for value in ticked] == [str(id_) for id_ in waiting[1:]]


def test_with_nothing_to_confirm_the_page_says_so(cleo: Browser) -> None:
    assert "Nothing waits for the committee to confirm it." in cleo.read(CONFIRM).text
