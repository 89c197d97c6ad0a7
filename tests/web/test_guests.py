"""Who is there besides the members: substitutes, and those in attendance."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.vocabulary import AttendanceStatus as Status
from scrutiny.domain.vocabulary import Role
from scrutiny.models.meetings import Attendance
from tests import make
from tests.browser import Browser
from tests.chamber import Chamber
from tests.web.desk_forms import filled_in
from tests.web.sitting import HELD, fields, key_of, roll

pytestmark = pytest.mark.usefixtures("clock", "everybody")


def test_a_substitute_is_chosen_for_a_member_whose_apologies_are_taken_as_given(
    cleo: Browser, session: Session, author: Author, everybody: Chamber
) -> None:
    with writing(session, author):
        make.member(session, everybody.committee, "Sid Substitute", Role.SUBSTITUTE, position=9)
    page = cleo.read(HELD)
    assert "Sid Substitute" not in page.texts("//form[@id='roll']//legend")
    assert page.texts("//select[@name='substitute-who']/option") == ["Somebody else, named below", "Sid Substitute"]
    who = page.all("//select[@name='substitute-who']/option[.='Sid Substitute']/@value")[0]
    sent = fields(page, f"{HELD}/substitute") | {
        "substitute-instead_of": key_of(page, "Dafydd"),
        "substitute-who": who,
        "substitute-name": "",
    }
    assert cleo.post(f"{HELD}/substitute", data=sent).location == f"{HELD}#others"
    now = roll(session, everybody.held)
    dafydd = "Dafydd Llŷr Pryce-Llewellyn-Featherstonehaugh"
    assert (now["Sid Substitute"], now[dafydd]) == (Status.SUBSTITUTE, Status.APOLOGIES)
    page = cleo.read(HELD)
    assert f"Sid Substitute substitute for {dafydd}" in page.text
    there = cleo.sent(HELD, fields(page, HELD) | {key_of(page, "Dafydd"): "present"}, 422)
    assert f"Sid Substitute is recorded as the substitute for {dafydd}" in there.text
    minutes = cleo.read("/meetings/1/minutes").text
    assert f"Sid Substitute, substitute for {dafydd}" in minutes


def test_a_substitute_for_nobody_and_one_without_a_name_are_asked_for(cleo: Browser) -> None:
    page = cleo.read(HELD)
    empty = cleo.sent(f"{HELD}/substitute", fields(page, f"{HELD}/substitute"), 422)
    assert empty.texts("//*[@id='error-summary']//a") == ["Choose the member whose place is taken"]
    half = fields(page, f"{HELD}/substitute") | {"substitute-instead_of": key_of(page, "Dafydd")}
    assert "Enter the name of the substitute" in cleo.sent(f"{HELD}/substitute", half, 422).text
    gone = half | {"substitute-instead_of": key_of(page, "Ada"), "substitute-name": "Sid"}
    assert "not on it any more" in cleo.sent(f"{HELD}/substitute", gone, 422).text, "Ada is there herself"


def test_who_leads_an_item_and_cabinet_members_are_offered_as_in_attendance(
    cleo: Browser, session: Session, everybody: Chamber
) -> None:
    page = cleo.read(HELD)
    assert page.all("//input[@name='guest-likely']/@value") == ["Ivy Lane"]
    sent = fields(page, f"{HELD}/guest") | {"guest-likely": "Ivy Lane", "guest-name": "Kit Vale", "guest-post": "Head"}
    assert cleo.post(f"{HELD}/guest", data=sent).status_code == 303
    page = cleo.read(HELD)
    assert "Ivy Lane Lead Officer" in page.text
    assert "Kit Vale Head" in page.text
    assert roll(session, everybody.held)["Kit Vale"] is Status.IN_ATTENDANCE
    assert page.all("//input[@name='guest-likely']") == []
    twice = fields(page, f"{HELD}/guest") | {"guest-name": "Kit Vale"}
    assert "recorded already, as in attendance" in cleo.sent(f"{HELD}/guest", twice, 422).text
    member = fields(page, f"{HELD}/guest") | {"guest-name": "Ada Marsh"}
    assert "is a member of the committee" in cleo.sent(f"{HELD}/guest", member, 422).text
    nobody = cleo.sent(f"{HELD}/guest", fields(page, f"{HELD}/guest") | {"guest-name": " "}, 422)
    assert "Enter the name of whoever is in attendance" in nobody.text


def test_a_guest_recorded_by_mistake_is_taken_out(cleo: Browser, session: Session, everybody: Chamber) -> None:
    guest = session.scalars(select(Attendance.id).where(Attendance.name == "Henry Ash")).one()
    away = f"/attendance/{guest}/remove"
    assert cleo.post(away, data=fields(cleo.read(HELD), away)).location == f"{HELD}#others"
    assert "Henry Ash" not in roll(session, everybody.held)
    page = cleo.read(HELD)
    member = session.scalars(select(Attendance.id).where(Attendance.name == "Ada Marsh")).one()
    proof = {"csrf_token": fields(page, HELD)["csrf_token"]}
    assert cleo.post(f"/attendance/{member}/remove", data=proof).status_code == 409, "a member is on the roll"


def test_a_form_that_shares_its_page_with_others_is_done_once_too(cleo: Browser, session: Session) -> None:
    sent = filled_in(cleo, HELD, f"{HELD}/guest", {"guest-name": "Twice Clicked"})
    assert [cleo.post(f"{HELD}/guest", data=sent).status_code for _ in range(2)] == [303, 303]
    session.rollback()
    assert len(session.scalars(select(Attendance).where(Attendance.name == "Twice Clicked")).all()) == 1
