"""Taking turns: what must not happen twice at once in a committee waits here for the change before it.

SQLite's writers queue as a whole (`begin_writing`), so there the lock is nothing. On PostgreSQL the row is locked until
the transaction ends, and what is read behind the lock is the record as the one before left it.
"""

from __future__ import annotations

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from scrutiny.database import Base
from scrutiny.domain.rules import RuleBroken
from scrutiny.models.committees import Committee
from scrutiny.models.meetings import Meeting
from scrutiny.models.programme import WorkProgrammeEntry
from scrutiny.models.suggestions import Suggestion
from scrutiny.queries.rows import AnyRow


class ChangedMeanwhile(RuleBroken):
    """Somebody else was faster: the row is not as its reader saw it, and nothing was done to it."""

    def __init__(self, title: str) -> None:
        super().__init__(
            f"“{title}” was changed while you were looking at it. Look at it as it is now, and do it again if it is "
            "still right."
        )


Versioned = WorkProgrammeEntry | Suggestion | Meeting


def take_turn(session: Session, committee_id: int) -> None:
    """Wait until no other change is numbering, rolling forward or publishing for this committee."""
    session.flush()
    lock_row(session, Committee, committee_id, key_share=True)


def share_turn(session: Session, committee_id: int) -> None:
    """Wait until nobody has the turn, and let nobody take it before this change ends; many share it at once.

    Share it before any row is kept, or whoever has the turn and waits for that row would be waited for. To take the
    turn after it was shared is to wait for all who share it, and for ever if one of them does the same.
    """
    lock_row(session, Committee, committee_id, read=True)


def lock_row(session: Session, of: type[Base], id_: int, *, key_share: bool = False, read: bool = False) -> None:
    """Keep a row until the transaction ends, with `read` as it is and not for oneself.

    What is read with the lock may be old, so read again after it.
    """
    if session.get_bind().dialect.name != "sqlite":
        key = inspect(of).primary_key[0]
        session.execute(select(key).where(key == id_).with_for_update(key_share=key_share, read=read))


def as_it_stands(session: Session, meeting: Meeting) -> AnyRow:
    """The meeting's state as the database has it now, whatever an object read earlier says. Take the turn first."""
    columns = (Meeting.status, Meeting.kind, Meeting.published_on, Meeting.minutes_state, Meeting.on, Meeting.at)
    return session.execute(select(*columns).where(Meeting.id == meeting.id)).one()


def hold(session: Session, row: Versioned) -> None:
    """Wait for whoever is changing the row, read it as they left it, and let nobody else change it until the end."""
    lock_row(session, type(row), row.id)
    session.refresh(row, [column.key for column in row.__table__.columns])


def require_as_seen(session: Session, row: Versioned, *, version: int) -> None:
    """Hold the row; raises ChangedMeanwhile unless it is still the version that was looked at.

    With the lock and not by the version alone, so that who comes second is told in words and not by a failed statement.
    """
    hold(session, row)
    if row.version != version:
        raise ChangedMeanwhile(row.title)
