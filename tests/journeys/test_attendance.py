"""A clerk takes the attendance in the meeting: a tap a member, on a telephone, through a lost network."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlalchemy import select

from scrutiny.database import Author, db, writing
from scrutiny.models.meetings import Attendance
from tests import chamber, databases
from tests.journeys.looking import RULES, TOO_WIDE, WIDTHS
from tests.journeys.serving import Served, serving
from tests.web.signing_in import PASSWORD, account

HELD = "/meetings/1/attendance"


@pytest.fixture
def site(sqlite: databases.SQLite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A record of its own, since it is written in."""
    folder = tmp_path_factory.mktemp("attendance")
    with serving(sqlite.fresh(folder), folder, SCRUTINY_TODAY=chamber.TODAY.isoformat()) as served:
        with served.app.app_context(), writing(db.session(), Author("Test Clerk", datetime.now(UTC))) as session:
            chamber.fill(session)
            account(session, "Cleo Clerk")
        yield served


def at_the_roll(site: Served, context: BrowserContext) -> Page:
    page = context.new_page()
    page.goto(f"{site.url}/sign-in?next={HELD}")
    sign_in(page)
    return page


def sign_in(page: Page) -> None:
    page.get_by_label("Email address").fill("cleo.clerk@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def tap(page: Page, name: str, what: str) -> None:
    page.get_by_role("group", name=name).get_by_label(what, exact=True).check()


def recorded(site: Served) -> dict[str, str]:
    with site.app.app_context():
        rows = db.session.execute(select(Attendance.name, Attendance.status).where(Attendance.meeting_id == 1)).all()
        return {name: status.value for name, status in rows}


def test_each_tap_is_saved_and_outlives_a_lost_network_and_an_ended_session(site: Served, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = at_the_roll(site, context)
    said = page.locator("#said")
    tap(page, "Ada Marsh", "Remote")
    expect(said).to_have_text("Saved")
    expect(page.locator("#quorum-words")).to_have_text("3 present, quorum 3: quorate.")
    assert recorded(site)["Ada Marsh"] == "remote"

    context.set_offline(True)
    tap(page, "Bertram Holt", "Apologies")
    tap(page, "Cecily Dunn", "Absent")
    expect(said).to_contain_text("Not saved yet: the network is away")
    assert recorded(site)["Bertram Holt"] == "present"
    context.set_offline(False)
    expect(said).to_have_text("Saved", timeout=60_000)
    expect(page.locator("#quorum-words")).to_have_text("1 present, quorum 3: not quorate.", timeout=60_000)
    now = recorded(site)
    assert (now["Bertram Holt"], now["Cecily Dunn, MBE"]) == ("apologies", "absent")

    context.clear_cookies()
    tap(page, "Ada Marsh", "Present")
    expect(said).to_contain_text("You are signed out")
    assert recorded(site)["Ada Marsh"] == "remote"
    said.get_by_role("link", name="Sign in").click()
    sign_in(page)
    expect(page.locator("#said")).to_have_text("Saved")
    assert recorded(site)["Ada Marsh"] == "present"
    context.close()


def test_without_script_one_button_saves_the_roll_and_mistakes_are_read_out_first(
    site: Served, browser: Browser
) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, java_script_enabled=False)
    page = at_the_roll(site, context)
    tap(page, "Bertram Holt", "Apologies")
    page.get_by_role("button", name="Save, and the rest are present").click()
    expect(page.get_by_text("Saved. 2 lines of the roll changed.")).to_be_visible()
    now = recorded(site)
    assert (now["Bertram Holt"], now["Ada Marsh"]) == ("apologies", "present")
    page.get_by_text("Add a substitute", exact=True).click()
    page.get_by_role("button", name="Add the substitute").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose the member whose place is taken")
    page.get_by_role("link", name="Choose the member whose place is taken").click()
    page.get_by_label("Member who is not there").select_option("Bertram Holt")
    page.get_by_label("Name of another substitute").fill("Sid Substitute")
    page.get_by_role("button", name="Add the substitute").click()
    expect(page.get_by_text("Sid Substitute is there for Bertram Holt.")).to_be_visible()
    context.close()


ERRORS = {
    "a substitute of nobody": ("/meetings/1/attendance", "Add a substitute", "Add the substitute"),
    "a guest of no name": ("/meetings/1/attendance", "Add who is in attendance", "Add who is in attendance"),
    "a movement of nobody": ("/meetings/1/attendance", "Somebody arrived", "Save"),
    "an interest of nobody": ("/meetings/1/declarations", "", "Record the interest"),
    "a vote of nobody": ("/items/2/votes/add", "", "Save the vote"),
    "a vote by no name": ("/items/2/votes/add?by=names", "", "Save the vote"),
}


def test_every_form_in_its_error_state_can_be_used_by_everybody(site: Served, browser: Browser) -> None:
    context = browser.new_context()
    page = at_the_roll(site, context)
    for told, (address, opened, button) in ERRORS.items():
        page.goto(f"{site.url}{address}")
        if opened:
            page.locator("summary", has_text=opened).click()
        within = page.locator("form[method=post][novalidate]", has=page.get_by_role("button", name=button, exact=True))
        within.get_by_role("button", name=button, exact=True).last.click()
        expect(page.get_by_role("alert")).to_be_visible()
        for width in WIDTHS.values():
            page.set_viewport_size({"width": width, "height": 800})
            assert not page.evaluate(TOO_WIDE), (told, width)
        found = Axe().run(page, options=RULES)
        assert found.violations_count == 0, f"{told}: {found.generate_report()}"
    context.close()
