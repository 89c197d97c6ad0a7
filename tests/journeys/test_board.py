"""The programme's board in a real browser: a card is dragged, or moved by its buttons where there is no script."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.database import Author, db, writing
from scrutiny.domain.vocabulary import AccountRole
from scrutiny.models.programme import EntryMove, WorkProgrammeEntry
from tests import chamber, databases
from tests.journeys.serving import Served, serving
from tests.web.signing_in import PASSWORD, account

BOARD = "/committees/SOS/work-programme/board"
CUSP, MISSING, INQUEST = 1, 2, 5
NOVEMBER, FEBRUARY, UNDATED = "meeting-3", "meeting-5", "tbc"


@pytest.fixture
def site(sqlite: databases.SQLite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A record of its own, because these change it."""
    folder = tmp_path_factory.mktemp("board")
    with serving(sqlite.fresh(folder), folder, SCRUTINY_TODAY=chamber.TODAY.isoformat()) as served:
        with change(served) as session:
            chamber.fill(session)
            chamber.call_it_a_demonstration(session)
            account(session, "Petra Planner", AccountRole.OFFICER, "SOS")
        yield served


@contextmanager
def change(site: Served) -> Iterator[Session]:
    with site.app.app_context(), writing(db.session(), Author("Test Clerk", datetime.now(UTC))) as session:
        yield session


def opened(browser: Browser, site: Served, *, script: bool = True) -> Page:
    page = browser.new_context(java_script_enabled=script, viewport={"width": 1280, "height": 1600}).new_page()
    page.goto(f"{site.url}/sign-in?next={BOARD}")
    page.get_by_label("Email address").fill("petra.planner@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("heading", name="Plan the programme").wait_for()
    return page


def column(page: Page, key: str) -> Locator:
    return page.locator(f"[data-column='{key}']")


def titles(page: Page, key: str) -> Locator:
    return column(page, key).locator("h3")


def drag(page: Page, card: int, to: Locator) -> None:
    """By the top of the card to the top of what it is dropped on, in steps, as a hand does."""
    begins, ends = page.locator(f"#entry-{card}").bounding_box(), to.bounding_box()
    assert begins
    assert ends
    page.mouse.move(begins["x"] + 150, begins["y"] + 5)
    page.mouse.down()
    page.mouse.move(begins["x"] + 150, begins["y"] + 15, steps=3)
    page.mouse.move(ends["x"] + 150, ends["y"] + 12, steps=8)
    page.mouse.up()


def kept(site: Served, entry: int) -> tuple[int | None, list[str]]:
    """For which meeting it is planned, and the reasons it was moved for."""
    with site.app.app_context():
        reasons = db.session.scalars(select(EntryMove.because).where(EntryMove.entry_id == entry))
        return db.session.get_one(WorkProgrammeEntry, entry).meeting_id, list(reasons)


def test_a_card_is_dragged_to_another_meeting_and_asked_why(browser: Browser, site: Served) -> None:
    page = opened(browser, site)
    drag(page, CUSP, column(page, FEBRUARY))
    why = page.get_by_role("dialog", name="Why is it moved?")
    why.get_by_role("button", name="Move").click()
    expect(why.get_by_role("alert")).to_have_text("Say why the entry is moved.")
    why.get_by_label("Reason").fill("The report is late")
    why.get_by_role("button", name="Move").click()
    expect(page.get_by_role("status").first).to_contain_text("is moved.")
    expect(titles(page, FEBRUARY)).to_have_text(["Adults on the cusp of care"])
    assert kept(site, CUSP) == (5, ["The report is late"])


def test_a_card_that_is_left_where_it_was_goes_back(browser: Browser, site: Served) -> None:
    page = opened(browser, site)
    before = titles(page, NOVEMBER).all_inner_texts()
    drag(page, INQUEST, column(page, FEBRUARY))
    page.get_by_role("button", name="Leave it where it was").click()
    expect(titles(page, NOVEMBER)).to_have_text(before)
    assert kept(site, INQUEST) == (3, [])


def test_a_first_date_and_a_new_place_ask_nothing(browser: Browser, site: Served) -> None:
    page = opened(browser, site)
    drag(page, MISSING, page.locator(f"#entry-{CUSP}"))
    expect(titles(page, NOVEMBER).first).to_have_text("Missing children")
    expect(page.get_by_role("status").first).to_contain_text("is moved.")
    assert kept(site, MISSING) == (3, [""])
    with page.expect_navigation():
        drag(page, INQUEST, page.locator(f"#entry-{MISSING}"))
    expect(titles(page, NOVEMBER).first).to_have_text("SECRET inquest")


def test_a_card_that_somebody_else_changed_goes_back_and_says_so(browser: Browser, site: Served) -> None:
    page = opened(browser, site)
    with change(site) as session:
        session.get_one(WorkProgrammeEntry, MISSING).details = "Not before the audit"
    drag(page, MISSING, column(page, FEBRUARY))
    expect(page.locator("[data-told]")).to_contain_text("was changed while you were looking at it")
    expect(titles(page, UNDATED)).to_have_text(["Missing children"])
    assert kept(site, MISSING) == (None, [])


def test_a_card_goes_back_when_the_network_is_gone(browser: Browser, site: Served) -> None:
    page = opened(browser, site)
    page.context.set_offline(True)
    drag(page, MISSING, column(page, FEBRUARY))
    expect(page.locator("[data-told]")).to_contain_text("the network did not answer")
    expect(titles(page, UNDATED)).to_have_text(["Missing children"])
    assert kept(site, MISSING) == (None, [])


def test_all_of_it_is_done_without_a_script(browser: Browser, site: Served) -> None:
    page = opened(browser, site, script=False)
    card = page.locator(f"#entry-{CUSP}")
    card.get_by_text("Move or change").click()
    card.get_by_label("Move to").select_option(FEBRUARY)
    card.get_by_label("Reason").fill("The report is late")
    card.get_by_role("button", name="Move", exact=False).first.click()
    expect(titles(page, FEBRUARY)).to_have_text(["Adults on the cusp of care"])
    card.get_by_text("Move or change").click()
    card.get_by_label("Reason").fill("No date yet")
    card.get_by_role("button", name="To be confirmed").click()
    expect(titles(page, UNDATED)).to_have_text(["Adults on the cusp of care", "Missing children"])
    card.get_by_role("button", name="Move down").click()
    expect(titles(page, UNDATED)).to_have_text(["Missing children", "Adults on the cusp of care"])
    assert kept(site, CUSP) == (None, ["The report is late", "No date yet"])
