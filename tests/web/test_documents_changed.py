"""The papers of an item on the desk: replaced, withheld and taken off, by whoever drafts the agenda."""

from __future__ import annotations

import io
from hashlib import sha256

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.vocabulary import Part
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.documents import DocumentVersion
from scrutiny.store import Store
from tests import make
from tests.browser import Browser
from tests.chamber import Chamber
from tests.one_page import pdf
from tests.web.desk_forms import filled_in, form_of
from tests.web.sending import HELD, LOST, papers, refused, send, told
from tests.web.signing_in import signed_in

pytestmark = pytest.mark.usefixtures("everybody")


# Replaced


def test_a_paper_is_replaced_with_the_reason_and_every_file_is_kept(olga: Browser, session: Session) -> None:
    way = "/documents/1/replace"
    page = refused(olga, way, [(pdf("New"), "new.pdf")], because=" ")
    assert told(page) == {"files": LOST, "because": "Enter why it is replaced"}
    answer = send(olga, way, [(pdf("New"), "new.pdf")], because="A figure was wrong.")
    assert answer.location == HELD
    session.rollback()
    kept = session.execute(select(DocumentVersion.name, DocumentVersion.because).order_by(DocumentVersion.id)).all()
    assert ("new.pdf", "A figure was wrong.") in kept
    page = olga.read("/documents/1/edit")
    assert page.texts("//ol[@class='lines']//a") == ["new.pdf (file 2)", "report.pdf (file 1)"]
    assert "A figure was wrong." in page.text
    assert "replaced once" in olga.read(HELD).text


@pytest.mark.parametrize(
    ("content", "says"),
    [
        pytest.param(None, "is on this item already, as “Report of the Director”.", id="the same file"),
        pytest.param(b"<html>", "“new.pdf” is", id="a web page that calls itself a PDF"),
    ],
)
def test_a_file_that_cannot_replace_another_is_refused_beside_the_box(
    olga: Browser, session: Session, content: bytes | None, says: str
) -> None:
    way = "/documents/1/replace"
    sent = content or olga.get("/documents/1").data
    page = refused(olga, way, [(sent, "new.pdf")], because="Kept words")
    assert says in told(page)["files"]
    assert LOST in told(page)["files"]
    assert page.all("//textarea[@name='because']")[0].text.strip() == "Kept words"
    session.rollback()
    assert session.scalars(select(DocumentVersion.number).where(DocumentVersion.document_id == 1)).all() == [1]


def test_of_two_who_replace_at_once_the_second_is_told(app: Flask, olga: Browser, session: Session) -> None:
    way = "/documents/1/replace"
    mine = filled_in(olga, way, way, {"because": "Mine"})
    cleo = signed_in(app, "Cleo Clerk")
    assert send(cleo, way, [(pdf("Hers"), "hers.pdf")], because="Hers").status_code == 303
    page = olga.sent(way, mine | {"files": [(io.BytesIO(pdf("Mine")), "mine.pdf")]}, 422)
    assert "was changed while you were looking at it" in told(page)["files"]
    assert papers(session, HELD)[0].name == "hers.pdf"


# Changed


def test_a_paper_is_retitled_withheld_and_opened_again(olga: Browser, session: Session, reader: Browser) -> None:
    way = "/documents/1/edit"
    assert reader.get("/documents/1").status_code == 200
    answer = olga.post(way, data=filled_in(olga, way, way, {"title": "Costs", "heard": "exempt", "paragraphs": ["3"]}))
    assert answer.location == HELD
    paper = papers(session, HELD)[0]
    assert (paper.title, paper.part, paper.paragraphs) == ("Costs", Part.TWO, "3")
    assert reader.get("/documents/1").status_code == 404
    olga.post(way, data=filled_in(olga, way, way, {"heard": "open"}))
    assert papers(session, HELD)[0].part is Part.ONE
    assert reader.get("/documents/1").status_code == 200


