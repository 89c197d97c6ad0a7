"""Packs: the papers of a meeting bound together, and the work of binding them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from scrutiny.database import Base
from scrutiny.domain.vocabulary import Audience, PackKind


class Pack(Base):
    """One bound file. A published one is the same bytes for ever; what changes after is the next version beside it.

    `supplement` is 0 for the agenda's own pack. `made_from` is the digest of all that went in, by which an unchanged
    pack is known; `sha256` is its file in the store, `size` in bytes, `pages` 0 where there are none to count.
    `changed` says what is otherwise than in the version before; `left_out` names each paper that could not be
    converted; `holds` is what is told of openly in either (`domain.packs.Contents`). One that must not be read any
    more, because what it shows became exempt, is `withdrawn_because`.
    """

    __tablename__ = "packs"
    __table_args__ = (
        UniqueConstraint("meeting_id", "supplement", "audience", "kind", "version"),
        {"sqlite_autoincrement": True},  # the address of a draft that is gone is never another pack's
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    supplement: Mapped[int] = mapped_column(default=0)
    audience: Mapped[Audience]
    kind: Mapped[PackKind]
    version: Mapped[int]
    made_from: Mapped[str] = mapped_column(String(64))
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    size: Mapped[int]
    pages: Mapped[int] = mapped_column(default=0)
    published: Mapped[bool] = mapped_column(default=False)
    made_at: Mapped[datetime]
    changed: Mapped[str] = mapped_column(default="")
    left_out: Mapped[str] = mapped_column(default="")
    holds: Mapped[dict[str, object]] = mapped_column(JSON, default=dict)
    withdrawn_because: Mapped[str] = mapped_column(default="")


class PackBuild(Base):
    """That a meeting's packs are to be made again: one row a meeting, so that one build is under way at a time.

    It waits until `started_at`; a worker that is at it says so by `beat_at`, and when that is long ago another takes
    it up. `wanted_at` later than `started_at`: something changed meanwhile, and it is made once more. `done` of `of`
    steps, `doing` in words. Done, the row goes; in vain, it says why.
    """

    __tablename__ = "pack_builds"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), primary_key=True)
    wanted_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    beat_at: Mapped[datetime | None]
    done: Mapped[int] = mapped_column(default=0)
    of: Mapped[int] = mapped_column(default=0)
    doing: Mapped[str] = mapped_column(default="")
    tries: Mapped[int] = mapped_column(default=0)
    failed_because: Mapped[str] = mapped_column(default="")
