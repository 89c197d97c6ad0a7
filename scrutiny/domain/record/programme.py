"""The work programme: a topic's planned slots."""

from dataclasses import dataclass
from datetime import date

from scrutiny.domain.record.people import Lead
from scrutiny.domain.record.references import UNSAID, Dated, Letter, Printed, Reference, Title, Titled, When
from scrutiny.domain.vocabulary import EntryStatus, Section


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The resolution that asked for an entry, by its letter or its place among the clauses, from 1."""

    meeting: Dated = None
    minute: Reference = ""
    item: int = UNSAID
    resolution: int | Letter


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """From one slot to another, and why. `on` is the day it was decided, where that is known."""

    on: date | None = None
    from_meeting: Dated = None
    to_meeting: Dated = None
    from_when: When = ""
    to_when: When = ""
    from_year: int | None = None
    to_year: int | None = None
    because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A row of one of the four tables; `year` is that in which the municipal year of its programme begins."""

    id: int = 0
    meeting: date | None = None
    section: Section = Section.PROGRAMME
    title: Title
    cabinet_members: tuple[Printed, ...] = ()
    lead_officers: tuple[Printed, ...] = ()
    details: str = ""
    outcome: str = ""
    status: EntryStatus = EntryStatus.PLANNED
    status_because: str = ""
    when: When = ""
    planned_on: date | None = None
    year: int | None = None
    meeting_id: int | None = UNSAID
    topic: Titled = UNSAID
    leads: tuple[Lead, ...] | None = None
    asked_by: tuple[Asked, ...] = ()
    moves: tuple[Move, ...] = ()
