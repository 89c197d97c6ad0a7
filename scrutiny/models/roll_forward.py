"""What a roll-forward did, line by line, so that it can be shown and undone until that agenda is published."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from scrutiny.database import Base

NOT_UNDONE = text("undone_at IS NULL")


class RollForward(Base):
    """Everything rolled forward to one meeting. At most one of a meeting stands; two officers at once end as one."""

    __tablename__ = "roll_forwards"
    __table_args__ = (
        Index(
            "uq_roll_forwards_standing",
            "to_meeting_id",
            unique=True,
            sqlite_where=NOT_UNDONE,
            postgresql_where=NOT_UNDONE,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    from_meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id"))
    to_meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    by: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime]
    undone_by: Mapped[str] = mapped_column(String(200), default="")
    undone_at: Mapped[datetime | None]

    lines: Mapped[list[RollForwardLine]] = relationship(
        lazy="raise_on_sql", order_by="RollForwardLine.position", cascade="all, delete-orphan"
    )


class RollForwardLine(Base):
    """One open thing, where it went and why. `before` is what undoing puts back: plain values by column name."""

    __tablename__ = "roll_forward_lines"

    id: Mapped[int] = mapped_column(primary_key=True)
    roll_forward_id: Mapped[int] = mapped_column(ForeignKey("roll_forwards.id"), index=True)
    position: Mapped[int]
    subject: Mapped[str] = mapped_column(String(30))
    subject_id: Mapped[int]
    destination: Mapped[str] = mapped_column(String(30))
    because: Mapped[str]
    item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_items.id"))
    before: Mapped[dict[str, object]] = mapped_column(JSON, default=dict)
