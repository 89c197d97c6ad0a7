"""Finds the papers of an agenda item, their files, and what decides who may read one."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import Select, case, func, or_, select
from sqlalchemy.orm import Session

from scrutiny.domain.vocabulary import Inspection, Part
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.documents import Document, DocumentVersion, StoredFile
from scrutiny.models.history import HistoryLine
from scrutiny.models.meetings import Meeting
from scrutiny.queries.rows import AnyRow, Rows
from scrutiny.queries.withheld import EXEMPT, PUBLISHED

_WITHDRAWAL = (
    select(func.max(HistoryLine.at))
    .where(
        HistoryLine.subject == Document.__tablename__,
        HistoryLine.subject_id == Document.id,
        HistoryLine.did == "changed",
        HistoryLine.after["withdrawn_because"].as_string() != "",
    )
    .correlate(Document)
    .scalar_subquery()
)
WITHDRAWN_AT = case((Document.withdrawn_because != "", _WITHDRAWAL)).label("withdrawn_at")
"""When a paper was withdrawn, as the history has it; it is looked for of none that stands."""

EXEMPT_PAPER = (Document.part == Part.TWO, Document.withdrawn_because == "")


def of_item(session: Session, item_id: int) -> list[Document]:
    """In their order, those withdrawn among them, as the database has them now."""
    found = select(Document).where(Document.item_id == item_id).order_by(Document.position, Document.id)
    return list(session.scalars(found.execution_options(populate_existing=True)))


def versions(session: Session, document_id: int) -> list[DocumentVersion]:
    """The files that a paper came as, the first first."""
    found = select(DocumentVersion).where(DocumentVersion.document_id == document_id)
    return list(session.scalars(found.order_by(DocumentVersion.number)))


def times_replaced(session: Session, item_id: int) -> dict[int, int]:
    """By paper of the item, how often; those never replaced are not named."""
    counted = func.count(DocumentVersion.id) - 1
    found = (
        select(DocumentVersion.document_id, counted)
        .join(Document, Document.id == DocumentVersion.document_id)
        .where(Document.item_id == item_id)
        .group_by(DocumentVersion.document_id)
        .having(counted > 0)
    )
    return dict(session.execute(found).all())


def carries(session: Session, documents: Collection[Document]) -> dict[str, tuple[str, ...]]:
    """What their files tell besides what their readers see, by the file's SHA-256; a file that tells nothing is not."""
    found = select(StoredFile.sha256, StoredFile.carries).where(
        StoredFile.sha256.in_({document.sha256 for document in documents}), StoredFile.carries != ""
    )
    return {sha256: tuple(told.split("\n")) for sha256, told in session.execute(found)}


def unread(session: Session) -> Rows:
    """Files that papers name and of whose text nothing is known: sha256 and name, each once."""
    known = select(StoredFile.sha256)
    found = select(Document.sha256, func.min(Document.name).label("name")).where(
        Document.sha256 != "", Document.sha256.not_in(known)
    )
    return session.execute(found.group_by(Document.sha256).order_by(Document.sha256)).all()


def counts(session: Session, item_ids: Collection[int]) -> dict[int, int]:
    """By item, how many papers it has; those that are withdrawn are not counted."""
    found = select(Document.item_id, func.count()).where(
        Document.item_id.in_(item_ids), Document.withdrawn_because == ""
    )
    return dict(session.execute(found.group_by(Document.item_id)).all())


def with_exempt_papers(session: Session, meeting_id: int) -> set[int]:
    """The items of an agenda that have an exempt paper, open ones among them."""
    found = select(Document.item_id).join(AgendaItem, AgendaItem.id == Document.item_id)
    return set(session.scalars(found.where(AgendaItem.meeting_id == meeting_id, *EXEMPT_PAPER)))


def was_out(session: Session, document_id: int, meeting_id: int) -> bool:
    """Whether the meeting's agenda was published at any time since the paper was put on it, as the history has it.

    Of a paper whose coming no history tells, it must be believed.
    """
    came = (HistoryLine.subject == Document.__tablename__, HistoryLine.subject_id == document_id)
    put_on = session.scalar(select(func.min(HistoryLine.id)).where(*came, HistoryLine.did == "added"))
    of_meeting = (HistoryLine.subject == Meeting.__tablename__, HistoryLine.subject_id == meeting_id)
    lines = session.execute(select(HistoryLine.id, HistoryLine.after).where(*of_meeting).order_by(HistoryLine.id))
    published = [(id_, after["published_on"] is not None) for id_, after in lines if "published_on" in after]
    before = [out for id_, out in published if put_on is not None and id_ < put_on]
    since = [out for id_, out in published if put_on is not None and id_ > put_on]
    return put_on is None or any((*before[-1:], *since))


def to_read(session: Session, document_id: int) -> AnyRow | None:
    """A paper's file as it is now, with what decides who may read it: `exempt`, `published`, `withdrawn_because`."""
    file = (Document.sha256, Document.name, Document.media_type, Document.size)
    return session.execute(_read(*file).where(Document.id == document_id)).one_or_none()


def version_to_read(session: Session, document_id: int, number: int) -> AnyRow | None:
    """One of the files that it came as; the last is as open as the paper itself, an earlier one where it is `open`."""
    version = DocumentVersion
    file = (version.sha256, version.name, version.media_type, version.size)
    latest = select(func.max(version.number)).where(version.document_id == document_id).scalar_subquery()
    found = _read(*file, or_(version.inspection == Inspection.OPEN, version.number == latest).label("open"))
    found = found.join(version, version.document_id == Document.id)
    return session.execute(found.where(Document.id == document_id, version.number == number)).one_or_none()


def _read(*columns: Any) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Document.id,
            Document.title,
            Document.to_follow,
            Document.withdrawn_because,
            WITHDRAWN_AT,
            or_(Document.part == Part.TWO, EXEMPT).label("exempt"),
            PUBLISHED.label("published"),
            Document.item_id,
            AgendaItem.meeting_id,
            Meeting.on,
            Meeting.committee_id,
            *columns,
        )
        .join(AgendaItem, AgendaItem.id == Document.item_id)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
    )
