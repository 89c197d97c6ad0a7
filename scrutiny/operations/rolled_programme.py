"""What a roll-forward does to the work programme: moves entries, and enters what a resolution asked for."""

from __future__ import annotations

from collections.abc import Collection, Sequence
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
from scrutiny.models.programme import EntryMove, EntryOrigin, WorkProgrammeEntry
from scrutiny.models.roll_forward import RollForwardLine
from scrutiny.operations import resting
from scrutiny.queries import closures
from scrutiny.queries.rows import AnyRow

Before = dict[str, object]


@dataclass(slots=True)
class _Moved:
    """An entry that was moved: what undoing puts back, and the row that tells of the move."""

    entry: WorkProgrammeEntry
    move: EntryMove
    before: Before


def carry_out(session: Session, meeting: Meeting, lines: Sequence[Line], *, on: date) -> dict[Thing, Before]:
    """Returns by thing what undoing needs: where an entry was, or which entry was made."""
    moved = _move_entries(session, meeting, [line for line in lines if line.thing.subject is Subject.ENTRY], on=on)
    made = _enter_requests(session, meeting, [line for line in lines if line.thing.subject is Subject.RESOLUTION])
    session.flush()
    before: dict[Thing, Before] = {
        thing: move.before | {"move_id": move.move.id, "version": move.entry.version} for thing, move in moved.items()
    }
    return before | made


def _move_entries(session: Session, meeting: Meeting, lines: Sequence[Line], *, on: date) -> dict[Thing, _Moved]:
    found = session.scalars(select(WorkProgrammeEntry).where(WorkProgrammeEntry.id.in_([ln.thing.id for ln in lines])))
    entries = {entry.id: entry for entry in found}
    council_id = session.scalar(select(Committee.council_id).where(Committee.id == meeting.committee_id))
    fixed = closures.annual_meetings(session, council_id or 0)
    moved: dict[Thing, _Moved] = {}
    for line in lines:
        entry = entries[line.thing.id]
        meeting_id, status, day = entry.meeting_id, entry.status, None
        if line.destination is Destination.AGENDA:
            meeting_id, status, day = meeting.id, EntryStatus.PLANNED, meeting.on
        elif line.to is not None:
            meeting_id, day = line.to.meeting_id, line.to.on
        elif line.destination is Destination.UNDATED:
            meeting_id, status = None, EntryStatus.TO_BE_CONFIRMED
        year = MunicipalYear.of(day, fixed).starts if day else line.year or entry.year
        if (meeting_id, status, year) != (entry.meeting_id, entry.status, entry.year):
            moved[line.thing] = _move(session, entry, meeting_id, status, year, because=line.because, on=on)
    return moved


def _move(
    session: Session,
    entry: WorkProgrammeEntry,
    meeting_id: int | None,
    status: EntryStatus,
    year: int,
    *,
    because: str,
    on: date,
) -> _Moved:
    new_year = year != entry.year
    new_slot = (meeting_id, status) != (entry.meeting_id, entry.status)
    was_on = entry.planned_on
    before: Before = {
        "meeting_id": entry.meeting_id,
        "planned_on": was_on.isoformat() if was_on else None,
        "when": entry.when,
        "status": entry.status.value,
        "year": entry.year,
        "from_version": entry.version,
    }
    move = EntryMove(
        entry_id=entry.id,
        on=on,
        from_meeting_id=entry.meeting_id if new_slot else None,
        to_meeting_id=meeting_id if new_slot else None,
        from_when=(entry.when or (written(was_on) if was_on else "")) if new_slot else "",
        from_year=entry.year if new_year else None,
        to_year=year if new_year else None,
        because=because,
    )
    session.add(move)
    if new_slot:
        entry.meeting_id, entry.status, entry.planned_on, entry.when = meeting_id, status, None, ""
    entry.year = year
    return _Moved(entry, move, before)


