"""What is put on the tracker by hand: an action, or a recommendation."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.vocabulary import Part, RecommendationState, ResponseClock
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.follow_up import Action, Recommendation
from scrutiny.models.programme import WorkProgrammeEntry
from tests import make
from tests.browser import Browser
from tests.chamber import Chamber
from tests.web.desk_forms import faults, filled_in, form_of
from tests.web.signing_in import signed_in

TRACKER = "/committees/SOS/follow-up"
NEW_ACTION, NEW_RECOMMENDATION = f"{TRACKER}/new", f"{TRACKER}/new-recommendation"
CONFIRM = f"{TRACKER}/confirm"
PAGES = (NEW_ACTION, NEW_RECOMMENDATION, CONFIRM)

pytestmark = pytest.mark.usefixtures("everybody")


def last(session: Session, kind: type[Action] | type[Recommendation]) -> Any:
    session.rollback()
    return session.scalars(select(kind).order_by(kind.id.desc()).limit(1)).one()


# Who may


@pytest.mark.parametrize("address", PAGES)
def test_only_who_keeps_the_tracker_is_let_in(app: Flask, reader: Browser, session: Session, address: str) -> None:
    assert reader.get(address).location == f"/sign-in?next={address}"
    for name in ("Mara Member", "Clara Chair", "Hugo Clerk", "Adam Administrator"):
        browser = signed_in(app, name)
        assert browser.get(address).status_code == 403
        token = form_of(browser.read("/sign-out"), "/sign-out")
        assert browser.post(address, data=token | {"text": "Mine", "addressee": "Me"}).status_code == 403
    session.rollback()
    assert session.scalar(select(func.count()).where(Action.text == "Mine")) == 0


@pytest.mark.parametrize("address", PAGES)
def test_a_committee_that_is_not_there_is_not_found(cleo: Browser, address: str) -> None:
    assert cleo.get(address.replace("SOS", "NONE")).status_code == 404


@pytest.mark.parametrize("way", PAGES)
def test_the_public_tracker_leads_there_only_those_who_keep_it(cleo: Browser, reader: Browser, way: str) -> None:
    assert way in cleo.read(TRACKER).links()
    assert way not in reader.read(TRACKER).links()


def test_each_row_of_the_public_tracker_leads_to_its_page_at_the_desk(cleo: Browser, reader: Browser) -> None:
    assert {"/actions/1", "/recommendations/1"} <= {*cleo.read(TRACKER).links()}
    assert not {"/actions/1", "/recommendations/1"} & {*reader.read(TRACKER).links()}


# An action


def test_an_action_is_added_with_its_owner_and_date(cleo: Browser, session: Session) -> None:
    typed = {"text": "Send the “figures”", "owner": "Ada Marsh", "due": "5/1/2022"}
    answer = cleo.post(NEW_ACTION, data=filled_in(cleo, NEW_ACTION, NEW_ACTION, typed))
    action = last(session, Action)
    assert (answer.status_code, answer.location) == (303, f"/actions/{action.id}")
    assert (action.text, action.owner, action.due) == ("Send the “figures”", "Ada Marsh", date(2022, 1, 5))
    assert (action.owner_id is not None, action.opened_on) == (True, date(2021, 11, 15))
    assert cleo.read(f"/actions/{action.id}").texts("//*[@role='status']") == [f"{action.reference} is on the tracker."]


def test_an_action_is_due_at_a_meeting_and_has_no_owner_yet(cleo: Browser, session: Session) -> None:
    cleo.post(NEW_ACTION, data=filled_in(cleo, NEW_ACTION, NEW_ACTION, {"text": "Ask", "meeting": "3"}))
    action = last(session, Action)
    assert (action.text, action.owner, action.due, action.due_meeting_id) == ("Ask", "", None, 3)


@pytest.mark.parametrize(
    ("title", "part"),
    [
        pytest.param("Adult Safeguarding Transformation", Part.ONE, id="open as its item"),
        pytest.param("SECRET review", Part.TWO, id="exempt as its item"),
    ],
)
def test_an_action_is_as_open_as_the_item_that_it_came_from(
    cleo: Browser, reader: Browser, session: Session, title: str, part: Part
) -> None:
    item = session.scalars(select(AgendaItem).where(AgendaItem.title == title)).one()
    address = f"{NEW_ACTION}?item={item.id}"
    sent = filled_in(cleo, address, address, {"text": "Marmalade be sent"})
    assert sent["source"] == f"item-{item.id}"
    cleo.post(address, data=sent)
    action = last(session, Action)
    assert (action.item_id, action.part) == (item.id, part)
    assert ("Marmalade" in reader.get(TRACKER).text) == (part is Part.ONE)


def test_an_action_can_come_from_the_programme(cleo: Browser, session: Session) -> None:
    entry = session.scalars(select(WorkProgrammeEntry).where(WorkProgrammeEntry.title == "Missing children")).one()
    address = f"{NEW_ACTION}?entry={entry.id}"
    cleo.post(address, data=filled_in(cleo, address, address, {"text": "Count them"}))
    action = last(session, Action)
    assert (action.entry_id, action.topic_id) == (entry.id, entry.topic_id)


def test_an_item_of_long_ago_is_offered_where_its_own_page_leads_here(
    cleo: Browser, session: Session, author: Author, filled: Chamber
) -> None:
    with writing(session, author):
        old = make.item(session, make.held(session, filled.committee, date(2019, 9, 3)), "Bus passes")
        for month in range(1, 7):
            make.held(session, filled.committee, date(2021, month, 2))
    value = f"item-{old.id}"
    offered = "//select[@name='source']/option/@value"
    assert value not in cleo.read(NEW_ACTION).all(offered)
    for way in (NEW_ACTION, NEW_RECOMMENDATION):
        address = f"{way}?item={old.id}"
        assert value in cleo.read(address).all(offered)
        cleo.post(address, data=filled_in(cleo, address, address, {"text": "Passes"} | _to_whom(way)))
    assert last(session, Action).item_id == last(session, Recommendation).item_id == old.id


def _to_whom(way: str) -> dict[str, str]:
    return {"addressee": "Cabinet"} if way == NEW_RECOMMENDATION else {}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        pytest.param({"text": " "}, {"text": "Enter what is asked for"}, id="nothing asked for"),
        pytest.param(
            {"text": "Ask", "due": "2022-01-05", "meeting": "3"},
            {"due": "Enter a date or choose a meeting, not both"},
            id="a date and a meeting",
        ),
        pytest.param({"text": "Ask", "due": "soon"}, {"due": "Enter a real date, like 30/11/2021"}, id="no real date"),
        pytest.param(
            {"text": "Ask", "source": "item-999"},
            {"source": "Choose one of the list: what you chose is not on it any more"},
            id="an item that was not offered",
        ),
        pytest.param(
            {"text": "Ask", "owner": "x" * 251},
            {"owner": "Owner is 251 characters long and the most is 250. Shorten it by 1."},
            id="an owner with a very long name",
        ),
    ],
)
def test_what_is_wrong_with_an_action_is_said_and_nothing_is_added(
    cleo: Browser, session: Session, typed: dict[str, str], said: dict[str, str]
) -> None:
    before = last(session, Action).id
    page = cleo.sent(NEW_ACTION, filled_in(cleo, NEW_ACTION, NEW_ACTION, typed), 422)
    assert faults(page) == said
    assert {name: value for name, value in typed.items() if name != "source"}.items() <= form_of(
        page, NEW_ACTION
    ).items()
    assert last(session, Action).id == before


def test_an_action_sent_twice_is_added_once(cleo: Browser, session: Session) -> None:
    sent = filled_in(cleo, NEW_ACTION, NEW_ACTION, {"text": "Only once"})
    first, second = (cleo.post(NEW_ACTION, data=sent).location for _ in range(2))
    assert first == second
    session.rollback()
    assert session.scalar(select(func.count()).where(Action.text == "Only once")) == 1


# A recommendation


def test_a_recommendation_is_added_and_waits_to_be_sent(cleo: Browser, session: Session) -> None:
    typed = {"text": "That buses be free", "addressee": "The Trust", "clock": "health"}
    answer = cleo.post(NEW_RECOMMENDATION, data=filled_in(cleo, NEW_RECOMMENDATION, NEW_RECOMMENDATION, typed))
    made = last(session, Recommendation)
    assert answer.location == f"/recommendations/{made.id}"
    assert (made.addressee, made.clock, made.state) == ("The Trust", ResponseClock.HEALTH, RecommendationState.DRAFT)


def test_what_is_wrong_with_a_recommendation_is_said_and_nothing_is_added(cleo: Browser, session: Session) -> None:
    before = last(session, Recommendation).id
    page = cleo.sent(NEW_RECOMMENDATION, filled_in(cleo, NEW_RECOMMENDATION, NEW_RECOMMENDATION, {"text": ""}), 422)
    assert faults(page) == {
        "text": "Enter what is recommended",
        "addressee": "Enter to whom it is recommended",
    }
    assert last(session, Recommendation).id == before
