"""Finds when the record was last changed, and who changed one thing of it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from scrutiny.models.history import HistoryLine, Revision
from scrutiny.queries.rows import Rows

_LAST_CHANGE = select(Revision.changed_at)
_OF_THING = (
    select(HistoryLine.at, HistoryLine.by, HistoryLine.did, HistoryLine.before, HistoryLine.after)
    .where(HistoryLine.subject == bindparam("subject"), HistoryLine.subject_id == bindparam("subject_id"))
    .order_by(HistoryLine.id.desc())
    .limit(bindparam("most"))
)


def last_change(session: Session) -> datetime:
    """The instant of the last change of anything: what a feed says it was modified at.

    Not the newest of its own entries: what is withheld or taken off leaves older ones behind, and a reader who asks
    only by date would then be told that nothing has changed.
    """
    return session.scalars(_LAST_CHANGE).one()


def of_thing(session: Session, subject: str, subject_id: int, most: int = 200) -> Rows:
    """Who did what to one row of a table, the last change first: `at`, `by`, `did`, `before`, `after`."""
    wanted = {"subject": subject, "subject_id": subject_id, "most": most}
    return session.connection().execute(_OF_THING, wanted).all()
