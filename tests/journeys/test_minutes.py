"""A clerk at the minutes for a morning: typing, a lost network, an ended session, a colleague at the same minute."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect
from sqlalchemy import select

from scrutiny.database import Author, db, writing
from scrutiny.domain.vocabulary import MinutesState, Part
from scrutiny.models.accounts import Account
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.committees import Committee
from scrutiny.models.meetings import Meeting
from scrutiny.models.minutes import Minute, Resolution
from scrutiny.operations import accounts, phrases
from tests import make
from tests.chamber import TODAY
from tests.journeys.looking import RULES, TOO_WIDE, WIDTHS
from tests.journeys.serving import Served
from tests.journeys.validator import assert_valid
from tests.web.signing_in import PASSWORD, account

NAMES = ("Wilma Writer", "Edgar Editor")
SAVED = re.compile(r"^Saved \d+\.\d\d")


@pytest.fixture(scope="module")
def site(served: Served) -> Served:
    with served.app.app_context(), writing(db.session(), Author("Test Clerk", datetime.now(UTC))) as session:
        for name in NAMES:
            if not session.scalar(select(Account.id).where(Account.name == name)):
                account(session, name)
        committee = session.scalars(select(Committee).where(Committee.code == "SOS")).one()
        phrases.add_usual(session, committee)
    return served


@pytest.fixture
def item(site: Served) -> Iterator[int]:
    """An item of a meeting of its own, of which nothing is written; gone again afterwards, as other tests share it."""
    with site.app.app_context(), writing(db.session(), Author("Test Clerk", datetime.now(UTC))) as session:
        committee = session.scalars(select(Committee).where(Committee.code == "SOS")).one()
        meeting = make.meeting(session, committee, TODAY, kind="briefing")
        made = make.item(session, meeting, "Community support").id
    yield made
    with site.app.app_context(), writing(db.session(), Author("Test Clerk", datetime.now(UTC))) as session:
        found = session.get_one(AgendaItem, made)
        minute = session.scalar(select(Minute).where(Minute.item_id == made))
        if minute is not None:
            for clause in session.scalars(select(Resolution).where(Resolution.minute_id == minute.id)):
                session.delete(clause)
            session.flush()
            session.delete(minute)
            session.flush()
        session.delete(found)
        session.flush()
        session.delete(session.get_one(Meeting, found.meeting_id))


Open = Callable[..., Page]


@pytest.fixture
def opened(browser: Browser, site: Served, item: int) -> Iterator[Open]:
    """The minute's page, opened by somebody in a browser of their own."""
    contexts: list[BrowserContext] = []

    def open_as(name: str, **options: Any) -> Page:
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.on("dialog", lambda dialog: dialog.accept())
        page.goto(f"{site.url}/sign-in?next=/items/{item}/minute")
        fill_in(page, name)
        page.get_by_label("Minute", exact=True).wait_for()
        return page

    yield open_as
    for context in contexts:
        context.close()


def fill_in(page: Page, name: str) -> None:
    page.get_by_label("Email address").fill(f"{name.replace(' ', '.')}@example.org".lower())
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def box(page: Page) -> Any:
    return page.get_by_label("Minute", exact=True)


def kept(site: Served, item: int) -> str:
    """What the record holds."""
    with site.app.app_context():
        db.session.rollback()
        return db.session.scalar(select(Minute.narrative).where(Minute.item_id == item)) or ""


def end_sessions(site: Served, name: str) -> None:
    with site.app.app_context(), writing(db.session(), Author("Test Clerk", datetime.now(UTC))) as session:
        accounts.end_sessions(session, session.scalars(select(Account.id).where(Account.name == name)).one())


def test_what_is_typed_is_saved_in_a_pause_and_shown_as_it_will_be_printed(
    site: Served, item: int, opened: Open
) -> None:
    page = opened("Wilma Writer")
    box(page).press_sequentially("Members **welcomed** the report.\n\na) first\nb) second")
    expect(page.locator("#saving")).to_have_text(SAVED, timeout=8000)
    assert kept(site, item) == "Members **welcomed** the report.\n\na) first\nb) second"
    expect(page.locator("#preview strong")).to_have_text("welcomed")
    expect(page.locator("#preview ol.lettered li")).to_have_count(2)
    assert page.locator("#saving-said").text_content() == ""
    page.reload()
    assert box(page).input_value() == "Members **welcomed** the report.\n\na) first\nb) second"
    assert page.locator("#kept").is_hidden()


