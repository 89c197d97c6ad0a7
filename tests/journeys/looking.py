"""A page looked at in a real browser: whether everybody can use it, and whether it fits the screen."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page

WIDTHS = {"desk": 1280, "telephone": 390, "small telephone": 320}
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def check_at_every_width(screen: Page, url: str) -> None:
    """Looked at on a desk, and then made as narrow as a telephone, the smallest last."""
    screen.set_viewport_size({"width": WIDTHS["desk"], "height": 800})
    check(screen, url)
    for width in (WIDTHS["telephone"], WIDTHS["small telephone"]):
        screen.set_viewport_size({"width": width, "height": 800})
        assert not screen.evaluate(TOO_WIDE), f"{url} scrolls sideways at {width}"
    found = Axe().run(screen, options=RULES)
    assert not found.response["violations"], found.generate_report()


def check(screen: Page, url: str) -> None:
    said: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        said.append(message.text)

    screen.on("console", hear)
    answer = screen.goto(url)
    assert answer, url
    assert answer.status in (200, 404, 410), answer.status
    assert "/sign-in" not in screen.url, f"{url} asks for more rights than its reader has"
    found = Axe().run(screen, options=RULES)
    assert not found.response["violations"], found.generate_report()
    assert not screen.evaluate(TOO_WIDE), f"{url} scrolls sideways"
    screen.remove_listener("console", hear)
    assert not [line for line in said if "404" not in line and "410" not in line], said
