"""A clerk at the minutes for a morning: what is typed is saved, printed beside it, and never against anybody's will."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from playwright.sync_api import expect

from scrutiny.database import Author, db, writing
from scrutiny.domain.vocabulary import MinutesState
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.meetings import Meeting
from tests.journeys.minutes.desk import SAVED, Open, box, kept
from tests.journeys.serving import Served


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


def test_a_link_pressed_in_mid_typing_saves_first(site: Served, item: int, opened: Open) -> None:
    page = opened("Wilma Writer")
    box(page).press_sequentially("Half a sent")
    page.get_by_role("link", name="Attendance").click()
    page.wait_for_url(re.compile("/attendance$"))
    assert kept(site, item) == "Half a sent"


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
