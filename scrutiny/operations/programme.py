"""Changes the work programme: entries are added, given a date or another, and closed with a reason, never lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scrutiny.domain import lifecycles
from scrutiny.domain.dates import written
from scrutiny.domain.municipal_year import MunicipalYear
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.text import clean, one_line
from scrutiny.domain.vocabulary import Capacity, EntryStatus, ItemOutcome, MeetingStatus, Section
from scrutiny.models.agenda import Topic
from scrutiny.models.committees import Committee
from scrutiny.models.meetings import Meeting
from scrutiny.models.minutes import Resolution
from scrutiny.models.programme import EntryLead, EntryMove, EntryOrigin, WorkProgrammeEntry
from scrutiny.operations import agenda
from scrutiny.operations.reasons import required
from scrutiny.operations.topics import open_topic
from scrutiny.queries import closures


@dataclass(frozen=True, slots=True)
class LeadNamed:
    """Somebody who answers for an entry, with the label as written; the name may still be empty."""

    label: str
    name: str = ""
    capacity: Capacity = Capacity.OTHER
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class Slot:
    """Where an entry is planned: a meeting, a day, or words like "July 2022". None of them is "to be confirmed"."""

    meeting: Meeting | None = None
    day: date | None = None
    words: str = ""

    @property
    def on(self) -> date | None:
        return self.meeting.on if self.meeting else self.day

    @property
    def status(self) -> EntryStatus:
        known = self.meeting is not None or self.day is not None or bool(self.words)
        return EntryStatus.PLANNED if known else EntryStatus.TO_BE_CONFIRMED


TO_BE_CONFIRMED = Slot()


def add_entry(
    session: Session,
    *,
    committee: Committee,
    title: str,
    on: date,
    at: Slot = TO_BE_CONFIRMED,
    topic: Topic | None = None,
    section: Section = Section.PROGRAMME,
    details: str = "",
    leads: Sequence[LeadNamed] = (),
    year: MunicipalYear | None = None,
    asked_by: Resolution | None = None,
) -> WorkProgrammeEntry:
    """Put a topic on the programme of the year that its slot, or else `on`, falls in. Without a topic one is opened."""
    _require_open(at)
    title = one_line(title, field="The title", most=300)
    topic = topic or open_topic(session, committee=committee, title=title, on=on)
    starts = (year or _year_of(session, committee.id, at.on or on)).starts
    entry = WorkProgrammeEntry(
        committee_id=committee.id,
        topic_id=topic.id,
        year=starts,
        section=section,
        position=_last_position(session, committee.id, starts, section) + 1,
        title=title,
        details=clean(details, field="The details"),
        leads=[
            EntryLead(
                label=lead.label, name=lead.name, capacity=lead.capacity, person_id=lead.person_id, position=place
            )
            for place, lead in enumerate(leads)
        ],
    )
    _place(entry, at)
    session.add(entry)
    session.flush()
    if asked_by is not None:
        answer(session, asked_by, entry=entry)
    return entry


def answer(session: Session, resolution: Resolution, *, entry: WorkProgrammeEntry) -> EntryOrigin:
    """Say that an entry is what a resolution asked for, so that rolling forward asks no more. It stays so for ever."""
    held = session.scalar(select(EntryOrigin).where(EntryOrigin.resolution_id == resolution.id))
    if held is not None and held.entry_id != entry.id:
        raise RuleBroken("Another entry of the programme answers this resolution already. Change that entry instead.")
    if held is None:
        held = EntryOrigin(entry_id=entry.id, resolution_id=resolution.id)
        session.add(held)
        session.flush()
    return held


def defer(session: Session, entry: WorkProgrammeEntry, *, to: Slot, because: str, on: date) -> EntryMove:
    """Move an entry to another slot with the reason; on an agenda still to come it is taken off or marked deferred."""
    because = required(because, "why the entry is moved")
    _require_open(to)
    if entry.status.open and (entry.meeting_id, entry.planned_on, entry.when, entry.status) == _columns(to):
        raise RuleBroken(f"“{entry.title}” is planned for that already. Choose another meeting or date.")
    if to.status is not entry.status:
        lifecycles.require(entry.status, to.status)
    year = _year_of(session, entry.committee_id, to.on).starts if to.on else entry.year
    move = EntryMove(
        entry_id=entry.id,
        on=on,
        from_meeting_id=entry.meeting_id,
        to_meeting_id=to.meeting.id if to.meeting else None,
        from_when=entry.when or (written(entry.planned_on) if entry.planned_on else ""),
        to_when=to.words or (written(to.day) if to.day else ""),
        from_year=entry.year if year != entry.year else None,
        to_year=year if year != entry.year else None,
        because=because,
    )
    session.add(move)
    agenda.take_off(session, entry, keep_at=to.meeting, outcome=ItemOutcome.DEFERRED, because=because)
    _place(entry, to)
    entry.year = year
    session.flush()
    return move


def leave_to_be_confirmed(session: Session, entry: WorkProgrammeEntry, *, because: str, on: date) -> EntryMove:
    return defer(session, entry, to=TO_BE_CONFIRMED, because=because, on=on)


def withdraw(session: Session, entry: WorkProgrammeEntry, *, because: str) -> WorkProgrammeEntry:
    """Withdraw an entry: it stays on the page as withdrawn, with the reason."""
    because = required(because, "why the entry is withdrawn")
    lifecycles.require(entry.status, EntryStatus.WITHDRAWN)
    agenda.take_off(session, entry, outcome=ItemOutcome.WITHDRAWN, because=because)
    entry.status, entry.status_because = EntryStatus.WITHDRAWN, because
    session.flush()
    return entry


def complete(session: Session, entry: WorkProgrammeEntry, *, outcome: str) -> WorkProgrammeEntry:
    """Close an entry with what came of it."""
    outcome = required(outcome, "what came of it")
    lifecycles.require(entry.status, EntryStatus.COMPLETED)
    agenda.take_off(session, entry, outcome=ItemOutcome.WITHDRAWN, because=outcome)
    entry.status, entry.outcome = EntryStatus.COMPLETED, outcome
    session.flush()
    return entry


def _require_open(slot: Slot) -> None:
    if slot.meeting is not None and slot.meeting.status in (MeetingStatus.HELD, MeetingStatus.CANCELLED):
        state = slot.meeting.status.label.lower()
        raise RuleBroken(f"The meeting on {written(slot.meeting.on)} is {state}. Choose one that is still to come.")


def _columns(slot: Slot) -> tuple[int | None, date | None, str, EntryStatus]:
    return slot.meeting.id if slot.meeting else None, slot.day, slot.words, slot.status


def _place(entry: WorkProgrammeEntry, slot: Slot) -> None:
    entry.meeting_id, entry.planned_on, entry.when, entry.status = _columns(slot)


def _year_of(session: Session, committee_id: int, day: date) -> MunicipalYear:
    council_id = session.scalar(select(Committee.council_id).where(Committee.id == committee_id))
    return MunicipalYear.of(day, closures.annual_meetings(session, council_id or 0))


def _last_position(session: Session, committee_id: int, year: int, section: Section) -> int:
    of_table = select(func.max(WorkProgrammeEntry.position)).where(
        WorkProgrammeEntry.committee_id == committee_id,
        WorkProgrammeEntry.year == year,
        WorkProgrammeEntry.section == section,
    )
    return session.scalar(of_table) or 0
