"""The earlier files of a paper: told of with the reason, open for good, and gone with it when they must be."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.vocabulary import MeetingStatus, Part
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.documents import Document, DocumentVersion
from scrutiny.models.meetings import Meeting
from scrutiny.operations import documents as operations
from scrutiny.operations import exemption
from tests.browser import Browser
from tests.chamber import OPEN_PAPER, TODAY, Chamber
from tests.one_page import pdf
from tests.operations.papers_in_hand import upload
from tests.web.signing_in import signed_in

OPEN = "/documents/1"

Put = Callable[..., Document]


@pytest.fixture
def put(app: Flask, session: Session, author: Author, filled: Chamber) -> Put:
    """Replace the public paper by a file with that text, as the desk does."""

    assert filled

    def replace(text: str, because: str, **said: bool) -> Document:
        content = pdf(text)
        app.extensions["scrutiny.store"].keep(content)
        sent = upload(content.decode(), f"{text}.pdf")
        with writing(session, author):
            paper = session.get_one(Document, 1)
            return operations.replace(session, paper, upload=sent, because=because, on=TODAY, **said)

    return replace


def test_what_was_replaced_in_public_is_told_with_the_reason_and_stays_open(reader: Browser, put: Put) -> None:
    put("Second", "A figure was wrong.")
    page = reader.read("/meetings/1")
    assert f"{OPEN}/versions" in page.links()
    page = reader.read(f"{OPEN}/versions")
    assert "A figure was wrong." in page.text
    assert "Test Clerk" not in page.whole_text
    assert f"{OPEN}/versions/1" in page.links()
    assert reader.get(f"{OPEN}/versions/1").data == OPEN_PAPER
    assert reader.get(OPEN).data == pdf("Second") == reader.get(f"{OPEN}/versions/2").data


@pytest.mark.usefixtures("everybody")
def test_an_earlier_file_that_showed_what_it_must_not_is_closed_and_told_of(
    app: Flask, reader: Browser, put: Put
) -> None:
    put("Second", "It named a child.", earlier_open=False)
    page = reader.read(f"{OPEN}/versions")
    assert "An earlier file, which is not open to inspection any more" in page.text
    assert "report.pdf" not in page.text
    assert reader.get(f"{OPEN}/versions/1").status_code == 404
    assert signed_in(app, "Cleo Clerk").get(f"{OPEN}/versions/1").data == OPEN_PAPER


def test_what_was_replaced_in_a_draft_is_the_desk_s_own_business(
    session: Session, author: Author, reader: Browser, put: Put
) -> None:
    with writing(session, author):
        held = session.get_one(Meeting, 1)
        held.published_on, held.status = None, MeetingStatus.SCHEDULED
    put("Second", "A rude word was in it.")
    with writing(session, author):
        held.published_on = TODAY
    assert f"{OPEN}/versions" not in reader.read("/meetings/1").links()
    assert "Nothing of it was replaced since it was published." in reader.read(f"{OPEN}/versions").text
    assert reader.get(f"{OPEN}/versions/1").status_code == 404


@pytest.mark.parametrize("switched", ["the paper", "its item", "its item, restricted"])
def test_what_is_switched_to_exempt_is_gone_at_once_whatever_the_reader_holds(
    session: Session, author: Author, reader: Browser, put: Put, switched: str
) -> None:
    put("Second", "A figure was wrong.")
    etag = reader.get(OPEN).headers["ETag"]
    addresses = (OPEN, f"{OPEN}/versions", f"{OPEN}/versions/1", f"{OPEN}/versions/2")
    assert [reader.get(address).status_code for address in addresses] == [200] * 4
    with writing(session, author):
        if switched == "the paper":
            operations.withhold(session, session.get_one(Document, 1), paragraphs=[3])
        else:
            part = Part.ONE if "restricted" in switched else Part.TWO
            item = session.get_one(AgendaItem, 2)
            exemption.make_exempt(session, item, paragraphs=[3], public_title="A contract", part=part)
    for address in addresses:
        for headers in ({}, {"If-None-Match": etag}, {"If-None-Match": "*"}, {"Range": "bytes=0-9"}):
            assert reader.get(address, headers=headers).status_code == 404, (address, headers)
    page = reader.read("/meetings/1")
    assert "Report of the Director" not in page.text
    assert OPEN not in page.links()


@pytest.mark.usefixtures("everybody")
def test_a_paper_that_was_withdrawn_is_gone_for_all_but_those_who_work_on_the_agenda(
    app: Flask, session: Session, author: Author, reader: Browser, put: Put
) -> None:
    put("Second", "A figure was wrong.")
    with writing(session, author):
        operations.withdraw(session, session.get_one(Document, 1), because="It was another committee's.")
    for address in (OPEN, f"{OPEN}/versions", f"{OPEN}/versions/1"):
        page = reader.read(address, 410)
        assert "It was another committee's." in page.text
        assert page.response.headers["Cache-Control"] == "no-store"
    assert signed_in(app, "Clara Chair").get(OPEN).status_code == 410
    assert signed_in(app, "Cleo Clerk").get(OPEN).status_code == 200
    assert session.get(DocumentVersion, 1) is not None
