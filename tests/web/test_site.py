"""What every page says of the site itself."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from scrutiny.clock import Clock
from scrutiny.config import Config
from scrutiny.database import Author, writing
from scrutiny.web import site
from tests import chamber, databases
from tests.browser import Browser
from tests.chamber import Chamber

PAGES = ("/", "/committees", "/committees/SOS", "/meetings/1", "/meetings/1/minutes", "/privacy", "/accessibility")


def named(app: Flask, **settings: str) -> None:
    """Put the settings in as if the application had started with them."""
    config: Config = databases.config("sqlite://", app.extensions["scrutiny.config"].data, **settings)
    app.extensions["scrutiny.config"] = config
    app.extensions["scrutiny.nameplate"] = site.Nameplate(config, Clock(config.as_of))


@pytest.mark.usefixtures("filled")
def test_a_demonstration_says_so_on_every_page(app: Flask, reader: Browser, session: Session, author: Author) -> None:
    named(app, SCRUTINY_TODAY="2021-11-15")
    with writing(session, author):
        chamber.call_it_a_demonstration(session)
    for page in (*map(reader.read, PAGES), reader.read("/meetings/999", 404)):
        assert (
            "Demonstration. Made from a public record. This is not the council’s website. "
            "It is read as of 15 November 2021."
        ) in page.whole_text


@pytest.mark.usefixtures("filled")
def test_a_real_record_is_no_demonstration(reader: Browser) -> None:
    assert "Demonstration" not in reader.read("/").whole_text


def test_the_council_gives_the_site_its_name(
    reader: Browser, session: Session, author: Author, filled: Chamber
) -> None:
    assert "Loamshire County Council" in reader.read("/").texts("//header//a")
    with writing(session, author):
        filled.council.name = "Loamshire Unitary Council"
    assert "Loamshire Unitary Council" in reader.read("/").texts("//header//a")


@pytest.mark.usefixtures("filled")
def test_a_name_in_the_settings_comes_before_the_councils(app: Flask, reader: Browser) -> None:
    named(app, SITE_NAME="Scrutiny in Loamshire", SITE_COLOUR="#ffdd00")
    page = reader.read("/privacy")
    assert "Scrutiny in Loamshire" in page.texts("//header//a")
    assert "/theme/ffdd00.css" in page.all("//link/@href")


def test_a_site_without_a_council_has_a_plain_name(reader: Browser) -> None:
    page = reader.read("/privacy")
    assert "The council" in page.texts("//header//a")
    assert "The record of the overview" not in page.whole_text


def test_the_clock_of_the_settings_is_shown(app: Flask) -> None:
    named(app, SCRUTINY_TODAY="2021-11-15")
    assert site.nameplate().last_known.as_of == date(2021, 11, 15)
