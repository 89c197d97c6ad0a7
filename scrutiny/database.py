"""The database: the declarative base, SQLite made safe for writers, and the one transaction a change has.

A change begins with `begin_writing`; a flush without it is refused, so a page that only reads cannot write.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Connection, DateTime, Engine, Enum, MetaData, TypeDecorator, event
from sqlalchemy.orm import DeclarativeBase, Session, registry
from sqlalchemy.pool import ConnectionPoolEntry

from scrutiny.write_lock import WriteLock

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

PRAGMAS = ("journal_mode=WAL", "foreign_keys=ON", "busy_timeout=30000", "synchronous=FULL")


class Instant(TypeDecorator[datetime]):
    """An aware UTC instant. SQLite keeps no zone, so it is taken off on the way in and put on again on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, _dialect: Any) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    registry = registry(
        metadata=MetaData(naming_convention=NAMES),
        type_annotation_map={
            datetime: Instant,
            StrEnum: Enum(
                StrEnum,
                native_enum=False,
                length=30,
                create_constraint=True,
                values_callable=lambda words: [word.value for word in words],
            ),
        },
    )


db = SQLAlchemy(model_class=Base, session_options={"expire_on_commit": False, "autoflush": False})


@dataclass(frozen=True, slots=True)
class Author:
    """Who makes a change and when: what the history says of it."""

    name: str
    at: datetime
    account_id: int | None = None


def begin_writing(session: Session, author: Author) -> None:
    """Open the transaction of a change. On SQLite it is BEGIN IMMEDIATE: two writers queue, and never collide."""
    if session.in_transaction():
        session.commit()  # only reading so far: an unannounced change is refused by the flush this begins with
    session.info["author"] = author
    session.connection(execution_options={"immediate": True})


def author_of(session: Session) -> Author:
    """Whoever `begin_writing` named; a flush outside a change has none and is refused."""
    author = session.info.get("author")
    if not isinstance(author, Author):
        raise RuntimeError("The record was about to change outside a change: call begin_writing first.")
    return author


@contextmanager
def writing(session: Session, author: Author) -> Iterator[Session]:
    """A whole change: all of it is committed at the end, or none of it."""
    begin_writing(session, author)
    try:
        yield session
        session.commit()
    except BaseException:
        session.rollback()
        raise
    finally:
        session.info.pop("author", None)


@event.listens_for(Session, "before_flush")
def _refuse_unannounced_changes(session: Session, *_: object) -> None:
    if session.new or session.dirty or session.deleted:
        author_of(session)


def make_sqlite_safe(engine: Engine) -> WriteLock:
    """Write-ahead log, foreign keys, one sync a commit, and writers that wait their turn instead of failing.

    Returns the lock at which they wait: whoever writes past a session has to hold it.
    """
    lock = WriteLock.beside(engine.url.database)

    @event.listens_for(engine, "connect")
    def set_pragmas(connection: Any, _: object) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in PRAGMAS:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if not connection.get_execution_options().get("immediate"):
            connection.connection.cursor().execute("BEGIN")  # past SQLAlchemy: every page begins with it
            return
        if "lock" not in connection.info:
            lock.take()
            connection.info["lock"] = lock
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    @event.listens_for(engine, "checkin")
    def give_lock(_: Any, record: ConnectionPoolEntry) -> None:
        """Only now is the commit on the disk: SQLAlchemy's own commit event comes before it."""
        held = record.info.pop("lock", None)
        if held:
            held.give()

    return lock
