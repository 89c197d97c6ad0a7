"""What the rows of the work programme leave out, and whom a row is led by."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from scrutiny.domain.municipal_year import MunicipalYear
from scrutiny.domain.record import Record
from scrutiny.domain.record.people import Lead, named
from scrutiny.domain.record.programme import Asked, Entry, Move
from scrutiny.domain.record.references import UNSAID
from scrutiny.domain.vocabulary import Capacity
from scrutiny.intake.record.links import Links, numbered

_LABELS = {Capacity.CABINET_MEMBER: "Cabinet Member", Capacity.LEAD_OFFICER: "Lead Officer", Capacity.OTHER: "Lead"}


def complete(record: Record, links: Links) -> tuple[Entry, ...]:
    """The rows in the order of the record, so far as they can be completed before there are items and minutes."""
    annual = {each.year: each.on for each in record.council.annual_meetings}
    rows = numbered(record.work_programme, "work_programme", links.notes)
    latest = max((meeting.date for meeting in record.meetings), default=None)
    done = tuple(_complete(row, f"work_programme[{at}]", latest, annual, links) for at, row in enumerate(rows))
    links.entries = {row.id: row for row in done}
    return done


def leads(given: tuple[Lead, ...], where: str, links: Links) -> tuple[Lead, ...]:
    """A label says in which capacity somebody leads, and the other way round."""
    done = []
    for at, lead in enumerate(given):
        capacity = lead.capacity or _capacity_of(lead.label)
        person = links.person(lead.person, lead.name, f"{where}[{at}].person")
        done.append(replace(lead, capacity=capacity, label=lead.label or _LABELS[capacity], person=person))
    return tuple(done)


def with_origins(rows: tuple[Entry, ...], links: Links) -> tuple[Entry, ...]:
    """The rows, with each resolution that asked for one found in the minutes."""
    return tuple(
        replace(
            row,
            asked_by=tuple(
                _found(asked, f"work_programme[{at}].asked_by[{number}]", links)
                for number, asked in enumerate(row.asked_by)
            ),
        )
        for at, row in enumerate(rows)
    )


def item_minuted(meeting_id: int | None, minute: str, links: Links) -> int | None:
    """The id of the item whose minute has this number at that meeting."""
    for item_id, item in links.items.items():
        if links.meeting_of[item_id] == meeting_id and item.minute_number == minute:
            return item_id
    return None


def place_of(resolution: int | str, item_id: int, where: str, links: Links) -> int | None:
    """The place of a clause among those of its minute, from 1, from its letter or its place."""
    clauses = links.items[item_id].resolutions
    if isinstance(resolution, int) and 1 <= resolution <= len(clauses):
        return resolution
    places = [place for place, clause in enumerate(clauses, start=1) if clause.letter == resolution]
    if len(places) == 1:
        return places[0]
    links.notes.mistake(where, f"that minute has no single resolution {resolution}")
    return None


def _complete(row: Entry, where: str, latest: date | None, annual: Mapping[int, date], links: Links) -> Entry:
    meeting_id = row.meeting_id
    if meeting_id == UNSAID:
        meeting_id = links.meeting(row.meeting, f"{where}.meeting")
    elif meeting_id is not None:
        meeting_id = links.meeting(meeting_id, f"{where}.meeting_id")
    held = links.meetings[meeting_id].date if meeting_id else None
    day = held or row.planned_on or latest
    if row.year is None and day is None:
        links.notes.mistake(f"{where}.year", "is missing, and there is no meeting to take it from")
    topic = links.topic(row.topic or row.title, f"{where}.topic")
    answering = leads(_given(row), f"{where}.leads", links)
    return replace(
        row,
        meeting=held,
        meeting_id=meeting_id,
        topic=topic,
        year=row.year if row.year is not None or day is None else MunicipalYear.of(day, annual).starts,
        leads=answering,
        cabinet_members=_short(row.cabinet_members, answering, Capacity.CABINET_MEMBER, where, links),
        lead_officers=_short(row.lead_officers, answering, Capacity.LEAD_OFFICER, where, links),
        moves=tuple(_move(move, f"{where}.moves[{at}]", links) for at, move in enumerate(row.moves)),
    )


def _given(row: Entry) -> tuple[Lead, ...]:
    """The leads in full, or made of the two short lists; several of a kind stand under a label in the plural."""
    if row.leads is not None:
        return row.leads
    made = []
    for names, capacity in ((row.cabinet_members, Capacity.CABINET_MEMBER), (row.lead_officers, Capacity.LEAD_OFFICER)):
        label = _LABELS[capacity] + ("s" if len(names) > 1 else "")
        made += [Lead(name=name, label=label, capacity=capacity) for name in names]
    return tuple(made)


def _short(
    given: tuple[str, ...], answering: tuple[Lead, ...], capacity: Capacity, where: str, links: Links
) -> tuple[str, ...]:
    short = named(answering, capacity)
    if given and given != short:
        links.notes.doubt(f"{where}.{capacity}s", "differs from leads, which are what counts")
    return short


def _move(move: Move, where: str, links: Links) -> Move:
    return replace(
        move,
        from_meeting=links.meeting(move.from_meeting, f"{where}.from_meeting"),
        to_meeting=links.meeting(move.to_meeting, f"{where}.to_meeting"),
    )


def _found(asked: Asked, where: str, links: Links) -> Asked:
    meeting_id = links.meeting(asked.meeting, f"{where}.meeting")
    item_id = asked.item if asked.item in links.items else item_minuted(meeting_id, asked.minute, links)
    if item_id is None:
        links.notes.mistake(where, f"no minute {asked.minute} is found at that meeting")
        return asked
    place = place_of(asked.resolution, item_id, f"{where}.resolution", links)
    return replace(asked, meeting=meeting_id, item=item_id, resolution=place or 0)


def _capacity_of(label: str) -> Capacity:
    words = label.casefold()
    if "cabinet" in words:
        return Capacity.CABINET_MEMBER
    return Capacity.LEAD_OFFICER if "officer" in words else Capacity.OTHER
