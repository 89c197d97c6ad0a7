"""The meetings of a record, with all that was before them."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from scrutiny.domain.record.meetings import (
    Attendance,
    Declaration,
    Document,
    DocumentVersion,
    Item,
    Meeting,
    MinuteVersion,
    Moved,
    NamedVote,
    OfficialMinutes,
    Rearrangement,
    Resolution,
    Vote,
    in_short,
)
from scrutiny.domain.record.people import Lead, Person
from scrutiny.papers.groups import grouped
from scrutiny.papers.record.references import Days

if TYPE_CHECKING:
    from scrutiny.queries.record import RecordFacts


def meetings(facts: RecordFacts, people: tuple[Person, ...], days: Days) -> tuple[Meeting, ...]:
    by_id = {person.id: person for person in people}
    there = grouped(facts.attendances, "meeting_id")
    movements = grouped(facts.movements, "attendance_id")
    moved = grouped(facts.rearrangements, "meeting_id")
    declared = grouped((row for row in facts.declarations if row.item_id is None), "meeting_id")
    adopted = grouped(facts.official_minutes, "meeting_id")
    items = _items(facts, days)
    done = []
    for row in facts.meetings:
        attendance = tuple(_attendance(each, movements[each.id]) for each in there[row.id])
        rearrangements = tuple(_rearrangement(each) for each in moved[row.id])
        filled: dict[str, Any] = {
            "rearranged_from": rearrangements[-1].date if rearrangements else None,
            "rearrangements": rearrangements,
            "official_minutes": tuple(_adopted(each) for each in adopted[row.id]),
            "attendance": attendance,
            "declarations": tuple(_declaration(each) for each in declared[row.id]),
            "items": tuple(items[row.id]),
        }
        done.append(_meeting(row, days, filled | in_short(attendance, by_id)))
    return tuple(done)


def _meeting(row: Any, days: Days, filled: dict[str, Any]) -> Meeting:
    return Meeting(
        id=row.id,
        date=row.on,
        time=row.at,
        venue=row.venue,
        kind=row.kind,
        status=row.status,
        title=row.title,
        committee_name=row.committee_name,
        status_because=row.status_because,
        duration=row.duration_minutes,
        ended_at=row.ended_at,
        uid=row.uid,
        sequence=row.sequence,
        changed_at=row.changed_at,
        published_on=row.published_on,
        published_late_because=row.published_late_because,
        minutes_state=row.minutes_state,
        confirmed_at=days.meeting(row.confirmed_at_meeting_id),
        confirmed_as_amended=row.confirmed_as_amended,
        signed_by=row.signed_by,
        **filled,
    )


def lead(row: Any) -> Lead:
    return Lead(label=row.label, name=row.name, capacity=row.capacity, person=row.person_id)


def _items(facts: RecordFacts, days: Days) -> defaultdict[int, list[Item]]:
    """By meeting, in the order of the agenda."""
    leads = grouped(facts.item_leads, "item_id")
    documents = grouped(facts.documents, "item_id")
    came_as = grouped(facts.document_versions, "document_id")
    declared = grouped(facts.declarations, "item_id")
    votes = grouped(facts.votes, "item_id")
    casts = grouped(facts.casts, "vote_id")
    standing = {row.id: row.title for row in facts.standing_items}
    minuted = _minuted(facts)
    items: defaultdict[int, list[Item]] = defaultdict(list)
    for row in facts.items:
        item = Item(
            id=row.id,
            number=row.number,
            title=row.title,
            part=row.part,
            restricted=row.restricted,
            outcome=row.outcome,
            votes=tuple(_vote(each, casts[each.id]) for each in votes[row.id]),
            declarations=tuple(_declaration(each) for each in declared[row.id]),
            outcome_note=row.outcome_note,
            kind=row.kind,
            public_title=row.public_title,
            paragraphs=numbers_in(row.paragraphs),
            topic=row.topic_id or facts.carried.get(row.id),
            entry=row.entry_id,
            standing=standing.get(row.standing_item_id),
            minutes_of=days.meeting(row.minutes_of_id),
            leads=tuple(lead(each) for each in leads[row.id]),
            report_recommendations=row.report_recommendations,
            documents=tuple(_document(each, came_as[each.id]) for each in documents[row.id]),
            minutes_wanted=row.minutes_wanted,
            papers_due=row.papers_due,
            supplement=row.supplement,
            late_because=row.late_because,
            **minuted.get(row.id, {}),
        )
        items[row.meeting_id].append(item)
    return items


def numbers_in(stored: str) -> tuple[int, ...]:
    """The paragraphs of Schedule 12A that make an item or a topic exempt, or the ids of items."""
    return tuple(int(number) for number in re.findall("[0-9]+", stored))


def _minuted(facts: RecordFacts) -> dict[int, dict[str, Any]]:
    """By item, the fields that its minute fills."""
    numbers = {row.id: row for row in facts.numbers}
    runs = {row.id: row.name for row in facts.series}
    versions = grouped(facts.versions, "minute_id")
    clauses = grouped(facts.resolutions, "minute_id")
    minuted: dict[int, dict[str, Any]] = {}
    for row in facts.minutes:
        minuted[row.item_id] = {
            "minute": row.narrative,
            "public_summary": row.public_summary,
            "resolutions": tuple(
                Resolution(letter=each.letter, text=each.text, kind=each.kind) for each in clauses[row.id]
            ),
            "versions": tuple(_version(each) for each in versions[row.id]),
        }
        if number := numbers.get(row.number_id):
            minuted[row.item_id] |= {
                "minute_number": number.printed,
                "minute_series": runs[number.series_id],
                "minute_ordinal": number.ordinal,
                "minute_suffix": number.suffix,
                "minute_void_because": number.void_because,
            }
    return minuted


def _attendance(row: Any, movements: list[Any]) -> Attendance:
    return Attendance(
        name=row.name,
        role=row.role_title,
        status=row.status,
        substitute_for=row.substitute_for,
        movements=tuple(
            Moved(movement=each.movement, item=each.item_id, at=each.at, note=each.note) for each in movements
        ),
        person=row.person_id,
    )


def _rearrangement(row: Any) -> Rearrangement:
    return Rearrangement(
        date=row.was_on,
        time=row.was_at,
        venue=row.was_venue,
        because=row.because,
        decided_on=row.decided_on,
    )


def _adopted(row: Any) -> OfficialMinutes:
    return OfficialMinutes(
        sha256=row.sha256,
        name=row.name,
        size=row.size,
        exempt=row.exempt,
        withheld=numbers_in(row.withheld),
        because=row.because,
        by=row.by,
        at=row.at,
        withdrawn_because=row.withdrawn_because,
        withdrawn_by=row.withdrawn_by,
        withdrawn_at=row.withdrawn_at,
    )


def _declaration(row: Any) -> Declaration:
    return Declaration(
        name=row.name,
        kind=row.kind,
        detail=row.detail,
        sensitive=row.sensitive,
        did=row.did,
        made_on=row.made_on,
        person=row.person_id,
    )


def _document(row: Any, versions: list[Any]) -> Document:
    return Document(
        title=row.title,
        part=row.part,
        to_follow=row.to_follow,
        sha256=row.sha256,
        media_type=row.media_type,
        received_on=row.received_on,
        name=row.name,
        size=row.size,
        supplement=row.supplement,
        paragraphs=numbers_in(row.paragraphs),
        withdrawn_because=row.withdrawn_because,
        versions=tuple(
            DocumentVersion(
                sha256=each.sha256,
                name=each.name,
                media_type=each.media_type,
                size=each.size,
                because=each.because,
                inspection=each.inspection,
                by=each.by,
                at=each.at,
            )
            for each in versions
        ),
    )


def _vote(row: Any, casts: list[Any]) -> Vote:
    return Vote(
        motion=row.motion,
        for_=row.for_,
        against=row.against,
        abstained=row.abstained,
        moved_by=row.moved_by,
        seconded_by=row.seconded_by,
        names=tuple(NamedVote(name=each.name, choice=each.choice, person=each.person_id) for each in casts),
    )


def _version(row: Any) -> MinuteVersion:
    return MinuteVersion(
        state=row.state, narrative=row.narrative, resolved=row.resolved, because=row.because, by=row.by, at=row.at
    )
