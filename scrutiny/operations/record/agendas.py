"""What was before the meetings: items, and the minutes, votes and declarations that they left."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy.orm import Session

from scrutiny.domain.record import Record
from scrutiny.domain.record.meetings import Declaration as GivenDeclaration
from scrutiny.domain.record.meetings import Item, Meeting
from scrutiny.domain.record.meetings import Vote as GivenVote
from scrutiny.models.agenda import AgendaItem, ItemLead
from scrutiny.models.documents import Document, DocumentVersion
from scrutiny.models.minutes import Declaration, Minute, MinuteVersion, Resolution, Vote, VoteCast
from scrutiny.models.official_minutes import OfficialMinutes
from scrutiny.operations.record.places import Places

Clauses = dict[tuple[int, int], int]
"""The ids of resolutions, by the item's id in the record and the place among its clauses, from 1."""


def store(session: Session, record: Record, places: Places, standing: dict[str, int]) -> None:
    """Items with those who answer for them and their papers."""
    for meeting in record.meetings:
        session.add_all(
            _item(item, meeting, position, places, standing) for position, item in enumerate(meeting.items, start=1)
        )
    session.flush()
    for item in (item for meeting in record.meetings for item in meeting.items):
        session.add_all(
            ItemLead(
                item_id=places.item(item.id),
                person_id=places.person(lead.person),
                name=lead.name,
                capacity=lead.capacity,
                label=lead.label,
                position=position,
            )
            for position, lead in enumerate(item.leads or (), start=1)
        )
        _store_papers(session, item, places)
    session.flush()


def store_minutes(session: Session, record: Record, places: Places, numbers: dict[tuple[str, str], int]) -> Clauses:
    """Minutes with their clauses and earlier texts; votes and declarations. Answers with where the clauses went."""
    minutes = {
        item.id: Minute(
            item_id=places.item(item.id),
            number_id=numbers.get((item.minute_series, item.minute_number)),
            narrative=item.minute,
            public_summary=item.public_summary,
        )
        for meeting in record.meetings
        for item in meeting.items
        if item.minute is not None
    }
    session.add_all(minutes.values())
    session.flush()
    clauses: dict[tuple[int, int], Resolution] = {}
    for meeting in record.meetings:
        session.add_all(_declarations(meeting.declarations, meeting, None, places))
        session.add_all(_adopted(meeting, places))
        for item in meeting.items:
            session.add_all(_declarations(item.declarations, meeting, item, places))
            _store_votes(session, item.votes, item, places)
            if item.id in minutes:
                clauses |= _clauses(item, minutes[item.id].id)
                session.add_all(_versions(item, minutes[item.id].id))
    session.add_all(clauses.values())
    session.flush()
    return {place: clause.id for place, clause in clauses.items()}


def _item(item: Item, meeting: Meeting, position: int, places: Places, standing: dict[str, int]) -> AgendaItem:
    return AgendaItem(
        id=places.item(item.id),
        meeting_id=places.meeting(meeting.id),
        topic_id=places.topic(item.topic),
        standing_item_id=standing[item.standing] if item.standing else None,
        entry_id=places.entry(item.entry),
        minutes_of_id=places.meeting(item.minutes_of),
        kind=item.kind,
        position=position,
        number=item.number,
        title=item.title,
        public_title=item.public_title,
        part=item.part,
        restricted=item.restricted,
        paragraphs=", ".join(map(str, item.paragraphs)),
        report_recommendations=item.report_recommendations,
        minutes_wanted=item.minutes_wanted,
        papers_due=item.papers_due,
        supplement=item.supplement,
        late_because=item.late_because,
        outcome=item.outcome,
        outcome_note=item.outcome_note,
    )


def _store_papers(session: Session, item: Item, places: Places) -> None:
    """The papers and what each came as; the files themselves are in the store, by their SHA-256."""
    for position, given in enumerate(item.documents, start=1):
        paper = Document(
            item_id=places.item(item.id),
            title=given.title,
            position=position,
            part=given.part,
            to_follow=given.to_follow,
            sha256=given.sha256,
            media_type=given.media_type,
            received_on=given.received_on,
            name=given.name,
            size=given.size,
            supplement=given.supplement,
            paragraphs=", ".join(map(str, given.paragraphs)),
            withdrawn_because=given.withdrawn_because,
        )
        session.add(paper)
        if given.versions:
            session.flush()
        session.add_all(
            DocumentVersion(
                document_id=paper.id,
                number=number,
                sha256=version.sha256,
                name=version.name,
                media_type=version.media_type,
                size=version.size,
                because=version.because,
                inspection=version.inspection,
                by=version.by,
                at=version.at,
            )
            for number, version in enumerate(given.versions, start=1)
        )


def _clauses(item: Item, minute_id: int) -> dict[tuple[int, int], Resolution]:
    return {
        (item.id, position): Resolution(
            minute_id=minute_id, position=position, letter=clause.letter, text=clause.text, kind=clause.kind
        )
        for position, clause in enumerate(item.resolutions, start=1)
    }


def _versions(item: Item, minute_id: int) -> Iterable[MinuteVersion]:
    return (
        MinuteVersion(
            minute_id=minute_id,
            state=version.state,
            narrative=version.narrative,
            resolved=version.resolved,
            because=version.because,
            by=version.by,
            at=version.at,
        )
        for version in item.versions
    )


def _store_votes(session: Session, votes: tuple[GivenVote, ...], item: Item, places: Places) -> None:
    for vote in votes:
        row = Vote(
            item_id=places.item(item.id),
            motion=vote.motion,
            for_=vote.for_,
            against=vote.against,
            abstained=vote.abstained,
            moved_by=vote.moved_by,
            seconded_by=vote.seconded_by,
        )
        session.add(row)
        session.flush()
        session.add_all(
            VoteCast(vote_id=row.id, person_id=places.person(each.person), name=each.name, choice=each.choice)
            for each in vote.names
        )


def _adopted(meeting: Meeting, places: Places) -> Iterable[OfficialMinutes]:
    """What was finished in Word; the files themselves are in the store, by their SHA-256."""
    return (
        OfficialMinutes(
            meeting_id=places.meeting(meeting.id),
            version=version,
            sha256=given.sha256,
            name=given.name,
            size=given.size,
            exempt=given.exempt,
            withheld=" ".join(str(places.item(item_id)) for item_id in given.withheld),
            because=given.because,
            by=given.by,
            at=given.at,
            withdrawn_because=given.withdrawn_because,
            withdrawn_by=given.withdrawn_by,
            withdrawn_at=given.withdrawn_at,
        )
        for version, given in enumerate(meeting.official_minutes, start=1)
    )


def _declarations(
    declared: tuple[GivenDeclaration, ...], meeting: Meeting, item: Item | None, places: Places
) -> Iterable[Declaration]:
    return (
        Declaration(
            meeting_id=places.meeting(meeting.id),
            item_id=places.item(item.id) if item else None,
            person_id=places.person(each.person),
            name=each.name,
            kind=each.kind,
            detail=each.detail,
            sensitive=each.sensitive,
            did=each.did,
            made_on=each.made_on,
        )
        for each in declared
    )
