"""The days a council's offices are closed, and the years for which anybody has entered them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from scrutiny.database import Base


class Closure(Base):
    """A bank holiday, a one-off holiday, or a local closed day."""

    __tablename__ = "closures"
    __table_args__ = (UniqueConstraint("council_id", "on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    council_id: Mapped[int] = mapped_column(ForeignKey("councils.id"))
    on: Mapped[date]
    name: Mapped[str] = mapped_column(String(200))


class CoveredYear(Base):
    """A calendar year whose closures are loaded. A year without such a row is refused, never assumed empty."""

    __tablename__ = "covered_years"

    council_id: Mapped[int] = mapped_column(ForeignKey("councils.id"), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class AnnualMeeting(Base):
    """The day on which a municipal year begins, where the council has fixed it (LGA 1972 Sch. 12)."""

    __tablename__ = "annual_meetings"

    council_id: Mapped[int] = mapped_column(ForeignKey("councils.id"), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    on: Mapped[date]
