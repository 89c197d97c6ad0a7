"""Finds a topic's whole story: where it was planned, where it appeared, and what was asked for."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import bindparam, func, or_, select
from sqlalchemy.orm import Session, aliased

from scrutiny.models.agenda import AgendaItem, Topic
from scrutiny.models.committees import Committee
from scrutiny.models.follow_up import Action, ActionUpdate, Recommendation
from scrutiny.models.meetings import Meeting
from scrutiny.models.minutes import Minute, MinuteNumber, Resolution
from scrutiny.models.programme import EntryLead, EntryMove, WorkProgrammeEntry
from scrutiny.queries.rows import AnyRow, Rows
from scrutiny.queries.withheld import known_topic, public, withheld_entry, withheld_topic


@dataclass(frozen=True, slots=True)
class TopicFacts:
    """All that is recorded of one topic: `topic.withheld` where it is exempt, `topic.known` where it is out at all."""

    topic: AnyRow
    entries: Rows
    leads: Rows
    moves: Rows
    items: Rows
    resolutions: Rows
    actions: Rows
    updates: Rows
    recommendations: Rows


_from, _to = aliased(Meeting), aliased(Meeting)
_ID = bindparam("topic_id", type_=Topic.id.type)

_TOPIC = (
    select(
        *Topic.__table__.c,
        Committee.code,
        Committee.name.label("committee_name"),
        withheld_topic(Topic.id).label("withheld"),
        known_topic(Topic.id).label("known"),
    )
    .join(Committee, Committee.id == Topic.committee_id)
    .where(Topic.id == _ID)
)
_ENTRIES = (
    select(
        *WorkProgrammeEntry.__table__.c,
        func.coalesce(Meeting.on, WorkProgrammeEntry.planned_on).label("on"),
        withheld_entry().label("exempt"),
    )
    .outerjoin(Meeting, Meeting.id == WorkProgrammeEntry.meeting_id)
    .where(WorkProgrammeEntry.topic_id == _ID)
    .order_by(WorkProgrammeEntry.year, WorkProgrammeEntry.position, WorkProgrammeEntry.id)
)
_LEADS = (
    select(EntryLead.entry_id, EntryLead.label, EntryLead.name)
    .join(WorkProgrammeEntry, WorkProgrammeEntry.id == EntryLead.entry_id)
    .where(WorkProgrammeEntry.topic_id == _ID)
    .order_by(EntryLead.entry_id, EntryLead.position, EntryLead.id)
)
_MOVES = (
    select(
        EntryMove.entry_id,
        EntryMove.on,
        EntryMove.from_when,
        EntryMove.to_when,
        EntryMove.because,
        _from.on.label("from_on"),
        _to.on.label("to_on"),
    )
    .join(WorkProgrammeEntry, WorkProgrammeEntry.id == EntryMove.entry_id)
    .outerjoin(_from, _from.id == EntryMove.from_meeting_id)
    .outerjoin(_to, _to.id == EntryMove.to_meeting_id)
    .where(WorkProgrammeEntry.topic_id == _ID)
    .order_by(EntryMove.id)
)
_ITEMS = (
    select(
        *AgendaItem.__table__.c,
        Meeting.on,
        Meeting.status.label("meeting_status"),
        Meeting.published_on,
        Meeting.minutes_state,
        Minute.narrative,
        MinuteNumber.printed.label("minute_number"),
    )
    .join(Meeting, Meeting.id == AgendaItem.meeting_id)
    .outerjoin(Minute, Minute.item_id == AgendaItem.id)
    .outerjoin(MinuteNumber, MinuteNumber.id == Minute.number_id)
    .where(AgendaItem.topic_id == _ID)
    .order_by(Meeting.on, AgendaItem.position, AgendaItem.id)
)
_RESOLUTIONS = (
    select(Minute.item_id, Resolution.letter, Resolution.text, Resolution.kind)
    .join(Minute, Minute.id == Resolution.minute_id)
    .join(AgendaItem, AgendaItem.id == Minute.item_id)
    .where(AgendaItem.topic_id == _ID)
    .order_by(Minute.item_id, Resolution.position)
)

# What was asked for under an item of the topic belongs to its story, whether or not it names the topic itself.
_of_topic = select(AgendaItem.id).where(AgendaItem.topic_id == _ID)
_planned = select(WorkProgrammeEntry.id).where(WorkProgrammeEntry.topic_id == _ID)
_ACTIONS = (
    select(*Action.__table__.c, Meeting.on.label("due_meeting_on"), public(Action).label("public"))
    .outerjoin(Meeting, Meeting.id == Action.due_meeting_id)
    .where(or_(Action.topic_id == _ID, Action.item_id.in_(_of_topic), Action.entry_id.in_(_planned)))
    .order_by(Action.opened_on, Action.id)
)
_UPDATES = (
    select(ActionUpdate.action_id, ActionUpdate.on, ActionUpdate.by, ActionUpdate.text)
    .join(Action, Action.id == ActionUpdate.action_id)
    .where(or_(Action.topic_id == _ID, Action.item_id.in_(_of_topic), Action.entry_id.in_(_planned)))
    .order_by(ActionUpdate.id)
)
_RECOMMENDATIONS = (
    select(*Recommendation.__table__.c, public(Recommendation).label("public"))
    .where(or_(Recommendation.topic_id == _ID, Recommendation.item_id.in_(_of_topic)))
    .order_by(Recommendation.opened_on, Recommendation.id)
)


def story(session: Session, topic_id: int) -> TopicFacts | None:
    """The topic and all that is recorded of it; None when there is no such topic."""
    connection, wanted = session.connection(), {"topic_id": topic_id}
    topic = connection.execute(_TOPIC, wanted).first()
    if topic is None:
        return None
    return TopicFacts(
        topic=topic,
        entries=connection.execute(_ENTRIES, wanted).all(),
        leads=connection.execute(_LEADS, wanted).all(),
        moves=connection.execute(_MOVES, wanted).all(),
        items=connection.execute(_ITEMS, wanted).all(),
        resolutions=connection.execute(_RESOLUTIONS, wanted).all(),
        actions=connection.execute(_ACTIONS, wanted).all(),
        updates=connection.execute(_UPDATES, wanted).all(),
        recommendations=connection.execute(_RECOMMENDATIONS, wanted).all(),
    )
