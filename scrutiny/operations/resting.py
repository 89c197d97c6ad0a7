"""What rests on an item of an agenda, an entry or a topic: while anything does, the row stays where it is."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from scrutiny.models.agenda import AgendaItem, Topic
from scrutiny.models.committees import StandingItem
from scrutiny.models.documents import Document
from scrutiny.models.follow_up import Action, Recommendation
from scrutiny.models.meetings import AttendanceMovement
from scrutiny.models.minutes import Declaration, Minute, Vote
from scrutiny.models.programme import EntryLead, EntryMove, EntryOrigin, WorkProgrammeEntry
from scrutiny.models.suggestions import Suggestion

ON_AN_ITEM = (
    Document.item_id,
    Minute.item_id,
    Action.item_id,
    Recommendation.item_id,
    Vote.item_id,
    Declaration.item_id,
    AttendanceMovement.item_id,
)
ON_AN_ENTRY = (AgendaItem.entry_id, Action.entry_id, EntryLead.entry_id, EntryMove.entry_id, Suggestion.entry_id)
ON_A_TOPIC = (
    AgendaItem.topic_id,
    WorkProgrammeEntry.topic_id,
    Action.topic_id,
    Recommendation.topic_id,
    StandingItem.topic_id,
)


def items_in_use(session: Session, item_ids: Collection[int]) -> set[int]:
    """Those of the items that have papers, a minute, a vote, or anything else that names them."""
    return {
        found
        for column in ON_AN_ITEM
        for found in session.scalars(select(column).where(column.in_(item_ids)))
        if found is not None
    }


def entry_in_use(session: Session, entry: WorkProgrammeEntry, *, but_for: int) -> bool:
    """Whether anything names the entry but the resolution `but_for` that it was made from."""
    if any(session.scalar(select(exists().where(column == entry.id))) for column in ON_AN_ENTRY):
        return True
    answers = exists().where(EntryOrigin.entry_id == entry.id, EntryOrigin.resolution_id != but_for)
    return bool(session.scalar(select(answers)))


def remove_unless_followed(session: Session, topic_id: int) -> None:
    """Remove a topic that was made for one row only, unless something else has come to follow it since."""
    if not any(session.scalar(select(exists().where(column == topic_id))) for column in ON_A_TOPIC):
        session.delete(session.get_one(Topic, topic_id))
