"""The tracker: outstanding first, filtered, sorted and paged by the address alone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.vocabulary import ActionState, Part
from scrutiny.models.committees import Committee
from scrutiny.queries.follow_up import PAGE
from tests import make
from tests.browser import Browser, Page
from tests.chamber import Chamber
from tests.web.signing_in import cast, signed_in

ADDRESS = "/committees/SOS/follow-up"


def texts(page: Page) -> list[str]:
    return [str(text) for text in page.tree.xpath("//tr[starts-with(@id, 'action')]/td[1]/text()")]


@pytest.fixture
def committee(session: Session, author: Author, filled: Chamber) -> Committee:
    """The chamber's tracker with actions of every state, beside the late one that it has."""
    with writing(session, author):
        of, at = filled.committee, filled.next
        make.action(session, of, "Undated", opened_on=date(2021, 6, 17), owner="Zoe Pike")
        make.action(session, of, "Ahead", due=date(2022, 1, 5), owner="Bea Moss", opened_on=date(2021, 7, 6))
        make.action(session, of, "At the meeting", due_meeting_id=at.id, opened_on=date(2021, 8, 3))
        make.action(session, of, "Its meeting passed", due_meeting_id=filled.held.id, opened_on=date(2021, 8, 4))
        make.action(session, of, "Paused", due=date(2021, 10, 1), state=ActionState.PAUSED)
        closed = {"state": ActionState.CLOSED, "closed_on": date(2021, 10, 20)}
        make.action(session, of, "Closed", due=date(2021, 10, 2), **closed)
        make.action(session, of, "Of no meeting", item_id=None, owner="Bea Moss", due=date(2021, 12, 1))
    return filled.committee


LATE = "Send comparative data on referrals by general practitioners"


@pytest.mark.usefixtures("committee")
@pytest.mark.parametrize(
    ("query", "shown"),
    [
        pytest.param(
            "",
            ["Its meeting passed", "Paused", LATE, "At the meeting", "Of no meeting", "Ahead", "Undated"],
            id="what is outstanding, by the day it is due, meetings' days too",
        ),
        pytest.param("?shown=overdue", ["Its meeting passed", LATE], id="what is overdue, and not what is paused"),
        pytest.param("?shown=closed", ["Closed"], id="what is closed"),
        pytest.param("?owner=Bea+Moss", ["Of no meeting", "Ahead"], id="what one person owns"),
        pytest.param("?meeting=1", [LATE], id="what one meeting asked for"),
        pytest.param(
            "?sort=asked",
            ["Undated", "Ahead", "At the meeting", "Its meeting passed", LATE, "Paused", "Of no meeting"],
            id="the longest open first",
        ),
        pytest.param(
            "?sort=owner&shown=outstanding&owner=Zoe+Pike&meeting=",
            ["Undated"],
            id="by owner, with empty filters in the address",
        ),
        pytest.param("?shown=all&owner=nobody", [], id="nobody of that name"),
    ],
)
def test_the_tracker_is_filtered_and_sorted_by_its_address(reader: Browser, query: str, shown: list[str]) -> None:
    assert texts(reader.read(ADDRESS + query)) == shown


@pytest.mark.usefixtures("filled")
def test_overdue_is_said_in_words_with_how_long_and_how_often(reader: Browser) -> None:
    page = reader.read(ADDRESS)
    assert "1 action, of which 1 is overdue." in page.text
    assert page.texts("//span[@class='late']") == ["Overdue by 15 days", "Response overdue by 2 days"]
    assert "Open for 62 days" in page.text
    assert "1 October 2021, Test Clerk: The figures are being checked." in page.text
    assert "Minute 27, 14 September 2021" in page.text
    assert "goes to the next meeting, on 30 November 2021" in page.text


@pytest.mark.usefixtures("filled")
def test_one_action_and_one_recommendation_have_an_address_of_their_own(reader: Browser) -> None:
    action, recommendation = reader.read(f"{ADDRESS}?action=1"), reader.read(f"{ADDRESS}?recommendation=1")
    assert (action.texts("//h2"), recommendation.texts("//h2")) == (["Actions"], ["Recommendations"])


@pytest.mark.usefixtures("committee")
def test_the_files_hold_what_the_page_was_asked_for(reader: Browser) -> None:
    page = reader.read(f"{ADDRESS}?owner=Bea+Moss&shown=all")
    for ending in ("csv", "docx"):
        assert f"{ADDRESS}.{ending}?shown=all&owner=Bea+Moss" in page.links()
    assert reader.get(f"{ADDRESS}.csv?owner=Bea+Moss").text.count("\r\n") == 3


@pytest.mark.parametrize("sort", ["due", "asked", "owner"])
def test_every_action_is_on_one_page_and_on_one_only(
    reader: Browser, session: Session, author: Author, filled: Chamber, sort: str
) -> None:
    with writing(session, author):
        for number in range(PAGE + 30):
            dated = {"due": date(2021, 12, 1) + timedelta(days=number % 3)} if number % 2 else {}
            if number % 5 == 0:
                dated = {"due_meeting_id": filled.next.id}
            make.action(session, filled.committee, f"Number {number}", owner=f"Owner {number % 4}", **dated)
    seen: list[str] = []
    address: str | None = f"{ADDRESS}?sort={sort}"
    pages = 0
    while address:
        page = reader.read(address)
        seen += page.texts("//tr[starts-with(@id, 'action')]/th")
        address = next(iter(page.tree.xpath("//a[@rel='next']/@href")), None)
        pages += 1
        assert ("Recommendations" in page.texts("//h2")) == (pages == 1)
    assert pages == 2
    assert len(seen) == len(set(seen)) == PAGE + 31


def test_who_owns_something_open_can_be_chosen(reader: Browser, committee: Committee) -> None:
    assert committee.code == "SOS"
    owners = reader.read(ADDRESS).texts("//select[@name='owner']/option")
    assert owners == ["Anybody", "Bea Moss", "Cabinet", "Ivy Lane", "Zoe Pike"]


def test_where_an_exempt_action_stands_is_no_address_for_the_public(
    app: Flask, reader: Browser, session: Session, author: Author, committee: Committee
) -> None:
    """What came after it would tell who owns it, or when it is due."""
    with writing(session, author):
        cast(session, committee, session.scalars(select(Committee).where(Committee.code == "HCS")).one())
        secret = make.action(session, committee, "SECRET deed", owner="Quinn Secret", part=Part.TWO)
        address = f"{ADDRESS}?sort=owner&after={secret.id}"
    assert reader.get(address).status_code == 404
    assert signed_in(app, "Cleo Clerk").get(address).status_code == 200
