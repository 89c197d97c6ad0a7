"""Changes the work programme: entries are added, given a date or another, and closed with a reason, never lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scrutiny.database import author_of
from scrutiny.domain import lifecycles
from scrutiny.domain.dates import written
from scrutiny.domain.leads import LeadNamed
from scrutiny.domain.municipal_year import MunicipalYear
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.text import clean, one_line
from scrutiny.domain.vocabulary import EntryStatus, ItemOutcome, Listed, MeetingStatus, Section
from scrutiny.models.agenda import Topic
from scrutiny.models.committees import Committee
from scrutiny.models.meetings import Meeting
from scrutiny.models.minutes import Resolution
from scrutiny.models.programme import EntryLead, EntryMove, EntryOrigin, WorkProgrammeEntry
from scrutiny.models.suggestions import Suggestion
from scrutiny.operations import agenda, resting
from scrutiny.operations.reasons import required
from scrutiny.operations.topics import open_topic
from scrutiny.queries import closures, entries


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
    title = _titled(title)
    topic = topic or open_topic(session, committee=committee, title=title, on=on)
    starts = (year or _year_of(session, committee.id, at.on or on)).starts
    entry = WorkProgrammeEntry(
        committee_id=committee.id,
        topic_id=topic.id,
        year=starts,
        section=section,
        position=last_position(session, committee.id, starts, section) + 1,
        title=title,
        details=clean(details, field="The details"),
        leads=_answering(session, leads),
    )
    _place(entry, at)
    session.add(entry)
    session.flush()
    if asked_by is not None:
        answer(session, asked_by, entry=entry)
    return entry


def edit(
    session: Session,
    entry: WorkProgrammeEntry,
    *,
    title: str,
    details: str,
    outcome: str,
    section: Section,
    leads: Sequence[LeadNamed],
) -> WorkProgrammeEntry:
    """Say anew what an entry is about, why it is there, what came of it, in which table, and who answers for it.

    Who answered for it already stays the same row; a change of these alone is a new version of the entry too.
    """
    entry.title = _titled(title)
    entry.details, entry.outcome = clean(details, field="The details"), clean(outcome, field="The outcome")
    if section is not entry.section:
        entry.section = section
        entry.position = last_position(session, entry.committee_id, entry.year, section) + 1
    held = {(lead.label, lead.name): lead for lead in entry.leads}
    answering = [held.get((lead.label, lead.name)) or lead for lead in _answering(session, leads)]
    if answering != entry.leads:
        for place, lead in enumerate(answering):
            lead.position = place
        entry.leads = answering
        entry.version += 1
    session.flush()
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
    """Move an entry to another slot with the reason; on an agenda still to come it is taken off or marked deferred.

    What was to be confirmed has kept nobody waiting: its first date needs no reason.
    """
    if to.status is EntryStatus.TO_BE_CONFIRMED or needs_reason(entry.status):
        because = required(because, "why the entry is moved")
    else:
        because = clean(because, field="The reason")
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


def needs_reason(status: EntryStatus) -> bool:
    """Whether moving such an entry to a date puts off or reopens what people reckon with."""
    return status is not EntryStatus.TO_BE_CONFIRMED


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


def take_back(session: Session, entry: WorkProgrammeEntry) -> None:
    """Remove an entry that was made by mistake a moment ago, and its topic with it if that was made for it alone.

    The suggestion that it was made of is on the short list again.
    Raises RuleBroken once anything came of it: from then on it is withdrawn with a reason, and stays on the page.
    """
    if not entries.is_fresh(session, entry, at=author_of(session).at):
        raise RuleBroken(
            f"“{entry.title}” has stood on the programme for a while, or something has come of it. Withdraw it instead."
        )
    topic_id = entry.topic_id
    for suggestion in session.scalars(select(Suggestion).where(Suggestion.entry_id == entry.id)):
        suggestion.entry_id, suggestion.listed = None, Listed.SHORT_LIST
    session.flush()
    session.delete(entry)
    session.flush()
    resting.remove_unless_followed(session, topic_id)
    session.flush()


def _titled(title: str) -> str:
    kept = one_line(title, field="The title", most=300)
    if not kept:
        raise RuleBroken("Give the entry a title.")
    return kept


def _answering(session: Session, leads: Sequence[LeadNamed]) -> list[EntryLead]:
    """A row for each; a name that one person of the record bears alone is that person."""
    known = entries.known(session, {lead.name for lead in leads})
    return [
        EntryLead(
            label=lead.label,
            name=lead.name,
            capacity=lead.capacity,
            person_id=lead.person_id or known.get(lead.name),
            position=place,
        )
        for place, lead in enumerate(leads)
    ]


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


def last_position(session: Session, committee_id: int, year: int, section: Section) -> int:
    of_table = select(func.max(WorkProgrammeEntry.position)).where(
        WorkProgrammeEntry.committee_id == committee_id,
        WorkProgrammeEntry.year == year,
        WorkProgrammeEntry.section == section,
    )
    return session.scalar(of_table) or 0
