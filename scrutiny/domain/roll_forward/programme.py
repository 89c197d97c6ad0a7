"""Entries of the work programme, and resolutions that ask for one."""

from dataclasses import replace

from scrutiny.domain.agenda_order import Slot, Stage
from scrutiny.domain.dates import written
from scrutiny.domain.roll_forward.facts import (
    Appearance,
    OpenThings,
    PlannedEntry,
    ProgrammeRequest,
    Sitting,
)
from scrutiny.domain.roll_forward.places import BusinessOrder, Destination, Line, Subject, Thing
from scrutiny.domain.roll_forward.words import record_the_outcome, slot_of, times, what_became_of
from scrutiny.domain.vocabulary import (
    EntryStatus,
    ItemOutcome,
    MeetingStatus,
    Section,
)


def entry_line(entry: PlannedEntry, things: OpenThings, seen: dict[tuple[int, int | None], Appearance]) -> Line:
    line = _entry_in_its_year(entry, things, seen)
    awaits_its_record = (
        entry.section is Section.PROGRAMME and entry.sitting and entry.sitting < things.target and _stays(line)
    )
    if entry.year >= things.year or awaits_its_record:
        return line
    moved = f"{line.because} It moves to the programme of the new municipal year."
    destination = Destination.REDATED if _stays(line) else line.destination
    return replace(line, destination=destination, because=moved, settled=False, year=things.year)


def _stays(line: Line) -> bool:
    return line.destination is Destination.STAYS


def _entry_in_its_year(entry: PlannedEntry, things: OpenThings, seen: dict[tuple[int, int | None], Appearance]) -> Line:
    thing, target = Thing(Subject.ENTRY, entry.entry_id), things.target
    if entry.status is EntryStatus.TO_BE_CONFIRMED:
        return Line(thing, entry.title, Destination.UNDATED, "Its date is to be confirmed.")
    if entry.section is not Section.PROGRAMME:
        return Line(thing, entry.title, Destination.STAYS, _outside_the_agenda(entry, target))
    if entry.sitting is None:
        if entry.planned_on is None or entry.planned_on > target.on:
            return Line(thing, entry.title, Destination.STAYS, f"It is planned for {slot_of(entry)}.")
        because = "It is planned for this day."
        if entry.planned_on < target.on:
            because = f"It was planned for {slot_of(entry)} and did not come to a meeting."
        return _onto_the_agenda(entry, because, settled=False)
    if entry.sitting == target:
        return _onto_the_agenda(
            entry, "It is planned for this meeting.", settled=entry.topic_id in things.topics_on_agenda
        )
    if entry.sitting > target:
        return _planned_later(entry, entry.sitting, things)
    return _planned_earlier(entry, entry.sitting, seen.get((entry.sitting.meeting_id, entry.topic_id)))


def _onto_the_agenda(entry: PlannedEntry, because: str, *, settled: bool) -> Line:
    if entry.deferrals:
        because = f"{because} It has been moved {times(entry.deferrals)} before."
    return Line(
        Thing(Subject.ENTRY, entry.entry_id),
        entry.title,
        Destination.AGENDA,
        because,
        settled,
        slot=Slot(Stage.BUSINESS, BusinessOrder.PLANNED),
    )


def _planned_later(entry: PlannedEntry, sitting: Sitting, things: OpenThings) -> Line:
    thing = Thing(Subject.ENTRY, entry.entry_id)
    if sitting.status is not MeetingStatus.CANCELLED:
        return Line(thing, entry.title, Destination.STAYS, f"It is planned for {sitting}.")
    cancelled = f"It was planned for {sitting}, which is cancelled;"
    following = next((later for later in things.later if later > sitting), None)
    if following is None:
        because = f"{cancelled} no later meeting is arranged."
        return Line(thing, entry.title, Destination.UNDATED, because, settled=False)
    because = f"{cancelled} the next is {following}."
    return Line(thing, entry.title, Destination.REDATED, because, settled=False, to=following)


def _planned_earlier(entry: PlannedEntry, sitting: Sitting, appearance: Appearance | None) -> Line:
    thing = Thing(Subject.ENTRY, entry.entry_id)
    if appearance and appearance.unfinished:
        return _onto_the_agenda(entry, what_became_of(appearance), settled=False)
    if sitting.to_come:
        because = f"It is planned for {sitting}, which is not recorded as held."
        return Line(thing, entry.title, Destination.STAYS, because)
    if appearance and appearance.outcome is ItemOutcome.PENDING:
        return Line(thing, entry.title, Destination.STAYS, record_the_outcome(appearance))
    if appearance:
        because = f"{what_became_of(appearance)} Record that on the programme, or give it a new date."
        return Line(thing, entry.title, Destination.STAYS, because)
    cancelled = sitting.status is MeetingStatus.CANCELLED
    missed = "which was cancelled." if cancelled else "and did not come to it."
    comma = "," if cancelled else ""
    return _onto_the_agenda(entry, f"It was planned for {sitting}{comma} {missed}", settled=False)


def _outside_the_agenda(entry: PlannedEntry, target: Sitting) -> str:
    """Standing matters, briefings and inquiry days have no item on an agenda: the programme keeps them in view."""
    day = entry.sitting.on if entry.sitting else entry.planned_on
    if entry.section is Section.STANDING or (day is None and not entry.when):
        return f"It stays in the programme’s table “{entry.section.label}”."
    if day is not None and day < target.on:
        return f"Its day, {written(day)}, has passed: record what came of it, or give it a new date."
    return f"It is planned for {slot_of(entry)}."


def request_line(request: ProgrammeRequest, things: OpenThings) -> Line:
    because = (
        f"Resolved on {written(request.resolved_on)} ({request.minute}): it joins the programme, date to be confirmed."
    )
    thing = Thing(Subject.RESOLUTION, request.resolution_id)
    return Line(thing, request.text, Destination.UNDATED, because, settled=False, year=things.year)
