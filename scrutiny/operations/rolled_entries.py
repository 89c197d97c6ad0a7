"""Entries that a roll-forward makes: for what a resolution asked for, and for business that an officer gave a slot."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scrutiny.domain.dates import written
from scrutiny.domain.municipal_year import MunicipalYear
from scrutiny.domain.roll_forward import Destination, Line, Subject, Thing
from scrutiny.domain.vocabulary import EntryStatus, Section
from scrutiny.models.agenda import AgendaItem, Topic
from scrutiny.models.committees import Committee
from scrutiny.models.meetings import Meeting
from scrutiny.models.minutes import Minute, MinuteNumber, Resolution
from scrutiny.models.programme import EntryOrigin, WorkProgrammeEntry
from scrutiny.models.roll_forward import RollForwardLine
from scrutiny.operations import resting
from scrutiny.queries import closures

NO_RESOLUTION = 0


@dataclass(frozen=True, slots=True)
class _Source:
    """The item that something comes from, the day of its meeting, and why it is on the programme."""

    item: AgendaItem
    on: date
    details: str


@dataclass(frozen=True, slots=True)
class _Slot:
    meeting_id: int | None
    year: int

    @property
    def status(self) -> EntryStatus:
        return EntryStatus.TO_BE_CONFIRMED if self.meeting_id is None else EntryStatus.PLANNED


def enter(session: Session, meeting: Meeting, lines: Sequence[Line]) -> dict[Thing, dict[str, object]]:
    """An entry for each line, on the topic of the item that it comes from. Returns by thing what undoing needs."""
    sources = _resolved(session, lines) | _unfinished(session, lines)
    slots = _slots(session, meeting, lines)
    last = _last_positions(session, meeting.committee_id, {slot.year for slot in slots.values()})
    made: list[tuple[Line, WorkProgrammeEntry, Topic | None]] = []
    for line in lines:
        source, slot = sources[line.thing], slots[line.thing]
        topic = _new_topic(session, meeting, source) if source.item.topic_id is None else None
        last[slot.year] += 1
        entry = WorkProgrammeEntry(
            committee_id=meeting.committee_id,
            topic_id=topic.id if topic else source.item.topic_id,
            meeting_id=slot.meeting_id,
            year=slot.year,
            position=last[slot.year],
            title=_open_title(source.item),
            details=source.details,
            status=slot.status,
        )
        session.add(entry)
        made.append((line, entry, topic))
    session.flush()
    asked_for = [(line, entry) for line, entry, _ in made if line.thing.subject is Subject.RESOLUTION]
    session.add_all(EntryOrigin(entry_id=entry.id, resolution_id=line.thing.id) for line, entry in asked_for)
    return {
        line.thing: {"entry_id": entry.id, "version": entry.version, "topic_id": topic.id if topic else None}
        for line, entry, topic in made
    }


def in_use(session: Session, entry: WorkProgrammeEntry, line: RollForwardLine) -> bool:
    """Whether anything has come to rest on an entry that the line made, but for the resolution that asked for it."""
    asked_by = line.subject_id if line.subject == Subject.RESOLUTION else NO_RESOLUTION
    return resting.entry_in_use(session, entry, but_for=asked_by)


def remove(session: Session, entry: WorkProgrammeEntry, line: RollForwardLine) -> None:
    """Take out an entry that only this roll-forward knows of, its link and its topic with it."""
    for origin in session.scalars(select(EntryOrigin).where(EntryOrigin.entry_id == entry.id)):
        session.delete(origin)
    session.flush()
    session.delete(entry)
    session.flush()
    if line.before["topic_id"]:
        resting.remove_unless_followed(session, int(str(line.before["topic_id"])))


def _resolved(session: Session, lines: Sequence[Line]) -> dict[Thing, _Source]:
    """Details: "Resolved on 14 September 2021, minute 28 d): …"; without the clause if the public may not read it."""
    rows = session.execute(
        select(Resolution.id, Resolution.text, Resolution.letter, AgendaItem, MinuteNumber.printed, Meeting.on)
        .join(Minute, Minute.id == Resolution.minute_id)
        .join(AgendaItem, AgendaItem.id == Minute.item_id)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .outerjoin(MinuteNumber, MinuteNumber.id == Minute.number_id)
        .where(Resolution.id.in_(_ids(lines, Subject.RESOLUTION)))
    )
    found: dict[Thing, _Source] = {}
    for row in rows:
        minute = f", minute {row.printed}{f' {row.letter})' if row.letter else ''}" if row.printed else ""
        resolved = f"Resolved on {written(row.on)}{minute}"
        details = f"{resolved}." if row.AgendaItem.exempt else f"{resolved}: {row.text}"
        found[Thing(Subject.RESOLUTION, row.id)] = _Source(row.AgendaItem, row.on, details)
    return found


def _unfinished(session: Session, lines: Sequence[Line]) -> dict[Thing, _Source]:
    rows = session.execute(
        select(AgendaItem, Meeting.on)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .where(AgendaItem.id.in_(_ids(lines, Subject.ITEM)))
    )
    return {
        Thing(Subject.ITEM, item.id): _Source(item, on, f"Carried over from the agenda for {written(on)}.")
        for item, on in rows
    }


def _slots(session: Session, meeting: Meeting, lines: Sequence[Line]) -> dict[Thing, _Slot]:
    """Where each line has it: the meeting's own agenda, a later meeting, or to be confirmed."""
    council_id = session.scalar(select(Committee.council_id).where(Committee.id == meeting.committee_id))
    fixed = closures.annual_meetings(session, council_id or 0)
    here = MunicipalYear.of(meeting.on, fixed).starts
    slots = {line.thing: _Slot(None, line.year or here) for line in lines}
    for line in lines:
        if line.destination is Destination.AGENDA:
            slots[line.thing] = _Slot(meeting.id, here)
        elif line.to is not None:
            slots[line.thing] = _Slot(line.to.meeting_id, MunicipalYear.of(line.to.on, fixed).starts)
    return slots


def _last_positions(session: Session, committee_id: int, years: set[int]) -> defaultdict[int, int]:
    """By year, the last place that is taken on the programme."""
    taken = (
        select(WorkProgrammeEntry.year, func.max(WorkProgrammeEntry.position))
        .where(
            WorkProgrammeEntry.committee_id == committee_id,
            WorkProgrammeEntry.year.in_(years),
            WorkProgrammeEntry.section == Section.PROGRAMME,
        )
        .group_by(WorkProgrammeEntry.year)
    )
    return defaultdict(int, session.execute(taken).all())


def _new_topic(session: Session, meeting: Meeting, source: _Source) -> Topic:
    """The topic of business that had none, as open or as exempt as that is."""
    item = source.item
    topic = Topic(
        committee_id=meeting.committee_id,
        title=_open_title(item),
        opened_on=source.on,
        exempt=item.exempt,
        public_title=item.public_title,
        paragraphs=item.paragraphs,
    )
    session.add(topic)
    session.flush()
    return topic


def _open_title(item: AgendaItem) -> str:
    return item.title if not item.exempt else item.public_title or "Exempt item"


def _ids(lines: Sequence[Line], subject: Subject) -> list[int]:
    return [line.thing.id for line in lines if line.thing.subject is subject]
