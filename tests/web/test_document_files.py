"""The files of papers as they are read: by the public, by those who may see exempt matter, and by nobody else."""

from __future__ import annotations

import logging
import re

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.documents import Document
from scrutiny.web.responses import disposition
from tests import make
from tests.browser import Browser
from tests.chamber import OPEN_PAPER, TODAY, Chamber
from tests.one_page import pdf
from tests.web.conftest import counted
from tests.web.signing_in import signed_in

OPEN, AWAITED, EXEMPT = "/documents/1", "/documents/2", "/documents/3"

# What is sent


@pytest.mark.usefixtures("filled")
def test_a_public_paper_is_sent_to_anybody_as_it_came(reader: Browser) -> None:
    answer = reader.get(OPEN)
    assert (answer.status_code, answer.data) == (200, OPEN_PAPER)
    headers = answer.headers
    assert headers["Content-Type"] == "application/pdf"
    assert headers["Content-Length"] == str(len(OPEN_PAPER))
    assert headers["Content-Disposition"] == 'attachment; filename="report.pdf"'
    assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "public, no-cache"
    assert re.fullmatch(r'"[0-9a-f]{64}"', headers["ETag"])
    assert "Set-Cookie" not in headers


@pytest.mark.usefixtures("filled")
def test_what_the_reader_has_already_is_not_sent_again(reader: Browser) -> None:
    etag = reader.get(OPEN).headers["ETag"]
    answer = reader.get(OPEN, headers={"If-None-Match": etag})
    assert (answer.status_code, answer.data) == (304, b"")
    answer = reader.head(OPEN)
    assert (answer.status_code, answer.data, answer.headers["Content-Length"]) == (200, b"", str(len(OPEN_PAPER)))


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(
    ("asked", "status", "part"),
    [
        pytest.param("bytes=0-7", 206, OPEN_PAPER[:8], id="the beginning"),
        pytest.param("bytes=-6", 206, OPEN_PAPER[-6:], id="the end"),
        pytest.param("bytes=100-", 206, OPEN_PAPER[100:], id="from somewhere on"),
        pytest.param("bytes=9999999-", 416, None, id="beyond it"),
        pytest.param("pages=1-2", 416, None, id="no bytes"),
    ],
)
def test_a_download_that_broke_off_goes_on(reader: Browser, asked: str, status: int, part: bytes | None) -> None:
    answer = reader.get(OPEN, headers={"Range": asked})
    assert answer.status_code == status
    if part is not None:
        assert answer.data == part
        assert answer.headers["Content-Range"].endswith(f"/{len(OPEN_PAPER)}")


@pytest.mark.usefixtures("filled")
def test_a_paper_is_answered_by_a_look_or_two_at_the_record(reader: Browser) -> None:
    with counted() as sent:
        assert reader.get(OPEN).status_code == 200
    assert len(sent) <= 1


@pytest.mark.usefixtures("filled")
def test_a_paper_that_is_to_follow_leads_to_its_item(reader: Browser) -> None:
    assert reader.get(AWAITED).location == "/meetings/1#item-2"


@pytest.mark.parametrize("address", ["/documents/999", "/documents/1/versions/9", "/documents/0", "/documents/1/"])
@pytest.mark.usefixtures("filled")
def test_what_is_not_there_is_not_found(reader: Browser, address: str) -> None:
    assert reader.get(address).status_code == 404


@pytest.mark.parametrize(
    ("name", "header"),
    [
        pytest.param("report.pdf", 'attachment; filename="report.pdf"', id="plain"),
        pytest.param('a\r\nX: 1";.pdf', 'attachment; filename="aX- 1-.pdf"', id="a header and a quotation mark"),
        pytest.param("../../etc/passwd", 'attachment; filename="etc-passwd"', id="a path"),
        pytest.param(
            "Llŷr.docx", "attachment; filename=\"Llyr.docx\"; filename*=UTF-8''Ll%C5%B7r.docx", id="Welsh letters"
        ),
        pytest.param(
            "مرحبا.pdf",
            "attachment; filename=\"paper.pdf\"; filename*=UTF-8''%D9%85%D8%B1%D8%AD%D8%A8%D8%A7.pdf",
            id="no plain letter at all",
        ),
        pytest.param("\u202egpj.exe", 'attachment; filename="gpj.exe"', id="letters turned round"),
        pytest.param("", 'attachment; filename="paper"', id="nothing"),
    ],
)
def test_a_name_forges_no_header_and_leaves_no_folder(name: str, header: str) -> None:
    assert disposition(name) == header


