"""Minutes, their numbers and versions, the resolutions in them, votes and declarations."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from scrutiny.database import Base
from scrutiny.domain.vocabulary import Choice, InterestKind, MinutesState, ResolutionKind
from scrutiny.models.agenda import AgendaItem


class MinuteSeries(Base):
    """A run of minute numbers: a committee's, or the whole council's where they run across committees."""

    __tablename__ = "minute_series"
    __table_args__ = (UniqueConstraint("council_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    council_id: Mapped[int] = mapped_column(ForeignKey("councils.id"))
    committee_id: Mapped[int | None] = mapped_column(ForeignKey("committees.id"), index=True)
    name: Mapped[str] = mapped_column(String(100))
    year: Mapped[int | None]
    starts_at: Mapped[int] = mapped_column(default=1)


class MinuteNumber(Base):
    """A number once issued. It is never deleted, so it can never be issued again, even when its minute is voided."""

    __tablename__ = "minute_numbers"
    __table_args__ = (
        UniqueConstraint("series_id", "ordinal", "suffix"),
        UniqueConstraint("series_id", "printed"),
        CheckConstraint("ordinal >= 0", name="ordinal_not_negative"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    series_id: Mapped[int] = mapped_column(ForeignKey("minute_series.id"))
    ordinal: Mapped[int]
    suffix: Mapped[str] = mapped_column(String(5), default="")
    printed: Mapped[str] = mapped_column(String(40))
    void_because: Mapped[str] = mapped_column(default="")


class Minute(Base):
    """The record of one item: a narrative in Markdown and the clauses resolved. One number, issued once."""

    __tablename__ = "minutes"

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_items.id"), unique=True)
    number_id: Mapped[int | None] = mapped_column(ForeignKey("minute_numbers.id"), unique=True)
    narrative: Mapped[str] = mapped_column(default="")
    public_summary: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column(default=1)

    item: Mapped[AgendaItem] = relationship(lazy="raise_on_sql", back_populates="minute")
    number: Mapped[MinuteNumber | None] = relationship(lazy="raise_on_sql")
    resolutions: Mapped[list[Resolution]] = relationship(
        lazy="raise_on_sql", order_by="Resolution.position", back_populates="minute"
    )

    __mapper_args__ = {"version_id_col": version}


class MinuteVersion(Base):
    """A text that a minute once had. Kept when it is agreed, confirmed, amended or corrected; never changed."""

    __tablename__ = "minute_versions"

    id: Mapped[int] = mapped_column(primary_key=True)
    minute_id: Mapped[int] = mapped_column(ForeignKey("minutes.id"), index=True)
    state: Mapped[MinutesState]
    narrative: Mapped[str]
    resolved: Mapped[str]
    because: Mapped[str] = mapped_column(default="")
    by: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime]


class Resolution(Base):
    """A clause under RESOLVED. A lone clause has no letter."""

    __tablename__ = "resolutions"
    __table_args__ = (UniqueConstraint("minute_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    minute_id: Mapped[int] = mapped_column(ForeignKey("minutes.id"))
    position: Mapped[int]
    letter: Mapped[str] = mapped_column(String(5), default="")
    text: Mapped[str]
    kind: Mapped[ResolutionKind] = mapped_column(default=ResolutionKind.NONE)

    minute: Mapped[Minute] = relationship(lazy="raise_on_sql", back_populates="resolutions")


class Vote(Base):
    """A vote on an item: counts always, names where a recorded vote was asked for."""

    __tablename__ = "votes"
    __table_args__ = (CheckConstraint('"for" >= 0 AND against >= 0 AND abstained >= 0', name="counts_not_negative"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_items.id"), index=True)
    motion: Mapped[str] = mapped_column(default="")
    for_: Mapped[int] = mapped_column("for", default=0)
    against: Mapped[int] = mapped_column(default=0)
    abstained: Mapped[int] = mapped_column(default=0)
    moved_by: Mapped[str] = mapped_column(String(250), default="")
    seconded_by: Mapped[str] = mapped_column(String(250), default="")

    casts: Mapped[list[VoteCast]] = relationship(lazy="raise_on_sql", order_by="VoteCast.id")


class VoteCast(Base):
    __tablename__ = "vote_casts"
    __table_args__ = (UniqueConstraint("vote_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    vote_id: Mapped[int] = mapped_column(ForeignKey("votes.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    name: Mapped[str] = mapped_column(String(250))
    choice: Mapped[Choice]


class Declaration(Base):
    """An interest declared. A sensitive one is printed as "an interest" (Localism Act 2011 s.32)."""

    __tablename__ = "declarations"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True)
    item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_items.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    name: Mapped[str] = mapped_column(String(250))
    kind: Mapped[InterestKind]
    detail: Mapped[str] = mapped_column(default="")
    sensitive: Mapped[bool] = mapped_column(default=False)
    did: Mapped[str] = mapped_column(default="")
    made_on: Mapped[date | None]
