"""Writes the history: every row added, changed or removed in a change, with who and when, in the same transaction.

A listener and not a call, so that no operation can forget it. What changed is read after the flush, when ids are known
and the old values are still at hand; the lines go in as one statement.
"""

from __future__ import annotations

from datetime import date, datetime, time
from enum import Enum
from typing import Any

from sqlalchemy import bindparam, event, insert, inspect, update
from sqlalchemy.orm import InstanceState, Session, UOWTransaction

from scrutiny.database import Base, author_of
from scrutiny.models.accounts import Account, SignInTry
from scrutiny.models.documents import StoredFile
from scrutiny.models.history import HistoryLine, Revision
from scrutiny.models.packs import PackBuild
from scrutiny.models.post import AnswerLink, Contact, Letter, Reminder
from scrutiny.models.submissions import Submission

UNRECORDED = (HistoryLine, Revision, SignInTry, Submission, Letter, Reminder, StoredFile, PackBuild)
SECRET: dict[type, frozenset[str]] = {
    Account: frozenset({"password_hash", "feed_key"}),
    AnswerLink: frozenset({"digest", "email"}),
    Contact: frozenset({"email"}),
}

Values = dict[str, object]

_ADD = insert(HistoryLine)
_RAISE = update(Revision).values(number=Revision.number + 1, changed_at=bindparam("at"))


@event.listens_for(Session, "after_flush")
def record(session: Session, _: UOWTransaction) -> None:
    """Append a line for every row this flush touched, and raise the revision once in the transaction."""
    lines = [line for row in session.new if (line := _line("added", row, {}, _values(row)))]
    lines += [line for row in session.dirty if (changed := _changed(row)) and (line := _line("changed", row, *changed))]
    lines += [line for row in session.deleted if (line := _line("removed", row, _values(row), {}))]
    if lines:
        _add(session, lines)


def _add(session: Session, lines: list[Values]) -> None:
    author = author_of(session)
    stamped = {"at": author.at, "by": author.name, "account_id": author.account_id}
    session.connection().execute(_ADD, [stamped | line for line in lines])
    session.info["raise_revision"] = True


@event.listens_for(Session, "before_commit")
def raise_revision(session: Session) -> None:
    """Raise the number late, so that on PostgreSQL its row is locked for as short as can be."""
    session.flush()
    if session.info.pop("raise_revision", False):
        at = author_of(session).at
        session.connection().execute(_RAISE, {"at": at})


@event.listens_for(Session, "after_rollback")
def forget(session: Session) -> None:
    session.info.pop("raise_revision", None)


def _line(did: str, row: object, before: Values, after: Values) -> Values | None:
    if isinstance(row, UNRECORDED) or not isinstance(row, Base):
        return None
    identity = inspect(row).identity
    subject_id = identity[0] if identity else getattr(row, "id", 0)
    return {"did": did, "subject": row.__tablename__, "subject_id": subject_id, "before": before, "after": after}


def _values(row: object) -> Values:
    state: InstanceState[Any] = inspect(row)
    hidden = SECRET.get(type(row), frozenset())
    return {
        column.key: _plain(state.dict[column.key])
        for column in state.mapper.column_attrs
        if column.key in state.dict and column.key not in hidden and state.dict[column.key] not in (None, "")
    }


def _changed(row: object) -> tuple[Values, Values] | None:
    state: InstanceState[Any] = inspect(row)
    hidden = SECRET.get(type(row), frozenset())
    before, after = {}, {}
    for column in state.mapper.column_attrs:
        change = state.attrs[column.key].history
        if change.has_changes() and column.key != "version":
            secret = column.key in hidden
            before[column.key] = "kept secret" if secret else _plain(change.deleted[0] if change.deleted else None)
            after[column.key] = "kept secret" if secret else _plain(change.added[0] if change.added else None)
    return (before, after) if after else None


def _plain(value: object) -> object:
    """A value as JSON keeps it."""
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    return value
