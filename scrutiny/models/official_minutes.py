"""Minutes that were finished in Word: as they came back, and as they were adopted as the official text."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from scrutiny.database import Base


class OfficialMinutes(Base):
    """A Word file as a clerk finished it, adopted. The file is never changed: the next is another version beside it.

    The newest that is not withdrawn is the official text. One that was adopted by mistake is withdrawn, and stays here.

    `exempt` says that it holds exempt matter, so that only those read it who may. `withheld` are the ids of the items
    that were exempt then and that it keeps from its reader: of any other that is exempt by now it may tell too much.
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
    withheld: Mapped[str] = mapped_column(default="")
    because: Mapped[str] = mapped_column(default="")
    by: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime]
    withdrawn_because: Mapped[str] = mapped_column(default="", server_default="")
    withdrawn_by: Mapped[str] = mapped_column(String(200), default="", server_default="")
    withdrawn_at: Mapped[datetime | None]


class MinutesDraft(Base):
    """A Word file that came back, kept as it is, so that its comparison with the record is found again."""

    __tablename__ = "minutes_drafts"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True)
    sha256: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(255))
    size: Mapped[int]
    by: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime]
    applied_at: Mapped[datetime | None]
    applied_by: Mapped[str] = mapped_column(String(200), default="")
