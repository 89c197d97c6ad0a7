"""Councils, their committees, and the items that stand on every agenda."""

from __future__ import annotations

from datetime import date, time

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from scrutiny.database import Base
from scrutiny.domain.notice import PapersGoUp
from scrutiny.domain.numbering import Restart
from scrutiny.domain.vocabulary import ItemKind, Nation


class Council(Base):
    """The body. Its settings choose how notice is counted; the rules themselves are in `domain.notice`."""

    __tablename__ = "councils"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200), unique=True)
    nation: Mapped[Nation] = mapped_column(default=Nation.ENGLAND)
    clear_days: Mapped[int] = mapped_column(default=5)
    saturdays_count: Mapped[bool] = mapped_column(default=False)
    papers_go_up: Mapped[PapersGoUp] = mapped_column(default=PapersGoUp.BY_CLOSE_OF_A_WORKING_DAY)
    vision: Mapped[str] = mapped_column(default="")
    notes_for_the_public: Mapped[str] = mapped_column(default="")


class Committee(Base):
    """A scrutiny committee. `introduction` heads its work programme; `usual_venue` may name two rooms."""

    __tablename__ = "committees"
    __table_args__ = (CheckConstraint("quorum >= 0", name="quorum_not_negative"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    council_id: Mapped[int] = mapped_column(ForeignKey("councils.id"))
    code: Mapped[str] = mapped_column(String(20), unique=True)
    name: Mapped[str] = mapped_column(String(300))
    remit: Mapped[str] = mapped_column(default="")
    introduction: Mapped[str] = mapped_column(default="")
    quorum: Mapped[int] = mapped_column(default=0)
    usual_venue: Mapped[str] = mapped_column(String(300), default="")
    usual_time: Mapped[time] = mapped_column(default=time(10, 0))
    crime_and_disorder: Mapped[bool] = mapped_column(default=False)
    minute_pattern: Mapped[str] = mapped_column(String(50), default="{n}")
    minutes_restart: Mapped[Restart] = mapped_column(default=Restart.EACH_YEAR)
    closed_on: Mapped[date | None]

    council: Mapped[Council] = relationship(lazy="raise_on_sql")


class StandingItem(Base):
    """Business that comes onto an agenda by itself: at every meeting, or once a year in `month`."""

    __tablename__ = "standing_items"
    __table_args__ = (UniqueConstraint("committee_id", "title"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    committee_id: Mapped[int] = mapped_column(ForeignKey("committees.id"), index=True)
    kind: Mapped[ItemKind]
    title: Mapped[str] = mapped_column(String(300))
    position: Mapped[int]
    at_the_end: Mapped[bool] = mapped_column(default=False)
    month: Mapped[int | None]
    topic_id: Mapped[int | None] = mapped_column(ForeignKey("topics.id"))
    ended_on: Mapped[date | None]


class Phrase(Base):
    """A turn of words that the committee's minutes use again and again, kept at hand for whoever writes them."""

    __tablename__ = "phrases"

    id: Mapped[int] = mapped_column(primary_key=True)
    committee_id: Mapped[int] = mapped_column(ForeignKey("committees.id"), index=True)
    position: Mapped[int]
    text: Mapped[str] = mapped_column(String(300))
