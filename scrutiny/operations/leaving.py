"""How an item leaves a draft agenda: only while nothing rests on it, and without a trace of it in the order."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from scrutiny.domain.vocabulary import MeetingStatus
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.meetings import Meeting
from scrutiny.models.roll_forward import RollForwardLine
from scrutiny.operations import resting
from scrutiny.operations.turns import as_it_stands


def can_leave(session: Session, item: AgendaItem, meeting: Meeting) -> bool:
    return item.id in removable(session, meeting, [item])


def removable(session: Session, meeting: Meeting, items: Collection[AgendaItem]) -> set[int]:
    """Those items of a meeting that can leave its agenda, by id."""
    now = as_it_stands(session, meeting)
    if now.status is not MeetingStatus.SCHEDULED or now.published_on is not None:
        return set()
    unnumbered = {item.id for item in items if item.number == ""}
    return unnumbered - resting.items_in_use(session, unnumbered)


def leave(session: Session, item: AgendaItem) -> None:
    """Remove the row and close the gap. A roll-forward that put it there keeps its line, without the item."""
    session.execute(update(RollForwardLine).where(RollForwardLine.item_id == item.id).values(item_id=None))
    session.refresh(item, ["leads"])
    session.delete(item)
    session.flush()
    left = select(AgendaItem).where(AgendaItem.meeting_id == item.meeting_id).order_by(AgendaItem.position)
    for position, other in enumerate(session.scalars(left), start=1):
        other.position = position
    session.flush()
