"""Suggestions at the desk: listed, scored, taken up and declined on pages, and seen by nobody else."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.vocabulary import Listed
from scrutiny.models.agenda import Topic
from scrutiny.models.programme import WorkProgrammeEntry
from scrutiny.models.suggestions import Criterion, Score, Suggestion
from tests.browser import Browser
from tests.chamber import AWKWARD, TODAY
from tests.web.desk_forms import faults, filled_in, form_of
from tests.web.signing_in import signed_in

LIST, NEW, CRITERIA = (f"/committees/SOS/{end}" for end in ("suggestions", "suggestions/new", "criteria"))
OWN = "/suggestions/1"

pytestmark = pytest.mark.usefixtures("everybody")


def kept(session: Session) -> Suggestion:
    session.rollback()
    session.expire_all()
    return session.get_one(Suggestion, 1)


def send(browser: Browser, page: str, action: str, **typed: Any) -> Any:
    return browser.post(action, data=filled_in(browser, page, action, typed))


def press(browser: Browser, page: str, words: str) -> Any:
    """The one button of that page with these words."""
    opened = browser.read(page)
    (form,) = opened.all(f"//form[.//button[starts-with(normalize-space(), '{words}')]]")
    return browser.post(form.action, data=dict(form.form_values()))


# Who comes in


@pytest.mark.parametrize("name", ["Cleo Clerk", "Mara Member", "Clara Chair", "Hugo Clerk", "Adam Administrator"])
def test_only_who_plans_for_this_committee_comes_in(app: Flask, session: Session, name: str) -> None:
    browser = signed_in(app, name)
    token = form_of(browser.read("/sign-out"), "/sign-out")
    for address in (LIST, NEW, CRITERIA, OWN, f"{OWN}/decline", f"{OWN}/take-up", "/criteria/1"):
        assert browser.get(address).status_code == 403
        assert browser.post(address, data=token | {"because": "Mine"}).status_code in (403, 405)
    for address in (f"{OWN}/list", f"{CRITERIA}/begin", *(f"/criteria/1/{way}" for way in ("end", "resume", "move"))):
        assert browser.post(address, data=token | {"listed": "short_list"}).status_code == 403
    assert kept(session).listed is Listed.LONG_LIST
    assert session.get_one(Criterion, 1).ended_on is None


@pytest.mark.parametrize("address", [OWN, f"{OWN}/decline", f"{OWN}/take-up", "/criteria/1"])
def test_signed_out_it_leads_to_signing_in(reader: Browser, address: str) -> None:
    assert reader.get(address).location == f"/sign-in?next={address}"


@pytest.mark.parametrize("address", ["/suggestions/999", "/criteria/999", f"{LIST}?list=bin", f"{LIST}?order=luck"])
def test_what_is_not_there_is_not_found(olga: Browser, address: str) -> None:
    assert olga.get(address).status_code == 404


@pytest.mark.parametrize(
    "address",
    ["/", "/committees/SOS/work-programme", "/committees/SOS/work-programme.csv", "/search?q=quills", "/feed.atom"],
)
def test_nobody_reads_of_it_before_it_is_taken_up(reader: Browser, address: str) -> None:
    assert "quills in schools" not in reader.get(address).text


# Lists


def test_a_suggestion_is_added_to_the_long_list(olga: Browser, session: Session) -> None:
    data = filled_in(olga, NEW, NEW, {"title": AWKWARD, "suggested_by": "A resident", "why": "It is time"})
    answers = [olga.post(NEW, data=data) for _ in range(2)]
    assert {(answer.status_code, answer.location) for answer in answers} == {(303, LIST)}
    made = session.scalars(select(Suggestion).where(Suggestion.title == AWKWARD)).one()
    assert (made.suggested_by, made.suggested_on, made.why, made.listed) == (
        "A resident",
        TODAY,
        "It is time",
        Listed.LONG_LIST,
    )
    page = olga.read(LIST)
    assert AWKWARD in page.texts("//tbody/tr/th/a")
    assert page.texts("//nav[@aria-label='Lists']//a") == [
        "Long list (2)",
        "Short list (0)",
        "Taken up (0)",
        "Declined (0)",
    ]


@pytest.mark.parametrize(
    ("typed", "field", "fault"),
    [
        pytest.param({"title": ""}, "title", "Enter the title", id="no title"),
        pytest.param({"title": "t" * 301}, "title", "Shorten it by 1", id="a title that is too long"),
        pytest.param({"suggested_on": ""}, "suggested_on", "Enter the day it was suggested", id="no day"),
        pytest.param({"suggested_on": "soon"}, "suggested_on", "Enter a real date", id="no day of the calendar"),
        pytest.param({"suggested_by": "b" * 251}, "suggested_by", "Shorten it by 1", id="a name that is too long"),
    ],
)
def test_what_is_missing_is_said_beside_its_field(
    olga: Browser, session: Session, typed: dict[str, str], field: str, fault: str
) -> None:
    right = filled_in(olga, NEW, NEW, {"title": "Winter", "why": "Kept as typed"})
    page = olga.sent(NEW, right | typed, 422)
    assert fault in faults(page)[field]
    assert page.all("//textarea[@id='why']")[0].text.strip() == "Kept as typed"
    session.rollback()
    assert session.scalar(select(func.count()).select_from(Suggestion)) == 1


def test_one_press_puts_it_on_the_short_list_and_one_back(olga: Browser, session: Session) -> None:
    answer = press(olga, LIST, "To the short list")
    assert (answer.status_code, answer.location) == (303, f"{LIST}?list=long_list")
    assert kept(session).listed is Listed.SHORT_LIST
    assert press(olga, f"{LIST}?list=short_list", "Back to the long list").status_code == 303
    assert kept(session).listed is Listed.LONG_LIST


def test_a_stale_press_is_told_and_changes_nothing(olga: Browser, session: Session, author: Author) -> None:
    (form,) = olga.read(LIST).all(f"//form[@action='{OWN}/list']")
    with writing(session, author):
        session.get_one(Suggestion, 1).why = "Another reason"
    page = olga.sent(f"{OWN}/list", dict(form.form_values()), 409)
    assert "was changed while you were looking at it" in page.text
    assert kept(session).listed is Listed.LONG_LIST


def test_it_is_declined_with_the_reason_and_put_back(olga: Browser, session: Session) -> None:
    address = f"{OWN}/decline"
    page = olga.sent(address, filled_in(olga, address, address, {"because": " "}), 422)
    assert faults(page) == {"because": "Enter why it is declined"}
    assert send(olga, address, address, because="The Cabinet looks into it").status_code == 303
    assert (kept(session).listed, kept(session).listed_because) == (Listed.DECLINED, "The Cabinet looks into it")
    assert "Declined: The Cabinet looks into it" in olga.read(f"{LIST}?list=declined").text
    assert press(olga, f"{LIST}?list=declined", "Back to the short list").status_code == 303
    assert kept(session).listed is Listed.SHORT_LIST


def test_taken_up_it_stands_on_the_programme_and_tells_where_it_comes_from(
    olga: Browser, reader: Browser, session: Session
) -> None:
    address = f"{OWN}/take-up"
    answer = send(olga, address, address, topic="new", to="tbc")
    entry = session.scalars(select(WorkProgrammeEntry).order_by(WorkProgrammeEntry.id.desc()).limit(1)).one()
    board = f"/committees/SOS/work-programme/board?year=2021-22&section=programme#entry-{entry.id}"
    assert (answer.status_code, answer.location) == (303, board)
    assert (kept(session).listed, kept(session).entry_id) == (Listed.TAKEN_UP, entry.id)
    assert (entry.title, entry.details) == ("SECRET quills in schools", "Suggested on 1 November 2021.")
    assert "SECRET quills in schools" in reader.read("/committees/SOS/work-programme").text
    assert OWN in olga.read(f"/entries/{entry.id}").links()
    assert press(olga, OWN, "Put on the long list").status_code == 303
    assert kept(session).entry_id is None
    assert session.scalar(select(func.count()).where(Topic.title == "SECRET quills in schools")) == 0


def test_who_suggested_it_is_told_the_desk_and_public_only_when_somebody_types_it(olga: Browser) -> None:
    page = olga.read(f"{OWN}/take-up")
    (hint,) = page.texts("//*[@id='details-hint']")
    assert "It was suggested by Ada Marsh: add the name only if the public may read it." in hint
    assert "Ada Marsh" not in page.all("//textarea[@name='details']")[0].text


def test_a_stale_taking_up_is_told(olga: Browser, session: Session, author: Author) -> None:
    address = f"{OWN}/take-up"
    form = filled_in(olga, address, address, {"topic": "new", "to": "tbc"})
    with writing(session, author):
        session.get_one(Suggestion, 1).title = "Pens in schools"
    assert "was changed" in faults(olga.sent(address, form, 422))["title"]
    assert kept(session).listed is Listed.LONG_LIST


# Scores


def test_it_is_changed_and_scored_on_one_page(olga: Browser, session: Session) -> None:
    answer = send(olga, OWN, OWN, title="Quills", points_1="4")
    assert (answer.status_code, answer.location) == (303, OWN)
    assert kept(session).title == "Quills"
    assert session.scalar(select(Score.points)) == 4
    page = olga.read(OWN)
    assert "Total 4 of 5" in page.text
    assert page.all("//input[@id='points_1']")[0].get("value") == "4"
    assert olga.read(LIST).texts("//td[@data-label='Total']") == ["4"]
    assert send(olga, OWN, OWN, points_1="").status_code == 303
    session.rollback()
    assert session.scalar(select(func.count()).select_from(Score)) == 0


@pytest.mark.parametrize("points", ["6", "-1", "many", "1.5"])
def test_points_are_refused_beside_their_box(olga: Browser, session: Session, points: str) -> None:
    page = olga.sent(OWN, filled_in(olga, OWN, OWN, {"points_1": points}), 422)
    assert faults(page) == {"points_1": "Impact must be a whole number from 0 to 5"}
    assert page.all("//input[@id='points_1']")[0].get("value") == points
    session.rollback()
    assert session.scalar(select(func.count()).select_from(Score)) == 0


def test_who_scores_second_is_told_what_it_is_now(olga: Browser, session: Session) -> None:
    form = filled_in(olga, OWN, OWN, {"points_1": "1"})
    assert send(olga, OWN, OWN, points_1="5").status_code == 303
    assert "It is now: “5”" in faults(olga.sent(OWN, form, 422))["points_1"]
    assert session.scalar(select(Score.points)) == 5


# Criteria


def test_a_criterion_is_added_changed_ended_and_taken_up_again(olga: Browser, session: Session) -> None:
    assert send(olga, CRITERIA, CRITERIA, name="Cost", most="3").status_code == 303
    assert send(olga, "/criteria/2", "/criteria/2", name="Money", guidance="Is much at stake?").status_code == 303
    money = session.scalars(select(Criterion).where(Criterion.name == "Money")).one()
    assert (money.most, money.guidance) == (3, "Is much at stake?")
    assert press(olga, CRITERIA, "Up Money").location == CRITERIA
    assert olga.read(CRITERIA).texts("//tbody//th") == ["Money", "Impact"]
    assert send(olga, OWN, OWN, points_1="4", points_2="3").status_code == 303
    assert send(olga, CRITERIA, "/criteria/1/end").status_code == 303
    page = olga.read(OWN)
    assert "Impact 4, no longer counted" in page.text
    assert "Total 3 of 3" in page.text
    assert press(olga, CRITERIA, "Score by it again").status_code == 303
    assert "Total 7 of 8" in olga.read(OWN).text


@pytest.mark.parametrize(
    ("typed", "field", "fault"),
    [
        pytest.param({"name": ""}, "name", "Enter the name", id="no name"),
        pytest.param({"name": "Impact"}, "name", "scored by “Impact” already", id="a name that is there"),
        pytest.param({"most": "lots"}, "most", "must be a whole number", id="no number"),
        pytest.param({"most": "0"}, "name", "The most points are from 1 to 100", id="nothing to give"),
    ],
)
def test_a_criterion_that_cannot_be_is_said_beside_its_field(
    olga: Browser, session: Session, typed: dict[str, str], field: str, fault: str
) -> None:
    right = filled_in(olga, CRITERIA, CRITERIA, {"name": "Cost", "most": "3"})
    assert fault in faults(olga.sent(CRITERIA, right | typed, 422))[field]
    session.rollback()
    assert session.scalar(select(func.count()).select_from(Criterion)) == 1


def test_a_set_is_begun_with_in_one_press_where_nothing_is_in_force(olga: Browser, session: Session) -> None:
    assert "Begin with" not in olga.read(CRITERIA).text
    assert send(olga, CRITERIA, "/criteria/1/end").status_code == 303
    stale = olga.read(CRITERIA).all("//form[.//button[starts-with(normalize-space(), 'Begin with PICK')]]")[0]
    assert press(olga, CRITERIA, "Begin with TOPIC").status_code == 303
    names = session.scalars(select(Criterion.name).where(Criterion.ended_on.is_(None)).order_by(Criterion.position))
    assert "".join(name[0] for name in names) == "TOPIC"
    refused = olga.sent(stale.action, dict(stale.form_values()), 409)
    assert "There are criteria in force" in refused.text
    forged = dict(stale.form_values()) | {"set": "luck", "once": ""}
    assert "There is no such set" in olga.sent(stale.action, forged, 409).text
