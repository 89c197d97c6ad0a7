"""What every test may ask for: an application and a session on each database."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from sqlalchemy.orm import Session

from scrutiny.database import Author, db
from tests import databases
from tests.standing import Standing


class Compiled(BytecodeCache):
    """Templates as they were compiled for an application before this one: each test has its own application."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key] = bucket.bytecode_to_string()


COMPILED = Compiled()


@pytest.fixture(scope="session")
def sqlite(tmp_path_factory: pytest.TempPathFactory) -> databases.SQLite:
    return databases.SQLite(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[databases.PostgreSQL]:
    database = databases.PostgreSQL(tmp_path_factory.mktemp("postgresql"))
    yield database
    database.close()


@pytest.fixture(scope="session")
def standing() -> Iterator[dict[str, Standing]]:
    """By the address of its database, each application that is given to test after test."""
    standing: dict[str, Standing] = {}
    yield standing
    for each in standing.values():
        each.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """An empty, migrated database; a test that asks for it runs once on each kind."""
    kind: databases.SQLite | databases.PostgreSQL = request.getfixturevalue(request.param)
    return kind.fresh()


@pytest.fixture
def alone() -> bool:
    """Asked for by a test that gives the application pages of its own: then it is nobody else's."""
    return True


@pytest.fixture
def app(
    request: pytest.FixtureRequest, database_url: str, tmp_path: Path, standing: dict[str, Standing]
) -> Iterator[Flask]:
    """The application on that database, inside its context."""
    if "alone" in request.fixturenames or str(tmp_path) in database_url:
        here = Standing(database_url, tmp_path)
    else:
        here = standing.setdefault(database_url, standing.get(database_url) or Standing(database_url, tmp_path))
    app = here.put_back(tmp_path)
    app.jinja_env.bytecode_cache = COMPILED
    with app.app_context():
        yield app
        db.session.remove()
    if here is not standing.get(database_url) or database_url.startswith("sqlite"):
        here.close()  # the next test has a file of its own


@pytest.fixture
def session(app: Flask) -> Session:
    """The application's session: read with it, or change the record inside `writing(session, author)`."""
    assert app
    return db.session()


@pytest.fixture
def author() -> Author:
    """Somebody who changes the record, at noon on a plain day."""
    return Author("Test Clerk", datetime(2021, 11, 15, 12, 0, tzinfo=UTC))