def test_what_the_public_reads_is_not_saved_before_somebody_says_so(site: Served, item: int, opened: Open) -> None:
    with site.app.app_context(), writing(db.session(), Author("Test Clerk", datetime.now(UTC))) as session:
        meeting = session.get_one(Meeting, session.get_one(AgendaItem, item).meeting_id)
        meeting.minutes_state = MinutesState.AGREED
    page = opened("Wilma Writer")
    box(page).fill("Members welcomed the report.")
    told = "Not saved: the public reads these minutes. Your text is kept in this browser."
    expect(page.locator("#saving")).to_have_text(told)
    box(page).press("Control+s")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#publicly-error")).to_contain_text("Tick that you want to change what the public reads")
    assert kept(site, item) == ""
    page.get_by_label("I want to change what it reads").check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".notice--done")).to_contain_text("The minute is saved.")
    assert kept(site, item) == "Members welcomed the report."
    assert page.locator("#kept").is_hidden()


def test_a_phrase_goes_where_the_cursor_is(opened: Open) -> None:
    page = opened("Wilma Writer")
    box(page).fill("The report")
    page.get_by_text("Phrases", exact=True).click()
    page.get_by_role("button", name="be noted.").click()
    assert box(page).input_value() == "The report be noted."
    assert page.evaluate("document.activeElement.id") == "narrative"


def test_a_lost_network_loses_no_text(site: Served, item: int, opened: Open) -> None:
    page = opened("Wilma Writer")
    box(page).fill("Before the network went. ")
    expect(page.locator("#saving")).to_have_text(SAVED, timeout=8000)
    page.context.set_offline(True)
    box(page).press("End")
    box(page).press_sequentially("And after.")
    told = "Not saved: no connection. Your text is kept in this browser."
    expect(page.locator("#saving")).to_have_text(told, timeout=8000)
    expect(page.locator("#saving-said")).to_have_text(told)
    assert kept(site, item) == "Before the network went. "
    page.context.set_offline(False)
    expect(page.locator("#saving")).to_have_text(SAVED, timeout=15000)
    assert kept(site, item) == "Before the network went. And after."


def test_a_crash_before_the_save_offers_the_text_back(site: Served, item: int, opened: Open) -> None:
    page = opened("Wilma Writer")
    page.context.set_offline(True)
    box(page).fill("Typed in the tunnel.")
    expect(page.locator("#saving")).to_contain_text("Not saved", timeout=8000)
    again = page.context.new_page()
    page.close(run_before_unload=False)
    again.context.set_offline(False)
    again.goto(f"{site.url}/items/{item}/minute")
    expect(again.get_by_role("heading", name="You have text here that was not saved")).to_be_visible()
    assert box(again).input_value() in ("", "Typed in the tunnel.")
    again.get_by_role("button", name="Use it").click()
    expect(again.locator("#saving")).to_have_text(SAVED, timeout=8000)
    assert kept(site, item) == "Typed in the tunnel."
    again.reload()
    assert again.locator("#kept").is_hidden()


def test_a_session_that_ends_while_typing_keeps_the_text(site: Served, item: int, opened: Open) -> None:
    page = opened("Wilma Writer")
    end_sessions(site, "Wilma Writer")
    box(page).fill("The session had ended.")
    expect(page.locator("#saving")).to_contain_text("You are signed out. Your text is kept", timeout=8000)
    page.get_by_role("link", name="Sign in again").click()
    fill_in(page, "Wilma Writer")
    page.wait_for_url(f"{site.url}/items/{item}/minute")
    page.get_by_role("button", name="Use it").click()
    expect(page.locator("#saving")).to_have_text(SAVED, timeout=8000)
    assert kept(site, item) == "The session had ended."


