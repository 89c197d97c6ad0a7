"""Arranges a committee's rows as its record: all that its members may see, or only what anybody may."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scrutiny.domain.record import (
    AnnualMeeting,
    Committee,
    Council,
    MinuteSeries,
    Record,
    StandingItem,
    Topic,
    UnusedNumber,
)
from scrutiny.domain.record.people import Member, Person, Portfolio
from scrutiny.papers.groups import grouped
from scrutiny.papers.record.follow_up import actions, recommendations
from scrutiny.papers.record.meetings import meetings, numbers_in
from scrutiny.papers.record.programme import entries
from scrutiny.papers.record.references import Days
from scrutiny.papers.record.withheld import without_drafts, without_exempt

if TYPE_CHECKING:
    from scrutiny.queries.record import RecordFacts


def of(facts: RecordFacts, *, exempt: bool, drafts: bool = True) -> Record:
    """The record. Without `drafts`, agendas not yet published and minutes not yet agreed are left out too."""
    days = Days(facts)
    people = _people(facts)
    record = Record(
        committee=_committee(facts),
        council=_council(facts),
        people=people,
        members=tuple(_member(row, people) for row in facts.memberships),
        standing_items=tuple(_standing(row) for row in facts.standing_items),
        topics=tuple(_topic(row) for row in facts.topics),
        minute_series=_series(facts),
        meetings=meetings(facts, people, days),
        work_programme=entries(facts, days),
        actions=actions(facts, days),
        recommendations=recommendations(facts, days),
    )
    if not exempt:
        record = without_exempt(record)
    return record if drafts else without_drafts(record)


def _committee(facts: RecordFacts) -> Committee:
    row = facts.committee
    return Committee(
        code=row.code,
        name=row.name,
        remit=row.remit,
        council=facts.council.name,
        introduction=row.introduction,
        quorum=row.quorum,
        usual_venue=row.usual_venue,
        usual_time=row.usual_time,
        crime_and_disorder=row.crime_and_disorder,
        minute_pattern=row.minute_pattern,
        minutes_restart=row.minutes_restart,
        closed_on=row.closed_on,
    )


def _council(facts: RecordFacts) -> Council:
    row = facts.council
    return Council(
        nation=row.nation,
        clear_days=row.clear_days,
        saturdays_count=row.saturdays_count,
        papers_go_up=row.papers_go_up,
        vision=row.vision,
        notes_for_the_public=row.notes_for_the_public,
        annual_meetings=tuple(AnnualMeeting(year=each.year, on=each.on) for each in facts.annual_meetings),
    )


def _people(facts: RecordFacts) -> tuple[Person, ...]:
    portfolios = grouped(facts.portfolios, "person_id")
    return tuple(
        Person(
            id=row.id,
            name=row.name,
            title=row.title,
            honours=row.honours,
            post=row.post,
            portfolios=tuple(Portfolio(name=held.name, from_=held.from_, to=held.to) for held in portfolios[row.id]),
        )
        for row in facts.people
    )


def _member(row: Any, people: tuple[Person, ...]) -> Member:
    person = next(each for each in people if each.id == row.person_id)
    return Member(
        name=person.name,
        honours=person.honours,
        role=row.role_title or row.role.label,
        from_=row.from_,
        to=row.to,
        role_kind=row.role,
        person=row.person_id,
    )


def _standing(row: Any) -> StandingItem:
    return StandingItem(
        title=row.title,
        kind=row.kind,
        at_the_end=row.at_the_end,
        month=row.month,
        topic=row.topic_id,
        ended_on=row.ended_on,
    )


def _topic(row: Any) -> Topic:
    return Topic(
        id=row.id,
        title=row.title,
        opened_on=row.opened_on,
        exempt=row.exempt,
        public_title=row.public_title,
        paragraphs=numbers_in(row.paragraphs),
    )


def _series(facts: RecordFacts) -> tuple[MinuteSeries, ...]:
    unused = grouped((row for row in facts.numbers if row.item_id is None), "series_id")
    return tuple(
        MinuteSeries(
            name=row.name,
            year=row.year,
            starts_at=row.starts_at,
            shared=row.committee_id is None,
            unused=tuple(
                UnusedNumber(
                    number=each.printed, ordinal=each.ordinal, suffix=each.suffix, void_because=each.void_because
                )
                for each in unused[row.id]
            ),
        )
        for row in facts.series
    )