def test_who_retitles_a_paper_is_told_that_a_pack_keeps_the_old_title(
    olga: Browser, session: Session, author: Author, draft: str, filled: Chamber
) -> None:
    send(olga, draft, [(pdf("One"), "one.pdf")])
    (paper,) = papers(session, draft)
    kept = "A pack that was made keeps the title that the paper had then."
    for address in (f"/documents/{paper.id}/edit", "/documents/1/edit"):
        assert kept not in olga.read(address).text, "there is no pack yet"
    with writing(session, author):
        make.pack(session, filled.held, b"pack")
        make.pack(session, filled.draft, b"preview", published=False)
    out = olga.read("/documents/1/edit")
    assert f"{kept} With a new title, a new version is made beside it by itself: see the packs." in out.text
    assert f"/meetings/{filled.held.id}/packs" in out.links()
    preview = olga.read(f"/documents/{paper.id}/edit").text
    assert f"{kept} The preview has a new title once it is made again: see the packs." in preview


def test_a_stale_change_of_a_paper_is_not_made(app: Flask, olga: Browser, session: Session) -> None:
    way = "/documents/1/edit"
    mine = filled_in(olga, way, way, {"title": "Mine"})
    cleo = signed_in(app, "Cleo Clerk")
    cleo.post(way, data=filled_in(cleo, way, way, {"title": "Hers"}))
    page = olga.sent(way, mine, 422)
    assert "was changed while you were looking at it" in told(page)["title"]
    assert page.all("//input[@name='title']/@value") == ["Mine"]
    assert papers(session, HELD)[0].title == "Hers"


def test_nothing_is_asked_about_a_paper_of_an_exempt_item(olga: Browser, session: Session) -> None:
    review = session.scalars(select(AgendaItem).where(AgendaItem.title == "SECRET review")).one()
    address = f"/items/{review.id}/papers"
    page = olga.read(address)
    assert page.all("//input[@name='heard']") == []
    assert "The item is exempt, so its papers are." in page.text
    send(olga, address, [(pdf("Case"), "case.pdf")])
    assert [paper.part for paper in papers(session, address)] == [Part.TWO]


def test_papers_are_moved_by_buttons(olga: Browser, session: Session, draft: str) -> None:
    send(olga, draft, [(pdf(name), f"{name}.pdf") for name in ("a", "b", "c")])
    last = papers(session, draft)[-1]
    way = f"/documents/{last.id}/move"
    seal = form_of(olga.read(draft), way)
    assert seal["way"] == "up"
    assert olga.post(way, data=seal).location == f"{draft}#paper-{last.id}"
    assert [paper.title for paper in papers(session, draft)] == ["a", "c", "b"]
    assert olga.post(way, data=seal | {"way": "sideways", "once": "s" * 22}).status_code == 400


# Taken off


def test_a_draft_paper_is_removed_after_being_asked_once(olga: Browser, session: Session, draft: str) -> None:
    send(olga, draft, [(pdf("One"), "one.pdf")])
    (paper,) = papers(session, draft)
    way = f"/documents/{paper.id}/take-off"
    assert way in olga.read(f"/documents/{paper.id}/edit").links()
    assert "with every file that it came as" in olga.read(way).text
    assert olga.post(way, data=form_of(olga.read(way), way)).location == draft
    assert papers(session, draft) == []
    assert olga.get(way).status_code == 404


def test_a_published_paper_is_withdrawn_and_the_public_is_told_why(
    olga: Browser, session: Session, reader: Browser
) -> None:
    way = "/documents/1/take-off"
    page = olga.sent(way, filled_in(olga, way, way, {"because": " "}), 422)
    assert told(page) == {"because": "Enter why it is withdrawn"}
    olga.post(way, data=filled_in(olga, way, way, {"because": "It was for another meeting."}))
    assert papers(session, HELD)[0].withdrawn_because == "It was for another meeting."
    page = reader.read("/documents/1", 410)
    assert "It was for another meeting." in page.text
    assert olga.get("/documents/1").status_code == 200, "the desk still reads it"
    assert "Withdrawn" in olga.read(HELD).text


