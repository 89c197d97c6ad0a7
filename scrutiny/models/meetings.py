"""Meetings, where and when they were first to be, and who was there."""

from __future__ import annotations

from datetime import date, datetime, time

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from scrutiny.database import Base
from scrutiny.domain.vocabulary import AttendanceStatus, MeetingKind, MeetingStatus, MinutesState, Movement
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.committees import Committee
from scrutiny.models.people import Person


class Meeting(Base):
    """One gathering on one day. A re-arranged meeting stays this row, so its feed event and its address stay too.

    `committee_name` is the name on the day, so that old papers keep it when the committee is renamed.
    `uid` and `sequence` are its identity in calendars (RFC 5545); `changed_at` is what a subscriber is told.
    `signed_by` is the name of whoever signed its minutes, and empty until somebody has.
    """

    __tablename__ = "meetings"
    __table_args__ = (
        Index("ix_meetings_committee_id_on", "committee_id", "on"),
        Index(
            "uq_meetings_formal_on",
            "committee_id",
            "on",
            "at",
            unique=True,
            sqlite_where=text("status <> 'cancelled'"),
            postgresql_where=text("status <> 'cancelled'"),
        ),
        CheckConstraint("duration_minutes > 0", name="lasts"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    committee_id: Mapped[int] = mapped_column(ForeignKey("committees.id"))
    committee_name: Mapped[str] = mapped_column(String(300))
    on: Mapped[date] = mapped_column(index=True)
    at: Mapped[time]
    duration_minutes: Mapped[int] = mapped_column(default=120)
    ended_at: Mapped[time | None]
    venue: Mapped[str] = mapped_column(String(300), default="")
    kind: Mapped[MeetingKind] = mapped_column(default=MeetingKind.FORMAL)
    title: Mapped[str] = mapped_column(String(300), default="")
    status: Mapped[MeetingStatus] = mapped_column(default=MeetingStatus.SCHEDULED)
    status_because: Mapped[str] = mapped_column(default="")

    uid: Mapped[str] = mapped_column(String(100), unique=True)
    sequence: Mapped[int] = mapped_column(default=0)
    changed_at: Mapped[datetime]

    published_on: Mapped[date | None]
    published_late_because: Mapped[str] = mapped_column(default="")
    minutes_state: Mapped[MinutesState] = mapped_column(default=MinutesState.NONE)
    confirmed_at_meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id"))
    confirmed_as_amended: Mapped[bool] = mapped_column(default=False)
    signed_by: Mapped[str] = mapped_column(String(100), default="")
    version: Mapped[int] = mapped_column(default=1)

    committee: Mapped[Committee] = relationship(lazy="raise_on_sql")
    items: Mapped[list[AgendaItem]] = relationship(
        lazy="raise_on_sql",
        order_by=AgendaItem.position,
        back_populates="meeting",
        foreign_keys=[AgendaItem.meeting_id],
    )
    rearrangements: Mapped[list[Rearrangement]] = relationship(lazy="raise_on_sql", order_by="Rearrangement.id")

    __mapper_args__ = {"version_id_col": version}


class Rearrangement(Base):
    """Where and when a meeting was to be before it was moved: kept, shown, and never overwritten."""

    __tablename__ = "rearrangements"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True)
    was_on: Mapped[date]
    was_at: Mapped[time]
    was_venue: Mapped[str] = mapped_column(String(300), default="")
    because: Mapped[str] = mapped_column(default="")
    decided_on: Mapped[date | None]


class Attendance(Base):
    """A person at a meeting, named and titled as on that day, whatever becomes of the person's row later."""

    __tablename__ = "attendances"
    __table_args__ = (UniqueConstraint("meeting_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    name: Mapped[str] = mapped_column(String(250))
    role_title: Mapped[str] = mapped_column(String(200), default="")
    status: Mapped[AttendanceStatus]
    substitute_for: Mapped[str] = mapped_column(String(250), default="")
    position: Mapped[int] = mapped_column(default=0)

    person: Mapped[Person | None] = relationship(lazy="raise_on_sql")


class AttendanceMovement(Base):
    """Somebody who arrived, left, withdrew or returned, and during which item: who had left has no vote."""

    __tablename__ = "attendance_movements"

    id: Mapped[int] = mapped_column(primary_key=True)
    attendance_id: Mapped[int] = mapped_column(ForeignKey("attendances.id"), index=True)
    item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_items.id"))
    movement: Mapped[Movement]
    at: Mapped[time | None]
    note: Mapped[str] = mapped_column(default="")
