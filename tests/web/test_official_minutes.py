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
from tests.web.desk_forms import form_of
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
    assert adopted(cleo, file, because="The Chairman’s wording").location == "/meetings/1/minutes/word#official"
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


# Taken back


def taken_back(browser: Browser, because: str = "It was the draft before last.", id_: int = 1) -> Any:
    """The answer to a form that was filled in as it stands."""
    address = f"/minutes/official/{id_}/withdraw"
    return browser.post(address, data=form_at(browser.read(address)) | {"because": because})


def test_a_file_adopted_by_mistake_is_taken_back_and_the_record_is_the_official_text_again(
    app: Flask, cleo: Browser
) -> None:
    reader, file = Browser(app), finished(taken_away(Browser(app)))
    before = [reader.read(page).text for page in ("/meetings/1", "/meetings/1/minutes")]
    adopted(cleo, file)
    etag = reader.get(FIRST).headers["ETag"]
    page = cleo.read("/minutes/official/1/withdraw")
    assert "The official text is then the minutes made from the record." in page.text
    assert "Enter why it is taken back" in taken_back(cleo, because=" ").text
    assert taken_back(cleo).location == "/meetings/1/minutes/word#official"
    assert [reader.read(page).text for page in ("/meetings/1", "/meetings/1/minutes")] == before
    for asked in ({}, {"If-None-Match": etag}, {"Range": "bytes=0-9"}):
        gone = reader.get(FIRST, headers=asked)
        assert (gone.status_code, gone.headers["Cache-Control"], "ETag" in gone.headers) == (410, "no-store", False)
        assert "It was the draft before last." in gone.text
    assert reader.head(FIRST).status_code == 410


def test_nothing_of_what_was_taken_back_is_lost_to_those_who_take_the_minutes(app: Flask, cleo: Browser) -> None:
    file = finished(taken_away(Browser(app)))
    adopted(cleo, file, because="The Chairman’s wording")
    taken_back(cleo)
    desk = cleo.read("/meetings/1/minutes/word").text
    for told in (
        "The Chairman’s wording",
        "Taken back by Cleo Clerk, ",
        "It was the draft before last.",
    ):
        assert told in desk
    assert "The minutes made from the record are the official text." in desk
    kept = cleo.get(FIRST)
    assert (kept.data, kept.headers["Cache-Control"]) == (file, "private, no-store")
    assert signed_in(app, "Mara Member").get(FIRST).status_code == 410
    history = signed_in(app, "Olga Officer").read("/meetings/1/history").text
    assert "It was the draft before last." in history.split("Withdrawn, because")[1]
    assert "Cleo Clerk has taken it back already" in cleo.read("/minutes/official/1/withdraw").text


def test_the_version_before_it_is_the_official_text_again_and_that_is_said_first(
    app: Flask, cleo: Browser, session: Session
) -> None:
    first = finished(taken_away(Browser(app)))
    adopted(cleo, first)
    adopted(cleo, hands.rewritten(taken_away(Browser(app)), {GONE: "Nobody declared anything."}))
    assert "The official text is then version 1." in cleo.read("/minutes/official/2/withdraw").text
    assert "The official text is then version 2." in cleo.read("/minutes/official/1/withdraw").text
    assert taken_back(cleo, id_=2).status_code == 303
    reader = Browser(app)
    assert FIRST in reader.read("/meetings/1/minutes").links()
    assert reader.get(FIRST).data == first
    assert reader.get("/meetings/1/minutes/official/2").status_code == 410
    adopted(cleo, first)
    assert len(versions(session)) == 2, "it is the official text already"
    taken_back(cleo)
    adopted(cleo, first)
    assert len(versions(session)) == 3, "what was taken back is adopted anew, as another version"
    assert reader.get("/meetings/1/minutes/official/3").data == first


def test_what_the_public_reads_then_is_said_where_it_is_another_text(app: Flask, cleo: Browser) -> None:
    adopted(cleo, finished(taken_away(Browser(app))))
    exempt = finished(taken_away(cleo))
    adopted(cleo, exempt)
    adopted(cleo, hands.rewritten(exempt, {"None were declared.": "Nobody declared any."}))
    said = cleo.read("/minutes/official/3/withdraw").text
    assert "The official text is then version 2; the public, who may not read that, reads version 1." in said
    assert taken_back(cleo, id_=3).status_code == 303
    assert FIRST in Browser(app).read("/meetings/1/minutes").links()
    assert Browser(app).get("/meetings/1/minutes/official/3").status_code == 404, "that it was there is not told"


def test_of_two_windows_the_second_is_told_and_a_double_click_is_one(
    app: Flask, cleo: Browser, session: Session
) -> None:
    adopted(cleo, finished(taken_away(Browser(app))))
    address = "/minutes/official/1/withdraw"
    mine, hers = (form_at(cleo.read(address)) | {"because": why} for why in ("Mine", "Hers"))
    assert [cleo.post(address, data=mine).status_code for _ in range(2)] == [303, 303]
    page = cleo.sent(address, hers, 422)
    assert "Cleo Clerk has taken it back already" in page.text
    assert not page.all("//textarea")
    session.rollback()
    assert session.get_one(OfficialMinutes, 1).withdrawn_because == "Mine"


def test_what_would_be_the_official_text_is_not_another_than_was_said(app: Flask, cleo: Browser) -> None:
    adopted(cleo, finished(taken_away(Browser(app))))
    address = "/minutes/official/1/withdraw"
    form = form_at(cleo.read(address)) | {"because": "The wrong file"}
    adopted(cleo, hands.rewritten(taken_away(Browser(app)), {GONE: "Nobody declared anything."}))
    page = cleo.sent(address, form, 422)
    assert "Another version was adopted or taken back while you were looking." in page.text
    assert "The official text is then version 2." in page.text
    assert Browser(app).get(FIRST).status_code == 200
    assert cleo.post(address, data=form_at(page)).status_code == 303
    assert Browser(app).get(FIRST).status_code == 410


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_only_who_takes_these_minutes_takes_their_text_back(app: Flask, cleo: Browser) -> None:
    adopted(cleo, finished(taken_away(Browser(app))))
    address = "/minutes/official/1/withdraw"
    form = form_at(cleo.read(address)) | {"because": "Mine"}
    for name in ("Mara Member", "Hugo Clerk", "Adam Administrator", "Otto Outsider"):
        browser = signed_in(app, name)
        assert browser.get(address).status_code == 403
        token = form_of(browser.read("/sign-out"), "/sign-out")
        assert browser.post(address, data=form | token).status_code == 403
    assert Browser(app).get(address).status_code == 302
    assert Browser(app).post(address, data=form).status_code in (400, 401)
    assert Browser(app).get(FIRST).status_code == 200
    assert cleo.get("/minutes/official/999/withdraw").status_code == 404


def test_what_was_never_adopted_is_not_found(reader: Browser) -> None:
    assert reader.get(FIRST).status_code == 404
    assert reader.get("/meetings/999/minutes/official/1").status_code == 404
