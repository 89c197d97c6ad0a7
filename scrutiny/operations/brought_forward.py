"""Items that come from a later draft agenda to an earlier meeting, as they are, and go back there."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from scrutiny.domain.roll_forward import Line, Thing
from scrutiny.domain.vocabulary import MeetingStatus
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.meetings import Meeting


@dataclass(frozen=True, slots=True)
class Place:
    """Where an item was: the meeting, and its position on that agenda."""

    meeting_id: int
    position: int


def named_by(session: Session, lines: Sequence[Line]) -> dict[Thing, AgendaItem]:
    """The items that the lines bring, by thing."""
    wanted = {line.brings: line.thing for line in lines if line.brings is not None}
    found = select(AgendaItem).where(AgendaItem.id.in_(wanted)).options(selectinload(AgendaItem.leads))
    return {wanted[item.id]: item for item in session.scalars(found)} if wanted else {}


def bring(session: Session, meeting: Meeting, items: Collection[AgendaItem]) -> dict[int, Place]:
    """Move the items to the meeting's agenda and close the gaps they leave. Returns by item where it was."""
    was = {item.id: Place(item.meeting_id, item.position) for item in items}
    for item in items:
        item.meeting_id = meeting.id
    session.flush()
    for meeting_id in {place.meeting_id for place in was.values()}:
        _renumber(_agenda(session, meeting_id))
    return was


def send_back(session: Session, items: Mapping[AgendaItem, Place]) -> list[AgendaItem]:
    """Put the items where they were. Returns those for which that agenda is no longer open, or has them by now."""
    staying: list[AgendaItem] = []
    for item, place in sorted(items.items(), key=lambda pair: pair[1].position):
        if not _open_to(session, item, place.meeting_id):
            staying.append(item)
            continue
        agenda = _agenda(session, place.meeting_id)
        item.meeting_id = place.meeting_id
        agenda.insert(place.position - 1, item)
        _renumber(agenda)
        session.flush()
    return staying


def _open_to(session: Session, item: AgendaItem, meeting_id: int) -> bool:
    meeting = session.get_one(Meeting, meeting_id)
    if meeting.status is not MeetingStatus.SCHEDULED or meeting.published_on is not None:
        return False
    of_minutes = item.minutes_of_id is not None
    same = AgendaItem.minutes_of_id == item.minutes_of_id if of_minutes else AgendaItem.topic_id == item.topic_id
    return session.scalar(select(AgendaItem.id).where(AgendaItem.meeting_id == meeting_id, same).limit(1)) is None


def _agenda(session: Session, meeting_id: int) -> list[AgendaItem]:
    found = select(AgendaItem).where(AgendaItem.meeting_id == meeting_id).order_by(AgendaItem.position, AgendaItem.id)
    return list(session.scalars(found))


def _renumber(agenda: Sequence[AgendaItem]) -> None:
    for position, item in enumerate(agenda, start=1):
        item.position = position
