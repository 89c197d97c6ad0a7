"""What a roll-forward does to the work programme: moves entries, and enters what had none (`rolled_entries`)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.domain.dates import written
from scrutiny.domain.municipal_year import MunicipalYear
from scrutiny.domain.roll_forward import Destination, Line, Subject, Thing
from scrutiny.domain.vocabulary import EntryStatus
from scrutiny.models.committees import Committee
from scrutiny.models.meetings import Meeting
from scrutiny.models.programme import EntryMove, WorkProgrammeEntry
from scrutiny.models.roll_forward import RollForwardLine
from scrutiny.operations import rolled_entries
from scrutiny.queries import closures

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
    made = rolled_entries.enter(session, meeting, [line for line in lines if line.thing.subject is not Subject.ENTRY])
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
            meeting_id, status, day = line.to.meeting_id, EntryStatus.PLANNED, line.to.on
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


def take_back(
    session: Session, lines: Sequence[RollForwardLine], *, staying: Collection[int | None]
) -> list[WorkProgrammeEntry]:
    """Put back each entry that is still as the roll-forward left it. Returns those that are left alone.

    That is one that was touched since, one whose topic is of `staying`, on the agenda still, and one that was made and
    that something rests on by now. Only lines that moved or made an entry have its `version`.
    """
    rolled = [line for line in lines if "version" in line.before]
    ids = [line.subject_id if line.subject == Subject.ENTRY else line.before["entry_id"] for line in rolled]
    found = session.scalars(select(WorkProgrammeEntry).where(WorkProgrammeEntry.id.in_(ids)))
    entries = {entry.id: entry for entry in found}
    moves = {move.id: move for move in session.scalars(select(EntryMove).where(EntryMove.entry_id.in_(ids)))}
    versions: dict[int, object] = {entry.id: entry.version for entry in entries.values()}
    left: list[WorkProgrammeEntry] = []
    for line, entry_id in reversed(list(zip(rolled, ids, strict=True))):
        entry = entries[int(str(entry_id))]
        made = line.subject != Subject.ENTRY
        stays = rolled_entries.in_use(session, entry, line) if made else entry.topic_id in staying
        if stays or versions[entry.id] != line.before["version"]:
            left.append(entry)
        elif made:
            rolled_entries.remove(session, entry, line)
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
