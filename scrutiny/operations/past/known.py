"""What the record knows already of what a past paper names: its meetings, topics and people, by day, title and name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.domain import names
from scrutiny.domain.dates import written
from scrutiny.domain.vocabulary import MeetingStatus, ResolutionKind
from scrutiny.models.agenda import AgendaItem, Topic
from scrutiny.models.committees import Committee
from scrutiny.models.meetings import Meeting
from scrutiny.models.minutes import Minute, MinuteNumber, Resolution
from scrutiny.models.people import Person
from scrutiny.models.programme import EntryOrigin

_DASHES = str.maketrans({"–": "-", "—": "-", "’": "'", "‘": "'"})


def key(text: str) -> str:
    """Equal for texts that differ in case, spaces, dashes and apostrophes alone, as one that was typed again does."""
    return " ".join(text.translate(_DASHES).split()).casefold().rstrip(".")


class Known:
    """Read once, when the committee's turn is taken; `topics` takes in those that are opened meanwhile."""

    def __init__(self, session: Session, committee: Committee) -> None:
        self._session = session
        met = select(Meeting).where(Meeting.committee_id == committee.id, Meeting.status != MeetingStatus.CANCELLED)
        self._meetings = {meeting.on: meeting for meeting in session.scalars(met.order_by(Meeting.at.desc()))}
        followed = select(Topic).where(Topic.committee_id == committee.id).order_by(Topic.id.desc())
        self.topics = {key(topic.title): topic for topic in session.scalars(followed)}
        self._people = _by_name(session.scalars(select(Person)))

    def meeting(self, on: date | None) -> Meeting | None:
        return self._meetings.get(on) if on else None

    def people(self, name: str) -> Sequence[Person]:
        """Everybody who bears that name, however it is typed."""
        return self._people.get(names.key(name), ())

    def person(self, name: str) -> Person | None:
        """The one who bears that name; None where there is none, or two."""
        found = self.people(name)
        return found[0] if len(found) == 1 else None

    def item(self, on: date | None, minute: str) -> AgendaItem | None:
        """The item whose minute has this number at the meeting of that day."""
        meeting = self.meeting(on)
        if meeting is None or not minute:
            return None
        minuted = (
            select(AgendaItem)
            .join(Minute, Minute.item_id == AgendaItem.id)
            .join(MinuteNumber, MinuteNumber.id == Minute.number_id)
            .where(AgendaItem.meeting_id == meeting.id, MinuteNumber.printed == minute)
        )
        return self._session.scalar(minuted)

    def asks_for(self, topic: Topic) -> str:
        """The minute of this topic that asks for a row of the programme and has none yet, as “minute 4 of …”; or ""."""
        asks = (
            select(MinuteNumber.printed, Meeting.on)
            .select_from(Resolution)
            .join(Minute, Minute.id == Resolution.minute_id)
            .join(AgendaItem, AgendaItem.id == Minute.item_id)
            .join(Meeting, Meeting.id == AgendaItem.meeting_id)
            .outerjoin(MinuteNumber, MinuteNumber.id == Minute.number_id)
            .outerjoin(EntryOrigin, EntryOrigin.resolution_id == Resolution.id)
            .where(AgendaItem.topic_id == topic.id, Resolution.kind == ResolutionKind.PROGRAMME)
            .where(EntryOrigin.id.is_(None))
            .order_by(Meeting.on.desc())
        )
        row = self._session.execute(asks.limit(1)).one_or_none()
        return f"{f'minute {row.printed}' if row.printed else 'a minute'} of {written(row.on)}" if row else ""


def _by_name(people: Iterable[Person]) -> dict[str, list[Person]]:
    found: dict[str, list[Person]] = defaultdict(list)
    for person in people:
        found[names.key(person.name)].append(person)
    return found
