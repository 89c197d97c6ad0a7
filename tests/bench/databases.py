"""Databases for the benchmarks: migrated, filled past the session at the driver's own speed, and copied whole."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from enum import Enum
from itertools import count
from pathlib import Path
from typing import Any, Protocol

import psycopg
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

from scrutiny.database import Base, make_sqlite_safe
from tests.databases import migrate, server_address

_names = count(1)


def defaults(model: type[Base], given: Sequence[str]) -> dict[str, object]:
    """What the model itself would put into the columns that are not given, as the driver takes it."""
    put: dict[str, object] = {}
    for column in model.__table__.columns:
        if column.name not in given and column.default is not None and not column.primary_key:
            value = column.default.arg  # type: ignore[attr-defined]
            put[f'"{column.name}"'] = value.value if isinstance(value, Enum) else value
    return put


Columns = Sequence[Any]


class Database(Protocol):
    name: str
    url: str

    def session(self) -> Session: ...
    def put(self, table: str, columns: str, rows: Iterable[Columns]) -> None: ...
    def settle(self) -> None: ...
    def drop(self) -> None: ...


class SQLite:
    name = "SQLite"

    def __init__(self, folder: Path, source: Path | None = None) -> None:
        self._folder = folder
        self._engine: Engine | None = None
        self.path = folder / f"bench{next(_names)}.db"
        self.url = f"sqlite:///{self.path}"
        if source:
            shutil.copyfile(source, self.path)
        else:
            migrate(self.url, folder)

    def session(self) -> Session:
        self._engine = create_engine(self.url)
        make_sqlite_safe(self._engine)
        return Session(self._engine, expire_on_commit=False, autoflush=False)

    def put(self, table: str, columns: str, rows: Iterable[Columns]) -> None:
        connection = sqlite3.connect(self.path, isolation_level=None)
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("PRAGMA cache_size=-400000")
        connection.execute("BEGIN")
        marks = ", ".join("?" * (columns.count(",") + 1))
        connection.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)
        connection.execute("COMMIT")
        connection.close()

    def run(self, *statements: str) -> None:
        connection = sqlite3.connect(self.path, isolation_level=None)
        for statement in statements:
            connection.execute(statement)
        connection.close()

    def settle(self) -> None:
        """What an administrator's nightly care does: statistics for the planner, the log folded in."""
        self.run("ANALYZE", "PRAGMA wal_checkpoint(TRUNCATE)")

    def drop(self) -> None:
        if self._engine:
            self._engine.dispose()
        self.path.unlink()

    def copy(self) -> SQLite:
        self.run("PRAGMA wal_checkpoint(TRUNCATE)")
        return SQLite(self._folder, source=self.path)


class PostgreSQL:
    name = "PostgreSQL"

    def __init__(self, folder: Path) -> None:
        self._engine: Engine | None = None
        self._server = make_url(server_address()).set(drivername="postgresql+psycopg")
        self.database = f"bench_{os.getpid()}_{next(_names)}"
        self._run_outside(f"CREATE DATABASE {self.database}")
        self.url = self._server.set(database=self.database).render_as_string(hide_password=False)
        migrate(self.url, folder)

    def session(self) -> Session:
        self._engine = create_engine(self.url)
        return Session(self._engine, expire_on_commit=False, autoflush=False)

    def put(self, table: str, columns: str, rows: Iterable[Columns]) -> None:
        into = f"COPY {table} ({columns}) FROM STDIN"
        with self._connected() as connection, connection.cursor() as cursor, cursor.copy(into) as copy:
            for row in rows:
                copy.write_row(row)

    def run(self, *statements: str) -> None:
        with self._connected() as connection:
            for statement in statements:
                connection.execute(statement)

    def settle(self) -> None:
        self.run("VACUUM ANALYZE", "CHECKPOINT")

    def drop(self) -> None:
        if self._engine:
            self._engine.dispose()
        self._run_outside(f"DROP DATABASE IF EXISTS {self.database} WITH (FORCE)")

    def _connected(self) -> psycopg.Connection[Any]:
        address = make_url(self.url).set(drivername="postgresql").render_as_string(hide_password=False)
        return psycopg.connect(address, autocommit=True)

    def _run_outside(self, statement: str) -> None:
        engine = create_engine(self._server.set(database="postgres"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(statement))
        engine.dispose()


@contextmanager
def folder() -> Iterator[Path]:
    path = Path(tempfile.mkdtemp(prefix="bench"))
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


KINDS: tuple[type[SQLite] | type[PostgreSQL], ...] = (SQLite, PostgreSQL)
