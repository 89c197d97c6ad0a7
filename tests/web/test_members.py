"""Members are seated, change their role, leave, and are never entered twice without a word."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.vocabulary import Role
from scrutiny.models.committees import Committee
from scrutiny.models.people import Membership, Person, Portfolio
from tests import make
from tests.browser import Browser
from tests.web.desk_forms import filled_in
from tests.web.signing_in import signed_in, token_in

MEMBERS, ADD = "/committees/SOS/members", "/committees/SOS/members/new"


def seats_of(session: Session, name: str) -> list[tuple[Any, ...]]:
    session.rollback()
    columns = (Membership.role, Membership.role_title, Membership.from_, Membership.to)
    found = select(*columns).join(Person).where(Person.name == name).order_by(Membership.from_, Membership.id)
    return [tuple(row) for row in session.execute(found)]


def count(session: Session, of: type) -> int | None:
    session.rollback()
    return session.scalar(select(func.count()).select_from(of))


def test_everybody_is_listed_with_seat_and_role_and_the_former_are_folded_away(olga: Browser) -> None:
    page = olga.read(MEMBERS)
    rows = [" ".join(row.text_content().split()) for row in page.all("//tbody/tr")]
    assert any(row.startswith("Bertram Holt Vice-Chairman (Scrutiny) 20 May 2021") for row in rows)
    assert any(row.startswith("Cecily Dunn, MBE Member") for row in rows)
    assert not any("Gone Before" in row for row in rows)
    assert "Gone Before Member, 20 May 2019 to 19 May 2021" in " ".join(page.texts("//details"))
    assert "are each entered as Chairman" in page.text  # Ada Marsh, and Clara Chair of the cast


def test_a_committee_nobody_sits_on_says_what_to_do(app: Flask, olga: Browser, session: Session) -> None:
    assert olga
    adam, members = signed_in(app, "Adam Administrator"), "/committees/HCS/members"
    (seat,) = session.scalars(select(Membership.id).join(Person).where(Person.name == "Otto Outsider"))
    adam.post(f"/seats/{seat}/remove", data=filled_in(adam, f"/seats/{seat}/remove", f"/seats/{seat}/remove", {}))
    assert "Nobody has a seat on this committee yet. Add its members" in adam.read(members).text


def test_a_new_member_is_a_new_person(olga: Browser, session: Session) -> None:
    typed = {
        "person": "Frank Webb",
        "title": "Rev Preb",
        "role": "co_optee",
        "role_title": "Diocese",
        "from_": "15/11/2021",
    }
    sent = filled_in(olga, ADD, ADD, typed)
    assert [olga.post(ADD, data=sent).location for _ in range(2)] == [MEMBERS, MEMBERS]
    assert seats_of(session, "Frank Webb") == [(Role.CO_OPTEE, "Diocese", date(2021, 11, 15), None)]
    assert session.scalars(select(Person.title).where(Person.name == "Frank Webb")).all() == ["Rev Preb"]
    assert "Rev Preb Frank Webb" in olga.read(MEMBERS).text


def test_whoever_has_that_name_is_offered_and_nobody_is_entered_twice_without_a_word(
    olga: Browser, session: Session
) -> None:
    before = count(session, Person)
    sent = filled_in(olga, ADD, ADD, {"person": "cllr otto OUTSIDER", "from_": "2021-11-15"})
    page = olga.sent(ADD, sent, 422)
    assert page.texts("//*[@id='error-summary']//a") == [
        "There is somebody of that name in the record. Choose who it is"
    ]
    assert page.texts("//label[contains(@class, 'radios')]") == [
        "Otto Outsider (Member, Health and Care Overview and Scrutiny Committee)",
        "Somebody else of that name",
    ]
    (him,) = page.all("(//input[@name='who'])[1]/@value")
    assert olga.post(ADD, data=sent | {"who": str(him)}).status_code == 303
    assert count(session, Person) == before
    assert len(seats_of(session, "Otto Outsider")) == 2


def test_somebody_else_of_the_same_name_is_another_person(olga: Browser, session: Session) -> None:
    sent = filled_in(olga, ADD, ADD, {"person": "Otto Outsider", "from_": "2021-11-15"})
    assert olga.post(ADD, data=sent | {"who": "new"}).status_code == 303
    assert count(session, Person) == len({*session.scalars(select(Person.id))})
    assert session.scalar(select(func.count()).where(Person.name == "Otto Outsider")) == 2


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"person": ""}, "Enter the name"),
        ({"from_": ""}, "Enter the first day"),
        ({"from_": "31/02/2021"}, "Enter a real date, like 30/11/2021"),
        ({"role": "mayor"}, "Choose one of the list: what you chose is not on it any more"),
        ({"person": "Ada Marsh", "who": "1"}, "They have a seat on this committee from 20 May 2021 already"),
        ({"person": "Ada Marsh", "who": "77"}, "Choose one of the list: what you chose is not on it any more"),
        ({"person": "x" * 201}, "Name is 201 characters long and the most is 200"),
    ],
)
def test_what_makes_no_member(olga: Browser, session: Session, typed: dict[str, str], says: str) -> None:
    before = count(session, Membership), count(session, Person)
    good = {"person": "Nobody Yet", "from_": "2021-11-15"}
    sent = filled_in(olga, ADD, ADD, good) | {"role_title": "Typed already"} | typed
    page = olga.sent(ADD, sent, 422)
    assert any(fault.startswith(says) for fault in page.texts("//*[@id='error-summary']//a"))
    assert page.all("//input[@id='role_title']/@value") == ["Typed already"]
    assert (count(session, Membership), count(session, Person)) == before


def test_a_role_changes_from_a_day_on(olga: Browser, session: Session) -> None:
    typed = {"new_role": "vice_chairman", "new_title": "Vice-Chairman (Overview)", "changed_on": "2021-11-15"}
    sent = filled_in(olga, "/seats/3", "/seats/3/role", typed)
    assert [olga.post("/seats/3/role", data=sent).status_code for _ in range(2)] == [303, 303]
    assert seats_of(session, "Cecily Dunn") == [
        (Role.MEMBER, "", date(2021, 5, 20), date(2021, 11, 15)),
        (Role.VICE_CHAIRMAN, "Vice-Chairman (Overview)", date(2021, 11, 15), None),
    ]
    listed = olga.read("/committees/SOS").texts("//ul[contains(@class, 'people')]/li")
    assert [member for member in listed if "Dunn" in member] == ["Cecily Dunn, MBE (Vice-Chairman (Overview))"]


def test_a_member_leaves_and_old_minutes_keep_the_name(olga: Browser, session: Session) -> None:
    before = olga.read("/meetings/1/minutes").text
    olga.post("/seats/3/end", data=filled_in(olga, "/seats/3", "/seats/3/end", {"last_day": "2021-11-15"}))
    olga.post("/seats/3/name", data=filled_in(olga, "/seats/3", "/seats/3/name", {"name": "Cecily Dunn-Cole"}))
    assert seats_of(session, "Cecily Dunn-Cole") == [(Role.MEMBER, "", date(2021, 5, 20), date(2021, 11, 15))]
    olga.read(MEMBERS)  # where it is said what was done
    assert olga.read("/meetings/1/minutes").text == before


def test_a_mistake_is_corrected(olga: Browser, session: Session) -> None:
    sent = filled_in(olga, "/seats/5", "/seats/5", {"from_": "2019-06-01", "to": ""})
    assert olga.post("/seats/5", data=sent).status_code == 303
    assert seats_of(session, "Gone Before") == [(Role.MEMBER, "", date(2019, 6, 1), None)]
    page = olga.read("/seats/5")
    assert "Changed by Olga Officer" in page.text


@pytest.mark.parametrize(
    ("address", "typed", "says"),
    [
        ("/seats/1/end", {"last_day": "2021-05-19"}, "The seat begins on 20 May 2021, so it cannot end before that"),
        ("/seats/1/end", {"last_day": ""}, "Enter the last day"),
        ("/seats/1/role", {"new_role": "", "changed_on": "2021-11-15"}, "Choose the new role"),
        ("/seats/1/role", {"new_role": "member", "changed_on": "2021-05-20"}, "This role began on 20 May 2021"),
        ("/seats/1/name", {"name": ""}, "Enter the name"),
        ("/seats/1", {"to": "2020-01-01"}, "The seat begins on 20 May 2021, so it cannot end before that"),
    ],
)
def test_what_is_wrong_with_a_seat_is_said_on_its_page(
    olga: Browser, session: Session, address: str, typed: dict[str, str], says: str
) -> None:
    page = olga.sent(address, filled_in(olga, "/seats/1", address, typed), 422)
    assert any(fault.startswith(says) for fault in page.texts("//*[@id='error-summary']//a"))
    assert seats_of(session, "Ada Marsh") == [(Role.CHAIRMAN, "Chairman", date(2021, 5, 20), None)]


def test_the_order_is_the_committees_own(olga: Browser) -> None:
    for way, names in (("up", ["Bertram Holt", "Ada Marsh"]), ("down", ["Ada Marsh", "Bertram Holt"])):
        answer = olga.post("/seats/2/move", data={"csrf_token": token_in(olga.get(MEMBERS)), "way": way})
        assert answer.location == f"{MEMBERS}#seat-2"
        listed = olga.read("/committees/SOS").texts("//ul[contains(@class, 'people')]/li/a")
        assert [name for name in listed if name in names] == names


def test_a_seat_that_was_never_held_is_taken_away(olga: Browser, session: Session, author: Author) -> None:
    assert "/seats/4/remove" in olga.read("/seats/4").links()
    assert len(seats_of(session, "Dafydd Llŷr Pryce-Llewellyn-Featherstonehaugh")) == 1, "it is asked about first"
    olga.post("/seats/4/remove", data=filled_in(olga, "/seats/4/remove", "/seats/4/remove", {}))
    assert seats_of(session, "Dafydd Llŷr Pryce-Llewellyn-Featherstonehaugh") == []
    with writing(session, author):
        meeting = make.held(session, session.get_one(Committee, 1), date(2021, 7, 1))
        make.present(session, meeting, "Ada Marsh", person_id=1)
    refused = olga.sent("/seats/1/remove", filled_in(olga, "/seats/1/remove", "/seats/1/remove", {}), 409)
    assert "Minutes record this member on 1 July 2021" in refused.text
    assert len(seats_of(session, "Ada Marsh")) == 1


def test_cabinet_members_have_portfolios(app: Flask, olga: Browser, session: Session) -> None:
    assert olga
    adam, page = signed_in(app, "Adam Administrator"), "/people/portfolios"
    assert "No portfolio is entered" in adam.read(page).text
    sent = filled_in(adam, page, page, {"person": "ada marsh", "name": "Children", "from_": "2021-05-20"})
    offered = adam.sent(page, sent, 422)
    assert "Ada Marsh (Chairman, Safeguarding Overview and Scrutiny Committee)" in offered.text
    adam.post(page, data=sent | {"who": "1"})
    (portfolio,) = session.scalars(select(Portfolio)).all()
    assert (portfolio.person_id, portfolio.name, portfolio.from_) == (1, "Children", date(2021, 5, 20))
    one = f"{page}/{portfolio.id}"
    assert "so it cannot end before that" in adam.sent(one, filled_in(adam, one, one, {"to": "2021-01-01"}), 422).text
    adam.post(one, data=filled_in(adam, one, one, {"to": "2021-11-01"}))
    assert "1 former portfolio" in adam.read(page).text
    adam.post(f"{one}/remove", data=filled_in(adam, one, f"{one}/remove", {}))
    assert count(session, Portfolio) == 0
