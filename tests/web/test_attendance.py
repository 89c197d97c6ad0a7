"""The roll in one screen: every member once, taken by several at once, and whether the meeting was held."""

from __future__ import annotations

import json
from datetime import time
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.vocabulary import AttendanceStatus as Status
from scrutiny.domain.vocabulary import MeetingStatus, MinutesState
from scrutiny.models.meetings import Attendance
from scrutiny.models.people import Person
from tests.browser import Browser, Page
from tests.chamber import Chamber
from tests.web.signing_in import WoundClock, signed_in
from tests.web.sitting import COMING, HELD, fields, key_of, moved, roll

pytestmark = pytest.mark.usefixtures("clock", "everybody")
PAGES = ["/attendance", "/attendance/mark", "/attendance/substitute", "/attendance/guest", "/attendance/movement"]


@pytest.mark.parametrize("asker", ["Hugo Clerk", "Mara Member", "Clara Chair", "Adam Administrator"])
def test_without_the_right_to_take_minutes_there_nothing_is_shown_or_changed(
    app: Flask, session: Session, everybody: Chamber, asker: str
) -> None:
    browser, before = signed_in(app, asker), roll(session, everybody.held)
    assert browser.get(HELD).status_code == 403
    token = {"csrf_token": fields(browser.read("/sign-out"), "/sign-out")["csrf_token"], "rest": "present"}
    first = session.scalars(select(Attendance.id)).first()
    for address in [*(f"/meetings/1{page}" for page in [*PAGES, "/attendance/held"]), f"/attendance/{first}/remove"]:
        assert browser.post(address, data=token).status_code == 403, address
    assert roll(session, everybody.held) == before


def test_signed_out_it_leads_to_signing_in_and_of_no_meeting_there_is_none(app: Flask, cleo: Browser) -> None:
    assert Browser(app).get(HELD).location == f"/sign-in?next={HELD}"
    assert cleo.get("/meetings/999/attendance").status_code == 404
    assert cleo.get(HELD).headers["Cache-Control"] == "private, no-store"


def test_every_member_of_that_day_is_listed_in_the_committees_order_with_what_is_recorded(cleo: Browser) -> None:
    page = cleo.read(HELD)
    names = page.texts("//form[@id='roll']//legend")
    seated = [
        "Ada Marsh (Chairman)",
        "Bertram Holt (Vice-Chairman (Scrutiny))",
        "Cecily Dunn, MBE",
        "Dafydd Llŷr Pryce-Llewellyn-Featherstonehaugh",
    ]
    assert [name for name in names if name in seated] == seated
    assert "Gwen Stone" in names, "recorded, though without a seat"
    assert "Gone Before" not in names
    assert "4 present, quorum 3: quorate." in page.text
    assert page.all("//fieldset[legend[starts-with(., 'Ada')]]//input[@checked]")[0].get("value") == "present"


def test_the_roll_is_taken_in_one_form_and_the_rest_are_present(
    cleo: Browser, session: Session, everybody: Chamber
) -> None:
    page = cleo.read(HELD)
    sent = fields(page, HELD) | {key_of(page, "Bertram"): "apologies", "rest": "present"}
    answer = cleo.post(HELD, data=sent)
    assert (answer.status_code, answer.location) == (303, HELD)
    now = roll(session, everybody.held)
    assert (now["Bertram Holt"], now["Ada Marsh"]) == (Status.APOLOGIES, Status.PRESENT)
    assert now["Dafydd Llŷr Pryce-Llewellyn-Featherstonehaugh"] is Status.PRESENT
    row = session.scalars(select(Attendance).where(Attendance.name == "Cecily Dunn, MBE")).one()
    assert row.person_id is None, "a line that nobody changed stays as it is"
    again = cleo.post(HELD, data=sent)
    assert (again.status_code, roll(session, everybody.held)) == (303, now), "sent twice, done once"


def test_names_and_titles_are_kept_as_they_were_on_the_day(cleo: Browser, session: Session, author: Author) -> None:
    page = cleo.read(HELD)
    cleo.post(HELD, data=fields(page, HELD) | {key_of(page, "Dafydd"): "present"})
    with writing(session, author):
        session.scalars(select(Person).where(Person.name.startswith("Dafydd"))).one().name = "Lord Pryce"
    assert "Dafydd Llŷr Pryce-Llewellyn-Featherstonehaugh" in cleo.read(HELD).texts("//form[@id='roll']//legend")


