"""The picture in the README is of a page of the demonstration, made by this browser.

`SCRUTINY_PORTRAIT=1 ./run test tests/journeys/test_portrait.py` makes it anew.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ViewportSize

from scrutiny.app import ROOT
from scrutiny.database import Author, db, writing
from scrutiny.operations import record
from tests import databases
from tests.journeys.serving import Served, serving

PORTRAIT = ROOT / "docs" / "meeting.png"
SIZE = ViewportSize(width=1100, height=1200)


@pytest.fixture
def demonstration(sqlite: databases.SQLite, tmp_path: Path) -> Iterator[Served]:
    with serving(sqlite.fresh(tmp_path), tmp_path, SCRUTINY_TODAY="2021-11-15") as served:
        with served.app.app_context(), writing(db.session(), Author("Test Clerk", datetime.now(UTC))) as session:
            record.load_demonstration(session, password="of no use to anybody")
        yield served


def test_a_visitor_finds_what_the_readme_shows(demonstration: Served, browser: Browser) -> None:
    page = browser.new_page(viewport=SIZE)
    page.goto(f"{demonstration.url}/committees/SOS/meetings/2021-09-14")
    assert page.get_by_role("heading", level=1).inner_text().endswith("Tuesday 14 September 2021")
    picture = page.screenshot()
    page.close()
    if os.environ.get("SCRUTINY_PORTRAIT") == "1":
        PORTRAIT.write_bytes(picture)
    assert PORTRAIT.read_bytes()[:24] == picture[:24]  # a PNG of the same size
    assert "docs/meeting.png" in (ROOT / "README.md").read_text(encoding="utf-8")
