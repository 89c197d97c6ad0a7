"""The work programme: a topic's planned slots, who answers for them, and where they were moved."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from scrutiny.database import Base
from scrutiny.domain.vocabulary import Capacity, EntryStatus, Section
from scrutiny.models.agenda import Topic


class WorkProgrammeEntry(Base):
    """A row of one of the four tables.

    Where it is planned is one of: a meeting (`meeting_id`), a day (`planned_on`), words (`when`: "July 2022"), or
    nowhere yet, which the status says. `year` is the first year of the municipal year whose programme shows it.
    """

    __tablename__ = "work_programme_entries"
    __table_args__ = (
        Index("ix_work_programme_entries_committee_id_year", "committee_id", "year"),
        Index("ix_work_programme_entries_committee_id_status", "committee_id", "status"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    committee_id: Mapped[int] = mapped_column(ForeignKey("committees.id"))
    topic_id: Mapped[int] = mapped_column(ForeignKey("topics.id"), index=True)
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id"), index=True)
    year: Mapped[int]
    section: Mapped[Section] = mapped_column(default=Section.PROGRAMME)
    position: Mapped[int] = mapped_column(default=0)
    title: Mapped[str] = mapped_column(String(300))
    planned_on: Mapped[date | None]
    when: Mapped[str] = mapped_column(String(60), default="")
    details: Mapped[str] = mapped_column(default="")
    outcome: Mapped[str] = mapped_column(default="")
    status: Mapped[EntryStatus] = mapped_column(default=EntryStatus.PLANNED)
    status_because: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column(default=1)

    topic: Mapped[Topic] = relationship(lazy="raise_on_sql")
    leads: Mapped[list[EntryLead]] = relationship(
        lazy="raise_on_sql", order_by="EntryLead.position", cascade="all, delete-orphan"
    )
    moves: Mapped[list[EntryMove]] = relationship(lazy="raise_on_sql", order_by="EntryMove.id")

    __mapper_args__ = {"version_id_col": version}


class EntryLead(Base):
    """A person who answers for an entry; a label with no name yet is a row too ("Lead Officer:" left blank)."""

    __tablename__ = "entry_leads"

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("work_programme_entries.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    name: Mapped[str] = mapped_column(String(250))
    capacity: Mapped[Capacity]
    label: Mapped[str] = mapped_column(String(100))
    position: Mapped[int] = mapped_column(default=0)


class EntryMove(Base):
    """A move of an entry from one slot to another, with the reason. "Deferred twice" is a count of these."""

    __tablename__ = "entry_moves"

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("work_programme_entries.id"), index=True)
    on: Mapped[date | None]
    from_meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id"))
    to_meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id"))
    from_when: Mapped[str] = mapped_column(String(60), default="")
    to_when: Mapped[str] = mapped_column(String(60), default="")
    from_year: Mapped[int | None]
    to_year: Mapped[int | None]
    because: Mapped[str] = mapped_column(default="")


class EntryOrigin(Base):
    """The resolution that asked for an entry: answered by it for ever, so that it is never put on the programme twice.

    A row of its own, because an entry can answer two resolutions, and the minutes themselves are not written to.
    """

    __tablename__ = "entry_origins"

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("work_programme_entries.id"), index=True)
    resolution_id: Mapped[int] = mapped_column(ForeignKey("resolutions.id"), unique=True)
