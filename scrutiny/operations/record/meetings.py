"""Meetings, their old dates, who was there, and who came and went."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.database import author_of
from scrutiny.domain.record import Record
from scrutiny.domain.record.meetings import Meeting as Given
from scrutiny.models.committees import Committee
from scrutiny.models.meetings import Attendance, AttendanceMovement, Meeting, Rearrangement
from scrutiny.operations.meetings import new_uid
from scrutiny.operations.record.places import Places


def store(session: Session, record: Record, committee: Committee, places: Places) -> None:
    """The latest first: minutes are confirmed at a later meeting, which must be there already."""
    for given in sorted(record.meetings, key=lambda each: (each.date, str(each.time)), reverse=True):
        session.add(_meeting(session, given, committee, places))
    session.flush()
    for given in record.meetings:
        session.add_all(
            Rearrangement(
                meeting_id=places.meeting(given.id),
                was_on=each.date,
                was_at=each.time,
                was_venue=each.venue,
                because=each.because,
                decided_on=each.decided_on,
            )
            for each in given.rearrangements or ()
        )
        session.add_all(
            Attendance(
                meeting_id=places.meeting(given.id),
                person_id=places.person(each.person),
                name=each.name,
                role_title=each.role,
                status=each.status,
                substitute_for=each.substitute_for,
                position=position,
            )
            for position, each in enumerate(given.attendance or (), start=1)
        )
    session.flush()


def store_movements(session: Session, record: Record, places: Places) -> None:
    """When the items are stored during which somebody came or went."""
    for given in record.meetings:
        if not any(each.movements for each in given.attendance or ()):
            continue
        there = session.scalars(
            select(Attendance.id).where(Attendance.meeting_id == places.meeting(given.id)).order_by(Attendance.position)
        ).all()
        for attendance_id, each in zip(there, given.attendance or (), strict=True):
            session.add_all(
                AttendanceMovement(
                    attendance_id=attendance_id,
                    item_id=places.item(moved.item),
                    movement=moved.movement,
                    at=moved.at,
                    note=moved.note,
                )
                for moved in each.movements
            )
    session.flush()


def _meeting(session: Session, given: Given, committee: Committee, places: Places) -> Meeting:
    return Meeting(
        id=places.meeting(given.id),
        committee_id=committee.id,
        committee_name=given.committee_name,
        on=given.date,
        at=given.time,
        duration_minutes=given.duration,
        ended_at=given.ended_at,
        venue=given.venue,
        kind=given.kind,
        title=given.title,
        status=given.status,
        status_because=given.status_because,
        uid=given.uid or new_uid(),
        sequence=given.sequence,
        changed_at=given.changed_at or author_of(session).at,
        published_on=given.published_on,
        published_late_because=given.published_late_because,
        minutes_state=given.minutes_state,
        confirmed_at_meeting_id=places.meeting(given.confirmed_at),
        confirmed_as_amended=given.confirmed_as_amended,
        signed_by=given.signed_by,
    )
