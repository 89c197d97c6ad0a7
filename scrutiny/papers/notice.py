"""The public notice of a meeting (LGA 1972 s.100A(6)(a)): time and place, five clear days before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import TYPE_CHECKING

from scrutiny.domain.working_days import Calendar
from scrutiny.papers import agenda

if TYPE_CHECKING:
    from scrutiny.queries.agenda import AgendaFacts


@dataclass(frozen=True, slots=True)
class Notice:
    council: str
    committee: str
    on: date
    at: time
    venue: str
    status: str
    rearranged_from: date | None
    given_on: date | None
    publish_by: date | None
    clear_days: int
    business: tuple[str, ...]
    exempt: tuple[str, ...]
    notes: tuple[str, ...]


def of(facts: AgendaFacts, *, calendar: Calendar | None = None) -> Notice:
    """Arrange the notice. It is for the public, so exempt business stands under its public title alone."""
    paper = agenda.of(facts, exempt=False, drafts=True, calendar=calendar)
    return Notice(
        council=paper.council,
        committee=paper.committee,
        on=paper.on,
        at=paper.at,
        venue=paper.venue,
        status=paper.status,
        rearranged_from=paper.rearranged_from,
        given_on=paper.published_on,
        publish_by=paper.publish_by,
        clear_days=facts.meeting.clear_days,
        business=tuple(line.title for line in paper.part_one),
        exempt=tuple(line.title for line in paper.part_two),
        notes=paper.notes,
    )
