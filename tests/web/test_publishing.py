"""An agenda published: in time or with the reason, once, as it was looked at, and with nothing missing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.vocabulary import Part
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.meetings import Meeting
from tests import make
from tests.browser import Browser
from tests.web.desk_forms import faults, filled_in, form_of
from tests.web.drafting import DRAFT, INFORMAL, OFF, OVER, PUBLISH, items, meeting, press, refused, sent
from tests.web.signing_in import signed_in, wound_clock

pytestmark = pytest.mark.usefixtures("everybody", "ready_draft")


# Publishing


def test_publishing_fixes_the_numbers_and_opens_the_agenda_to_everybody(
    olga: Browser, session: Session, reader: Browser
) -> None:
    press(olga, PUBLISH, PUBLISH)
    assert (meeting(session).published_on, [item.number for item in items(session)]) == (date(2021, 11, 15), ["1"])
    assert "Annual report" in reader.read(f"/meetings/{DRAFT}").text
    page = olga.read(PUBLISH)
    assert "Published Monday 15 November 2021" in page.text
    assert page.all("//main//form") == []


def test_a_second_click_publishes_once(olga: Browser, session: Session) -> None:
    form = filled_in(olga, PUBLISH, PUBLISH, {})
    assert [olga.post(PUBLISH, data=form).status_code for _ in range(2)] == [303, 303]
    assert olga.post(PUBLISH, data=form | {"once": "n" * 22}).status_code == 303
    assert meeting(session).version == 3


def test_an_agenda_that_somebody_changed_meanwhile_is_looked_at_again(
    olga: Browser, session: Session, author: Author
) -> None:
    seen = form_of(olga.read(PUBLISH), PUBLISH)
    with writing(session, author):
        make.item(session, session.get_one(Meeting, DRAFT), "Buses", number="")
    answer = olga.post(PUBLISH, data=seen)
    assert answer.status_code == 409
    assert "Somebody changed this agenda while you were looking at it, and nothing is published." in answer.text
    assert meeting(session).published_on is None
    press(olga, PUBLISH, PUBLISH)
    assert meeting(session).published_on == date(2021, 11, 15)


def test_publishing_late_asks_for_the_reason_and_keeps_it(app: Flask, session: Session, reader: Browser) -> None:
    clock = wound_clock(app)
    clock.wind_to(date(2022, 2, 1))
    olga = signed_in(app, "Olga Officer")
    page = refused(olga, PUBLISH, late_because="  ")
    assert "give 4 of the 5 clear days" in faults(page)["late_because"]
    assert meeting(session).published_on is None
    sent(olga, PUBLISH, late_because="The figures came today.")
    assert meeting(session).published_late_because == "The figures came today."
    assert "Published late: The figures came today." in reader.read(f"/meetings/{DRAFT}").text


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        pytest.param({"venue": ""}, "The meeting has no place.", id="no place"),
        pytest.param({"title": None}, "There are no items.", id="no items"),
        pytest.param(
            {"part": Part.TWO, "public_title": ""}, "has no title that the public may read", id="no public title"
        ),
        pytest.param({"part": Part.TWO, "paragraphs": ""}, "no paragraph of Schedule 12A says why", id="no paragraph"),
    ],
)
def test_what_must_be_there_is_asked_for_and_until_then_nothing_is_published(
    olga: Browser, session: Session, author: Author, spoil: dict[str, Any], says: str
) -> None:
    ready = form_of(olga.read(PUBLISH), PUBLISH)
    with writing(session, author):
        item = session.scalars(select(AgendaItem).where(AgendaItem.meeting_id == DRAFT)).one()
        if "venue" in spoil:
            session.get_one(Meeting, DRAFT).venue = ""
        elif "title" in spoil:
            session.delete(item)
        else:
            for name, value in ({"public_title": "A matter", "paragraphs": "1"} | spoil).items():
                setattr(item, name, value)
    page = olga.read(PUBLISH)
    assert says in page.texts("//div[@class='notice notice--stop']")[0]
    assert page.all("//main//form") == []
    assert says in olga.post(PUBLISH, data=ready).text
    assert meeting(session).published_on is None


@pytest.mark.parametrize(
    ("meeting_id", "says"),
    [(OVER, "Published Friday 3 September 2021"), (OFF, "Published"), (INFORMAL, "outside the rules of notice")],
)
def test_what_cannot_be_published_has_no_button(olga: Browser, meeting_id: int, says: str) -> None:
    page = olga.read(f"/meetings/{meeting_id}/publish")
    assert says in page.text
    assert page.all("//main//form") == []
