"""Rewrites a minute by one statement of its own, because everybody who saves one waits for all the others.

A flush sorts, compares and writes whatever a session holds, and takes three times as long. Everything else is changed
through it; here its duties are done by hand: the version is asked after and raised, and the history gets its line.
"""

from __future__ import annotations

from functools import cache

from sqlalchemy import Update, bindparam, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.orm.exc import StaleDataError

from scrutiny.database import author_of
from scrutiny.models.minutes import Minute
from scrutiny.operations import history

KEY, KNOWN = "minute_id", "known_version"


def rewrite(session: Session, minute: Minute, **texts: str) -> bool:
    """Give a minute these texts; False where it has them already, and nothing is written.

    Raises StaleDataError where the database has another version than the one read, RuntimeError outside a change.
    """
    author_of(session)
    before: dict[str, object] = {name: getattr(minute, name) for name in texts if getattr(minute, name) != texts[name]}
    if not before:
        return False
    after: dict[str, object] = {name: texts[name] for name in before}
    written = after | {"version": minute.version + 1}
    asked = written | {KEY: minute.id, KNOWN: minute.version}
    if session.connection().execute(_statement(tuple(written)), asked).rowcount != 1:
        raise StaleDataError(f"Minute {minute.id} has another version than {minute.version}.")
    for name, value in written.items():
        set_committed_value(minute, name, value)
    history.append(session, "changed", minute, before, after)
    return True


@cache
def _statement(names: tuple[str, ...]) -> Update:
    columns = Minute.__table__.c
    return (
        update(Minute.__table__)  # type: ignore[arg-type]
        .where(columns.id == bindparam(KEY), columns.version == bindparam(KNOWN))
        .values({name: bindparam(name) for name in names})
    )
