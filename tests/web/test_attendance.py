"""Attendance in one screen: the roll, substitutes, guests, who came and went, and whether the meeting was held."""

from __future__ import annotations

import json
from datetime import date, time
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.vocabulary import AttendanceStatus as Status
from scrutiny.domain.vocabulary import MeetingStatus, MinutesState, Movement, Role
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.meetings import Attendance, AttendanceMovement, Meeting
from scrutiny.models.people import Membership, Person
from scrutiny.operations import attendance as operations
from tests import make
from tests.browser import Browser, Page
from tests.chamber import Chamber
from tests.web.desk_forms import filled_in
from tests.web.signing_in import WoundClock, signed_in, wound_clock
from tests.web.sitting import fields

HELD = "/meetings/1/attendance"
COMING = "/meetings/3/attendance"


@pytest.fixture
def clock(app: Flask) -> WoundClock:
    return wound_clock(app)


@pytest.fixture
def scene(clock: WoundClock, everybody: Chamber) -> Chamber:
    assert clock
    return everybody


@pytest.fixture
def clerk(app: Flask, scene: Chamber) -> Browser:
    assert scene
    return signed_in(app, "Cleo Clerk")


def key_of(page: Page, name: str) -> str:
    """The name of the fields beside a member."""
    return str(page.all(f"//fieldset[legend[starts-with(., '{name}')]]//input/@name")[0])


def roll(session: Session, meeting: Meeting) -> dict[str, Status]:
    session.rollback()
    rows = select(Attendance).where(Attendance.meeting_id == meeting.id).order_by(Attendance.position, Attendance.id)
    return {row.name: row.status for row in session.scalars(rows)}


PAGES = ["/attendance", "/attendance/mark", "/attendance/substitute", "/attendance/guest", "/attendance/movement"]


@pytest.mark.parametrize("asker", ["Hugo Clerk", "Mara Member", "Clara Chair", "Adam Administrator"])
def test_without_the_right_to_take_minutes_there_nothing_is_shown_or_changed(
    app: Flask, session: Session, scene: Chamber, asker: str
) -> None:
    browser, before = signed_in(app, asker), roll(session, scene.held)
    assert browser.get(HELD).status_code == 403
    token = {"csrf_token": fields(browser.read("/sign-out"), "/sign-out")["csrf_token"], "rest": "present"}
    first = session.scalars(select(Attendance.id)).first()
    for address in [*(f"/meetings/1{page}" for page in [*PAGES, "/attendance/held"]), f"/attendance/{first}/remove"]:
        assert browser.post(address, data=token).status_code == 403, address
    assert roll(session, scene.held) == before


def test_signed_out_it_leads_to_signing_in_and_of_no_meeting_there_is_none(app: Flask, clerk: Browser) -> None:
    assert Browser(app).get(HELD).location == f"/sign-in?next={HELD}"
    assert clerk.get("/meetings/999/attendance").status_code == 404
    assert clerk.get(HELD).headers["Cache-Control"] == "private, no-store"


def test_every_member_of_that_day_is_listed_in_the_committees_order_with_what_is_recorded(
    clerk: Browser, scene: Chamber
) -> None:
    page = clerk.read(HELD)
    assert scene
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
    clerk: Browser, session: Session, scene: Chamber
) -> None:
    page = clerk.read(HELD)
    sent = fields(page, HELD) | {key_of(page, "Bertram"): "apologies", "rest": "present"}
    answer = clerk.post(HELD, data=sent)
    assert (answer.status_code, answer.location) == (303, HELD)
    now = roll(session, scene.held)
    assert (now["Bertram Holt"], now["Ada Marsh"]) == (Status.APOLOGIES, Status.PRESENT)
    assert now["Dafydd Llŷr Pryce-Llewellyn-Featherstonehaugh"] is Status.PRESENT
    row = session.scalars(select(Attendance).where(Attendance.name == "Cecily Dunn, MBE")).one()
    assert row.person_id is None, "a line that nobody changed stays as it is"
    again = clerk.post(HELD, data=sent)
    assert (again.status_code, roll(session, scene.held)) == (303, now), "sent twice, done once"


