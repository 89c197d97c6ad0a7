"""Interests declared at a meeting: what the minutes print of them, and what they never do."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.vocabulary import InterestKind, MinutesState, Movement
from scrutiny.models.history import HistoryLine
from scrutiny.models.meetings import AttendanceMovement
from scrutiny.models.minutes import Declaration
from tests.browser import Browser, said
from tests.chamber import Chamber
from tests.web.signing_in import WoundClock, signed_in
from tests.web.sitting import fields, item, who

HELD = "/meetings/1/declarations"


@pytest.fixture
def scene(clock: WoundClock, everybody: Chamber) -> Chamber:
    assert clock
    return everybody


@pytest.fixture
def clerk(app: Flask, scene: Chamber) -> Browser:
    assert scene
    return signed_in(app, "Cleo Clerk")


def interest(session: Session, clerk: Browser, **said: Any) -> dict[str, Any]:
    usual = {"by": who(session, "Ada Marsh"), "item": item(session, "Adult"), "kind": "pecuniary"}
    usual |= {"detail": "A farm beside the home", "did": "Left the room and took no part."}
    return fields(clerk.read(HELD), HELD) | usual | said


def declared(session: Session) -> list[tuple[str, InterestKind, str, bool, str]]:
    session.rollback()
    rows = session.scalars(select(Declaration).order_by(Declaration.id))
    return [(row.name, row.kind, row.detail, row.sensitive, row.did) for row in rows]


FARM = ("Ada Marsh", InterestKind.PECUNIARY, "A farm beside the home", False, "Left the room and took no part.")


@pytest.mark.parametrize("asker", ["Hugo Clerk", "Mara Member", "Clara Chair", "Adam Administrator"])
def test_without_the_right_to_take_minutes_there_no_interest_is_shown_or_recorded(
    app: Flask, session: Session, scene: Chamber, asker: str
) -> None:
    browser = signed_in(app, asker)
    sent = {"csrf_token": fields(browser.read("/sign-out"), "/sign-out")["csrf_token"]}
    sent |= {"by": str(who(session, "Ada Marsh")), "item": "0", "kind": "other"}
    assert browser.get(HELD).status_code == 403
    assert browser.post(HELD, data=sent).status_code == 403
    assert declared(session) == []
    assert scene


def test_signed_out_it_leads_to_signing_in_and_what_is_not_there_is_not_found(app: Flask, clerk: Browser) -> None:
    assert Browser(app).get(HELD).location == f"/sign-in?next={HELD}"
    assert [clerk.get(each).status_code for each in ("/meetings/999/declarations", "/declarations/999")] == [404, 404]


def test_an_interest_is_recorded_printed_and_followed_out_of_the_room(
    app: Flask, clerk: Browser, session: Session
) -> None:
    sent = interest(session, clerk)
    assert clerk.post(HELD, data=sent).location == HELD
    assert clerk.post(HELD, data=sent).location == HELD, "sent twice"
    assert declared(session) == [FARM]
    printed = "Ada Marsh – Disclosable pecuniary interest: A farm beside the home Left the room and took no part."
    assert printed in Browser(app).read("/meetings/1/minutes").text
    assert "A farm beside the home" in said(Browser(app).get("/meetings/1/minutes.docx"))
    page = clerk.read(HELD)
    [way] = page.all("//form[contains(@action, '/withdrew')]/@action")
    assert "Record that Ada Marsh withdrew during item 2" in page.text
    assert clerk.post(way, data=fields(page, way)).location == HELD
    session.rollback()
    assert [each.movement for each in session.scalars(select(AttendanceMovement))] == [Movement.WITHDREW]
    page = clerk.read(HELD)
    assert page.all("//form[contains(@action, '/withdrew')]") == []
    assert "Recorded on the attendance." in page.text
    assert "During item 2" not in clerk.read("/meetings/1/attendance").text, "three are left"
    vote = clerk.read(f"/items/{item(session, 'Adult')}/votes/add").text
    assert "Ada Marsh declared a disclosable pecuniary interest in this item: no vote without a dispensation" in vote
    assert "Not counted: Ada Marsh had withdrawn." in vote


def test_an_interest_in_the_meeting_as_a_whole_is_printed_with_the_declarations(
    app: Flask, clerk: Browser, session: Session
) -> None:
    clerk.post(HELD, data=interest(session, clerk, item="0", kind="other", detail="A governor", did=""))
    [section] = Browser(app).read("/meetings/1/minutes").texts("//section[.//h3[contains(., 'Declarations')]]")
    assert "Ada Marsh – Other interest: A governor" in section


def test_of_a_sensitive_interest_nothing_is_kept_but_that_there_is_one(
    app: Flask, clerk: Browser, session: Session
) -> None:
    kept = clerk.sent(HELD, interest(session, clerk, sensitive="y", detail="SENSITIVE address"), 422)
    assert "nothing of it is kept here but that there is one" in kept.texts("//*[@id='error-summary']//a")[0]
    assert declared(session) == []
    assert clerk.post(HELD, data=interest(session, clerk, sensitive="y", detail="")).status_code == 303
    assert declared(session) == [(*FARM[:2], "", True, FARM[4])]
    minutes = Browser(app).read("/meetings/1/minutes").text
    assert "Ada Marsh – Disclosable pecuniary interest: An interest was declared." in minutes
    assert all("SENSITIVE" not in str(line.after) for line in session.scalars(select(HistoryLine)))


def test_once_an_interest_is_found_sensitive_no_page_tells_what_was_written_of_it(
    app: Flask, clerk: Browser, session: Session
) -> None:
    clerk.post(HELD, data=interest(session, clerk, detail="A farm in hiding"))
    [one] = [link for link in clerk.read(HELD).links() if link.startswith("/declarations/")]
    assert "A farm in hiding" in clerk.read("/meetings/1/history").text
    found = fields(clerk.read(one), one) | {"detail": "", "sensitive": "y"}
    assert clerk.post(one, data=found).status_code == 303
    for browser, address in ((clerk, one), (clerk, "/meetings/1/history"), (Browser(app), "/meetings/1/minutes")):
        assert "A farm in hiding" not in browser.read(address).text


@pytest.mark.parametrize(
    ("said", "field", "words"),
    [
        pytest.param({"by": ""}, "by", "Choose who declared the interest", id="by nobody"),
        pytest.param({"by": "99999"}, "by", "not on it any more", id="by somebody of another meeting"),
        pytest.param({"item": ""}, "item", "Choose the item, or the meeting as a whole", id="in nothing"),
        pytest.param({"kind": ""}, "kind", "Choose the kind of interest", id="of no kind"),
        pytest.param({"detail": "a\x00b"}, "detail", "U+0000", id="that cannot be kept"),
        pytest.param({"in_words": "x" * 301}, "in_words", "301 characters", id="with too much done about it"),
    ],
)
def test_an_interest_that_cannot_be_is_refused_beside_its_field_and_what_was_typed_is_kept(
    clerk: Browser, session: Session, said: dict[str, str], field: str, words: str
) -> None:
    refused = clerk.sent(HELD, interest(session, clerk, **said), 422)
    [fault] = refused.texts(f"//*[@id='error-summary']//a[@href='#{field}']")
    assert words in fault
    assert said.get("detail", "A farm beside the home").replace("\x00", "") in refused.response.text.replace("\x00", "")
    assert declared(session) == []


def test_a_declaration_is_put_right_by_one_who_saw_it_as_it_is_and_the_history_keeps_both(
    clerk: Browser, session: Session
) -> None:
    clerk.post(HELD, data=interest(session, clerk))
    [one] = [link for link in clerk.read(HELD).links() if link.startswith("/declarations/")]
    page = clerk.read(one)
    late = fields(page, one) | {"once": "l" * 22, "detail": "Two farms"}
    mended = fields(page, one) | {"detail": "A wood", "did": "otherwise", "in_words": "Asked the officer."}
    assert clerk.post(one, data=mended).location == HELD
    assert declared(session) == [(*FARM[:2], "A wood", False, "Asked the officer.")]
    stale = clerk.sent(one, late, 422)
    assert "Somebody changed this meanwhile. It is now: “A wood”" in stale.text
    lines = select(HistoryLine).where(HistoryLine.subject == "declarations", HistoryLine.did == "changed")
    assert [line.before["detail"] for line in session.scalars(lines)] == ["A farm beside the home"]
    away = f"{one}/remove"
    assert clerk.post(away, data=fields(clerk.read(one), away)).location == HELD
    assert declared(session) == []


def test_whoever_declared_an_interest_was_there(clerk: Browser, session: Session) -> None:
    clerk.post(HELD, data=interest(session, clerk))
    roll = "/meetings/1/attendance"
    page = clerk.read(roll)
    [ada] = set(page.all("//fieldset[legend[starts-with(., 'Ada')]]//input/@name"))
    refused = clerk.sent(roll, fields(page, roll) | {str(ada): "absent"}, 422)
    assert "Ada Marsh is recorded as having declared an interest. Take that out first." in refused.text


def test_interests_in_confirmed_minutes_and_before_anybody_is_there(
    clerk: Browser, session: Session, author: Author, scene: Chamber
) -> None:
    sent = interest(session, clerk)
    assert "Take the attendance first" in clerk.read(f"/meetings/{scene.next.id}/declarations").text
    with writing(session, author):
        scene.held.minutes_state = MinutesState.CONFIRMED
    assert clerk.post(HELD, data=sent).status_code == 409
    assert clerk.read(HELD).all("//main//form[@method='post']") == []
    assert declared(session) == []
