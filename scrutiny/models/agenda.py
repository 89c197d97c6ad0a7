"""Topics, and the agenda items that are their appearances at meetings."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from scrutiny.database import Base
from scrutiny.domain.vocabulary import Capacity, ItemKind, ItemOutcome, Part

if TYPE_CHECKING:
    from scrutiny.models.meetings import Meeting
    from scrutiny.models.minutes import Minute


class Topic(Base):
    """A matter the committee follows, for years: one row for ever.

    Where it is `exempt`, the public reads `public_title`, and each new item of it begins exempt under `paragraphs`:
    kept here, because an item may be taken off its agenda, and what made it exempt is still so.
    """

    __tablename__ = "topics"

    id: Mapped[int] = mapped_column(primary_key=True)
    committee_id: Mapped[int] = mapped_column(ForeignKey("committees.id"), index=True)
    title: Mapped[str] = mapped_column(String(300))
    opened_on: Mapped[date | None]
    exempt: Mapped[bool] = mapped_column(default=False)
    public_title: Mapped[str] = mapped_column(String(300), default="")
    paragraphs: Mapped[str] = mapped_column(String(60), default="")


class AgendaItem(Base):
    """One appearance of a topic, or of a standing item, at one meeting.

    `number` is what was printed and is empty until the agenda is numbered; `position` alone is ordered by.
    `part`, `restricted` and `paragraphs` govern every output: where `part` is Two the public sees `public_title`.
    """

    __tablename__ = "agenda_items"
    __table_args__ = (
        *(
            Index(
                f"uq_agenda_items_meeting_id_{column}",
                "meeting_id",
                column,
                unique=True,
                sqlite_where=text(f"{column} {there}"),
                postgresql_where=text(f"{column} {there}"),
            )
            for column, there in (
                ("topic_id", "IS NOT NULL"),
                ("standing_item_id", "IS NOT NULL"),
                ("entry_id", "IS NOT NULL"),
                ("minutes_of_id", "IS NOT NULL"),
                ("number", "<> ''"),
            )
        ),
        CheckConstraint("supplement >= 0", name="supplement_not_negative"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True)
    topic_id: Mapped[int | None] = mapped_column(ForeignKey("topics.id"), index=True)
    standing_item_id: Mapped[int | None] = mapped_column(ForeignKey("standing_items.id"))
    entry_id: Mapped[int | None] = mapped_column(ForeignKey("work_programme_entries.id"), index=True)
    minutes_of_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id"))
    kind: Mapped[ItemKind] = mapped_column(default=ItemKind.BUSINESS)
    position: Mapped[int]
    number: Mapped[str] = mapped_column(String(10), default="")
    title: Mapped[str] = mapped_column(String(300))
    public_title: Mapped[str] = mapped_column(String(300), default="")
    part: Mapped[Part] = mapped_column(default=Part.ONE)
    restricted: Mapped[bool] = mapped_column(default=False)
    paragraphs: Mapped[str] = mapped_column(String(60), default="")
    report_recommendations: Mapped[str] = mapped_column(default="")
    minutes_wanted: Mapped[int | None]
    papers_due: Mapped[date | None]
    supplement: Mapped[int] = mapped_column(default=0)
    late_because: Mapped[str] = mapped_column(default="")
    outcome: Mapped[ItemOutcome] = mapped_column(default=ItemOutcome.PENDING)
    outcome_note: Mapped[str] = mapped_column(default="")

    meeting: Mapped[Meeting] = relationship(lazy="raise_on_sql", back_populates="items", foreign_keys=[meeting_id])
    topic: Mapped[Topic | None] = relationship(lazy="raise_on_sql")
    minute: Mapped[Minute | None] = relationship(lazy="raise_on_sql", back_populates="item")
    leads: Mapped[list[ItemLead]] = relationship(
        lazy="raise_on_sql", order_by="ItemLead.position", cascade="all, delete-orphan"
    )

    @property
    def exempt(self) -> bool:
        return self.part is Part.TWO or self.restricted


class ItemLead(Base):
    """A person who answers for an agenda item, in which capacity and with which label."""

    __tablename__ = "item_leads"

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_items.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    name: Mapped[str] = mapped_column(String(250))
    capacity: Mapped[Capacity]
    label: Mapped[str] = mapped_column(String(100))
    position: Mapped[int] = mapped_column(default=0)
