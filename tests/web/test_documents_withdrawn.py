"""A paper that was withdrawn: told where it stood on the agenda, and on the desk a page that leads on."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.vocabulary import Part
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.documents import Document
from scrutiny.models.meetings import Meeting
from scrutiny.operations import documents as operations
from scrutiny.operations import meetings as operations_of_meetings
from tests import make
from tests.browser import Browser
from tests.chamber import Chamber
from tests.web.conftest import counted
from tests.web.desk_forms import faults, filled_in
from tests.web.signing_in import signed_in
from tests.word.reading import everything

HELD, PROJECT = "/meetings/1", "//li[@id='item-2']//li"
BECAUSE = "It was for another meeting."
LATE_AT_NIGHT = datetime(2021, 11, 3, 23, 30, tzinfo=UTC)
PAPERS = {"open": 1, "to follow": 2, "exempt": 3}

pytestmark = pytest.mark.usefixtures("everybody")


def withdraw(session: Session, paper: str, *, because: str = BECAUSE) -> None:
    with writing(session, Author("Olga Officer", LATE_AT_NIGHT)):
        operations.withdraw(session, session.get_one(Document, PAPERS[paper]), because=because)


def test_the_public_reads_at_its_place_when_and_why_it_was_withdrawn(reader: Browser, session: Session) -> None:
    with counted() as before:
        assert "Withdrawn on" not in reader.read(HELD).text
    withdraw(session, "open")
    with counted() as after:
        page = reader.read(HELD)
    told = page.texts(PROJECT)
    assert f"Report of the Director. Withdrawn on 3 November 2021: {BECAUSE}" in told
    assert "/documents/1" not in page.links(), "there is nothing to read"
    assert len(after) == len(before), "it is looked for with the papers"
    assert f"Withdrawn on 3 November 2021: Report of the Director. {BECAUSE}" in everything(
        reader.get(f"{HELD}/agenda.docx").data
    )
    assert f"Withdrawn on 3 November 2021: {BECAUSE}" in reader.read("/documents/1", 410).text


def test_a_paper_that_never_came_is_told_of_too(reader: Browser, session: Session) -> None:
    withdraw(session, "to follow")
    assert f"Appendix 1: timeline. Withdrawn on 3 November 2021: {BECAUSE}" in reader.read(HELD).texts(PROJECT)


@pytest.mark.parametrize("name", [None, "Mara Member"], ids=["the public", "a member"])
def test_of_an_exempt_paper_nothing_is_told(app: Flask, session: Session, name: str | None) -> None:
    withdraw(session, "exempt", because="SECRET reason")
    browser = signed_in(app, name) if name else Browser(app)
    for address in (HELD, f"{HELD}/agenda.docx"):
        answer = browser.get(address)
        said = everything(answer.data) if address.endswith("docx") else answer.text
        assert "SECRET reason" not in said
        assert "Withdrawn" not in said


def test_of_an_item_that_became_exempt_nothing_is_told_nor_once_it_is_open_again(
    reader: Browser, session: Session, author: Author
) -> None:
    withdraw(session, "open")
    with writing(session, author):
        item = session.get_one(AgendaItem, 2)
        item.part, item.restricted, item.paragraphs, item.public_title = Part.TWO, True, "3", "A project"
    assert "another meeting" not in reader.read(HELD).text
    with writing(session, author):
        session.get_one(Document, 1).part = Part.TWO
        item = session.get_one(AgendaItem, 2)
        item.part, item.restricted = Part.ONE, False
    assert "another meeting" not in reader.read(HELD).text


def test_one_withdrawn_while_the_agenda_is_taken_back_is_told_once_it_is_out_again(
    reader: Browser, session: Session, author: Author, filled: Chamber
) -> None:
    out_id = filled.next.id
    page = f"/meetings/{out_id}"
    with writing(session, author):
        item = session.scalars(
            select(AgendaItem).where(AgendaItem.meeting_id == out_id, AgendaItem.number == "1")
        ).one()
        paper = make.document(session, item, "Report on buses", to_follow=True)
    with writing(session, author):
        meeting = session.get_one(Meeting, out_id)
        out = meeting.published_on
        operations_of_meetings.reopen(session, meeting, because="A misspelt name.")
        operations.withdraw(session, paper, because=BECAUSE)
    assert "Report on buses" not in reader.read(page).text
    with writing(session, author):
        meeting.published_on = out
    assert f"Report on buses. Withdrawn on 15 November 2021: {BECAUSE}" in reader.read(page).text


def test_a_paper_that_was_brought_in_as_withdrawn_has_no_day(reader: Browser, session: Session, author: Author) -> None:
    with writing(session, author):
        make.document(session, session.get_one(AgendaItem, 2), "Maps", withdrawn_because=BECAUSE)
    assert f"Maps. Withdrawn: {BECAUSE}" in reader.read(HELD).texts(PROJECT)


# On the desk


def test_the_form_says_who_will_read_the_reason(olga: Browser) -> None:
    public = olga.read("/documents/1/take-off").text
    assert "The public reads this, on the agenda and by any link to the paper." in public
    assert "In its place the agenda names it as withdrawn" in public
    exempt = olga.read("/documents/3/take-off").text
    assert "The public is not told that it was there." in exempt
    assert "The public reads this" not in exempt


@pytest.mark.parametrize("way", ["replace", "take-off", "edit"])
def test_what_can_be_done_no_more_with_it_is_said_before_it_is_tried(olga: Browser, session: Session, way: str) -> None:
    address = f"/documents/1/{way}"
    form = filled_in(olga, address, address, {})
    withdraw(session, "open")
    asked = 200 if way == "edit" else 409
    page = olga.read(address, asked)
    assert f"Withdrawn on 3 November 2021: {BECAUSE}" in page.text
    assert page.all(f"//form[@action='{address}']") == []
    assert {"/items/2/papers#add", "/items/2/papers", "/documents/1/versions/1"} <= set(page.links())
    assert f"Withdrawn on 3 November 2021: {BECAUSE}" in olga.sent(address, form, 409).text


def test_the_list_of_papers_leads_to_what_it_came_as(olga: Browser, session: Session) -> None:
    withdraw(session, "open")
    page = olga.read("/items/2/papers")
    assert "/documents/1/edit" in page.links()
    assert "/documents/1/replace" not in page.links()


def test_one_that_tells_too_much_is_made_exempt_and_told_of_no_more(
    olga: Browser, reader: Browser, session: Session
) -> None:
    withdraw(session, "open", because="It named the child.")
    address = "/documents/1/withhold"
    assert address in olga.read("/documents/1/edit").links()
    assert faults(olga.sent(address, filled_in(olga, address, address, {}), 422)) == {
        "paragraphs": "Choose the paragraph that makes the paper exempt"
    }
    known = reader.get(HELD).headers["ETag"]
    assert olga.post(address, data=filled_in(olga, address, address, {"paragraphs": "1"})).status_code == 303
    page = reader.get(HELD, headers={"If-None-Match": known})
    assert page.status_code == 200
    for said in (page.text, everything(reader.get(f"{HELD}/agenda.docx").data), reader.get("/documents/1").text):
        assert "named the child" not in said
        assert "Report of the Director" not in said
    assert olga.get(address).location == "/documents/1/edit", "it is done"
    assert address not in olga.read("/documents/1/edit").links()
    assert olga.get("/documents/2/withhold").location == "/documents/2/edit", "a paper that stands is changed there"
