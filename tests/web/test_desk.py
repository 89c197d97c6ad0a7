"""The desk: what each finds there who signs in, and the private calendar that goes with it."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import event
from sqlalchemy.orm import Session

from scrutiny.database import Author, db, writing
from scrutiny.domain.vocabulary import AccountRole, Part
from scrutiny.models.accounts import Account
from scrutiny.models.committees import Committee
from scrutiny.models.minutes import Vote
from scrutiny.operations import accounts
from tests import make
from tests.browser import Browser
from tests.chamber import Chamber
from tests.web.signing_in import TODAY, WoundClock, signed_in, token_in, wound_clock


@pytest.fixture(autouse=True)
def clock(app: Flask) -> WoundClock:
    return wound_clock(app)


@pytest.fixture
def scene(session: Session, author: Author, everybody: Chamber) -> Chamber:
    with writing(session, author):
        mara = session.query(Account).filter_by(name="Mara Member").one().person_id
        for text, part in (("Send the figures", Part.ONE), ("SECRET errand", Part.TWO)):
            make.action(session, everybody.committee, text, owner="Mara Member", owner_id=mara, part=part, due=TODAY)
        hcs = session.query(Committee).filter_by(code="HCS").one()
        make.action(session, hcs, "SECRET elsewhere", owner="Mara Member", owner_id=mara, part=Part.TWO)
    return everybody


def test_signed_out_it_leads_to_signing_in_and_back(app: Flask) -> None:
    assert Browser(app).get("/desk").location == "/sign-in?next=/desk"


def test_an_officer_sees_what_every_meeting_waits_for(app: Flask, scene: Chamber) -> None:
    page = signed_in(app, "Olga Officer").read("/desk")
    rows = page.texts("//table/tbody/tr")
    assert [row.split(" 2")[0] for row in rows] == [
        "Tuesday 14 September",
        "Tuesday 30 November",
        "Tuesday 11 January",
        "Tuesday 8 February",
    ]
    assert "Confirm the minutes" in rows[0] or "Agree the draft minutes" in rows[0]
    assert "Publish the agenda" in rows[3]
    assert "31 January 2022" in rows[3]
    assert f"/meetings/{scene.draft.id}/agenda" in page.links()


def test_a_councillor_sees_the_next_meetings_and_what_is_asked_of_them(app: Flask, scene: Chamber) -> None:
    assert scene
    page = signed_in(app, "Mara Member").read("/desk")
    assert page.texts("//h2") == ["Your next meetings", "Asked of you", "Your committees", "You and this site"]
    assert "Send the figures" in page.text
    assert "SECRET errand" in page.text, "a member of the committee may see it"
    assert "SECRET elsewhere" not in page.text, "but not what is exempt elsewhere"
    assert "Publish the agenda" not in page.text


def test_a_councillor_sees_what_came_of_what_they_moved_by_the_day_it_is_due(
    app: Flask, session: Session, author: Author, scene: Chamber
) -> None:
    with writing(session, author):
        item = make.item(session, scene.held, "Bus passes")
        session.add(Vote(item_id=item.id, motion="That passes be free", seconded_by="Mara Member"))
        for text, owner, values in (
            ("Some day", "", {}),
            ("At the next meeting", "Head of Transport", {"due_meeting_id": scene.draft.id}),
            ("SECRET passes", "Head of Transport", {"part": Part.TWO, "due": TODAY}),
        ):
            make.action(session, scene.committee, text, owner=owner, item_id=item.id, **values)
        make.action(session, scene.committee, "Of nobody's moving", owner="Head of Transport", due=TODAY)
    page = signed_in(app, "Mara Member").read("/desk")
    rows = page.texts("//h2[text()='Asked for by you']/following-sibling::ul[1]/li")
    assert [next(text for text in ("SECRET passes", "At the next", "Some day") if text in row) for row in rows] == [
        "SECRET passes",
        "At the next",
        "Some day",
    ]
    assert "Exempt" in rows[0]
    assert "Head of Transport" in rows[1]


def test_who_has_left_finds_no_committee_and_nothing_exempt(app: Flask, scene: Chamber) -> None:
    assert scene
    page = signed_in(app, "Fern Former").read("/desk")
    assert "You have no role on any committee" in page.text
    assert "SECRET" not in page.text
    assert signed_in(app, "Fern Former").get("/desk/calendar").status_code == 403


def test_an_administrator_is_led_to_committees_and_accounts(app: Flask, scene: Chamber) -> None:
    assert scene
    page = signed_in(app, "Adam Administrator").read("/desk")
    assert {"/committees/new", "/accounts", "/password"} <= set(page.links())
    assert "SECRET" not in page.text


def test_the_private_calendar_is_made_made_anew_and_stopped(app: Flask, scene: Chamber, session: Session) -> None:
    assert scene
    member = signed_in(app, "Mara Member")
    assert "You have no address yet" in member.read("/desk/calendar").text
    proof = {"csrf_token": token_in(member.get("/desk/calendar"))}
    addresses = []
    for _ in range(2):
        assert member.post("/desk/calendar/address", data=proof).status_code == 303
        page = member.read("/desk/calendar")
        addresses.append(page.texts("//code")[0].removeprefix("http://localhost"))
    public = Browser(app)
    assert [public.get(address).status_code for address in addresses] == [404, 200]
    assert member.post("/desk/calendar/revoke", data=proof).status_code == 303
    assert public.get(addresses[1]).status_code == 404
    session.rollback()
    assert session.query(Account).filter_by(name="Mara Member").one().feed_key is None


def test_a_desk_of_many_meetings_asks_no_more_questions(
    app: Flask, scene: Chamber, session: Session, author: Author
) -> None:
    officer, asked = signed_in(app, "Olga Officer"), []
    officer.get("/desk")

    @event.listens_for(db.engine, "before_cursor_execute")
    def count(_c: object, _cursor: object, statement: str, *_: object) -> None:
        asked.append(statement)

    officer.get("/desk")
    few = len(asked)
    with writing(session, author):
        for month in range(3, 12):
            make.meeting(session, scene.committee, TODAY.replace(year=2022, month=month))
        account = session.query(Account).filter_by(name="Olga Officer").one()
        accounts.give_role(session, account, AccountRole.CLERK, committee="HCS", on=TODAY)
    officer.get("/desk")
    asked.clear()
    officer.get("/desk")
    event.remove(db.engine, "before_cursor_execute", count)
    assert len(asked) <= few
