"""What is sent and answered by e-mail: who is written to, letters waiting and sent, and links that need no account.

Contact details stand here and nowhere else, so that no page or document of the record can print them.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from scrutiny.database import Base


class Contact(Base):
    """Where an owner of actions is written to, by the name that the tracker has."""

    __tablename__ = "contacts"
    __table_args__ = (UniqueConstraint("council_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    council_id: Mapped[int] = mapped_column(ForeignKey("councils.id"))
    name: Mapped[str] = mapped_column(String(250))
    email: Mapped[str] = mapped_column(String(320))


class Letter(Base):
    """A letter in the outbox. It is queued by the change that it tells of, and sent after that is on the disk.

    `once` names the occasion ("digest 2021-11-15 jo@example.org"): the same letter cannot be queued twice. It waits
    until `next_try_at`; it is done with when it has `sent_at`, or `given_up_because` nobody can deliver it. Why the
    last try was in vain is its `last_trouble`. The body of a letter that was sent is let go. `tells_of` are the ids of
    the actions whose text stands in it: it is not sent when one of them has been made exempt meanwhile.
    """

    __tablename__ = "letters"
    __table_args__ = (Index("ix_letters_sent_at_next_try_at", "sent_at", "next_try_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    once: Mapped[str] = mapped_column(String(400), unique=True)
    email: Mapped[str] = mapped_column(String(320))
    name: Mapped[str] = mapped_column(String(250), default="")
    subject: Mapped[str] = mapped_column(String(255))
    body: Mapped[str]
    queued_at: Mapped[datetime]
    tries: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    given_up_because: Mapped[str] = mapped_column(default="")
    last_trouble: Mapped[str] = mapped_column(default="")
    tells_of: Mapped[list[int]] = mapped_column(JSON, default=list)


class Reminder(Base):
    """That somebody was told of an action (`about` "actions") or of draft minutes ("meetings") on that day."""

    __tablename__ = "reminders"
    __table_args__ = (UniqueConstraint("about", "about_id", "email", "told_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    about: Mapped[str] = mapped_column(String(20))
    about_id: Mapped[int]
    email: Mapped[str] = mapped_column(String(320))
    told_on: Mapped[date]


class AnswerLink(Base):
    """A link by which an owner reports on one action without an account. Only a digest of its secret part is kept."""

    __tablename__ = "answer_links"

    id: Mapped[int] = mapped_column(primary_key=True)
    action_id: Mapped[int] = mapped_column(ForeignKey("actions.id"), index=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(String(250))
    email: Mapped[str] = mapped_column(String(320))
    made_at: Mapped[datetime]
    expires_on: Mapped[date]
    withdrawn_at: Mapped[datetime | None]
    used_at: Mapped[datetime | None]