def test_two_clerks_take_the_roll_and_neither_overwrites_the_other(
    app: Flask, cleo: Browser, session: Session, everybody: Chamber
) -> None:
    other = signed_in(app, "Olga Officer")
    mine, theirs = cleo.read(HELD), other.read(HELD)
    ada, bertram = key_of(mine, "Ada"), key_of(mine, "Bertram")
    other.post(HELD, data=fields(theirs, HELD) | {ada: "apologies"})
    assert cleo.post(HELD, data=fields(mine, HELD) | {bertram: "remote"}).status_code == 303, "another line"
    now = roll(session, everybody.held)
    assert (now["Ada Marsh"], now["Bertram Holt"]) == (Status.APOLOGIES, Status.REMOTE)
    late = fields(mine, HELD) | {ada: "absent", "once": "k" * 22}
    refused = cleo.sent(HELD, late, 422)
    said = "Somebody else has recorded Ada Marsh as apologies meanwhile. Choose again."
    assert refused.texts(f"//*[@id='error-summary']//a[@href='#{ada}']") == [said]
    assert refused.all(f"//input[@name='{ada}' and @checked]")[0].get("value") == "absent", "what was chosen is kept"
    assert roll(session, everybody.held)["Ada Marsh"] is Status.APOLOGIES
    assert cleo.post(HELD, data=fields(refused, HELD)).status_code == 303, "and sent again it is meant"
    assert roll(session, everybody.held)["Ada Marsh"] is Status.ABSENT


def tap(browser: Browser, page: Page, key: str, status: str, seen: str) -> Any:
    data = {"csrf_token": fields(page, HELD)["csrf_token"], "marks": json.dumps({key: status})}
    return browser.post(f"{HELD}/mark", data=data | {"seen": json.dumps({key: seen})})


def test_a_tap_is_saved_at_once_and_answered_with_the_quorum(
    cleo: Browser, session: Session, everybody: Chamber
) -> None:
    page = cleo.read(HELD)
    ada = key_of(page, "Ada")
    answer = tap(cleo, page, ada, "remote", "present")
    assert answer.json == {
        "said": "Saved",
        "quorum": ["3 present, quorum 3: quorate.", "Ada Marsh is there remotely, and not counted."],
        "kept": True,
    }
    assert roll(session, everybody.held)["Ada Marsh"] is Status.REMOTE
    assert tap(cleo, page, ada, "remote", "present").status_code == 200, "tried again after a lost answer"
    stale = tap(cleo, page, ada, "absent", "present")
    assert (stale.status_code, stale.json["now"]) == (409, {ada: "remote"})
    assert "Somebody else has recorded Ada Marsh as remote" in stale.json["why"]
    assert roll(session, everybody.held)["Ada Marsh"] is Status.REMOTE


@pytest.mark.parametrize("marks", ["", "[]", "null", '{"p1": "bogus"}', '{"p1": [1]}', "[" * 100_000])
def test_a_tap_that_cannot_be_read_changes_nothing(
    cleo: Browser, session: Session, everybody: Chamber, marks: str
) -> None:
    page, before = cleo.read(HELD), roll(session, everybody.held)
    proof = {"csrf_token": fields(page, HELD)["csrf_token"]}
    answer = cleo.post(f"{HELD}/mark", data=proof | {"marks": marks})
    assert (answer.status_code, "could not be read" in answer.json["why"]) == (409, True)
    assert roll(session, everybody.held) == before


@pytest.mark.parametrize("seen", ["", "[]", "nonsense", '{"p1": 5}', "null"])
def test_a_roll_that_does_not_say_what_it_saw_is_taken_as_it_is(
    cleo: Browser, session: Session, everybody: Chamber, seen: str
) -> None:
    page = cleo.read(HELD)
    sent = fields(page, HELD) | {key_of(page, "Ada"): "absent", "seen": seen}
    assert cleo.post(HELD, data=sent).status_code in (303, 422)
    assert roll(session, everybody.held)["Ada Marsh"] in (Status.ABSENT, Status.PRESENT)


