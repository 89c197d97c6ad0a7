"""Accounts, the roles they hold, and tries to sign in."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from scrutiny.database import Base
from scrutiny.domain.vocabulary import AccountRole


class Account(Base):
    """Somebody who may sign in, by an e-mail address kept case-folded. Raising `token_version` ends every session.

    `person_id` is the member that a councillor's or a chair's account belongs to. `feed_key` is the secret part of the
    private calendar's address; None while there is no such address.
    """

    __tablename__ = "accounts"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(320), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    password_hash: Mapped[str] = mapped_column(String(200), default="")
    active: Mapped[bool] = mapped_column(default=True)
    demonstration: Mapped[bool] = mapped_column(default=False)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    token_version: Mapped[int] = mapped_column(default=1)
    feed_key: Mapped[str | None] = mapped_column(String(64), unique=True)

    grants: Mapped[list[Grant]] = relationship(lazy="raise_on_sql", cascade="all, delete-orphan")


class Grant(Base):
    """A role on a committee, or on all of them where `committee_id` is empty. Whether it is in force is asked daily."""

    __tablename__ = "grants"
    __table_args__ = (UniqueConstraint("account_id", "committee_id", "role"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    committee_id: Mapped[int | None] = mapped_column(ForeignKey("committees.id"))
    role: Mapped[AccountRole]


class SignInTry(Base):
    """A try to sign in that has not succeeded, kept to slow the next. `origin` is the network address it came from."""

    __tablename__ = "sign_in_tries"
    __table_args__ = (Index("ix_sign_in_tries_email_at", "email", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(320))
    origin: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime]