def test_names_and_titles_are_kept_as_they_were_on_the_day(
    clerk: Browser, session: Session, author: Author, scene: Chamber
) -> None:
    page = clerk.read(HELD)
    clerk.post(HELD, data=fields(page, HELD) | {key_of(page, "Dafydd"): "present"})
    with writing(session, author):
        session.scalars(select(Person).where(Person.name.startswith("Dafydd"))).one().name = "Lord Pryce"
    assert scene
    assert "Dafydd Llŷr Pryce-Llewellyn-Featherstonehaugh" in clerk.read(HELD).texts("//form[@id='roll']//legend")


def test_two_clerks_take_the_roll_and_neither_overwrites_the_other(
    app: Flask, clerk: Browser, session: Session, scene: Chamber
) -> None:
    other = signed_in(app, "Olga Officer")
    mine, theirs = clerk.read(HELD), other.read(HELD)
    ada, bertram = key_of(mine, "Ada"), key_of(mine, "Bertram")
    other.post(HELD, data=fields(theirs, HELD) | {ada: "apologies"})
    assert clerk.post(HELD, data=fields(mine, HELD) | {bertram: "remote"}).status_code == 303, "another line"
    now = roll(session, scene.held)
    assert (now["Ada Marsh"], now["Bertram Holt"]) == (Status.APOLOGIES, Status.REMOTE)
    late = fields(mine, HELD) | {ada: "absent", "once": "k" * 22}
    refused = clerk.sent(HELD, late, 422)
    said = "Somebody else has recorded Ada Marsh as apologies meanwhile. Choose again."
    assert refused.texts(f"//*[@id='error-summary']//a[@href='#{ada}']") == [said]
    assert refused.all(f"//input[@name='{ada}' and @checked]")[0].get("value") == "absent", "what was chosen is kept"
    assert roll(session, scene.held)["Ada Marsh"] is Status.APOLOGIES
    assert clerk.post(HELD, data=fields(refused, HELD)).status_code == 303, "and sent again it is meant"
    assert roll(session, scene.held)["Ada Marsh"] is Status.ABSENT


def tap(browser: Browser, page: Page, key: str, status: str, seen: str) -> Any:
    data = {"csrf_token": fields(page, HELD)["csrf_token"], "marks": json.dumps({key: status})}
    return browser.post(f"{HELD}/mark", data=data | {"seen": json.dumps({key: seen})})


def test_a_tap_is_saved_at_once_and_answered_with_the_quorum(clerk: Browser, session: Session, scene: Chamber) -> None:
    page = clerk.read(HELD)
    ada = key_of(page, "Ada")
    answer = tap(clerk, page, ada, "remote", "present")
    assert answer.json == {
        "said": "Saved",
        "quorum": ["3 present, quorum 3: quorate.", "Ada Marsh is there remotely, and not counted."],
        "kept": True,
    }
    assert roll(session, scene.held)["Ada Marsh"] is Status.REMOTE
    assert tap(clerk, page, ada, "remote", "present").status_code == 200, "tried again after a lost answer"
    stale = tap(clerk, page, ada, "absent", "present")
    assert (stale.status_code, stale.json["now"]) == (409, {ada: "remote"})
    assert "Somebody else has recorded Ada Marsh as remote" in stale.json["why"]
    assert roll(session, scene.held)["Ada Marsh"] is Status.REMOTE


@pytest.mark.parametrize("marks", ["", "[]", "null", '{"p1": "bogus"}', '{"p1": [1]}', "[" * 100_000])
def test_a_tap_that_cannot_be_read_changes_nothing(
    clerk: Browser, session: Session, scene: Chamber, marks: str
) -> None:
    page, before = clerk.read(HELD), roll(session, scene.held)
    proof = {"csrf_token": fields(page, HELD)["csrf_token"]}
    answer = clerk.post(f"{HELD}/mark", data=proof | {"marks": marks})
    assert (answer.status_code, "could not be read" in answer.json["why"]) == (409, True)
    assert roll(session, scene.held) == before


