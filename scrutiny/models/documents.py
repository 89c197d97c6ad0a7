"""Papers that go with an agenda item."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from scrutiny.database import Base
from scrutiny.domain.vocabulary import Part


class Document(Base):
    """A report or appendix named on an agenda. Without `sha256` it is still to follow."""

    __tablename__ = "documents"

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_items.id"), index=True)
    title: Mapped[str] = mapped_column(String(300))
    position: Mapped[int] = mapped_column(default=0)
    part: Mapped[Part] = mapped_column(default=Part.ONE)
    to_follow: Mapped[bool] = mapped_column(default=False)
    sha256: Mapped[str] = mapped_column(String(64), default="")
    media_type: Mapped[str] = mapped_column(String(100), default="")
    received_on: Mapped[date | None]
