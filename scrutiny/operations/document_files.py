"""The files that papers came as: each written down as a version of its paper, and its text once for the search."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from scrutiny.database import author_of
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.searching import Kind
from scrutiny.domain.vocabulary import Inspection
from scrutiny.models.documents import Document, DocumentVersion, StoredFile
from scrutiny.operations import search
from scrutiny.queries import documents as queries

if TYPE_CHECKING:
    from scrutiny.intake.uploads import Upload


def put(session: Session, document: Document, upload: Upload, *, because: str = "") -> None:
    """Make the upload, which the store has, the paper's file. Raises RuleBroken where its item has that very file."""
    _require_new(session, document, upload)
    _remember(session, upload)
    document.sha256, document.name = upload.sha256, upload.name
    document.media_type, document.size = upload.media_type, upload.size
    author = author_of(session)
    earlier = queries.versions(session, document.id)
    session.add(
        DocumentVersion(
            document_id=document.id,
            number=len(earlier) + 1,
            sha256=upload.sha256,
            name=upload.name,
            media_type=upload.media_type,
            size=upload.size,
            because=because,
            by=author.name,
            at=author.at,
        )
    )
    session.flush()


def read_again(session: Session, upload: Upload) -> None:
    """Know the text of a file that papers name already: they came from another record, and the file by another way."""
    _remember(session, upload)
    for document_id in session.scalars(select(Document.id).where(Document.sha256 == upload.sha256)):
        search.touch(session, Kind.DOCUMENT, document_id)


def replaced_in_public(session: Session, document: Document) -> None:
    """Let the public go on reading the file that is about to be replaced: they have it in their hands."""
    for version in queries.versions(session, document.id)[-1:]:
        version.inspection = Inspection.OPEN


def close_earlier(session: Session, document_ids: Collection[int]) -> None:
    """What was withheld once is not opened again with the paper: nobody may look at its earlier files any more."""
    of_them = DocumentVersion.document_id.in_(document_ids)
    for version in session.scalars(
        select(DocumentVersion).where(of_them, DocumentVersion.inspection == Inspection.OPEN)
    ):
        version.inspection = Inspection.CLOSED


def _require_new(session: Session, document: Document, upload: Upload) -> None:
    """Raises RuleBroken where the item has that very file."""
    same = (Document.sha256 == upload.sha256, Document.withdrawn_because == "")
    title = session.scalar(select(Document.title).where(Document.item_id == document.item_id, *same).limit(1))
    if title is not None:
        raise RuleBroken(f"‘{upload.name}’ is on this item already, as “{title}”.")


def _remember(session: Session, upload: Upload) -> None:
    """Once for each content, whoever sends it: two committees may be sent one report in the same moment.

    Of what the record printed for a pack no words are kept, until somebody sends it in as a paper.
    """
    there = session.get(StoredFile, upload.sha256)
    if there is not None:
        if not there.text:
            there.text, there.carries = upload.text, "\n".join(upload.carries)
        return
    kept = StoredFile(
        sha256=upload.sha256,
        size=upload.size,
        media_type=upload.media_type,
        text=upload.text,
        carries="\n".join(upload.carries),
    )
    try:
        with session.begin_nested():
            session.add(kept)
    except IntegrityError:
        return  # the other was first: it is the same file