@pytest.mark.parametrize("seen", ["", "[]", "nonsense", '{"p1": 5}', "null"])
def test_a_roll_that_does_not_say_what_it_saw_is_taken_as_it_is(
    clerk: Browser, session: Session, scene: Chamber, seen: str
) -> None:
    page = clerk.read(HELD)
    sent = fields(page, HELD) | {key_of(page, "Ada"): "absent", "seen": seen}
    assert clerk.post(HELD, data=sent).status_code in (303, 422)
    assert roll(session, scene.held)["Ada Marsh"] in (Status.ABSENT, Status.PRESENT)


def test_a_choice_that_is_not_on_the_form_is_refused(clerk: Browser, session: Session, scene: Chamber) -> None:
    page, before = clerk.read(HELD), roll(session, scene.held)
    ada = key_of(page, "Ada")
    refused = clerk.sent(HELD, fields(page, HELD) | {ada: "substitute"}, 422)
    assert refused.texts(f"//*[@id='error-summary']//a[@href='#{ada}']")
    assert roll(session, scene.held) == before


def test_before_the_day_only_apologies_can_be_noted(
    clerk: Browser, session: Session, scene: Chamber, clock: WoundClock
) -> None:
    page = clerk.read(COMING)
    ada = key_of(page, "Ada")
    assert page.texts("//fieldset[legend[starts-with(., 'Ada')]]//label") == ["Expected", "Apologies"]
    clerk.post(COMING, data=fields(page, COMING) | {ada: "apologies"})
    assert roll(session, scene.next) == {"Ada Marsh": Status.APOLOGIES}
    page = clerk.read(COMING)
    clerk.post(COMING, data=fields(page, COMING) | {ada: ""})
    assert roll(session, scene.next) == {}, "she will come after all"
    token = {"csrf_token": fields(page, COMING)["csrf_token"], "marks": json.dumps({ada: "present"})}
    early = clerk.post(f"{COMING}/mark", data=token)
    assert early.status_code == 409
    assert "Until that day only apologies" in early.json["why"]
    clock.wind_to(scene.next.on)
    assert clerk.post(f"{COMING}/mark", data=token).status_code == 200


def test_who_recorded_what_is_shown_beside_it_also_what_was_taken_out(
    clerk: Browser, session: Session, scene: Chamber
) -> None:
    page = clerk.read(HELD)
    clerk.post(HELD, data=fields(page, HELD) | {key_of(page, "Ada"): "remote"})
    guest = session.scalars(select(Attendance.id).where(Attendance.name == "Henry Ash")).one()
    away = f"/attendance/{guest}/remove"
    clerk.post(away, data=fields(clerk.read(HELD), away))
    moves = f"{HELD}/movement"
    clerk.post(moves, data=moved(clerk.read(HELD), session, "Eve Cole", "left", "Adult"))
    said = clerk.read(HELD).texts("//details[contains(@class, 'history')]//li")
    assert [line.split(" Cleo Clerk")[0] for line in said[:3]] == [
        "Eve Cole: left",
        "Henry Ash: in attendance, taken out",
        "Ada Marsh: present → remote",
    ]
    assert "Cleo Clerk, 15 November 2021" in said[0]
    assert scene


# Substitutes and guests


