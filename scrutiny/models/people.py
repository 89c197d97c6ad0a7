"""People, and the seats and portfolios they hold between two dates."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from scrutiny.database import Base
from scrutiny.domain.vocabulary import Role


class Person(Base):
    """Anybody named in the record. `title` ("Rev Preb") and `honours` ("MBE") are as written; no contact details."""

    __tablename__ = "people"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200), index=True)
    title: Mapped[str] = mapped_column(String(50), default="")
    honours: Mapped[str] = mapped_column(String(50), default="")
    post: Mapped[str] = mapped_column(String(200), default="")


class Membership(Base):
    """A seat on a committee. `role_title` is the role as the committee writes it: "Vice-Chairman (Overview)"."""

    __tablename__ = "memberships"
    __table_args__ = (CheckConstraint('"to" IS NULL OR "to" >= "from"', name="ends_after_it_begins"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    committee_id: Mapped[int] = mapped_column(ForeignKey("committees.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    role: Mapped[Role] = mapped_column(default=Role.MEMBER)
    role_title: Mapped[str] = mapped_column(String(100), default="")
    from_: Mapped[date] = mapped_column("from")
    to: Mapped[date | None]
    position: Mapped[int] = mapped_column(default=0)

    person: Mapped[Person] = relationship(lazy="raise_on_sql")


class Portfolio(Base):
    """What a Cabinet Member answers for, between two dates."""

    __tablename__ = "portfolios"
    __table_args__ = (CheckConstraint('"to" IS NULL OR "from" IS NULL OR "to" >= "from"', name="ends_after_it_begins"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    from_: Mapped[date | None] = mapped_column("from")
    to: Mapped[date | None]

    person: Mapped[Person] = relationship(lazy="raise_on_sql")
