"""A real server with a lively record, and a real browser that opens it at the width of a desk and of a telephone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from scrutiny.database import Author, db, writing
from tests import chamber, databases, needs
from tests.journeys.serving import Served, serving

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
            chamber.fill(session)
            chamber.call_it_a_demonstration(session)
        yield served


@pytest.fixture(scope="session")
def served_empty(sqlite: databases.SQLite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A site whose record holds nothing yet."""
    folder = tmp_path_factory.mktemp("empty")
    with serving(sqlite.fresh(folder), folder) as served:
        yield served
