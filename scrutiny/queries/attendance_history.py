"""Finds who recorded what of a meeting's attendance, and of what was taken out since."""

from __future__ import annotations

from sqlalchemy import and_, bindparam, func, or_, select
from sqlalchemy.orm import Session

from scrutiny.models.history import HistoryLine
from scrutiny.models.meetings import Attendance, AttendanceMovement
from scrutiny.queries.rows import Rows

ROLL, MOVEMENTS = Attendance.__tablename__, AttendanceMovement.__tablename__

_MEETING_OF = func.coalesce(HistoryLine.after["meeting_id"].as_integer(), HistoryLine.before["meeting_id"].as_integer())
_WHO_OF = func.coalesce(
    HistoryLine.after["attendance_id"].as_integer(), HistoryLine.before["attendance_id"].as_integer()
)
_ON_THE_ROLL = select(HistoryLine.subject_id).where(HistoryLine.subject == ROLL, bindparam("meeting_id") == _MEETING_OF)
_CAME_OR_WENT = select(HistoryLine.subject_id).where(HistoryLine.subject == MOVEMENTS, _WHO_OF.in_(_ON_THE_ROLL))
_COLUMNS = (HistoryLine.at, HistoryLine.by, HistoryLine.did, HistoryLine.subject, HistoryLine.subject_id)
_LINES = (
    select(*_COLUMNS, HistoryLine.before, HistoryLine.after)
    .where(
        or_(
            and_(HistoryLine.subject == ROLL, HistoryLine.subject_id.in_(_ON_THE_ROLL)),
            and_(HistoryLine.subject == MOVEMENTS, HistoryLine.subject_id.in_(_CAME_OR_WENT)),
        )
    )
    .order_by(HistoryLine.id.desc())
)


def find(session: Session, meeting_id: int) -> Rows:
    """The last change first."""
    return session.connection().execute(_LINES, {"meeting_id": meeting_id}).all()
