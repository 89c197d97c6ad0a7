"""What meetings leave out: where and when as usual, who was there from the lists of names, what an item is about."""

from dataclasses import replace
from datetime import time
from typing import Any

from scrutiny.domain.record import Record
from scrutiny.domain.record.meetings import (
    Attendance,
    Declaration,
    Item,
    Meeting,
    Rearrangement,
    Vote,
    attended,
    in_short,
)
from scrutiny.domain.record.people import Member
from scrutiny.domain.record.references import UNSAID
from scrutiny.domain.vocabulary import AttendanceStatus, ItemKind
from scrutiny.intake.record.entries import leads
from scrutiny.intake.record.links import Links, numbered


def complete(record: Record, meeting: Meeting, at: int, links: Links) -> Meeting:
    """One meeting, all but its items."""
    where = f"meetings[{at}]"
    hour = meeting.time or record.committee.usual_time
    venue = record.committee.usual_venue if meeting.venue is None else meeting.venue
    moved = _rearranged(meeting, hour, venue)
    attendance = _attendance(record, meeting, where, links)
    if meeting.duration < 1:
        links.notes.mistake(f"{where}.duration", "is in minutes and at least 1")
    return replace(
        meeting,
        time=hour,
        venue=venue,
        committee_name=meeting.committee_name or record.committee.name,
        rearrangements=moved,
        rearranged_from=moved[-1].date if moved else None,
        sequence=len(moved) if meeting.sequence is None else meeting.sequence,
        confirmed_at=links.meeting(meeting.confirmed_at, f"{where}.confirmed_at"),
        declarations=declarations(meeting.declarations, f"{where}.declarations", links),
        attendance=attendance,
        **_short_lists(meeting, attendance, where, links),
    )


def with_items(record: Record, meetings: tuple[Meeting, ...], links: Links) -> tuple[Meeting, ...]:
    """The meetings with their items, whose ids are counted through all of them."""
    every = [item for meeting in meetings for item in meeting.items]
    ids = iter(numbered(every, "items", links.notes))
    done = []
    for at, meeting in enumerate(meetings):
        items = tuple(
            _item(record, next(ids), f"meetings[{at}].items[{number}]", links) for number in range(len(meeting.items))
        )
        known = {item.id for item in items}
        for each in meeting.attendance or ():
            for moved in each.movements:
                if moved.item is not None and moved.item not in known:
                    links.notes.mistake(f"meetings[{at}].attendance", f"no item of this meeting is number {moved.item}")
        done.append(replace(meeting, items=items))
    return tuple(done)


def declarations(given: tuple[Declaration, ...], where: str, links: Links) -> tuple[Declaration, ...]:
    return tuple(
        replace(each, person=links.person(each.person, each.name, f"{where}[{at}].person"))
        for at, each in enumerate(given)
    )


def _rearranged(meeting: Meeting, hour: time, venue: str) -> tuple[Rearrangement, ...]:
    if meeting.rearrangements is not None:
        return meeting.rearrangements
    if meeting.rearranged_from is None:
        return ()
    return (Rearrangement(date=meeting.rearranged_from, time=hour, venue=venue),)


def _attendance(record: Record, meeting: Meeting, where: str, links: Links) -> tuple[Attendance, ...]:
    """In full as given; else from the lists, each person named as minutes do and with the role they held that day."""
    if meeting.attendance is not None:
        return tuple(
            replace(each, person=links.person(each.person, each.name, f"{where}.attendance[{at}].person"))
            for at, each in enumerate(meeting.attendance)
        )
    made = []
    for status, name, instead_of in attended(meeting):
        person = links.person(UNSAID, name, where)
        seat = _seat(record.members, person, meeting) if status is not AttendanceStatus.IN_ATTENDANCE else None
        printed = links.people[person].printed if person else name
        made.append(
            Attendance(
                name=printed,
                role=seat.role if seat and seat.role_kind and seat.role_kind.leads else "",
                status=status,
                substitute_for=instead_of,
                person=person,
            )
        )
    return tuple(made)


def _seat(members: tuple[Member, ...], person: int | None, meeting: Meeting) -> Member | None:
    for member in members:
        held = member.from_ and member.from_ <= meeting.date <= (member.to or meeting.date)
        if held and member.person == person and person is not None:
            return member
    return None


def _short_lists(meeting: Meeting, attendance: tuple[Attendance, ...], where: str, links: Links) -> dict[str, Any]:
    lists = in_short(attendance, links.people)
    if meeting.attendance is not None:
        for key, names in lists.items():
            if getattr(meeting, key) and getattr(meeting, key) != names:
                links.notes.doubt(f"{where}.{key}", "differs from attendance, which is what counts")
    return lists


def _item(record: Record, item: Item, where: str, links: Links) -> Item:
    entry = links.entries.get(item.entry or UNSAID)
    if item.entry is not None and entry is None:
        links.notes.mistake(f"{where}.entry", f"no row of the work programme is number {item.entry}")
    return replace(
        item,
        topic=_topic(item, where, links),
        entry=entry.id if entry else None,
        standing=_standing(record, item, where, links),
        minutes_of=links.meeting(item.minutes_of, f"{where}.minutes_of"),
        leads=leads(item.leads, f"{where}.leads", links) if item.leads is not None else (entry and entry.leads) or (),
        declarations=declarations(item.declarations, f"{where}.declarations", links),
        votes=tuple(_vote(vote, f"{where}.votes[{at}]", links) for at, vote in enumerate(item.votes)),
    )


def _topic(item: Item, where: str, links: Links) -> int | None:
    """As said; else that of its row of the programme; else the one of its own title, if there is one."""
    if item.topic != UNSAID:
        return links.topic(item.topic, f"{where}.topic")
    entry = links.entries.get(item.entry or UNSAID)
    if entry and isinstance(entry.topic, int):
        return entry.topic
    return next(iter(links.titled(item.title)), None) if item.kind is ItemKind.BUSINESS else None


def _standing(record: Record, item: Item, where: str, links: Links) -> str | None:
    """As said; else the standing item of the same kind, for the kinds of which every agenda has one."""
    if item.standing is None:
        return None
    if item.standing:
        if item.standing not in {each.title for each in record.standing_items}:
            links.notes.mistake(f"{where}.standing", f"no standing item is “{item.standing}”")
        return item.standing
    if item.kind is ItemKind.BUSINESS:
        return None
    return next((each.title for each in record.standing_items if each.kind is item.kind), None)


def _vote(vote: Vote, where: str, links: Links) -> Vote:
    return replace(
        vote,
        names=tuple(
            replace(each, person=links.person(each.person, each.name, f"{where}.names[{at}].person"))
            for at, each in enumerate(vote.names)
        ),
    )
