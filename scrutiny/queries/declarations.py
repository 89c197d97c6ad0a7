"""Finds the interests declared at a meeting, or in one of its items."""

from __future__ import annotations

from sqlalchemy import bindparam, exists, select
from sqlalchemy.orm import Session

from scrutiny.domain.vocabulary import Movement
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.meetings import Attendance, AttendanceMovement
from scrutiny.models.minutes import Declaration
from scrutiny.queries.meetings import MEETING_ID
from scrutiny.queries.rows import AnyRow, Rows

_WITHDREW = exists().where(
    Attendance.meeting_id == Declaration.meeting_id,
    Attendance.name == Declaration.name,
    AttendanceMovement.attendance_id == Attendance.id,
    AttendanceMovement.item_id == Declaration.item_id,
    AttendanceMovement.movement.in_((Movement.WITHDREW, Movement.LEFT)),
)
_DECLARED = select(*Declaration.__table__.c, _WITHDREW.label("withdrew")).order_by(Declaration.id)
_OF_MEETING = (
    _DECLARED.add_columns(AgendaItem.number, AgendaItem.title, AgendaItem.position)
    .outerjoin(AgendaItem, AgendaItem.id == Declaration.item_id)
    .where(Declaration.meeting_id == MEETING_ID)
    .order_by(None)
    .order_by(AgendaItem.position.is_not(None), AgendaItem.position, Declaration.id)
)
_OF_ITEM = _DECLARED.where(Declaration.item_id == bindparam("item_id"))


def of_meeting(session: Session, meeting_id: int) -> Rows:
    """Those in the meeting as a whole, then item by item; `withdrew` where that is recorded for the item."""
    return session.connection().execute(_OF_MEETING, {"meeting_id": meeting_id}).all()


def of_item(session: Session, item_id: int) -> Rows:
    return session.connection().execute(_OF_ITEM, {"item_id": item_id}).all()


def attendance_of(session: Session, declaration: Declaration) -> Attendance | None:
    """Whoever declared it, as recorded at that meeting."""
    there = select(Attendance).where(
        Attendance.meeting_id == declaration.meeting_id, Attendance.name == declaration.name
    )
    return session.scalars(there).first()


def one(session: Session, declaration_id: int) -> AnyRow:
    return session.connection().execute(_DECLARED.where(Declaration.id == declaration_id)).one()
