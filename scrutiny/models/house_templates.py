"""A council's own look: the Word files that its papers are printed in."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from scrutiny.database import Base
from scrutiny.domain.vocabulary import TemplateKind


class HouseTemplate(Base):
    """One version of a template, the council's or one committee's. Of each kind at most one is `in_use`; without one
    the product's own is. None is ever removed: an earlier version can be taken up again.

    `by` sent it, `at` that time; `used_by` put it in use, or took it out of use, last.
    """

    __tablename__ = "house_templates"
    __table_args__ = tuple(
        Index(
            f"uq_house_templates_in_use_{owner}",
            f"{owner}_id",
            "kind",
            unique=True,
            sqlite_where=text(f"in_use AND committee_id {there}"),
            postgresql_where=text(f"in_use AND committee_id {there}"),
        )
        for owner, there in (("council", "IS NULL"), ("committee", "IS NOT NULL"))
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    council_id: Mapped[int] = mapped_column(ForeignKey("councils.id"), index=True)
    committee_id: Mapped[int | None] = mapped_column(ForeignKey("committees.id"), index=True)
    kind: Mapped[TemplateKind]
    version: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(255))
    size: Mapped[int]
    in_use: Mapped[bool] = mapped_column(default=False)
    by: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime]
    used_by: Mapped[str] = mapped_column(String(200), default="", server_default="")
    used_since: Mapped[datetime | None]
