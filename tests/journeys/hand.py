"""A hand at a browser: it reads labels, fills boxes and presses buttons, and notices when it is refused."""

from __future__ import annotations

from datetime import date

from playwright.sync_api import Locator, Page

from scrutiny.domain.dates import written


class Hand:
    """Works the pages of a site as somebody who reads them. Every press must be answered without an error."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url
        page.set_default_timeout(10_000)

    def go(self, address: str) -> None:
        answer = self.page.goto(self.url + address)
        assert answer, address
        assert answer.status == 200, f"{address} answers {answer.status}"

    def fill(self, **boxes: object) -> None:
        """Each box by its name in the form: text, a day, the words of a choice, or whether it is ticked."""
        for name, value in boxes.items():
            self.put(self.page.locator("main").locator(f"[name='{name}']:not([type=hidden])").first, value)

    def put(self, box: Locator, value: object) -> None:
        if isinstance(value, bool):
            box.set_checked(value)
        elif isinstance(value, date):
            box.fill(value.isoformat())
        elif box.evaluate("box => box.tagName") == "SELECT":
            box.select_option(label=str(value))
        else:
            box.fill(str(value))

    def pick(self, words: str) -> None:
        """A radio or a checkbox by its label."""
        self.page.get_by_label(words, exact=True).first.check(force=True)

    def press(self, words: str, *, warned: str = "") -> None:
        """The first button with the words; what is answered must be a page and not a refusal.

        `warned` is the button that stands there instead once the page has warned of something.
        """
        button = self.page.locator("main").get_by_role("button", name=words).first
        if not button.is_visible():  # folded away, until somebody wants it
            button.evaluate("button => { const within = button.closest('details'); if (within) within.open = true; }")
        button.click()
        self.page.wait_for_load_state()
        fault = self.page.locator("#error-summary")
        assert not fault.count(), f"{words}: {fault.inner_text()}"
        heading = self.page.locator("h1").inner_text()
        assert heading not in REFUSALS, f"{words}: {self.page.locator('main').inner_text()}"
        if warned and self.page.get_by_role("button", name=warned).count():
            self.press(warned)

    def follow(self, words: str) -> None:
        self.page.locator("main").get_by_role("link", name=words).first.click()
        self.page.wait_for_load_state()

    def meeting(self, code: str, on: date) -> str:
        """The address of the meeting of that day."""
        self.go(f"/committees/{code}/meetings/{on}")
        return self.page.url.removeprefix(self.url)

    def sign_in(self, email: str, password: str) -> None:
        self.go("/sign-in")
        self.fill(email=email, password=password)
        self.press("Sign in")


REFUSALS = {"This was not done", "You may not see this page", "Page not found", "Sorry, something went wrong here"}


def day(on: date) -> str:
    return written(on)
