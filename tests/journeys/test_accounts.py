"""Signing in and out in a real browser: by keyboard, with mistakes, on a desk and on a telephone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from scrutiny.database import Author, db, writing
from scrutiny.domain.vocabulary import Part
from scrutiny.models.accounts import Account
from scrutiny.models.agenda import AgendaItem
from tests.journeys.looking import RULES, TOO_WIDE, WIDTHS
from tests.journeys.serving import Served
from tests.journeys.validator import assert_valid
from tests.web.signing_in import PASSWORD, account

EMAIL = "cleo.clerk@example.org"
FOCUSED = "document.activeElement.id"


@pytest.fixture(scope="module")
def site(served: Served) -> Served:
    with served.app.app_context(), writing(db.session(), Author("Test Clerk", datetime.now(UTC))) as session:
        if not session.query(Account).filter_by(email=EMAIL).count():
            account(session, "Cleo Clerk")
    return served


@pytest.fixture(params=WIDTHS.values(), ids=WIDTHS.keys())
def screen(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """With script turned off: nothing here may need it."""
    context = browser.new_context(viewport={"width": request.param, "height": 800}, java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.fixture
def desk(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()


def fill_in(page: Page, email: str, password: str) -> None:
    page.get_by_label("Email address").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()


def test_a_clerk_signs_in_from_a_meeting_sees_the_exempt_item_and_signs_out(site: Served, screen: Page) -> None:
    screen.goto(f"{site.url}/meetings/1")
    screen.get_by_role("link", name="Sign in").click()
    fill_in(screen, EMAIL, PASSWORD)
    assert screen.url == f"{site.url}/meetings/1"
    assert screen.get_by_role("banner").get_by_text("Cleo Clerk").is_visible()
    with site.app.app_context():
        exempt = db.session.query(AgendaItem.title).filter_by(meeting_id=1, part=Part.TWO).first()
        assert exempt
    assert screen.get_by_text(exempt.title).first.is_visible()
    screen.get_by_role("button", name="Sign out").click()
    assert screen.get_by_role("heading", name="You are signed out").is_visible()
    screen.goto(f"{site.url}/meetings/1")
    assert screen.get_by_text(exempt.title).count() == 0


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS.keys())
def test_every_state_of_the_pages_can_be_used_by_everybody_and_is_valid(
    site: Served, browser: Browser, width: int, tmp_path: Path
) -> None:
    page = browser.new_context(viewport={"width": width, "height": 800}, reduced_motion="reduce").new_page()
    states = []

    def look(state: str) -> None:
        found = Axe().run(page, options=RULES)
        assert not found.response["violations"], f"{state}: {found.generate_report()}"
        assert not page.evaluate(TOO_WIDE), f"{state} scrolls sideways"
        states.append(page.request.get(page.url).text() if state == "empty" else page.content())

    page.goto(f"{site.url}/sign-in")
    look("empty")
    fill_in(page, "nobody", "")
    look("with two faults")
    for _ in range(6):
        fill_in(page, f"nobody{width}@example.org", "wrong words")
    assert page.get_by_text("Wait 15 minutes").first.is_visible()
    look("with too many tries")
    fill_in(page, EMAIL, PASSWORD)
    look("signed in")
    page.goto(f"{site.url}/sign-out")
    look("asked whether to sign out")
    page.get_by_role("main").get_by_role("button").click()
    look("signed out")
    page.context.close()
    assert_valid(states, tmp_path)


def test_the_keyboard_alone_finds_and_mends_a_mistake(site: Served, desk: Page) -> None:
    desk.goto(f"{site.url}/sign-in?next=/privacy")
    desk.get_by_label("Email address").focus()
    desk.keyboard.type("cleo.clerk")
    desk.keyboard.press("Enter")
    desk.get_by_role("heading", name="There is a problem").wait_for()
    assert desk.evaluate(FOCUSED) == "error-summary"
    for field in ("email", "password"):
        desk.keyboard.press("Tab")
        desk.locator(f".govuk-error-summary a[href='#{field}']:focus").wait_for()
    desk.keyboard.press("Shift+Tab")
    desk.keyboard.press("Enter")
    assert desk.evaluate(FOCUSED) == "email"
    desk.keyboard.press("End")
    desk.keyboard.type("@example.org")
    desk.keyboard.press("Tab")
    desk.keyboard.type(PASSWORD)
    desk.keyboard.press("Enter")
    desk.wait_for_url(f"{site.url}/privacy")
    assert desk.get_by_role("banner").get_by_text("Cleo Clerk").is_visible()
