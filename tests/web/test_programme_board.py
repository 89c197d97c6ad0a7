"""The board that a programme is planned on: who comes in, its columns, and what is added to it."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.vocabulary import EntryStatus, Section
from scrutiny.models.agenda import Topic
from scrutiny.models.committees import Committee
from scrutiny.models.programme import EntryMove, WorkProgrammeEntry
from tests import make
from tests.browser import Browser
from tests.web.desk_forms import faults, filled_in, form_of
from tests.web.planning import BOARD, CUSP, columns, kept
from tests.web.signing_in import signed_in

NEW = "/committees/SOS/work-programme/new"

pytestmark = pytest.mark.usefixtures("everybody")


# Who comes in


@pytest.mark.parametrize("address", [BOARD, NEW, "/committees/SOS/suggestions", "/committees/SOS/criteria"])
def test_signed_out_it_leads_to_signing_in(reader: Browser, address: str) -> None:
    assert reader.get(address).location == f"/sign-in?next={address}"


@pytest.mark.parametrize("name", ["Cleo Clerk", "Mara Member", "Clara Chair", "Hugo Clerk", "Adam Administrator"])
def test_only_who_plans_for_this_committee_comes_in(app: Flask, session: Session, name: str) -> None:
    browser = signed_in(app, name)
    token = form_of(browser.read("/sign-out"), "/sign-out")
    for address in (BOARD, NEW, "/entries/1", "/entries/1/move", "/entries/1/withdraw"):
        assert browser.get(address).status_code == 403
        assert browser.post(address, data=token | {"because": "Mine", "to": "tbc"}).status_code in (403, 405)
    assert kept(session).status is EntryStatus.PLANNED
    assert "/work-programme/board" not in browser.get("/committees/SOS/work-programme").text


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("/committees/NONE/work-programme/board", id="no such committee"),
        pytest.param(f"{BOARD}?year=1999-00", id="a year without a programme"),
        pytest.param(f"{BOARD}?year=soon", id="no year at all"),
        pytest.param(f"{BOARD}?section=cellar", id="no such table"),
        pytest.param("/entries/999", id="no such row"),
        pytest.param("/entries/999/move", id="no such row to move"),
    ],
)
def test_what_is_not_there_is_not_found(olga: Browser, address: str) -> None:
    assert olga.get(address).status_code == 404


# What it shows


def test_there_is_a_column_a_meeting_in_order_and_one_for_what_is_to_be_confirmed(olga: Browser) -> None:
    page = olga.read(BOARD)
    assert page.heading == "Plan the programme 2021/22"
    assert columns(page) == {
        "17 June 2021 Held": [],
        "3 August 2021 Cancelled": [],
        "14 September 2021 Held": [],
        "30 November 2021": ["Adults on the cusp of care", "SECRET placement of a named child", "SECRET inquest"],
        "8 February 2022": [],
        "To be confirmed": ["Missing children"],
    }
    exempt = page.texts("//li[.//strong[normalize-space()='Exempt']]/h3")
    assert exempt == ["SECRET placement of a named child", "SECRET inquest"]
    assert "Suggested at the June meeting" in page.text
    assert "Lead Officer: Kit Vale" in page.text


def test_informal_meetings_have_columns_where_what_is_informal_is_planned(olga: Browser) -> None:
    page = olga.read(f"{BOARD}?section=briefing")
    assert "11 January 2022 How referrals are counted" in columns(page)
    assert page.texts("//h2[normalize-space()='Withdrawn or closed']/following::h3") == ["Details of investigations"]


def test_the_table_has_the_same_rows(olga: Browser) -> None:
    page = olga.read(f"{BOARD}?shown=table")
    assert page.texts("//tbody//th/a") == [title for cards in columns(olga.read(BOARD)).values() for title in cards]
    assert page.texts("//tbody//td[1]")[-1] == "tbc"
    assert not page.all("//script[contains(@src, 'board.js')]")


def test_how_often_a_row_was_moved_is_counted(olga: Browser, session: Session, author: Author) -> None:
    with writing(session, author):
        session.add_all(EntryMove(entry_id=CUSP, because="Late") for _ in range(2))
    assert olga.read(BOARD).texts("//li[@id='entry-1']//*[contains(@class, 'tag--grey')]") == ["Moved twice"]


def test_a_year_that_is_over_is_read_and_not_changed(olga: Browser, session: Session, author: Author) -> None:
    with writing(session, author):
        make.entry(session, session.get_one(Committee, 1), "Left over", year=2019, status=EntryStatus.TO_BE_CONFIRMED)
    page = olga.read(f"{BOARD}?year=2019-20")
    assert "1 row of it is still open" in page.text
    assert not page.all("//main//form[@method='post']")
    assert not page.all("//script[contains(@src, 'board.js')]")
    assert "/entries/6" in page.links()
    assert not olga.read(f"{BOARD}?year=2019-20&shown=table").all("//main//form[@method='post']")


def test_the_public_page_leads_who_plans_to_the_board_and_nobody_else(olga: Browser, reader: Browser) -> None:
    address = "/committees/SOS/work-programme"
    assert {f"{BOARD}?year=2021-22", "/entries/1", "/entries/4"} <= set(olga.read(address).links())
    assert not [link for link in reader.read(address).links() if "/entries/" in link or "board" in link]


# Adding


def add(browser: Browser, **typed: Any) -> dict[str, Any]:
    values = {"topic": "new", "title": "Winter pressures", "to": "tbc", "section": "programme"}
    return filled_in(browser, NEW, NEW, values | typed)


def test_a_new_topic_is_put_on_the_programme(olga: Browser, session: Session) -> None:
    data = add(olga, to="meeting-5", details="Suggested in June", leads="Lead Officer: Ivy Lane\nCabinet Member:")
    answer = olga.post(NEW, data=data)
    row = session.scalars(select(WorkProgrammeEntry).where(WorkProgrammeEntry.title == "Winter pressures")).one()
    assert (answer.status_code, answer.location) == (
        303,
        f"{BOARD}?year=2021-22&section=programme#entry-{row.id}",
    )
    assert (row.meeting_id, row.details, row.status) == (5, "Suggested in June", EntryStatus.PLANNED)
    session.refresh(row, ["leads", "topic"])
    assert [(lead.label, lead.name) for lead in row.leads] == [("Lead Officer", "Ivy Lane"), ("Cabinet Member", "")]
    assert row.topic.title == "Winter pressures"
    assert "“Winter pressures” is on the work programme." in olga.read(BOARD).text


def test_a_topic_that_is_followed_already_comes_again_under_its_own_title(olga: Browser, session: Session) -> None:
    data = add(olga, topic="3", title="", to="words", words="July 2022", section="briefing")
    assert olga.post(NEW, data=data).status_code == 303
    row = session.scalars(select(WorkProgrammeEntry).order_by(WorkProgrammeEntry.id.desc())).first()
    assert row is not None
    assert (row.topic_id, row.title) == (3, session.get_one(Topic, 3).title)
    assert (row.when, row.section) == ("July 2022", Section.BRIEFING)


@pytest.mark.parametrize(
    ("typed", "field", "fault"),
    [
        pytest.param({"title": ""}, "title", "Enter the title of the new topic", id="no title"),
        pytest.param({"title": "t" * 301}, "title", "Shorten it by 1", id="a title that is too long"),
        pytest.param({"topic": ""}, "topic", "Choose the topic", id="no topic"),
        pytest.param({"topic": "999"}, "topic", "Choose one of the list", id="a topic of nobody's"),
        pytest.param({"to": ""}, "to", "Choose when it is planned for", id="no date"),
        pytest.param({"to": "meeting-1"}, "to", "Choose one of the list", id="a meeting that was held"),
        pytest.param({"leads": "Ivy Lane"}, "leads", "Line 1 does not say in what capacity", id="a bare name"),
        pytest.param({"section": "cellar"}, "section", "Choose one of the list", id="no such table"),
    ],
)
def test_what_is_missing_of_a_new_row_is_said_beside_its_field(
    olga: Browser, session: Session, typed: dict[str, str], field: str, fault: str
) -> None:
    before = session.scalar(select(func.count()).select_from(WorkProgrammeEntry))
    page = olga.sent(NEW, add(olga, details="Kept as typed") | typed, 422)
    assert fault in faults(page)[field]
    assert page.all("//textarea[@id='details']")[0].text.strip() == "Kept as typed"
    session.rollback()
    assert session.scalar(select(func.count()).select_from(WorkProgrammeEntry)) == before


def test_a_row_added_twice_by_a_double_click_is_there_once(olga: Browser, session: Session) -> None:
    data = add(olga)
    assert [olga.post(NEW, data=data).status_code for _ in range(2)] == [303, 303]
    held = select(func.count()).where(WorkProgrammeEntry.title == "Winter pressures")
    assert session.scalar(held) == 1
