"""The papers of one item: as its officer works on them, and what the public is told of a paper that was replaced."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from scrutiny.domain import files
from scrutiny.domain.vocabulary import Inspection, Part
from scrutiny.papers.agenda import paragraphs

if TYPE_CHECKING:
    from scrutiny.models.agenda import AgendaItem
    from scrutiny.models.documents import Document, DocumentVersion


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper. `described` is "" while it is to follow; `times` is how often it was replaced.

    `carries` is what its file tells besides what is read on it, a sentence each.
    """

    document_id: int
    title: str
    name: str
    described: str
    exempt: bool
    paragraphs: tuple[int, ...]
    to_follow: bool
    received_on: date | None
    supplement: int
    times: int
    withdrawn_because: str
    carries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class File:
    """A file that a paper came as, `because` of what it took the place of the one before it.

    It was `replaced_at` and `replaced_because`, unless it is the paper as it is now.
    """

    number: int
    name: str
    described: str
    by: str
    at: datetime
    inspection: Inspection
    replaced_at: datetime | None = None
    replaced_because: str = ""


def of(
    documents: Sequence[Document], item: AgendaItem, times: Mapping[int, int], carries: Mapping[str, tuple[str, ...]]
) -> tuple[Paper, ...]:
    return tuple(
        one(document, item, times.get(document.id, 0), carries.get(document.sha256, ())) for document in documents
    )


def one(document: Document, item: AgendaItem, times: int = 0, carries: tuple[str, ...] = ()) -> Paper:
    exempt = item.exempt or document.part is Part.TWO
    return Paper(
        document_id=document.id,
        title=document.title,
        name=document.name,
        described="" if document.to_follow else files.described(document.media_type, document.size),
        exempt=exempt,
        paragraphs=paragraphs(document.paragraphs or item.paragraphs) if exempt else (),
        to_follow=document.to_follow,
        received_on=document.received_on,
        supplement=document.supplement,
        times=times,
        withdrawn_because=document.withdrawn_because,
        carries=carries,
    )


def came_as(versions: Sequence[DocumentVersion]) -> tuple[File, ...]:
    """All its files, the newest first."""
    after = {version.number - 1: version for version in versions}
    return tuple(_file(version, after.get(version.number)) for version in reversed(versions))


def published(versions: Sequence[DocumentVersion]) -> tuple[File, ...]:
    """Those that the public has had before its eyes, the newest first: who sent them is nobody's business."""
    return tuple(file for file in came_as(versions) if file.inspection is not Inspection.NONE)


def _file(version: DocumentVersion, after: DocumentVersion | None) -> File:
    return File(
        number=version.number,
        name=version.name,
        described=files.described(version.media_type, version.size),
        by=version.by,
        at=version.at,
        inspection=version.inspection,
        replaced_at=after.at if after else None,
        replaced_because=after.because if after else "",
    )
