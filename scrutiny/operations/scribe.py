"""The scribe writes down what clerks type into minutes that are still a draft, what comes at one moment together.

A draft is saved every few seconds by everybody who takes minutes, and each save has to be on the disk before it is
called saved. Those that come together share one transaction of SQLite and its one sync. Each is written by a statement
that says under what conditions nothing but the text changes. Where they do not hold, nothing is written, and the save
goes the way of every other change (`minute_taking.save`), which knows what else to do or what to say.

A flush's duties are done here by hand: the version is asked after and raised, the history gets its line, and the
revision is raised.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from typing import Any, Protocol

from sqlalchemy import JSON, Engine
from sqlalchemy.exc import OperationalError

from scrutiny.database import Author, Instant
from scrutiny.domain.text import clean
from scrutiny.together import Together
from scrutiny.write_lock import WriteLock

_REWRITE = """
UPDATE minutes SET narrative = :narrative, version = version + 1
WHERE id = :minute_id AND version = :version AND EXISTS (
    SELECT 1 FROM agenda_items JOIN meetings ON meetings.id = agenda_items.meeting_id
    WHERE agenda_items.id = minutes.item_id AND meetings.minutes_state = 'draft'
    AND NOT (agenda_items.outcome = 'pending' AND meetings.status = 'held')
)"""
"""A draft is in no index, is read by nobody, and has been begun: saving it changes the text, and nothing else."""
_REMEMBER = """
INSERT INTO history (at, by, account_id, did, subject, subject_id, before, after)
VALUES (:at, :by, :account_id, 'changed', 'minutes', :minute_id, :before, :after)"""
_RAISE = "UPDATE revision SET number = number + 1, changed_at = :at"


class Opened(Protocol):
    """A minute as a clerk has opened it: its object, or a row of these."""

    @property
    def id(self) -> int: ...
    @property
    def narrative(self) -> str: ...
    @property
    def public_summary(self) -> str: ...
    @property
    def version(self) -> int: ...


Save = Mapping[str, object]
"""What the three statements are given."""


class Scribe:
    """One for each process that writes to a SQLite file; safe to be called by all its threads."""

    def __init__(self, engine: Engine, lock: WriteLock) -> None:
        self._engine, self._lock = engine, lock
        self._saves: Together[Save, bool] = Together(self._write)
        self._stored_instant = _processor(Instant(), engine)
        self._stored_json = _processor(JSON(), engine)

    def save(
        self, minute: Opened, *, narrative: str, version: int | None, by: Author, public_summary: str | None = None
    ) -> int | None:
        """Save the text of a draft that was opened as `version`: the version it is now, once it is on the disk.

        None, and nothing is written, where more is to be done or to be said than that. Raises RuleBroken for text that
        cannot be kept, and OperationalError where the record cannot be reached.
        """
        text = clean(narrative, field="The minute")
        if version != minute.version or text == minute.narrative or public_summary not in (None, minute.public_summary):
            return None
        written = self._saves.ask(
            {
                **{"minute_id": minute.id, "version": version, "narrative": text},
                **{"at": self._stored_instant(by.at), "by": by.name, "account_id": by.account_id},
                "before": self._stored_json({"narrative": minute.narrative}),
                "after": self._stored_json({"narrative": text}),
            }
        )
        return version + 1 if written else None

    def _write(self, take: Callable[[], list[Save]]) -> list[bool]:
        """Which of the saves were written: all of these are on the disk, or it raises."""
        with self._lock, closing(self._engine.raw_connection()) as connection, closing(connection.cursor()) as cursor:
            try:
                cursor.execute("BEGIN IMMEDIATE")
                saves = take()
                written = [cursor.execute(_REWRITE, save).rowcount == 1 for save in saves]
                changes = [save for save, was in zip(saves, written, strict=True) if was]
                if changes:
                    cursor.executemany(_REMEMBER, changes)
                    cursor.execute(_RAISE, {"at": changes[-1]["at"]})
                cursor.execute("COMMIT")
            except sqlite3.OperationalError as trouble:
                raise OperationalError("a minute's draft", None, trouble) from trouble
        return written


def _processor(kind: Any, engine: Engine) -> Callable[[object], object]:
    """How SQLAlchemy keeps a value of this kind."""
    return kind.dialect_impl(engine.dialect).bind_processor(engine.dialect) or (lambda value: value)
