"""A recommendation at the desk: its response clock, and each step from sending it to closing it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from scrutiny.database import Author
from scrutiny.domain.steps import of_recommendation
from scrutiny.domain.vocabulary import RecommendationState, Response, ResponseClock
from scrutiny.models.follow_up import Recommendation
from tests.browser import Browser
from tests.web.desk_forms import faults, filled_in, form_of
from tests.web.signing_in import signed_in
from tests.web.tracked import as_kept, put, refused, take

PAGE = "/recommendations/1"
TODAY = date(2021, 11, 15)

pytestmark = pytest.mark.usefixtures("everybody")


def test_signed_out_it_leads_to_signing_in(reader: Browser) -> None:
    assert reader.get(PAGE).location == "/sign-in?next=/recommendations/1"


@pytest.mark.parametrize("name", ["Mara Member", "Clara Chair", "Hugo Clerk", "Adam Administrator"])
def test_only_who_keeps_this_tracker_sees_it_or_changes_it(app: Flask, session: Session, name: str) -> None:
    browser = signed_in(app, name)
    assert browser.get(PAGE).status_code == 403
    token = form_of(browser.read("/sign-out"), "/sign-out")
    assert browser.post(f"{PAGE}/withdraw", data=token | {"because": "Mine"}).status_code == 403
    assert as_kept(session, Recommendation).state is RecommendationState.SENT


@pytest.mark.parametrize("address", ["/recommendations/999", "/recommendations/999/send", "/recommendations/1/explode"])
def test_what_is_not_there_is_not_found(olga: Browser, address: str) -> None:
    assert olga.get(address).status_code == 404


def test_the_page_says_how_its_time_is_counted_and_how_much_is_left(olga: Browser) -> None:
    page = olga.read(PAGE)
    assert page.heading == "Recommendation SOS/21/R1"
    for said in (
        "That Cabinet be asked to fund the posts",
        "Cabinet Sent 14 September 2021",
        "13 November 2021 Response overdue by 2 days",
        "within 2 months, beginning with the day it received the recommendations. (Local Government Act 2000 s.9FE)",
        "Minute 27, 14 September 2021",
    ):
        assert said in page.text
    assert "/committees/SOS/follow-up?recommendation=1" in page.links()


def test_one_that_no_law_makes_anybody_answer_says_so(olga: Browser, session: Session, author: Author) -> None:
    put(session, author, Recommendation, clock=ResponseClock.NONE, response_due=None)
    assert "No law says by when it must be answered." in olga.read(PAGE).text


@pytest.mark.parametrize("state", list(RecommendationState))
def test_only_the_steps_that_its_state_allows_are_offered(
    olga: Browser, session: Session, author: Author, state: RecommendationState
) -> None:
    put(session, author, Recommendation, state=state)
    forms = olga.read(PAGE).all(f"//form[starts-with(@action, '{PAGE}/')]/@action")
    assert [str(address).rpartition("/")[2] for address in forms] == [step.value for step in of_recommendation(state)]


ANSWERED = {
    "state": RecommendationState.ANSWERED,
    "response": Response.REJECTED,
    "response_text": "There is no money.",
    "responded_on": date(2021, 11, 10),
}


@pytest.mark.parametrize(
    ("begins", "step", "typed", "kept"),
    [
        pytest.param(
            {"state": RecommendationState.DRAFT, "sent_on": None, "response_due": None},
            "send",
            {"on": "2021-11-01"},
            {"state": RecommendationState.SENT, "sent_on": date(2021, 11, 1), "response_due": None},
            id="it is sent, and its time does not run yet",
        ),
        pytest.param(
            {"state": RecommendationState.DRAFT, "sent_on": None, "response_due": None},
            "send",
            {"on": "2021-11-01", "received_on": "2021-11-02"},
            {"received_on": date(2021, 11, 2), "response_due": date(2022, 1, 1)},
            id="it is sent and received: two months beginning with that day",
        ),
        pytest.param(
            {},
            "receive",
            {"on": "2021-09-15"},
            {"received_on": date(2021, 9, 15), "response_due": date(2021, 11, 14)},
            id="it is received, and its time runs",
        ),
        pytest.param(
            {},
            "respond",
            {"response": "partly_accepted", "text": "One post.", "on": "2021-11-12"},
            {
                "state": RecommendationState.ANSWERED,
                "response": Response.PARTLY_ACCEPTED,
                "response_text": "One post.",
                "responded_on": date(2021, 11, 12),
            },
            id="it is accepted in part",
        ),
        pytest.param(
            ANSWERED,
            "ask_again",
            {"because": "It speaks of another post."},
            {
                "state": RecommendationState.SENT,
                "response": None,
                "response_due": None,
                "done_about_it": "Answered on 10 November 2021 (Rejected): There is no money. "
                "It was asked for again on 15 November 2021: It speaks of another post.",
            },
            id="an answer that is none is asked for again, and kept",
        ),
        pytest.param(ANSWERED, "monitor", {}, {"state": RecommendationState.MONITORED}, id="it is monitored"),
        pytest.param(
            ANSWERED | {"done_about_it": "A post was advertised."},
            "report",
            {"done": "It was filled."},
            {"state": RecommendationState.ANSWERED, "done_about_it": "A post was advertised.\n\nIt was filled."},
            id="what was done about it is added",
        ),
        pytest.param(
            ANSWERED,
            "close",
            {"because": "The posts are filled."},
            {"state": RecommendationState.CLOSED, "closed_on": TODAY, "done_about_it": "The posts are filled."},
            id="it is closed",
        ),
        pytest.param(
            {"state": RecommendationState.CLOSED, "closed_on": TODAY, "state_because": "Filled."},
            "take_up",
            {},
            {"state": RecommendationState.MONITORED, "closed_on": None, "state_because": ""},
            id="what was closed is taken up again",
        ),
        pytest.param(
            {},
            "withdraw",
            {"because": "Overtaken."},
            {"state": RecommendationState.WITHDRAWN, "closed_on": TODAY, "state_because": "Overtaken."},
            id="it is withdrawn",
        ),
        pytest.param(
            {"received_on": date(2021, 9, 14)},
            "reword",
            {"text": "That the Trust fund the posts", "addressee": "The Trust", "clock": "health"},
            {"addressee": "The Trust", "clock": ResponseClock.HEALTH, "response_due": date(2021, 10, 12)},
            id="it goes to somebody else, who has another time to answer",
        ),
    ],
)
def test_a_step_is_kept(
    olga: Browser,
    session: Session,
    author: Author,
    begins: dict[str, Any],
    step: str,
    typed: dict[str, Any],
    kept: dict[str, Any],
) -> None:
    put(session, author, Recommendation, **begins)
    take(olga, PAGE, step, typed)
    its = as_kept(session, Recommendation)
    assert {name: getattr(its, name) for name in kept} == kept
    assert olga.read(PAGE).texts("//*[@role='status']")[0].startswith("SOS/21/R1: ")


@pytest.mark.parametrize(
    ("step", "typed", "said"),
    [
        pytest.param(
            "respond",
            {"on": ""},
            {"respond-response": "Choose what the response was", "respond-on": "Enter the day of the response"},
            id="no response",
        ),
        pytest.param(
            "respond",
            {"response": "accepted", "on": "2021-09-01"},
            {"respond-on": "It was sent on 14 September 2021 and cannot be answered before that."},
            id="an answer before it was sent",
        ),
        pytest.param(
            "receive",
            {"on": "2021-11-16"},
            {"receive-on": "The day must be today or in the past"},
            id="received tomorrow",
        ),
        pytest.param("withdraw", {"because": " "}, {"withdraw-because": "Enter why it is withdrawn"}, id="no reason"),
        pytest.param("reword", {"text": ""}, {"reword-text": "Enter what is recommended"}, id="no wording"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(
    olga: Browser, session: Session, step: str, typed: dict[str, str], said: dict[str, str]
) -> None:
    before = as_kept(session, Recommendation).version
    page = refused(olga, PAGE, step, typed)
    assert faults(page) == said
    assert typed.items() <= form_of(page, f"{PAGE}/{step}").items()
    assert as_kept(session, Recommendation).version == before


def test_a_stale_page_changes_nothing_and_what_was_typed_is_still_there(
    olga: Browser, session: Session, author: Author
) -> None:
    sent = filled_in(olga, PAGE, f"{PAGE}/respond", {"response": "accepted", "text": "Agreed"})
    put(session, author, Recommendation, addressee="The Trust")
    page = olga.sent(f"{PAGE}/respond", sent, 422)
    assert "This was changed while you were looking at it." in page.text
    assert form_of(page, f"{PAGE}/respond")["text"] == "Agreed"
    assert as_kept(session, Recommendation).response is None


def test_a_button_that_asks_nothing_tells_a_stale_page_too(olga: Browser, session: Session, author: Author) -> None:
    put(session, author, Recommendation, **ANSWERED)
    sent = filled_in(olga, PAGE, f"{PAGE}/monitor", {})
    put(session, author, Recommendation, state=RecommendationState.CLOSED)
    assert "This was changed" in olga.sent(f"{PAGE}/monitor", sent, 422).text
    assert as_kept(session, Recommendation).state is RecommendationState.CLOSED


def test_a_form_sent_twice_is_done_once(olga: Browser, session: Session, author: Author) -> None:
    put(session, author, Recommendation, **ANSWERED)
    sent = filled_in(olga, PAGE, f"{PAGE}/report", {"done": "Only once"})
    assert [olga.post(f"{PAGE}/report", data=sent).location for _ in range(2)] == [PAGE, PAGE]
    assert as_kept(session, Recommendation).done_about_it == "Only once"