def test_signing_in_again_in_another_window_lets_this_one_go_on(site: Served, item: int, opened: Open) -> None:
    page = opened("Wilma Writer")
    end_sessions(site, "Wilma Writer")
    box(page).fill("Typed on.")
    expect(page.locator("#saving")).to_contain_text("You are signed out", timeout=8000)
    other = page.context.new_page()
    other.goto(f"{site.url}/sign-in")
    fill_in(other, "Wilma Writer")
    other.get_by_role("button", name="Sign out").wait_for()
    box(page).press("End")
    box(page).press_sequentially(" And on.")
    expect(page.locator("#saving")).to_have_text(SAVED, timeout=8000)
    assert kept(site, item) == "Typed on. And on."


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_the_second_of_two_editors_sees_both_texts_and_nothing_is_overwritten(
    site: Served, item: int, opened: Open, script: bool
) -> None:
    first = opened("Wilma Writer", java_script_enabled=script)
    second = opened("Edgar Editor", java_script_enabled=script)
    box(first).fill("The report was received with thanks.")
    first.get_by_role("button", name="Save", exact=True).click()
    first.get_by_text("The minute is saved.").wait_for()
    box(second).fill("The report was noted.")
    if script:
        expect(second.locator("#saving")).to_contain_text("somebody else saved another text", timeout=8000)
        second.get_by_role("button", name="Compare the two texts").click()
    else:
        second.get_by_role("button", name="Save", exact=True).click()
    second.get_by_role("heading", name="Two texts of this minute").wait_for()
    assert kept(site, item) == "The report was received with thanks."
    assert "noted" in second.locator("ins").all_inner_texts()[0]
    assert "received" in second.locator("del").all_inner_texts()[0]
    box(second).fill("The report was received with thanks and noted.")
    second.get_by_role("button", name="Save this text").click()
    second.get_by_text("The minute is saved.").wait_for()
    assert kept(site, item) == "The report was received with thanks and noted."
    assert second.locator("#kept").is_hidden()


