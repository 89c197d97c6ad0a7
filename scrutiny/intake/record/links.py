"""Whom and what a record means where it names a person, a topic or a meeting; ids for what has none yet."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, ClassVar, Protocol, TypeVar

from scrutiny.domain.dates import written
from scrutiny.domain.record import Topic
from scrutiny.domain.record.meetings import Item, Meeting
from scrutiny.domain.record.people import Person
from scrutiny.domain.record.programme import Entry
from scrutiny.domain.record.references import UNSAID, Dated, Linked, Titled
from scrutiny.domain.vocabulary import MeetingKind, MeetingStatus
from scrutiny.intake.record.notes import Notes


class Row(Protocol):
    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def id(self) -> int: ...


R = TypeVar("R", bound=Row)


def numbered(rows: Iterable[R], where: str, notes: Notes) -> tuple[R, ...]:
    """The rows, each with an id of its own: those that have none get the next after the highest."""
    rows = tuple(rows)
    last = max((row.id for row in rows), default=0)
    done: list[R] = []
    taken: set[int] = set()
    for at, row in enumerate(rows):
        if row.id in taken:
            notes.mistake(f"{where}[{at}].id", f"{row.id} is the id of another one already")
        if row.id == UNSAID:
            last += 1
            row = replace(row, id=last)
        taken.add(row.id)
        done.append(row)
    return tuple(done)


@dataclass(slots=True)
class Links:
    """Filled in the order people, topics, meetings, entries, items: each may name what stands before it."""

    notes: Notes
    people: dict[int, Person] = field(default_factory=dict)
    topics: dict[int, Topic] = field(default_factory=dict)
    meetings: dict[int, Meeting] = field(default_factory=dict)
    entries: dict[int, Entry] = field(default_factory=dict)
    items: dict[int, Item] = field(default_factory=dict)
    meeting_of: dict[int, int] = field(default_factory=dict)
    _names: defaultdict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    _titles: dict[str, int] = field(default_factory=dict)
    _days: defaultdict[date, list[int]] = field(default_factory=lambda: defaultdict(list))

    def add_people(self, people: Iterable[Person]) -> None:
        for person in people:
            self.people[person.id] = person
            self._names[person.name].add(person.id)
            self._names[person.printed].add(person.id)

    def add_topics(self, topics: Iterable[Topic]) -> None:
        for topic in topics:
            self.topics[topic.id] = topic
            self._titles.setdefault(topic.title.casefold(), topic.id)

    def add_meetings(self, meetings: Iterable[Meeting]) -> None:
        for meeting in meetings:
            self.meetings[meeting.id] = meeting
            self._days[meeting.date].append(meeting.id)

    def add_item(self, item: Item, meeting_id: int) -> None:
        self.items[item.id] = item
        self.meeting_of[item.id] = meeting_id

    def person(self, linked: Linked, name: str, where: str) -> int | None:
        """The id; without a word about it in the record, that of the one person of the name, if there is one."""
        if linked is None or linked == UNSAID:
            found = self._names.get(name, set()) if linked is not None else set()
            return next(iter(found)) if len(found) == 1 else None
        found = {linked} & self.people.keys() if isinstance(linked, int) else self._names.get(linked, set())
        return self._only(found, where, f"nobody among the people is {_called(linked)}")

    def topic(self, titled: Titled, where: str) -> int | None:
        if titled is None:
            return None
        found = {titled} & self.topics.keys() if isinstance(titled, int) else self.titled(titled)
        return self._only(found, where, f"no topic is {_called(titled)}")

    def titled(self, title: str) -> set[int]:
        """The topic of this title, capitals aside; an empty set if there is none."""
        found = self._titles.get(title.casefold())
        return set() if found is None else {found}

    def meeting(self, dated: Dated, where: str) -> int | None:
        """The id; of several meetings on one day the formal one is meant."""
        if dated is None:
            return None
        if isinstance(dated, int):
            return self._only({dated} & self.meetings.keys(), where, f"no meeting is {_called(dated)}")
        found = set(self._days.get(dated, ()))
        if len(found) > 1:
            found = {id_ for id_ in found if _is_the_meeting(self.meetings[id_])}
        return self._only(found, where, f"no meeting is on {written(dated)}, or there are several: give its id")

    def _only(self, found: set[int], where: str, otherwise: str) -> int | None:
        if len(found) == 1:
            return next(iter(found))
        self.notes.mistake(where, otherwise)
        return None


def _is_the_meeting(meeting: Meeting) -> bool:
    return meeting.kind is MeetingKind.FORMAL and meeting.status is not MeetingStatus.CANCELLED


def _called(reference: int | str) -> str:
    return f"number {reference}" if isinstance(reference, int) else f"“{reference}”"