@pytest.mark.usefixtures("filled")
def test_a_file_that_the_store_has_lost_is_told_in_words_and_in_the_log(
    session: Session, author: Author, reader: Browser, caplog: pytest.LogCaptureFixture
) -> None:
    with writing(session, author):
        session.get_one(Document, 1).sha256 = "0" * 64
    with caplog.at_level(logging.ERROR):
        page = reader.read(OPEN, 503)
    assert page.heading == "Sorry, this file cannot be found"
    assert "0000" in caplog.text


# Who reads


@pytest.mark.parametrize(
    ("name", "status"),
    [
        pytest.param("", 404, id="the public does not"),
        pytest.param("Otto Outsider", 404, id="a member of another committee does not"),
        pytest.param("Hugo Clerk", 404, id="the clerk of another committee does not"),
        pytest.param("Adam Administrator", 404, id="an administrator does not"),
        pytest.param("Fern Former", 404, id="a former member does not"),
        pytest.param("Mara Member", 200, id="a member does"),
        pytest.param("Clara Chair", 200, id="the chair does"),
        pytest.param("Cleo Clerk", 200, id="the clerk does"),
        pytest.param("Olga Officer", 200, id="the officer does"),
    ],
)
@pytest.mark.usefixtures("everybody")
def test_an_exempt_paper_is_read_by_those_who_may_see_exempt_matter(app: Flask, name: str, status: int) -> None:
    browser = signed_in(app, name) if name else Browser(app)
    answer = browser.get(EXEMPT)
    assert answer.status_code == status
    assert ("SECRET" in answer.text) == (status == 200)
    if status == 200:
        assert answer.headers["Cache-Control"] == "private, no-store"


@pytest.mark.usefixtures("everybody")
def test_a_paper_of_a_draft_is_read_by_those_who_may_see_drafts(
    app: Flask, session: Session, author: Author, filled: Chamber
) -> None:
    with writing(session, author):
        item = session.query(AgendaItem).filter_by(meeting_id=filled.draft.id).one()
        paper = make.paper(session, item, "Draft report", pdf("SECRET draft"), "SECRET draft")
    address = f"/documents/{paper.id}"
    statuses = {
        name: (signed_in(app, name) if name else Browser(app)).get(address).status_code
        for name in ("", "Mara Member", "Adam Administrator", "Clara Chair", "Cleo Clerk")
    }
    assert statuses == {"": 404, "Mara Member": 404, "Adam Administrator": 404, "Clara Chair": 200, "Cleo Clerk": 200}
    with writing(session, author):
        filled.draft.published_on = TODAY
    assert Browser(app).get(address).status_code == 200
    with writing(session, author):
        filled.draft.published_on = None
    assert Browser(app).get(address).status_code == 404, "an agenda that is taken back takes its papers with it"


# On the page of the meeting


@pytest.mark.usefixtures("filled")
def test_each_paper_is_linked_with_its_kind_and_size_and_an_exempt_one_is_not(reader: Browser) -> None:
    page = reader.read("/meetings/1")
    listed = page.texts("//li[@id='item-2']//ul[contains(@class, 'enclosures')]/li")
    assert listed == [
        "Report of the Director (PDF, 1 KB)",
        "Appendix 1: timeline (to follow)",
        "Exempt report. Not for publication: paragraph 3 of Schedule 12A to the Local Government Act 1972.",
    ]
    assert [link for link in page.links() if link.startswith("/documents/")] == [OPEN]


@pytest.mark.usefixtures("everybody")
def test_a_member_is_led_to_the_exempt_paper_which_is_marked(app: Flask) -> None:
    page = signed_in(app, "Mara Member").read("/meetings/1")
    (listed,) = [
        line for line in page.texts("//li[@id='item-2']//ul[contains(@class, 'enclosures')]/li") if "SECRET" in line
    ]
    assert listed.startswith("SECRET costs (PDF, 1 KB). Not for publication: paragraph 3")
    assert EXEMPT in page.links()


@pytest.mark.usefixtures("filled")
def test_papers_cost_the_page_of_a_meeting_no_more_looks_at_the_record(
    session: Session, author: Author, reader: Browser
) -> None:
    with counted() as before:
        reader.get("/meetings/1")
    with writing(session, author):
        item = session.get_one(AgendaItem, 2)
        for number in range(30):
            make.paper(session, item, f"Appendix {number}", pdf(str(number)), "")
    with counted() as after:
        reader.get("/meetings/1")
    assert len(after) == len(before)
