"""The work programme of a record: all years, each in its four tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scrutiny.domain.record.people import named
from scrutiny.domain.record.programme import Asked, Entry, Move
from scrutiny.domain.vocabulary import Capacity, Section
from scrutiny.papers.groups import grouped
from scrutiny.papers.record.meetings import lead
from scrutiny.papers.record.references import Days

if TYPE_CHECKING:
    from scrutiny.queries.record import RecordFacts

_TABLES = list(Section)


def entries(facts: RecordFacts, days: Days) -> tuple[Entry, ...]:
    leads = grouped(facts.entry_leads, "entry_id")
    moves = grouped(facts.moves, "entry_id")
    origins = grouped(facts.origins, "entry_id")
    in_order = sorted(facts.entries, key=lambda row: (row.year, _TABLES.index(row.section)))
    return tuple(_entry(row, leads[row.id], moves[row.id], origins[row.id], days) for row in in_order)


def _entry(row: Any, leads: list[Any], moves: list[Any], origins: list[Any], days: Days) -> Entry:
    answering = tuple(lead(each) for each in leads)
    return Entry(
        id=row.id,
        meeting=days.on(row.meeting_id),
        section=row.section,
        title=row.title,
        cabinet_members=named(answering, Capacity.CABINET_MEMBER),
        lead_officers=named(answering, Capacity.LEAD_OFFICER),
        details=row.details,
        outcome=row.outcome,
        status=row.status,
        status_because=row.status_because,
        when=row.when,
        planned_on=row.planned_on,
        year=row.year,
        meeting_id=row.meeting_id,
        topic=row.topic_id,
        leads=answering,
        asked_by=tuple(_asked(each, days) for each in origins),
        moves=tuple(_move(each, days) for each in moves),
    )


def _asked(row: Any, days: Days) -> Asked:
    item_id = days.item_of(row.resolution_id)
    clause = days.clause(row.resolution_id)
    return Asked(meeting=days.of_item(item_id), minute=days.minute(item_id), item=item_id, resolution=clause or 1)


def _move(row: Any, days: Days) -> Move:
    return Move(
        on=row.on,
        from_meeting=days.meeting(row.from_meeting_id),
        to_meeting=days.meeting(row.to_meeting_id),
        from_when=row.from_when,
        to_when=row.to_when,
        from_year=row.from_year,
        to_year=row.to_year,
        because=row.because,
    )
