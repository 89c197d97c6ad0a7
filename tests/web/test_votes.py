"""Votes on an item: counted or by name, by those alone who were there to vote."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.vocabulary import AttendanceStatus as Status
from scrutiny.domain.vocabulary import Choice, MinutesState, Movement
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.meetings import Attendance, AttendanceMovement
from scrutiny.models.minutes import Vote, VoteCast
from tests import make
from tests.browser import Browser, Page, said
from tests.chamber import Chamber
from tests.web.signing_in import WoundClock, signed_in
from tests.web.sitting import fields, item, who

MOTION = "That the update be welcomed"


@pytest.fixture
def scene(session: Session, author: Author, clock: WoundClock, everybody: Chamber) -> Chamber:
    """Ada, Bertram and Cecily are there, Eve for another; Rhys is on a screen, and Gwen has left before item 2."""
    assert clock
    with writing(session, author):
        make.present(session, everybody.held, "Rhys Remote", Status.REMOTE)
        gone = make.present(session, everybody.held, "Gwyn Gone")
        first = session.scalars(select(AgendaItem).where(AgendaItem.title == "Declarations of interest")).one()
        session.add(AttendanceMovement(attendance_id=gone.id, item_id=first.id, movement=Movement.LEFT))
        session.flush()
    return everybody


@pytest.fixture
def clerk(app: Flask, scene: Chamber) -> Browser:
    assert scene
    return signed_in(app, "Cleo Clerk")


@pytest.fixture
def project(session: Session, scene: Chamber) -> str:
    assert scene
    return f"/items/{item(session, 'Adult')}/votes"


def votes(session: Session) -> list[tuple[str, int, int, int]]:
    session.rollback()
    return [(row.motion, row.for_, row.against, row.abstained) for row in session.scalars(select(Vote))]


def casts(session: Session) -> dict[str, Choice]:
    session.rollback()
    return {row.name: row.choice for row in session.scalars(select(VoteCast).order_by(VoteCast.id))}


def counted(page: Page, address: str, **counts: Any) -> dict[str, Any]:
    return fields(page, address) | {"motion": MOTION, "moved_by": "Ada Marsh", "seconded_by": "Eve Cole"} | counts


@pytest.mark.parametrize("asker", ["Hugo Clerk", "Mara Member", "Clara Chair", "Adam Administrator"])
def test_without_the_right_to_take_minutes_there_no_vote_is_shown_or_recorded(
    app: Flask, session: Session, project: str, asker: str
) -> None:
    browser = signed_in(app, asker)
    proof = {"csrf_token": fields(browser.read("/sign-out"), "/sign-out")["csrf_token"], "for_": "1"}
    assert browser.get(project).status_code == 403
    assert browser.post(f"{project}/add", data=proof | {"against": "0", "abstained": "0"}).status_code == 403
    assert votes(session) == []


def test_signed_out_it_leads_to_signing_in_and_what_is_not_there_is_not_found(
    app: Flask, clerk: Browser, project: str
) -> None:
    assert Browser(app).get(project).location == f"/sign-in?next={project}"
    assert [clerk.get(each).status_code for each in ("/items/999/votes", "/votes/999")] == [404, 404]


def test_a_vote_is_counted_and_printed_in_page_and_word(
    app: Flask, clerk: Browser, session: Session, project: str
) -> None:
    assert "No vote is recorded on this item" in clerk.read(project).text
    page = clerk.read(f"{project}/add")
    assert "4 members could vote on this item." in page.text
    not_counted = "Rhys Remote attended remotely, which carries no vote and Gwyn Gone had left"
    assert f"Not counted: {not_counted}." in page.text
    sent = counted(page, f"{project}/add", for_="3", against="1", abstained="0")
    assert clerk.post(f"{project}/add", data=sent).location == project
    assert clerk.post(f"{project}/add", data=sent).location == project, "sent twice"
    assert votes(session) == [(MOTION, 3, 1, 0)]
    assert "Vote: 3 for, 1 against, 0 abstained" in clerk.read(project).text
    printed = f"Vote: {MOTION}, moved by Ada Marsh, seconded by Eve Cole: 3 for, 1 against, 0 abstained."
    assert printed in Browser(app).read("/meetings/1/minutes").text
    word = said(Browser(app).get("/meetings/1/minutes.docx"))
    assert "moved by Ada Marsh and seconded by Eve Cole: 3 for, 1 against, 0 abstained." in word


@pytest.mark.parametrize(
    ("counts", "field", "words"),
    [
        pytest.param({"for_": "5"}, "for_", "5 voted, and only 4 could vote on item 2.", id="more than could vote"),
        pytest.param({"for_": "0"}, "for_", "Enter how many voted for and against", id="nobody voted"),
        pytest.param({"for_": ""}, "for_", "Enter how many voted for", id="an empty count"),
        pytest.param({"against": "-1"}, "against", "must be a whole number", id="fewer than none"),
        pytest.param({"seconded_by": "Ada Marsh"}, "for_", "so somebody else seconded it", id="seconded by its mover"),
        pytest.param({"moved_by": "Gwyn Gone"}, "moved_by", "not on it any more", id="moved by one who had left"),
        pytest.param({"motion": "a\x00b"}, "motion", "U+0000", id="a motion that cannot be kept"),
    ],
)
def test_a_count_that_cannot_be_is_refused_beside_its_field_and_what_was_typed_is_kept(
    clerk: Browser, session: Session, project: str, counts: dict[str, str], field: str, words: str
) -> None:
    address = f"{project}/add"
    sent = counted(clerk.read(address), address, for_="3", against="0", abstained="0") | counts
    refused = clerk.sent(address, sent, 422)
    [fault] = refused.texts(f"//*[@id='error-summary']//a[@href='#{field}']")
    assert words in fault
    assert refused.all("//input[@name='abstained']/@value") == ["0"]
    assert votes(session) == []


def by_name(session: Session, page: Page, address: str, **chosen: str) -> dict[str, Any]:
    names = {"ada": "Ada Marsh", "bertram": "Bertram Holt", "cecily": "Cecily Dunn, MBE", "eve": "Eve Cole"}
    taken = {f"v{who(session, names[key])}": value for key, value in chosen.items()}
    return fields(page, address) | {"motion": MOTION, "moved_by": "", "seconded_by": ""} | taken


ALL = {"ada": "for", "bertram": "against", "cecily": "abstained", "eve": "none"}


def test_a_recorded_vote_asks_everybody_who_could_vote_and_makes_the_counts_itself(
    app: Flask, clerk: Browser, session: Session, project: str
) -> None:
    address = f"{project}/add?by=names"
    page = clerk.read(address)
    legends = page.texts("//fieldset/legend")
    assert legends == ["Ada Marsh", "Bertram Holt", "Cecily Dunn, MBE", "Eve Cole"]
    asked = clerk.sent(address, by_name(session, page, address, **(ALL | {"eve": ""})), 422)
    assert "Choose how Eve Cole voted, or that they did not" in asked.text
    assert clerk.post(address, data=by_name(session, page, address, **ALL)).location == project
    assert votes(session) == [(MOTION, 1, 1, 1)]
    assert casts(session) == {
        "Ada Marsh": Choice.FOR,
        "Bertram Holt": Choice.AGAINST,
        "Cecily Dunn, MBE": Choice.ABSTAINED,
    }
    minutes = Browser(app).read("/meetings/1/minutes").text
    assert f"Recorded vote: {MOTION}: 1 for, 1 against, 1 abstained." in minutes
    assert "Abstained: Cecily Dunn, MBE Against: Bertram Holt For: Ada Marsh" in minutes


@pytest.mark.parametrize(
    ("name", "why"),
    [("Gwyn Gone", "Gwyn Gone had left"), ("Rhys Remote", "Rhys Remote attended remotely, which carries no vote")],
)
def test_a_vote_for_somebody_who_had_none_is_refused_by_name(
    clerk: Browser, session: Session, project: str, name: str, why: str
) -> None:
    address = f"{project}/add?by=names"
    sent = by_name(session, clerk.read(address), address, **ALL) | {f"v{who(session, name)}": "for"}
    refused = clerk.sent(address, sent, 422)
    assert f"{why}, so cannot have voted on item 2." in refused.text
    assert votes(session) == []


def test_a_recorded_vote_is_put_right_and_taken_out(clerk: Browser, session: Session, project: str) -> None:
    address = f"{project}/add?by=names"
    clerk.post(address, data=by_name(session, clerk.read(address), address, **ALL))
    [vote] = [link for link in clerk.read(project).links() if link.startswith("/votes/")]
    page = clerk.read(vote)
    assert len(page.all("//input[@checked]")) == 4
    stale = fields(page, vote) | {"once": "s" * 22, "motion": "Another motion"}
    mended = fields(page, vote) | {f"v{who(session, 'Bertram Holt')}": "for", f"v{who(session, 'Ada Marsh')}": "none"}
    assert clerk.post(vote, data=mended).location == project
    assert casts(session) == {"Bertram Holt": Choice.FOR, "Cecily Dunn, MBE": Choice.ABSTAINED}
    assert votes(session) == [(MOTION, 1, 0, 1)]
    again = clerk.sent(vote, stale, 422)
    assert "Somebody changed this meanwhile" in again.text
    assert "Another motion" in again.text
    away = f"{vote}/remove"
    assert clerk.post(away, data=fields(clerk.read(vote), away)).location == project
    assert (votes(session), casts(session)) == ([], {})
    assert clerk.get(vote).status_code == 404


def test_who_voted_cannot_be_recorded_as_gone_before_until_the_vote_is_mended(
    clerk: Browser, session: Session, project: str
) -> None:
    address = f"{project}/add?by=names"
    clerk.post(address, data=by_name(session, clerk.read(address), address, **ALL))
    page = clerk.read("/meetings/1/attendance")
    moves = "/meetings/1/attendance/movement"
    left = {"who": who(session, "Ada Marsh"), "movement": "left", "item": item(session, "Declarations")}
    refused = clerk.sent(moves, fields(page, moves) | {f"movement-{key}": value for key, value in left.items()}, 422)
    assert "Ada Marsh had left, so cannot have voted on item 2. Change that vote first." in refused.text
    assert (
        session.scalars(select(AttendanceMovement.id).join(Attendance).where(Attendance.name == "Ada Marsh")).all()
        == []
    )


def test_before_attendance_is_taken_a_vote_leads_there_first(clerk: Browser, session: Session, scene: Chamber) -> None:
    found = session.scalars(select(AgendaItem.id).where(AgendaItem.meeting_id == scene.next.id)).first()
    page = clerk.read(f"/items/{found}/votes/add")
    assert "Take the attendance first" in page.text
    assert page.all("//main//form") == []


def test_votes_of_confirmed_minutes_stand(
    clerk: Browser, session: Session, author: Author, scene: Chamber, project: str
) -> None:
    address = f"{project}/add"
    sent = counted(clerk.read(address), address, for_="3", against="0", abstained="0")
    with writing(session, author):
        scene.held.minutes_state = MinutesState.CONFIRMED
    assert "minutes are confirmed" in clerk.sent(address, sent, 422).text
    assert votes(session) == []


def test_a_vote_and_an_interest_in_exempt_business_are_for_the_committee_alone(
    app: Flask, clerk: Browser, session: Session, scene: Chamber
) -> None:
    secret = item(session, "SECRET")
    address = f"/items/{secret}/votes/add"
    sent = counted(clerk.read(address), address, for_="3", against="0", abstained="0")
    sent |= {"motion": "SECRET motion", "moved_by": "Bertram Holt"}
    assert clerk.post(address, data=sent).status_code == 303
    declared = "/meetings/1/declarations"
    interest = {"by": who(session, "Ada Marsh"), "item": secret, "kind": "other", "detail": "SECRET cousin"}
    done = {"did": "otherwise", "in_words": "SECRET promise"}
    assert clerk.post(declared, data=fields(clerk.read(declared), declared) | interest | done).status_code == 303
    moves, page = "/meetings/1/attendance/movement", clerk.read("/meetings/1/attendance")
    left = {"who": who(session, "Ada Marsh"), "movement": "withdrew", "item": secret, "note": "SECRET reason"}
    gone = clerk.post(moves, data=fields(page, moves) | {f"movement-{key}": value for key, value in left.items()})
    assert gone.status_code == 303
    assert "SECRET motion" in clerk.read("/meetings/1/minutes").text
    assert "SECRET reason" in said(clerk.get("/meetings/1/minutes.docx"))
    public = Browser(app)
    for each in ("/meetings/1", "/meetings/1/minutes", "/meetings/1/minutes.docx", "/search?q=secret", "/people/1"):
        answer = said(public.get(each))
        assert "SECRET" not in answer, each
        assert "withdrew" not in answer, each
    assert scene
