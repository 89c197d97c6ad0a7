"""Forms that were sent: so that a form sent twice, by a double click or a reload, is done once."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from scrutiny.database import Base


class Submission(Base):
    """A form that was done, by the key it was shown with, and `way_on`: where its sender was led afterwards."""

    __tablename__ = "submissions"

    key: Mapped[str] = mapped_column(String(43), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    at: Mapped[datetime]
    way_on: Mapped[str] = mapped_column(default="")