def test_a_substitute_is_chosen_for_a_member_whose_apologies_are_taken_as_given(
    clerk: Browser, session: Session, author: Author, scene: Chamber
) -> None:
    with writing(session, author):
        make.member(session, scene.committee, "Sid Substitute", Role.SUBSTITUTE, position=9)
    page = clerk.read(HELD)
    assert "Sid Substitute" not in page.texts("//form[@id='roll']//legend")
    assert page.texts("//select[@name='substitute-who']/option") == ["Somebody else, named below", "Sid Substitute"]
    who = page.all("//select[@name='substitute-who']/option[.='Sid Substitute']/@value")[0]
    sent = fields(page, f"{HELD}/substitute") | {
        "substitute-instead_of": key_of(page, "Dafydd"),
        "substitute-who": who,
        "substitute-name": "",
    }
    assert clerk.post(f"{HELD}/substitute", data=sent).location == f"{HELD}#others"
    now = roll(session, scene.held)
    dafydd = "Dafydd Llŷr Pryce-Llewellyn-Featherstonehaugh"
    assert (now["Sid Substitute"], now[dafydd]) == (Status.SUBSTITUTE, Status.APOLOGIES)
    page = clerk.read(HELD)
    assert f"Sid Substitute substitute for {dafydd}" in page.text
    there = clerk.sent(HELD, fields(page, HELD) | {key_of(page, "Dafydd"): "present"}, 422)
    assert f"Sid Substitute is recorded as the substitute for {dafydd}" in there.text
    minutes = clerk.read("/meetings/1/minutes").text
    assert f"Sid Substitute, substitute for {dafydd}" in minutes


def test_a_substitute_for_nobody_and_one_without_a_name_are_asked_for(clerk: Browser) -> None:
    page = clerk.read(HELD)
    empty = clerk.sent(f"{HELD}/substitute", fields(page, f"{HELD}/substitute"), 422)
    assert empty.texts("//*[@id='error-summary']//a") == ["Choose the member whose place is taken"]
    half = fields(page, f"{HELD}/substitute") | {"substitute-instead_of": key_of(page, "Dafydd")}
    assert "Enter the name of the substitute" in clerk.sent(f"{HELD}/substitute", half, 422).text
    gone = half | {"substitute-instead_of": key_of(page, "Ada"), "substitute-name": "Sid"}
    assert "not on it any more" in clerk.sent(f"{HELD}/substitute", gone, 422).text, "Ada is there herself"


def test_who_leads_an_item_and_cabinet_members_are_offered_as_in_attendance(
    clerk: Browser, session: Session, scene: Chamber
) -> None:
    page = clerk.read(HELD)
    assert page.all("//input[@name='guest-likely']/@value") == ["Ivy Lane"]
    sent = fields(page, f"{HELD}/guest") | {"guest-likely": "Ivy Lane", "guest-name": "Kit Vale", "guest-post": "Head"}
    assert clerk.post(f"{HELD}/guest", data=sent).status_code == 303
    page = clerk.read(HELD)
    assert "Ivy Lane Lead Officer" in page.text
    assert "Kit Vale Head" in page.text
    assert roll(session, scene.held)["Kit Vale"] is Status.IN_ATTENDANCE
    assert page.all("//input[@name='guest-likely']") == []
    twice = fields(page, f"{HELD}/guest") | {"guest-name": "Kit Vale"}
    assert "recorded already, as in attendance" in clerk.sent(f"{HELD}/guest", twice, 422).text
    member = fields(page, f"{HELD}/guest") | {"guest-name": "Ada Marsh"}
    assert "is a member of the committee" in clerk.sent(f"{HELD}/guest", member, 422).text
    nobody = clerk.sent(f"{HELD}/guest", fields(page, f"{HELD}/guest") | {"guest-name": " "}, 422)
    assert "Enter the name of whoever is in attendance" in nobody.text


def test_a_guest_recorded_by_mistake_is_taken_out(clerk: Browser, session: Session, scene: Chamber) -> None:
    guest = session.scalars(select(Attendance.id).where(Attendance.name == "Henry Ash")).one()
    away = f"/attendance/{guest}/remove"
    assert clerk.post(away, data=fields(clerk.read(HELD), away)).location == f"{HELD}#others"
    assert "Henry Ash" not in roll(session, scene.held)
    page = clerk.read(HELD)
    member = session.scalars(select(Attendance.id).where(Attendance.name == "Ada Marsh")).one()
    proof = {"csrf_token": fields(page, HELD)["csrf_token"]}
    assert clerk.post(f"/attendance/{member}/remove", data=proof).status_code == 409, "a member is on the roll"


