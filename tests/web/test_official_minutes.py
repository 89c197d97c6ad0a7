"""The official text of minutes: adopted by hand, kept beside what the record prints, and read by whom it may be."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.vocabulary import MinutesState
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.meetings import Meeting
from scrutiny.models.official_minutes import OfficialMinutes
from scrutiny.operations import exemption
from tests.browser import Browser
from tests.web.finishing import GONE, compared, form_at, taken_away
from tests.web.signing_in import signed_in
from tests.word import hands

pytestmark = pytest.mark.usefixtures("everybody")

FIRST = "/meetings/1/minutes/official/1"


@pytest.fixture
def cleo(app: Flask) -> Browser:
    return signed_in(app, "Cleo Clerk")


def adopted(browser: Browser, file: bytes, **typed: str) -> Any:
    address = f"{compared(browser, file)}/adopt"
    return browser.post(address, data=form_at(browser.read(address)) | typed)


def finished(file: bytes) -> bytes:
    return hands.rewritten(file, {GONE: "None were declared."})


def versions(session: Session) -> list[tuple[int, bool, str]]:
    session.rollback()
    session.expire_all()
    found = session.scalars(select(OfficialMinutes).order_by(OfficialMinutes.version))
    return [(each.version, each.exempt, each.withheld) for each in found]


def test_a_file_made_for_the_public_is_read_by_the_public(app: Flask, cleo: Browser, session: Session) -> None:
    reader = Browser(app)
    file = finished(taken_away(reader))
    assert adopted(cleo, file, because="The Chairman’s wording").location == "/meetings/1/minutes/word"
    assert versions(session) == [(1, False, "4")]
    answer = reader.get(FIRST)
    assert (answer.status_code, answer.data) == (200, file)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="minutes-SOS-2021-09-14-official-1.docx"'
    for page in ("/meetings/1/minutes", "/meetings/1"):
        assert FIRST in reader.read(page).links()
        assert "/meetings/1/minutes.docx" in reader.read(page).links()
    assert "The Chairman’s wording" in cleo.read("/meetings/1/minutes/word").text
    assert "The Chairman’s wording" not in reader.read("/meetings/1/minutes").whole_text


def test_making_the_minutes_again_never_overwrites_it(app: Flask, cleo: Browser, session: Session) -> None:
    reader = Browser(app)
    first = finished(taken_away(reader))
    adopted(cleo, first)
    assert hands.said_in(taken_away(reader)).count(GONE) == 1
    adopted(cleo, hands.rewritten(taken_away(reader), {GONE: "Nobody declared anything."}))
    assert [version for version, _, _ in versions(session)] == [1, 2]
    assert reader.get(FIRST).data == first
    assert "/meetings/1/minutes/official/2" in reader.read("/meetings/1/minutes").links()


def test_the_same_file_adopted_twice_is_one_version(app: Flask, cleo: Browser, session: Session) -> None:
    file = finished(taken_away(Browser(app)))
    adopted(cleo, file)
    adopted(cleo, file)
    assert len(versions(session)) == 1


def test_a_file_made_with_exempt_minutes_is_not_the_publics(app: Flask, cleo: Browser, session: Session) -> None:
    file = finished(taken_away(cleo))
    page = cleo.read(f"{compared(cleo, file)}/adopt")
    assert "Not for the public." in page.text
    assert not page.all("//input[@name='heard']")
    adopted(cleo, file, heard="open")
    assert versions(session) == [(1, True, "")]
    reader = Browser(app)
    assert reader.get(FIRST).status_code == 404
    assert FIRST not in reader.read("/meetings/1/minutes").links()
    seen = cleo.get(FIRST)
    assert (seen.data, seen.headers["Cache-Control"]) == (file, "private, no-store")
    assert signed_in(app, "Otto Outsider").get(FIRST).status_code == 404


def test_a_file_that_tells_nothing_of_itself_is_asked_about(app: Flask, cleo: Browser, session: Session) -> None:
    file = hands.unmarked(finished(taken_away(Browser(app))))
    assert "Choose whether the file tells of anything exempt" in adopted(cleo, file).text
    assert adopted(cleo, file, heard="exempt").status_code == 303
    assert Browser(app).get(FIRST).status_code == 404
    assert adopted(cleo, file, heard="open").status_code == 303
    assert versions(session) == [(1, True, ""), (2, False, "4")]
    assert Browser(app).get("/meetings/1/minutes/official/2").data == file


def test_what_the_file_carries_besides_is_told_before_it_is_adopted(app: Flask, cleo: Browser) -> None:
    file = taken_away(Browser(app))
    struck = hands.tracked(file, taken_out="none", put_in="two", within="There were")
    told = [cleo.read(f"{compared(cleo, each)}/adopt").text for each in (file, struck)]
    assert ["Tracked changes, with what was struck out." in text for text in told] == [False, True]
    assert "Besides what is read on it, the file carries: The name of its author" in told[0]


def test_that_it_tells_of_nothing_exempt_is_said_of_what_was_exempt_then(
    app: Flask, cleo: Browser, session: Session, author: Author
) -> None:
    address = f"{compared(cleo, hands.unmarked(finished(taken_away(Browser(app)))))}/adopt"
    form = form_at(cleo.read(address)) | {"heard": "open"}
    with writing(session, author):
        item = session.get_one(AgendaItem, 2)
        exemption.make_exempt(session, item, paragraphs=[1], public_title="A matter about a person")
    page = cleo.sent(address, form, 422)
    assert "Which items are exempt was changed while you were looking." in page.text
    assert versions(session) == []
    assert cleo.post(address, data=form_at(page) | {"heard": "open"}).status_code == 303
    assert versions(session) == [(1, False, "2 4")]


def test_an_item_made_exempt_since_takes_it_from_the_public_at_once(
    app: Flask, cleo: Browser, session: Session, author: Author
) -> None:
    reader = Browser(app)
    adopted(cleo, finished(taken_away(reader)))
    etag = reader.get(FIRST).headers["ETag"]
    with writing(session, author):
        item = session.get_one(AgendaItem, 2)
        exemption.make_exempt(session, item, paragraphs=[1], public_title="A matter about a person")
    assert reader.get(FIRST, headers={"If-None-Match": etag}).status_code == 404
    assert FIRST not in reader.read("/meetings/1/minutes").links()
    assert cleo.get(FIRST).status_code == 200


def test_a_draft_that_nobody_agreed_has_no_official_text_for_the_public(
    app: Flask, cleo: Browser, session: Session, author: Author
) -> None:
    adopted(cleo, finished(taken_away(Browser(app))))
    with writing(session, author):
        session.get_one(Meeting, 1).minutes_state = MinutesState.DRAFT
    assert Browser(app).get(FIRST).status_code == 404
    assert cleo.get(FIRST).status_code == 200


def test_what_was_never_adopted_is_not_found(reader: Browser) -> None:
    assert reader.get(FIRST).status_code == 404
    assert reader.get("/meetings/999/minutes/official/1").status_code == 404
