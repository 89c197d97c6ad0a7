"""The append-only history of who changed what, and the one number that says whether anything changed at all."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from scrutiny.database import Base


class HistoryLine(Base):
    """One row of one table, added, changed or removed. The database itself refuses to change or delete a line."""

    __tablename__ = "history"
    __table_args__ = (Index("ix_history_subject_subject_id", "subject", "subject_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    by: Mapped[str] = mapped_column(String(200))
    account_id: Mapped[int | None]
    did: Mapped[str] = mapped_column(String(10))
    subject: Mapped[str] = mapped_column(String(60))
    subject_id: Mapped[int]
    before: Mapped[dict[str, object]] = mapped_column(JSON, default=dict)
    after: Mapped[dict[str, object]] = mapped_column(JSON, default=dict)


class Revision(Base):
    """Raised once in every change, inside its transaction: what an unchanged page is recognised by.

    A counter and not the highest history id, because PostgreSQL hands out ids before the order of commits is known.
    """

    __tablename__ = "revision"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int]
    changed_at: Mapped[datetime]
    demonstration: Mapped[bool] = mapped_column(default=False)
