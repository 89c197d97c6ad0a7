"""Pages about the site itself."""

import pytest
from flask import Flask

from scrutiny.web.pages import ink
from tests.browser import Browser


@pytest.mark.parametrize("address", ["/accessibility", "/privacy"])
def test_a_page_about_the_site_can_be_read(reader: Browser, address: str) -> None:
    assert reader.read(address).text


def test_the_state_of_the_site_is_for_a_machine_and_never_kept(reader: Browser) -> None:
    answer = reader.get("/health")
    assert (answer.status_code, answer.json) == (200, {"status": "well", "record": "can be read"})
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("ground", "expected"),
    [
        pytest.param("#1d3d6b", "#ffffff", id="white can be read on dark blue"),
        pytest.param("#000000", "#ffffff", id="white can be read on black"),
        pytest.param("#ffdd00", "#0b0c0c", id="black can be read on yellow"),
        pytest.param("#767676", "#ffffff", id="this grey is the lightest that carries white"),
        pytest.param("#777777", "#0b0c0c", id="one shade lighter does not carry it"),
    ],
)
def test_the_ink_on_the_councils_colour_can_be_read(ground: str, expected: str) -> None:
    assert ink(ground) == expected


def test_the_colour_of_the_settings_is_the_only_theme(reader: Browser, app: Flask) -> None:
    colour = app.extensions["scrutiny.config"].site_colour
    answer = reader.get(f"/theme/{colour[1:]}.css")
    assert f"--site-colour: {colour}" in answer.text
    assert "immutable" in answer.headers["Cache-Control"]
    assert reader.get("/theme/123456.css").status_code == 404