def test_a_choice_that_is_not_on_the_form_is_refused(cleo: Browser, session: Session, everybody: Chamber) -> None:
    page, before = cleo.read(HELD), roll(session, everybody.held)
    ada = key_of(page, "Ada")
    refused = cleo.sent(HELD, fields(page, HELD) | {ada: "substitute"}, 422)
    assert refused.texts(f"//*[@id='error-summary']//a[@href='#{ada}']")
    assert roll(session, everybody.held) == before


def test_before_the_day_only_apologies_can_be_noted(
    cleo: Browser, session: Session, everybody: Chamber, clock: WoundClock
) -> None:
    page = cleo.read(COMING)
    ada = key_of(page, "Ada")
    assert page.texts("//fieldset[legend[starts-with(., 'Ada')]]//label") == ["Expected", "Apologies"]
    cleo.post(COMING, data=fields(page, COMING) | {ada: "apologies"})
    assert roll(session, everybody.next) == {"Ada Marsh": Status.APOLOGIES}
    page = cleo.read(COMING)
    cleo.post(COMING, data=fields(page, COMING) | {ada: ""})
    assert roll(session, everybody.next) == {}, "she will come after all"
    token = {"csrf_token": fields(page, COMING)["csrf_token"], "marks": json.dumps({ada: "present"})}
    early = cleo.post(f"{COMING}/mark", data=token)
    assert early.status_code == 409
    assert "Until that day only apologies" in early.json["why"]
    clock.wind_to(everybody.next.on)
    assert cleo.post(f"{COMING}/mark", data=token).status_code == 200


def test_who_recorded_what_is_shown_beside_it_also_what_was_taken_out(cleo: Browser, session: Session) -> None:
    page = cleo.read(HELD)
    cleo.post(HELD, data=fields(page, HELD) | {key_of(page, "Ada"): "remote"})
    guest = session.scalars(select(Attendance.id).where(Attendance.name == "Henry Ash")).one()
    away = f"/attendance/{guest}/remove"
    cleo.post(away, data=fields(cleo.read(HELD), away))
    moves = f"{HELD}/movement"
    cleo.post(moves, data=moved(cleo.read(HELD), session, "Eve Cole", "left", "Adult"))
    said = cleo.read(HELD).texts("//details[contains(@class, 'history')]//li")
    assert [line.split(" Cleo Clerk")[0] for line in said[:3]] == [
        "Eve Cole: left",
        "Henry Ash: in attendance, taken out",
        "Ada Marsh: present → remote",
    ]
    assert "Cleo Clerk, 15 November 2021" in said[0]


def test_that_the_meeting_was_held_and_when_it_ended(
    cleo: Browser, session: Session, everybody: Chamber, clock: WoundClock
) -> None:
    page = cleo.read(COMING)
    assert "Record that the meeting was held" not in page.text
    proof = {"csrf_token": fields(page, COMING)["csrf_token"], "held-ended_at": ""}
    assert "This can be recorded from that day on" in cleo.sent(f"{COMING}/held", proof, 409).text
    clock.wind_to(everybody.next.on)
    for ended in ("", "12.05 pm"):
        sent = fields(cleo.read(COMING), f"{COMING}/held") | {"held-ended_at": ended}
        assert cleo.post(f"{COMING}/held", data=sent).location == f"{COMING}#held"
    session.rollback()
    session.refresh(everybody.next)
    assert (everybody.next.status, everybody.next.ended_at) == (MeetingStatus.HELD, time(12, 5))
    wrong = cleo.sent(f"{COMING}/held", proof | {"held-ended_at": "1.15"}, 422)
    assert "began at 10.00 am" in wrong.text


def test_confirmed_minutes_and_a_cancelled_meeting_change_no_more(
    cleo: Browser, session: Session, author: Author, everybody: Chamber
) -> None:
    page, before = cleo.read(HELD), roll(session, everybody.held)
    with writing(session, author):
        everybody.held.minutes_state = MinutesState.CONFIRMED
    refused = cleo.post(HELD, data=fields(page, HELD) | {key_of(page, "Ada"): "absent"})
    assert refused.status_code == 409
    assert "minutes are confirmed" in refused.text
    assert roll(session, everybody.held) == before
    assert cleo.read(HELD).all("//main//form[@method='post']") == []
    assert "This meeting is cancelled" in cleo.read("/meetings/4/attendance").text
