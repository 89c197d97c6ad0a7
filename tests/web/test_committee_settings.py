"""A committee and its council are set up, changed and closed on pages."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.notice import PapersGoUp
from scrutiny.domain.numbering import Restart
from scrutiny.domain.vocabulary import AccountRole, Nation
from scrutiny.models.committees import Committee, Council, StandingItem
from scrutiny.models.meetings import Meeting
from tests import make
from tests.browser import Browser
from tests.web.desk_forms import filled_in
from tests.web.signing_in import account, signed_in

SETTINGS = "/committees/SOS/settings"


@pytest.fixture
def adam(app: Flask, session: Session, author: Author) -> Browser:
    """The first administrator, of a record that a test may have left empty."""
    with writing(session, author):
        account(session, "Adam Administrator", AccountRole.ADMINISTRATOR, None)
    return signed_in(app, "Adam Administrator")


def kept(session: Session, code: str = "SOS") -> Committee:
    session.rollback()
    session.expire_all()
    return session.scalars(select(Committee).where(Committee.code == code)).one()


FIRST = {
    "council_name": "Loamshire County Council",
    "nation": "wales",
    "name": "Craffu Diogelu",
    "code": "SOS",
    "usual_venue": "Siambr",
    "usual_time": "14:30",
    "quorum": "4",
}


def test_an_empty_record_begins_with_the_council_and_its_first_committee(adam: Browser, session: Session) -> None:
    page = adam.read("/committees/new")
    assert page.heading == "Set up the record"
    answer = adam.post("/committees/new", data=filled_in(adam, "/committees/new", "/committees/new", FIRST))
    assert (answer.status_code, answer.location) == (303, SETTINGS)
    committee = kept(session)
    council = session.get_one(Council, committee.council_id)
    assert (council.name, council.nation, council.clear_days) == ("Loamshire County Council", Nation.WALES, 3)
    assert (committee.quorum, committee.usual_time.hour, committee.minutes_restart) == (4, 14, Restart.EACH_YEAR)
    assert session.scalar(select(func.count()).select_from(StandingItem)) == 4
    assert "is set up" in adam.read(SETTINGS).text
    assert "Loamshire County Council" in adam.read("/").whole_text


def test_sent_twice_it_is_set_up_once(adam: Browser, session: Session) -> None:
    data = filled_in(adam, "/committees/new", "/committees/new", FIRST)
    answers = [adam.post("/committees/new", data=data) for _ in range(2)]
    assert [(answer.status_code, answer.location) for answer in answers] == [(303, SETTINGS)] * 2
    assert session.scalar(select(func.count()).select_from(Council)) == 1


def test_what_is_missing_is_asked_for_in_the_order_of_the_page(adam: Browser, session: Session) -> None:
    empty = dict.fromkeys(FIRST, "") | {"nation": "england"}
    page = adam.sent("/committees/new", filled_in(adam, "/committees/new", "/committees/new", empty), 422)
    assert page.texts("//*[@id='error-summary']//a") == [
        "Enter the name of the council",
        "Enter the name",
        "Enter the code",
        "Enter the usual time",
    ]
    assert session.scalar(select(func.count()).select_from(Committee)) == 0


@pytest.mark.usefixtures("filled")
def test_another_committee_belongs_to_the_council_there_is_or_to_the_one_chosen(
    adam: Browser, session: Session, author: Author
) -> None:
    third = {"name": "Third Committee", "code": "THREE", "usual_time": "10:00"}
    adam.post("/committees/new", data=filled_in(adam, "/committees/new", "/committees/new", third))
    assert kept(session, "THREE").council_id == kept(session).council_id
    with writing(session, author):
        other = make.council(session, "Borsetshire")
    fourth = third | {"code": "FOUR", "council": ""}
    sent = filled_in(adam, "/committees/new", "/committees/new", fourth)
    assert "Choose the council" in adam.sent("/committees/new", sent, 422).text
    adam.post("/committees/new", data=sent | {"council": str(other.id)})
    assert kept(session, "FOUR").council_id == other.id


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"code": "hcs"}, "hcs is the code of the Health and Care Overview and Scrutiny Committee already"),
        ({"code": "SAFE"}, "SOS stands in addresses and references that people have by now"),
        ({"code": "a/b"}, "Write the code with 1 to 20 letters"),
        ({"name": "x" * 301}, "Name is 301 characters long and the most is 300"),
        ({"minute_pattern": "{x}"}, "The minute number pattern “{x}” cannot be read"),
        ({"minutes_restart": "each_item"}, "Minutes that begin again with each item need {item}"),
        ({"quorum": "many"}, "Quorum must be a whole number from 0 to 200"),
        ({"remit": "a\x00b"}, "Remit has a character that cannot be kept: U+0000"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_what_was_typed_stays(
    adam: Browser, session: Session, typed: dict[str, str], says: str
) -> None:
    page = adam.sent(SETTINGS, filled_in(adam, SETTINGS, SETTINGS, typed | {"introduction": "Typed “meanwhile”"}), 422)
    assert any(fault.startswith(says) for fault in page.texts("//*[@id='error-summary']//a"))
    assert "Typed “meanwhile”" in page.text
    assert (kept(session).introduction, kept(session).minute_pattern) == ("", "{n}")


@pytest.mark.usefixtures("filled")
def test_a_new_name_stands_over_what_is_still_to_be_published(adam: Browser, session: Session) -> None:
    typed = {"name": "Safety Committee", "crime_and_disorder": "y", "minute_pattern": "{n}/{yy}"}
    assert adam.post(SETTINGS, data=filled_in(adam, SETTINGS, SETTINGS, typed)).status_code == 303
    assert (kept(session).name, kept(session).crime_and_disorder) == ("Safety Committee", True)
    names = dict(session.execute(select(Meeting.on, Meeting.committee_name)).all())
    assert names[date(2021, 9, 14)] == names[date(2021, 11, 30)] == "Safeguarding Overview and Scrutiny Committee"
    assert names[date(2022, 2, 8)] == "Safety Committee"
    page = adam.read(SETTINGS)
    assert "the next minute of a meeting on 30 November 2021 would be 1/21" in page.text
    assert adam.read("/meetings/1/minutes").heading.endswith("14 September 2021")
    assert "Safeguarding Overview and Scrutiny Committee" in adam.read("/meetings/1").text


@pytest.mark.usefixtures("filled")
def test_a_page_opened_before_somebody_else_saved_is_told_what_is_there_now(
    adam: Browser, session: Session, author: Author
) -> None:
    mine = filled_in(adam, SETTINGS, SETTINGS, {"usual_venue": "Elm Room"})
    with writing(session, author):
        kept(session).usual_venue = "Ash Room"
    page = adam.sent(SETTINGS, mine, 422)
    assert page.texts("//*[@id='error-summary']//a") == ["Somebody changed this meanwhile. It is now: “Ash Room”"]
    assert page.all("//input[@id='usual_venue']/@value") == ["Elm Room"]
    assert kept(session).usual_venue == "Ash Room"
    again = dict(page.all(f"//form[@action='{SETTINGS}']")[0].form_values())
    assert adam.post(SETTINGS, data=again).status_code == 303
    assert kept(session).usual_venue == "Elm Room"


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("2021-11-15", "It still has a meeting on 30 November 2021, 11 January 2022, 8 February 2022"),
        ("2021-11-16", "A committee is closed on the day or afterwards"),
        ("", "Enter the day on which the committee closed"),
    ],
)
def test_it_is_not_closed(adam: Browser, session: Session, typed: str, says: str) -> None:
    sent = filled_in(adam, SETTINGS, "/committees/SOS/close", {"closed_on": typed})
    assert says in adam.sent("/committees/SOS/close", sent, 422).text
    assert kept(session).closed_on is None


@pytest.mark.usefixtures("filled")
def test_a_committee_is_closed_and_opened_again(adam: Browser, session: Session) -> None:
    page, address = "/committees/HCS/settings", "/committees/HCS/close"
    sent = filled_in(adam, page, address, {"closed_on": "15/11/2021"})
    assert [adam.post(address, data=sent).status_code for _ in range(2)] == [303, 303]
    assert kept(session, "HCS").closed_on == date(2021, 11, 15)
    assert "closed on 15 November 2021. It meets no more" in adam.read(page).text
    assert "This committee closed on 15 November 2021." in adam.read("/committees/HCS").text
    adam.post("/committees/HCS/open-again", data=filled_in(adam, page, "/committees/HCS/open-again", {}))
    assert kept(session, "HCS").closed_on is None


@pytest.mark.usefixtures("filled")
def test_the_council_says_how_it_counts_notice(adam: Browser, session: Session) -> None:
    page = "/councils/1/settings"
    typed = {"clear_days": "7", "papers_go_up": "on_any_day", "saturdays_count": "y", "notes_for_the_public": "Come."}
    assert adam.post(page, data=filled_in(adam, page, page, typed)).status_code == 303
    session.expire_all()
    council = session.get_one(Council, 1)
    assert (council.clear_days, council.papers_go_up, council.saturdays_count, council.notes_for_the_public) == (
        7,
        PapersGoUp.ON_ANY_DAY,
        True,
        "Come.",
    )


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"clear_days": "4"}, "at least 5 clear days"),
        ({"clear_days": "0"}, "no notice"),
        ({"clear_days": ""}, "Enter how many clear days"),
        ({"name": " "}, "Enter the name of the council"),
    ],
)
def test_the_council_gives_no_less_than_the_law(
    adam: Browser, session: Session, typed: dict[str, str], says: str
) -> None:
    page = "/councils/1/settings"
    assert says in adam.sent(page, filled_in(adam, page, page, typed), 422).text
    session.expire_all()
    assert session.get_one(Council, 1).clear_days == 5
