"""Two at the same minute: both texts are shown, nothing is overwritten, and every state can be used by everybody."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.journeys.looking import RULES, TOO_WIDE, WIDTHS
from tests.journeys.minutes.desk import SAVED, Open, box, end_sessions, fill_in, kept
from tests.journeys.serving import Served
from tests.journeys.validator import assert_valid


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
