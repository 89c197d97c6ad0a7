"""Finds where what a search found is to be read: on whose page, and where on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.domain.searching import Kind
from scrutiny.models.minutes import Minute
from scrutiny.models.programme import WorkProgrammeEntry
from scrutiny.queries.search import Hit


@dataclass(frozen=True, slots=True)
class Places:
    """The item of each minute and the topic of each work programme entry, by their ids."""

    items: dict[int, int]
    topics: dict[int, int]


def of(session: Session, hits: Iterable[Hit]) -> Places:
    found: dict[Kind, list[int]] = {Kind.MINUTE: [], Kind.ENTRY: []}
    for hit in hits:
        if hit.kind in found:
            found[hit.kind].append(hit.subject_id)
    minutes = select(Minute.id, Minute.item_id).where(Minute.id.in_(found[Kind.MINUTE]))
    entries = select(WorkProgrammeEntry.id, WorkProgrammeEntry.topic_id).where(
        WorkProgrammeEntry.id.in_(found[Kind.ENTRY])
    )
    connection = session.connection()
    return Places(
        items={row[0]: row[1] for row in connection.execute(minutes)},
        topics={row[0]: row[1] for row in connection.execute(entries)},
    )
