"""What a record written by hand leaves out, worked out once: afterwards every id, name and default is in its place.

To complete a complete record changes nothing: that is what an export is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from scrutiny.domain.municipal_year import MunicipalYear
from scrutiny.domain.record import Record, StandingItem, Topic
from scrutiny.domain.record.meetings import Item, Meeting
from scrutiny.domain.record.people import Member, Person
from scrutiny.domain.record.references import UNSAID
from scrutiny.domain.vocabulary import Role
from scrutiny.intake.record import entries, follow_up, minutes, sittings
from scrutiny.intake.record.links import Links, numbered
from scrutiny.intake.record.notes import Notes


def complete(record: Record, notes: Notes) -> Record:
    """The record with everything filled in; what cannot be is noted as a mistake."""
    links = Links(notes)
    people = numbered(_with_members(record.people, record.members), "people", notes)
    links.add_people(people)
    topics = numbered(_with_titles(record), "topics", notes)
    links.add_topics(topics)
    record = replace(record, people=people, topics=topics, standing_items=_standing(record.standing_items, links))
    meetings = numbered(record.meetings, "meetings", notes)
    links.add_meetings(meetings)
    record = replace(record, meetings=meetings)
    record = replace(record, members=_members(record, links))
    record = replace(record, work_programme=entries.complete(record, links))
    meetings = tuple(sittings.complete(record, meeting, at, links) for at, meeting in enumerate(record.meetings))
    record = minutes.complete(replace(record, meetings=sittings.with_items(record, meetings, links)), links)
    for meeting in record.meetings:
        for item in meeting.items:
            links.add_item(item, meeting.id)
    exempt = {item.topic: item for item in links.items.values() if item.exempt}
    topics = tuple(_as_exempt_as(exempt.get(topic.id), topic) for topic in record.topics)
    links.add_topics(topics)
    return replace(
        record,
        topics=topics,
        work_programme=entries.with_origins(record.work_programme, links),
        actions=follow_up.actions(record, links),
        recommendations=follow_up.recommendations(record, links),
    )


def _with_members(people: tuple[Person, ...], members: Iterable[Member]) -> tuple[Person, ...]:
    """Members are people, whether or not they are listed among them."""
    known = {person.name for person in people}
    unlisted = [each for each in members if each.person == UNSAID and each.name not in known]
    return (*people, *(Person(name=each.name, honours=each.honours) for each in unlisted))


def _with_titles(record: Record) -> tuple[Topic, ...]:
    """A row of the programme follows a topic: one of its own title, where it names no other."""
    known = {topic.title.casefold() for topic in record.topics}
    topics = list(record.topics)
    for entry in record.work_programme:
        title = entry.topic or entry.title
        if isinstance(title, str) and title.casefold() not in known:
            known.add(title.casefold())
            topics.append(Topic(title=title))
    return tuple(topics)


def _as_exempt_as(item: Item | None, topic: Topic) -> Topic:
    """A topic is exempt with any item of it, and unless it says otherwise as the last of these is."""
    if item is None:
        return topic
    return replace(
        topic,
        exempt=True,
        public_title=topic.public_title or item.public_title,
        paragraphs=topic.paragraphs or item.paragraphs,
    )


def _standing(items: tuple[StandingItem, ...], links: Links) -> tuple[StandingItem, ...]:
    return tuple(
        replace(item, topic=links.topic(item.topic, f"standing_items[{at}].topic")) for at, item in enumerate(items)
    )


def _members(record: Record, links: Links) -> tuple[Member, ...]:
    """A seat without a date is held from the beginning of the municipal year of the first meeting."""
    annual = {each.year: each.on for each in record.council.annual_meetings}
    done = []
    for at, member in enumerate(record.members):
        where = f"members[{at}]"
        person = links.person(member.person, member.name, f"{where}.person")
        if person is None:
            links.notes.mistake(where, f"none of the people is “{member.name}”, or several are: give the id")
        began = member.from_ or _first_day(record.meetings, annual)
        if began is None:
            links.notes.mistake(f"{where}.from", "is missing, and there is no meeting to take it from")
        elif member.to and member.to < began:
            links.notes.mistake(f"{where}.to", f"{member.to} is before {began}, when the seat was taken")
        kind = member.role_kind or _kind_of(member.role)
        role = member.role or kind.label
        honours = member.honours or (links.people[person].honours if person else "")
        done.append(replace(member, person=person, from_=began, role=role, role_kind=kind, honours=honours))
    return tuple(done)


def _first_day(meetings: tuple[Meeting, ...], annual: Mapping[int, date]) -> date | None:
    if not meetings:
        return None
    return MunicipalYear.of(min(meeting.date for meeting in meetings), annual).first_day(annual)


def _kind_of(role: str) -> Role:
    """Chairman, Chair, Chairwoman; Vice- and Deputy Chairman; whatever else they write is a member."""
    words = role.casefold()
    if "vice" in words or "deputy" in words:
        return Role.VICE_CHAIRMAN
    if "chair" in words:
        return Role.CHAIRMAN
    if "substitute" in words:
        return Role.SUBSTITUTE
    if "co-opt" in words:
        return Role.NON_VOTING_CO_OPTEE if "non-voting" in words else Role.CO_OPTEE
    return Role.MEMBER