def _enter_requests(session: Session, meeting: Meeting, lines: Sequence[Line]) -> dict[Thing, Before]:
    """An entry for each resolution, its date to be confirmed, on the topic of the item that was resolved."""
    rows = session.execute(
        select(Resolution.id, Resolution.text, Resolution.letter, AgendaItem, MinuteNumber.printed, Meeting.on)
        .join(Minute, Minute.id == Resolution.minute_id)
        .join(AgendaItem, AgendaItem.id == Minute.item_id)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .outerjoin(MinuteNumber, MinuteNumber.id == Minute.number_id)
        .where(Resolution.id.in_([line.thing.id for line in lines]))
    ).all()
    wanted = {row.id: row for row in rows}
    made: list[tuple[Line, WorkProgrammeEntry, Topic | None]] = []
    for position, line in enumerate(lines, start=_next_position(session, meeting.committee_id, lines)):
        row = wanted[line.thing.id]
        item: AgendaItem = row.AgendaItem
        title = item.title if not item.exempt else item.public_title or "Exempt item"
        topic = None
        if item.topic_id is None:
            topic = Topic(
                committee_id=meeting.committee_id,
                title=title,
                opened_on=row.on,
                exempt=item.exempt,
                public_title=item.public_title,
                paragraphs=item.paragraphs,
            )
            session.add(topic)
            session.flush()
        entry = WorkProgrammeEntry(
            committee_id=meeting.committee_id,
            topic_id=topic.id if topic else item.topic_id,
            year=line.year,
            position=position,
            title=title,
            details=_provenance(row, exempt=item.exempt),
            status=EntryStatus.TO_BE_CONFIRMED,
        )
        session.add(entry)
        made.append((line, entry, topic))
    session.flush()
    session.add_all(EntryOrigin(entry_id=entry.id, resolution_id=line.thing.id) for line, entry, _ in made)
    return {
        line.thing: {"entry_id": entry.id, "version": entry.version, "topic_id": topic.id if topic else None}
        for line, entry, topic in made
    }


def _next_position(session: Session, committee_id: int, lines: Sequence[Line]) -> int:
    last = session.scalar(
        select(func.max(WorkProgrammeEntry.position)).where(
            WorkProgrammeEntry.committee_id == committee_id,
            WorkProgrammeEntry.year == (lines[0].year if lines else None),
            WorkProgrammeEntry.section == Section.PROGRAMME,
        )
    )
    return (last or 0) + 1


def _provenance(row: AnyRow, *, exempt: bool) -> str:
    """ "Resolved on 14 September 2021, minute 28 d): …"; without the clause where the public may not read it."""
    minute = f", minute {row.printed}{f' {row.letter})' if row.letter else ''}" if row.printed else ""
    resolved = f"Resolved on {written(row.on)}{minute}"
    return f"{resolved}." if exempt else f"{resolved}: {row.text}"


def take_back(
    session: Session, lines: Sequence[RollForwardLine], *, staying: Collection[int | None]
) -> list[WorkProgrammeEntry]:
    """Put back each entry that is still as the roll-forward left it. Returns those that are left alone.

    That is one that was touched since, one whose topic is of `staying`, on the agenda still, and one that was made and
    that something rests on by now.
    """
    rolled = [
        line for line in lines if line.subject in (Subject.ENTRY, Subject.RESOLUTION) and "version" in line.before
    ]
    ids = [line.subject_id if line.subject == Subject.ENTRY else line.before["entry_id"] for line in rolled]
    found = session.scalars(select(WorkProgrammeEntry).where(WorkProgrammeEntry.id.in_(ids)))
    entries = {entry.id: entry for entry in found}
    moves = {move.id: move for move in session.scalars(select(EntryMove).where(EntryMove.entry_id.in_(ids)))}
    versions: dict[int, object] = {entry.id: entry.version for entry in entries.values()}
    left: list[WorkProgrammeEntry] = []
    for line, entry_id in reversed(list(zip(rolled, ids, strict=True))):
        entry = entries[int(str(entry_id))]
        made = line.subject == Subject.RESOLUTION
        stays = resting.entry_in_use(session, entry, but_for=line.subject_id) if made else entry.topic_id in staying
        if stays or versions[entry.id] != line.before["version"]:
            left.append(entry)
        elif made:
            _remove(session, entry, line)
        else:
            versions[entry.id] = line.before["from_version"]
            _put_back(entry, line.before)
            session.delete(moves[int(str(line.before["move_id"]))])
            session.flush()
    session.flush()
    return left


def _put_back(entry: WorkProgrammeEntry, before: Before) -> None:
    day = before["planned_on"]
    entry.meeting_id = None if before["meeting_id"] is None else int(str(before["meeting_id"]))
    entry.planned_on = None if day is None else date.fromisoformat(str(day))
    entry.when = str(before["when"])
    entry.status = EntryStatus(str(before["status"]))
    entry.year = int(str(before["year"]))


def _remove(session: Session, entry: WorkProgrammeEntry, line: RollForwardLine) -> None:
    """Take out an entry that only this roll-forward knows of, its link and its topic with it."""
    session.delete(session.scalars(select(EntryOrigin).where(EntryOrigin.resolution_id == line.subject_id)).one())
    session.flush()
    session.delete(entry)
    session.flush()
    if line.before["topic_id"]:
        resting.remove_unless_followed(session, int(str(line.before["topic_id"])))
