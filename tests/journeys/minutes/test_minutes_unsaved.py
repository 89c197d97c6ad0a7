"""What could not be saved is kept in the browser: over a lost network, a crash and an ended session, and no longer."""

from __future__ import annotations

from playwright.sync_api import Route, expect

from tests.journeys.minutes.desk import SAVED, Open, box, end_sessions, fill_in, kept, make_exempt
from tests.journeys.serving import Served


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


# What is kept of an exempt item, and after signing out


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


def test_signing_out_leaves_no_text_in_the_browser(site: Served, item: int, opened: Open) -> None:
    page = opened("Wilma Writer")
    page.get_by_label("Resolved: That").fill("a secret that was not saved")
    assert page.evaluate("Object.keys(localStorage).filter((name) => name.startsWith('minute.')).length") == 1
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("heading", name="You are signed out").wait_for()
    assert page.evaluate("Object.keys(localStorage).length + Object.keys(sessionStorage).length") == 0
    assert kept(site, item) == ""
