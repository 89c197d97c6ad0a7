"""A real server with a lively record, and a real browser that opens it at the width of a desk and of a telephone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Browser

from scrutiny.database import Author, db, writing
from scrutiny.domain.vocabulary import AccountRole
from scrutiny.operations import accounts
from tests import chamber, databases, finished, needs
from tests.journeys.serving import Served, serving
from tests.web.signing_in import PASSWORD, account

OFFICER = "Olga Officer"

FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_type_launch_args, "executable_path": needs.chromium(), "args": FLAGS}


@pytest.fixture(scope="session")
def served(sqlite: databases.SQLite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The chamber of `tests.chamber`, shown as a demonstration and read as of its own day."""
    folder = tmp_path_factory.mktemp("site")
    with serving(sqlite.fresh(folder), folder, SCRUTINY_TODAY=chamber.TODAY.isoformat()) as served:
        with served.app.app_context(), writing(db.session(), Author("Test Clerk", datetime.now(UTC))) as session:
            filled = chamber.fill(session)
            finished.send_back(session, served.app.extensions["scrutiny.store"], filled.held)
            chamber.call_it_a_demonstration(session)
            officer = account(session, OFFICER, AccountRole.OFFICER, None)
            accounts.give_role(session, officer, AccountRole.ADMINISTRATOR, committee=None, on=chamber.TODAY)
        yield served


@pytest.fixture(scope="session")
def officers_cookies(browser: Browser, served: Served) -> Any:
    """The state of a browser in which the officer of all committees has signed in: for a new context."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{served.url}/sign-in")
    page.get_by_label("Email address").fill(f"{OFFICER.replace(' ', '.')}@example.org".lower())
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name="Sign out").wait_for()
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture(scope="session")
def served_empty(sqlite: databases.SQLite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A site whose record holds nothing yet."""
    folder = tmp_path_factory.mktemp("empty")
    with serving(sqlite.fresh(folder), folder) as served:
        yield served