# Who came and went


def moved(page: Page, session: Session, name: str, movement: str, item: str, **more: str) -> dict[str, str]:
    row = session.scalars(select(Attendance).where(Attendance.name == name, Attendance.meeting_id == 1)).one()
    found = session.scalars(select(AgendaItem).where(AgendaItem.title.startswith(item))).first()
    sent = {"who": str(row.id), "movement": movement, "item": str(found.id if found else 0)} | more
    return fields(page, f"{HELD}/movement") | {f"movement-{name}": value for name, value in sent.items()}


def test_who_left_and_during_which_item_is_told_in_the_minutes_and_the_quorum(
    clerk: Browser, session: Session, scene: Chamber
) -> None:
    page = clerk.read(HELD)
    for name in ("Ada Marsh", "Eve Cole"):
        sent = moved(page, session, name, "left", "Adult", at="11.20", note="for another meeting", once=name[:3] * 8)
        assert clerk.post(f"{HELD}/movement", data=sent).status_code == 303
    page = clerk.read(HELD)
    assert "Ada Marsh Left during item 2 at 11.20 am (for another meeting)" in page.text
    assert "4 present, quorum 3: quorate, but not throughout." in page.text
    assert "During item 2 only 2 were there: not quorate." in page.text
    assert "Ada Marsh left at 11.20 am, for another meeting." in clerk.read("/meetings/1/minutes").text
    session.rollback()
    movement = session.scalars(select(AttendanceMovement)).first()
    assert movement is not None
    assert (movement.movement, movement.at) == (Movement.LEFT, time(11, 20))
    away = f"/movements/{movement.id}/remove"
    assert clerk.post(away, data=fields(page, away)).location == f"{HELD}#comings"
    assert "4 present, quorum 3: quorate." in clerk.read(HELD).text
    assert scene


@pytest.mark.parametrize(
    ("sent", "field", "words"),
    [
        pytest.param({"who": ""}, "who", "Choose who came or went", id="nobody"),
        pytest.param({"item": ""}, "item", "Choose the item", id="at no item"),
        pytest.param({"movement": ""}, "movement", "Choose whether they arrived", id="nothing done"),
        pytest.param({"at": "25:99"}, "at", "Enter a time", id="no time of day"),
        pytest.param({"movement": "returned"}, "movement", "from the beginning", id="returned without leaving"),
        pytest.param({"who": "999999"}, "who", "not on it any more", id="somebody of another meeting"),
        pytest.param({"note": "a\x00b"}, "note", "U+0000", id="a note that cannot be kept"),
    ],
)
def test_a_movement_that_cannot_be_is_refused_beside_its_field(
    clerk: Browser, session: Session, sent: dict[str, str], field: str, words: str
) -> None:
    page = clerk.read(HELD)
    whole = moved(page, session, "Ada Marsh", "left", "Adult") | {
        f"movement-{key}": value for key, value in sent.items()
    }
    refused = clerk.sent(f"{HELD}/movement", whole, 422)
    [said] = refused.texts(f"//*[@id='error-summary']//a[@href='#movement-{field}']")
    assert words in said
    assert session.scalars(select(AttendanceMovement)).all() == []


