"""Taking turns: what must not happen twice at once in a committee waits here for the change before it.

SQLite's writers queue as a whole (`begin_writing`), so there the lock is nothing. On PostgreSQL the row is locked until
the transaction ends, and what is read behind the lock is the record as the one before left it.
"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.models.committees import Committee
from scrutiny.models.meetings import Meeting
from scrutiny.queries.rows import AnyRow


def take_turn(session: Session, committee_id: int) -> None:
    """Wait until no other change is numbering, rolling forward or publishing for this committee."""
    session.flush()
    session.execute(select(Committee.id).where(Committee.id == committee_id).with_for_update(key_share=True))


def as_it_stands(session: Session, meeting: Meeting) -> AnyRow:
    """The meeting's state as the database has it now, whatever an object read earlier says. Take the turn first."""
    columns = (Meeting.status, Meeting.kind, Meeting.published_on, Meeting.minutes_state, Meeting.on, Meeting.at)
    return session.execute(select(*columns).where(Meeting.id == meeting.id)).one()