def test_a_save_whose_answer_is_lost_is_not_taken_for_a_colleague_s(site: Served, item: int, opened: Open) -> None:
    page = opened("Wilma Writer")

    def lose_the_answer(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route(f"**/items/{item}/minute/autosave", lose_the_answer)
    box(page).press_sequentially("It was saved.")
    expect(page.locator("#saving")).to_contain_text("Not saved: no connection", timeout=8000)
    assert kept(site, item) == "It was saved."
    page.unroute(f"**/items/{item}/minute/autosave")
    box(page).press_sequentially(" Though nobody said so.")
    expect(page.locator("#saving")).to_have_text(SAVED, timeout=15000)
    assert kept(site, item) == "It was saved. Though nobody said so."


def make_exempt(site: Served, item: int) -> None:
    with site.app.app_context(), writing(db.session(), Author("Test Clerk", datetime.now(UTC))) as session:
        found = session.get_one(AgendaItem, item)
        found.part, found.public_title, found.paragraphs = Part.TWO, "A matter", "1"


def test_what_was_kept_of_an_open_item_goes_with_the_tab_once_it_is_exempt(
    site: Served, item: int, opened: Open
) -> None:
    page = opened("Wilma Writer")
    end_sessions(site, "Wilma Writer")
    box(page).fill("Said in the open.")
    expect(page.locator("#saving")).to_contain_text("You are signed out. Your text is kept", timeout=8000)
    assert page.evaluate("Object.keys(localStorage).length") == 1
    make_exempt(site, item)
    page.get_by_role("link", name="Sign in again").click()
    fill_in(page, "Wilma Writer")
    expect(page.get_by_role("button", name="Use it")).to_be_visible()
    assert page.evaluate("Object.keys(localStorage)") == []
    page.get_by_role("button", name="Use it").click()
    expect(page.locator("#saving")).to_have_text(SAVED, timeout=8000)
    assert kept(site, item) == "Said in the open."


def test_what_is_typed_of_an_exempt_item_stays_with_its_tab(site: Served, item: int, opened: Open) -> None:
    make_exempt(site, item)
    page = opened("Wilma Writer")
    end_sessions(site, "Wilma Writer")
    box(page).fill("Exempt words.")
    expect(page.locator("#saving")).to_contain_text("You are signed out. Your text is kept", timeout=8000)
    assert page.evaluate("Object.keys(localStorage)") == []
    assert page.evaluate("Object.keys(sessionStorage).length") == 1
    page.get_by_role("link", name="Sign in again").click()
    fill_in(page, "Wilma Writer")
    page.get_by_role("button", name="Use it").click()
    expect(page.locator("#saving")).to_have_text(SAVED, timeout=8000)
    assert page.evaluate("Object.keys(sessionStorage)") == []
    assert kept(site, item) == "Exempt words."


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS.keys())
def test_every_state_of_the_editor_can_be_used_by_everybody(
    site: Served, opened: Open, width: int, tmp_path: Path
) -> None:
    screen = {"viewport": {"width": width, "height": 800}, "reduced_motion": "reduce"}
    page, other = opened("Wilma Writer", **screen), opened("Edgar Editor")
    states = []

    def look(state: str) -> None:
        found = Axe().run(page, options=RULES)
        assert not found.response["violations"], f"{state}: {found.generate_report()}"
        assert not page.evaluate(TOO_WIDE), f"{state} scrolls sideways"
        states.append(page.content())

    box(page).fill("An unbroken word: " + "x" * 300)
    expect(page.locator("#saving")).to_have_text(SAVED, timeout=8000)
    look("saved")
    end_sessions(site, "Wilma Writer")
    box(page).fill("Signed out.")
    expect(page.locator("#saving")).to_contain_text("You are signed out", timeout=8000)
    look("signed out")
    page.get_by_role("link", name="Sign in again").click()
    fill_in(page, "Wilma Writer")
    page.locator("#kept").wait_for()
    look("with a text that was kept")
    page.get_by_role("button", name="Discard it").click()
    other.reload()
    box(other).fill("Theirs.")
    other.get_by_role("button", name="Save", exact=True).click()
    other.get_by_text("The minute is saved.").wait_for()
    box(page).fill("Mine.")
    expect(page.locator("#saving")).to_contain_text("somebody else", timeout=8000)
    look("with a colleague's text")
    page.get_by_role("button", name="Compare the two texts").click()
    page.get_by_role("heading", name="Two texts of this minute").wait_for()
    look("both texts")
    page.get_by_role("link", name="Keep the saved text").click()
    box(page).fill("Turned round: \u202e")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("heading", name="There is a problem").wait_for()
    look("refused")
    assert page.evaluate("document.activeElement.id") == "error-summary"
    assert_valid(states, tmp_path)


def test_without_script_the_buttons_save_preview_and_resolve(site: Served, item: int, opened: Open) -> None:
    page = opened("Wilma Writer", java_script_enabled=False)
    box(page).fill("Members *heard* of it.")
    page.get_by_role("button", name="Preview").click()
    assert page.locator("#preview em").inner_text() == "heard"
    assert box(page).input_value() == "Members *heard* of it."
    assert kept(site, item) == ""
    page.get_by_label("Resolved: That").fill("a) the report be noted; and\nb) the data be forwarded to the Committee.")
    page.get_by_role("button", name="Save and add the resolution").click()
    page.get_by_text("The minute and what was resolved are saved.").wait_for()
    assert kept(site, item) == "Members *heard* of it."
    assert page.get_by_text("Suggested: an action, because it says “be forwarded to the Committee”").is_visible()
    assert page.get_by_text("be noted.", exact=True).count() == 1


def test_a_link_pressed_in_mid_typing_saves_first(site: Served, item: int, opened: Open) -> None:
    page = opened("Wilma Writer")
    box(page).press_sequentially("Half a sent")
    page.get_by_role("link", name="Attendance").click()
    page.wait_for_url(re.compile("/attendance$"))
    assert kept(site, item) == "Half a sent"


def test_signing_out_leaves_no_text_in_the_browser(site: Served, item: int, opened: Open) -> None:
    page = opened("Wilma Writer")
    page.get_by_label("Resolved: That").fill("a secret that was not saved")
    assert page.evaluate("Object.keys(localStorage).filter((name) => name.startsWith('minute.')).length") == 1
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("heading", name="You are signed out").wait_for()
    assert page.evaluate("Object.keys(localStorage).length + Object.keys(sessionStorage).length") == 0
    assert kept(site, item) == ""