def test_that_the_meeting_was_held_and_when_it_ended(
    clerk: Browser, session: Session, scene: Chamber, clock: WoundClock
) -> None:
    page = clerk.read(COMING)
    assert "Record that the meeting was held" not in page.text
    proof = {"csrf_token": fields(page, COMING)["csrf_token"], "held-ended_at": ""}
    assert "This can be recorded from that day on" in clerk.sent(f"{COMING}/held", proof, 409).text
    clock.wind_to(scene.next.on)
    for ended in ("", "12.05 pm"):
        sent = fields(clerk.read(COMING), f"{COMING}/held") | {"held-ended_at": ended}
        assert clerk.post(f"{COMING}/held", data=sent).location == f"{COMING}#held"
    session.rollback()
    session.refresh(scene.next)
    assert (scene.next.status, scene.next.ended_at) == (MeetingStatus.HELD, time(12, 5))
    wrong = clerk.sent(f"{COMING}/held", proof | {"held-ended_at": "1.15"}, 422)
    assert "began at 10.00 am" in wrong.text


def test_confirmed_minutes_and_a_cancelled_meeting_change_no_more(
    clerk: Browser, session: Session, author: Author, scene: Chamber
) -> None:
    page, before = clerk.read(HELD), roll(session, scene.held)
    with writing(session, author):
        scene.held.minutes_state = MinutesState.CONFIRMED
    refused = clerk.post(HELD, data=fields(page, HELD) | {key_of(page, "Ada"): "absent"})
    assert refused.status_code == 409
    assert "minutes are confirmed" in refused.text
    assert roll(session, scene.held) == before
    assert clerk.read(HELD).all("//main//form[@method='post']") == []
    assert "This meeting is cancelled" in clerk.read("/meetings/4/attendance").text


# The six months of s.85


def test_a_councillor_who_has_long_attended_nothing_is_warned_of_to_the_clerk_alone(
    app: Flask, clerk: Browser, session: Session, author: Author, scene: Chamber
) -> None:
    with writing(session, author):
        june = make.held(session, scene.committee, date(2021, 6, 14))
        seats = select(Membership).where(Membership.committee_id == scene.committee.id, Membership.to.is_(None))
        who = {session.get_one(Person, seat.person_id).name: seat.person_id for seat in session.scalars(seats)}
        make.present(session, june, "Ada Marsh", person_id=who["Ada Marsh"])
        make.present(session, june, "Bertram Holt", person_id=who["Bertram Holt"])
        remote = make.held(session, scene.committee, date(2021, 10, 5))
        make.present(session, remote, "Ada Marsh", Status.REMOTE, person_id=who["Ada Marsh"])
        make.present(session, remote, "Bertram Holt", person_id=who["Bertram Holt"])
    page = clerk.read(COMING)
    said = page.texts("//div[contains(@class, 'taps--red')]")
    assert len(said) == 1
    assert (
        "Ada Marsh (Chairman) Last attendance recorded here: 14 June 2021. Six months end on 14 December 2021."
        in said[0]
    )
    assert "Meetings that would reset it: 30 November 2021." in said[0]
    assert "Since then there remotely on 5 October 2021: ask the monitoring officer" in said[0]
    assert "from the meetings recorded here" in page.text
    public = Browser(app)
    for address in ("/people", "/meetings/3", "/meetings/1", "/meetings/1/minutes", f"/people/{who['Ada Marsh']}"):
        assert "Six months" not in public.get(address).text
    with writing(session, author):
        meeting = session.get_one(Meeting, scene.held.id)
        operations.take(session, meeting, marks={f"p{who['Ada Marsh']}": Status.ABSENT}, on=date(2021, 11, 15))
    assert len(clerk.read(COMING).all("//div[contains(@class, 'taps--red')]")) == 1, "absence is no attendance"


def test_a_form_that_shares_its_page_with_others_is_done_once_too(clerk: Browser, session: Session) -> None:
    sent = filled_in(clerk, HELD, f"{HELD}/guest", {"guest-name": "Twice Clicked"})
    assert [clerk.post(f"{HELD}/guest", data=sent).status_code for _ in range(2)] == [303, 303]
    session.rollback()
    assert len(session.scalars(select(Attendance).where(Attendance.name == "Twice Clicked")).all()) == 1
