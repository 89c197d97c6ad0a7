"""The whole record, in the order in which its parts lean on each other."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.domain.record import MinuteSeries as Run
from scrutiny.domain.record import Record
from scrutiny.domain.rules import RuleBroken
from scrutiny.models.agenda import Topic
from scrutiny.models.closures import AnnualMeeting
from scrutiny.models.committees import Committee, Council, StandingItem
from scrutiny.models.meetings import Meeting
from scrutiny.models.minutes import MinuteNumber, MinuteSeries
from scrutiny.models.people import Membership, Person, Portfolio
from scrutiny.operations.record import agendas, follow_up, meetings, programme
from scrutiny.operations.record.places import Places, hand_on


def load(session: Session, record: Record) -> Committee:
    """Store a completed record, inside a change. Raises RuleBroken where the committee, or a meeting of it, is known.

    Its ids are kept in a database that is empty so far; elsewhere each is raised past those in use. A council that is
    there already keeps its own settings.
    """
    _refuse_known(session, record)
    places = Places(session)
    committee = _committee(session, record)
    _people(session, record, committee, places)
    standing = _standing(session, record, committee, places)
    numbers = _numbers(session, record, committee)
    meetings.store(session, record, committee, places)
    programme.store(session, record, committee, places)
    agendas.store(session, record, places, standing)
    meetings.store_movements(session, record, places)
    clauses = agendas.store_minutes(session, record, places, numbers)
    programme.store_origins(session, record, places, clauses)
    follow_up.store(session, record, committee, places, clauses)
    hand_on(session)
    return committee


def _refuse_known(session: Session, record: Record) -> None:
    code = record.committee.code
    if session.scalar(select(Committee.id).where(Committee.code == code)) is not None:
        raise RuleBroken(f"There is a committee {code} already. A record is loaded whole: choose an empty database.")
    uids = [meeting.uid for meeting in record.meetings if meeting.uid]
    known = session.scalar(select(Meeting.uid).where(Meeting.uid.in_(uids)).limit(1))
    if known is not None:
        raise RuleBroken(f"A meeting with the calendar identity {known} is here already. Choose an empty database.")


def _committee(session: Session, record: Record) -> Committee:
    given, settings = record.committee, record.council
    council = session.scalar(select(Council).where(Council.name == given.council))
    if council is None:
        council = Council(
            name=given.council,
            nation=settings.nation,
            clear_days=settings.clear_days,
            saturdays_count=settings.saturdays_count,
            papers_go_up=settings.papers_go_up,
            vision=settings.vision,
            notes_for_the_public=settings.notes_for_the_public,
        )
        session.add(council)
        session.flush()
        session.add_all(
            AnnualMeeting(council_id=council.id, year=each.year, on=each.on) for each in settings.annual_meetings
        )
    committee = Committee(
        council_id=council.id,
        code=given.code,
        name=given.name,
        remit=given.remit,
        introduction=given.introduction,
        quorum=given.quorum,
        usual_venue=given.usual_venue,
        usual_time=given.usual_time,
        crime_and_disorder=given.crime_and_disorder,
        minute_pattern=given.minute_pattern,
        minutes_restart=given.minutes_restart,
        closed_on=given.closed_on,
    )
    session.add(committee)
    session.flush()
    return committee


def _people(session: Session, record: Record, committee: Committee, places: Places) -> None:
    for person in record.people:
        session.add(
            Person(
                id=places.person(person.id),
                name=person.name,
                title=person.title,
                honours=person.honours,
                post=person.post,
            )
        )
    session.flush()
    for person in record.people:
        session.add_all(
            Portfolio(person_id=places.person(person.id), name=held.name, from_=held.from_, to=held.to)
            for held in person.portfolios
        )
    for position, member in enumerate(record.members, start=1):
        plain = member.role_kind is not None and member.role == member.role_kind.label and not member.role_kind.leads
        session.add(
            Membership(
                committee_id=committee.id,
                person_id=places.person(member.person),
                role=member.role_kind,
                role_title="" if plain else member.role,
                from_=member.from_,
                to=member.to,
                position=position,
            )
        )
    session.flush()


def _standing(session: Session, record: Record, committee: Committee, places: Places) -> dict[str, int]:
    """Topics, and the standing items that may follow one; the ids of these by title."""
    session.add_all(
        Topic(
            id=places.topic(topic.id),
            committee_id=committee.id,
            title=topic.title,
            opened_on=topic.opened_on,
            exempt=topic.exempt,
            public_title=topic.public_title,
            paragraphs=", ".join(map(str, topic.paragraphs)),
        )
        for topic in record.topics
    )
    session.flush()
    rows = [
        StandingItem(
            committee_id=committee.id,
            kind=item.kind,
            title=item.title,
            position=position,
            at_the_end=item.at_the_end,
            month=item.month,
            topic_id=places.topic(item.topic),
            ended_on=item.ended_on,
        )
        for position, item in enumerate(record.standing_items, start=1)
    ]
    session.add_all(rows)
    session.flush()
    return {row.title: row.id for row in rows}


def _numbers(session: Session, record: Record, committee: Committee) -> dict[tuple[str, str], int]:
    """Every number that was ever issued, with or without a minute: its id by the run and as printed."""
    runs = {run.name: _run(session, run, committee) for run in record.minute_series}
    session.flush()
    rows = {
        (run.name, each.number): MinuteNumber(
            series_id=runs[run.name].id,
            ordinal=each.ordinal,
            suffix=each.suffix,
            printed=each.number,
            void_because=each.void_because,
        )
        for run in record.minute_series
        for each in run.unused
    }
    for item in (item for meeting in record.meetings for item in meeting.items if item.minute_number):
        rows[item.minute_series, item.minute_number] = MinuteNumber(
            series_id=runs[item.minute_series].id,
            ordinal=item.minute_ordinal,
            suffix=item.minute_suffix,
            printed=item.minute_number,
            void_because=item.minute_void_because,
        )
    session.add_all(rows.values())
    session.flush()
    return {key: row.id for key, row in rows.items()}


def _run(session: Session, run: Run, committee: Committee) -> MinuteSeries:
    """A run of the committee's own, or the council's shared one, which another committee may have begun."""
    known = session.scalar(
        select(MinuteSeries).where(MinuteSeries.council_id == committee.council_id, MinuteSeries.name == run.name)
    )
    if known is None:
        known = MinuteSeries(
            council_id=committee.council_id,
            committee_id=None if run.shared else committee.id,
            name=run.name,
            year=run.year,
            starts_at=run.starts_at,
        )
        session.add(known)
    elif not run.shared or known.committee_id is not None:
        raise RuleBroken(f"The run of minute numbers “{run.name}” belongs to another committee of this council.")
    return known
