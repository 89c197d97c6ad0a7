"""Papers that go with an agenda item, and the files that they came as."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from scrutiny.database import Base
from scrutiny.domain.vocabulary import Inspection, Part


class Document(Base):
    """A report or appendix named on an agenda. Without `sha256` it is still to follow.

    What it is now; what it was before it was replaced is kept in its versions. `name` is the file's own, `size` in
    bytes. `supplement` is the number of the supplement that it came with, 0 with the agenda itself. Once published, a
    paper is not taken away: it is withdrawn, for a reason. An exempt paper of a public item claims its own
    `paragraphs` of Schedule 12A, one of an exempt item those of the item.
    """

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
    name: Mapped[str] = mapped_column(String(255), default="")
    size: Mapped[int] = mapped_column(default=0)
    supplement: Mapped[int] = mapped_column(default=0)
    withdrawn_because: Mapped[str] = mapped_column(default="")
    paragraphs: Mapped[str] = mapped_column(String(60), default="")


class DocumentVersion(Base):
    """A file that a paper came as, from the first (`number` 1) on, and `because` of what it took the place of another.

    `inspection` says whether the public may go on reading it when it was replaced. Nothing else of it ever changes, and
    none that was published is removed.
    """

    __tablename__ = "document_versions"
    __table_args__ = (UniqueConstraint("document_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"))
    number: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    name: Mapped[str] = mapped_column(String(255))
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int]
    because: Mapped[str] = mapped_column(default="")
    inspection: Mapped[Inspection] = mapped_column(default=Inspection.NONE)
    by: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime]


class StoredFile(Base):
    """A file in the store, by the SHA-256 of what is in it, and the text that was read from it for the search.

    `carries` is what it tells besides, a sentence a line: tracked changes, an author's name. It is for the desk alone.
    """

    __tablename__ = "stored_files"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    size: Mapped[int]
    media_type: Mapped[str] = mapped_column(String(100))
    text: Mapped[str] = mapped_column(default="")
    carries: Mapped[str] = mapped_column(default="")
