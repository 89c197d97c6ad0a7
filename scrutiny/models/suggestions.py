"""What is suggested for the work programme, and how a committee weighs it before it takes it up."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from scrutiny.database import Base
from scrutiny.domain.vocabulary import Listed


class Suggestion(Base):
    """Somebody's suggestion: on the long list, the short list, taken up as an entry, or declined with the reason."""

    __tablename__ = "suggestions"

    id: Mapped[int] = mapped_column(primary_key=True)
    committee_id: Mapped[int] = mapped_column(ForeignKey("committees.id"), index=True)
    entry_id: Mapped[int | None] = mapped_column(ForeignKey("work_programme_entries.id"), index=True)
    title: Mapped[str] = mapped_column(String(300))
    suggested_by: Mapped[str] = mapped_column(String(250), default="")
    suggested_on: Mapped[date]
    why: Mapped[str] = mapped_column(default="")
    listed: Mapped[Listed] = mapped_column(default=Listed.LONG_LIST)
    listed_because: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column(default=1)

    scores: Mapped[list[Score]] = relationship(lazy="raise_on_sql", cascade="all, delete-orphan")

    __mapper_args__ = {"version_id_col": version}


class Criterion(Base):
    """What a committee scores suggestions by ("Public interest"), from 0 to `most`. Without any, nothing is scored."""

    __tablename__ = "criteria"
    __table_args__ = (UniqueConstraint("committee_id", "name"), CheckConstraint("most > 0", name="something_to_give"))

    id: Mapped[int] = mapped_column(primary_key=True)
    committee_id: Mapped[int] = mapped_column(ForeignKey("committees.id"), index=True)
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(100))
    guidance: Mapped[str] = mapped_column(default="")
    most: Mapped[int] = mapped_column(default=5)
    ended_on: Mapped[date | None]


class Score(Base):
    __tablename__ = "scores"
    __table_args__ = (UniqueConstraint("suggestion_id", "criterion_id"), CheckConstraint("points >= 0", name="counts"))

    id: Mapped[int] = mapped_column(primary_key=True)
    suggestion_id: Mapped[int] = mapped_column(ForeignKey("suggestions.id"), index=True)
    criterion_id: Mapped[int] = mapped_column(ForeignKey("criteria.id"))
    points: Mapped[int]