def test_why_an_exempt_paper_is_withdrawn_is_not_told_to_the_public(olga: Browser, reader: Browser) -> None:
    way = "/documents/3/take-off"
    olga.post(way, data=filled_in(olga, way, way, {"because": "SECRET reason"}))
    for address in ("/documents/3", "/documents/3/versions", "/meetings/1", "/search?q=secret", "/feed.atom"):
        assert "SECRET" not in reader.get(address).text


def test_an_item_with_papers_stays_on_its_agenda(olga: Browser, session: Session, draft: str, filled: Chamber) -> None:
    send(olga, draft, [(pdf("One"), "one.pdf")])
    item, agenda = draft.removesuffix("/papers"), f"/meetings/{filled.draft.id}/agenda"
    page = olga.read(agenda)
    assert page.all(f"//form[@action='{item}/remove']") == []
    assert "1 paper" in page.texts(f"//a[@href='{draft}']")[0]
    (proof,) = {str(value) for value in page.all("//input[@name='csrf_token']/@value")}
    assert olga.post(f"{item}/remove", data={"csrf_token": proof}).status_code == 409
    assert len(papers(session, draft)) == 1


def test_a_cancelled_meeting_takes_no_papers(olga: Browser, session: Session, filled: Chamber) -> None:
    item = session.scalars(select(AgendaItem).where(AgendaItem.meeting_id == filled.cancelled.id)).one()
    page = olga.read(f"/items/{item.id}/papers")
    assert "its papers stay as they are" in page.text
    assert page.all("//input[@type='file']") == []


# Who may


@pytest.mark.parametrize(
    "name", ["Hugo Clerk", "Mara Member", "Clara Chair", "Adam Administrator"], ids=lambda name: name.split()[1]
)
def test_whoever_does_not_draft_this_agenda_sends_no_papers(
    app: Flask, olga: Browser, session: Session, draft: str, name: str
) -> None:
    fields = filled_in(olga, draft, draft, {})
    other = signed_in(app, name)
    proof = form_of(other.read("/password"), "/password")["csrf_token"]
    sent = fields | {"csrf_token": proof, "files": [(io.BytesIO(pdf("Mine")), "mine.pdf")]}
    assert other.post(draft, data=sent).status_code == 403
    assert other.get(draft).status_code == 403
    assert papers(session, draft) == []
    store: Store = app.extensions["scrutiny.store"]
    assert not store.has(sha256(pdf("Mine")).hexdigest())


def test_signed_out_one_is_led_to_sign_in(reader: Browser, draft: str) -> None:
    for address in (draft, f"{draft}/to-follow", "/documents/1/edit", "/documents/1/replace", "/documents/1/take-off"):
        assert (reader.get(address).location or "").startswith("/sign-in?next=")


@pytest.mark.parametrize("address", ["/items/999/papers", "/documents/999/edit", "/documents/999/replace"])
def test_what_is_not_there_is_not_found(olga: Browser, address: str) -> None:
    assert olga.get(address).status_code == 404


# Told in the history


def test_the_history_tells_what_became_of_a_paper_in_words(olga: Browser) -> None:
    way = "/documents/1/replace"
    send(olga, way, [(pdf("New"), "new.pdf")], because="A figure was wrong.")
    way = "/documents/1/edit"
    olga.post(way, data=filled_in(olga, way, way, {"heard": "exempt", "paragraphs": ["3"]}))
    told_there = olga.read("/meetings/1/history").text
    for words in ("Paper “Report of the Director”", "A file of “Report of the Director”", "new.pdf", "Part Two"):
        assert words in told_there
    assert sha256(pdf("New")).hexdigest() not in told_there
