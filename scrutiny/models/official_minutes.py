"""Minutes that were finished in Word and adopted as the official text."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from scrutiny.database import Base


class OfficialMinutes(Base):
    """A Word file as a clerk finished it, adopted. Never changed: the next one is another version beside it.

    `exempt` says that it holds exempt matter, so that only those read it who may.
    """

    __tablename__ = "official_minutes"
    __table_args__ = (UniqueConstraint("meeting_id", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    version: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(255))
    size: Mapped[int]
    exempt: Mapped[bool] = mapped_column(default=False)
    because: Mapped[str] = mapped_column(default="")
    by: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime]
