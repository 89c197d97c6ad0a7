"""The work programme, and which resolutions asked for its rows."""

from __future__ import annotations

from collections import Counter

from sqlalchemy.orm import Session

from scrutiny.domain.record import Record
from scrutiny.domain.record.programme import Entry
from scrutiny.models.committees import Committee
from scrutiny.models.programme import EntryLead, EntryMove, EntryOrigin, WorkProgrammeEntry
from scrutiny.operations.record.agendas import Clauses
from scrutiny.operations.record.places import Places


def store(session: Session, record: Record, committee: Committee, places: Places) -> None:
    """Rows in the order of their table, with those who answer for them and where they were moved."""
    last: Counter[tuple[object, object]] = Counter()
    for row in record.work_programme:
        last[row.year, row.section] += 1
        session.add(_entry(row, last[row.year, row.section], committee, places))
    session.flush()
    for row in record.work_programme:
        session.add_all(
            EntryLead(
                entry_id=places.entry(row.id),
                person_id=places.person(lead.person),
                name=lead.name,
                capacity=lead.capacity,
                label=lead.label,
                position=position,
            )
            for position, lead in enumerate(row.leads or (), start=1)
        )
        session.add_all(
            EntryMove(
                entry_id=places.entry(row.id),
                on=move.on,
                from_meeting_id=places.meeting(move.from_meeting),
                to_meeting_id=places.meeting(move.to_meeting),
                from_when=move.from_when,
                to_when=move.to_when,
                from_year=move.from_year,
                to_year=move.to_year,
                because=move.because,
            )
            for move in row.moves
        )
    session.flush()


def store_origins(session: Session, record: Record, places: Places, clauses: Clauses) -> None:
    """When the resolutions are stored."""
    session.add_all(
        EntryOrigin(entry_id=places.entry(row.id), resolution_id=clauses[asked.item, int(asked.resolution)])
        for row in record.work_programme
        for asked in row.asked_by
    )
    session.flush()


def _entry(row: Entry, position: int, committee: Committee, places: Places) -> WorkProgrammeEntry:
    return WorkProgrammeEntry(
        id=places.entry(row.id),
        committee_id=committee.id,
        topic_id=places.topic(row.topic),
        meeting_id=places.meeting(row.meeting_id),
        year=row.year,
        section=row.section,
        position=position,
        title=row.title,
        planned_on=row.planned_on,
        when=row.when,
        details=row.details,
        outcome=row.outcome,
        status=row.status,
        status_because=row.status_because,
    )
