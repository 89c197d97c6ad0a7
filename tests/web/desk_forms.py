"""What somebody at the desk does with a form: finds it on its page, fills it in as it stands, and sends it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.browser import Browser, Page


def form_of(page: Page, action: str) -> dict[str, str]:
    """All that the form to this address would send as it stands, its seal included.

    A browser drops the first line end of a text.
    """
    (form,) = page.all(f"//form[@action='{action}']")
    areas = {str(area.name) for area in form.xpath(".//textarea")}
    return {name: value.removeprefix("\n") if name in areas else value for name, value in form.form_values()}


def filled_in(browser: Browser, address: str, action: str, typed: Mapping[str, Any]) -> dict[str, Any]:
    """The form of that page with what is typed into it; each name must be a field that is there."""
    page = browser.read(address)
    there = {str(name) for name in page.all(f"//form[@action='{action}']//@name")}
    assert set(typed) <= there, f"{set(typed) - there} is not asked for at {address}"
    return form_of(page, action) | dict(typed)


def faults(page: Page) -> dict[str, str]:
    """By field, what the summary says; it is said beside the field too."""
    told = {str(link.get("href"))[1:]: str(link.text) for link in page.all("//*[@id='error-summary']//a")}
    beside = page.texts("//*[contains(@class, 'govuk-error-message')]")
    assert set(told.values()) <= {text.removeprefix("Error: ") for text in beside}
    return told
