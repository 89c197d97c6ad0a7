"""What the public may not be shown of, as conditions for a statement: one for each noun, used by whatever shows it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, exists, not_, or_
from sqlalchemy.orm import InstrumentedAttribute, aliased

from scrutiny.domain.vocabulary import MeetingStatus, MinutesState, Part
from scrutiny.models.agenda import AgendaItem, Topic
from scrutiny.models.follow_up import Action, Recommendation
from scrutiny.models.meetings import Meeting
from scrutiny.models.minutes import Minute, Resolution
from scrutiny.models.programme import WorkProgrammeEntry

Column = ColumnElement[Any] | InstrumentedAttribute[Any]

_topic = aliased(Topic)
_entry = aliased(WorkProgrammeEntry)
_item = aliased(AgendaItem)
_meeting = aliased(Meeting)
_source = aliased(AgendaItem)
_minute = aliased(Minute)
_resolution = aliased(Resolution)

AGREED = [state for state in MinutesState if state.public]
EXEMPT = or_(AgendaItem.part == Part.TWO, AgendaItem.restricted)
PUBLISHED = or_(Meeting.published_on.is_not(None), Meeting.status == MeetingStatus.HELD)

_exempt_item = or_(_item.part == Part.TWO, _item.restricted)


def withheld_topic(topic_id: Column) -> ColumnElement[bool]:
    """Whether the title and the story of a topic are withheld: it is exempt, or was exempt business at any meeting."""
    return or_(
        exists().where(_topic.id == topic_id, _topic.exempt),
        exists().where(_item.topic_id == topic_id, _exempt_item),
    )


def known_topic(topic_id: Column) -> ColumnElement[bool]:
    """Whether a topic is out at all: on the work programme, or on an agenda that is. A draft's is nobody's yet."""
    published = or_(_meeting.published_on.is_not(None), _meeting.status == MeetingStatus.HELD)
    return or_(
        exists().where(_entry.topic_id == topic_id),
        exists().where(_item.topic_id == topic_id, _meeting.id == _item.meeting_id, published),
    )


def told(topic_id: Column) -> ColumnElement[bool]:
    """Whether anybody may read the story of a topic, and so be led to it."""
    return and_(known_topic(topic_id), not_(withheld_topic(topic_id)))


def withheld_entry(entry: Any = WorkProgrammeEntry) -> ColumnElement[bool]:
    """Whether a row of the programme shows the public title of its topic and no more."""
    return or_(withheld_topic(entry.topic_id), exists().where(_item.entry_id == entry.id, _exempt_item))


def public(asked: type[Action] | type[Recommendation]) -> ColumnElement[bool]:
    """Whether anybody may see it: open itself, and not asked for under anything exempt, whatever its own part says.

    It came from an item, and is as open as that; or else from the programme or the topic, and is withheld with those.
    "It came from nowhere, or" is there for PostgreSQL, which would else join and sort a whole tracker for one page.
    """
    exempt = or_(_source.part == Part.TWO, _source.restricted)
    resolved = exists().where(
        _resolution.id == asked.resolution_id,
        _minute.id == _resolution.minute_id,
        _source.id == _minute.item_id,
        exempt,
    )
    asked_for = exists().where(_source.id == asked.item_id, exempt)
    rules = [
        asked.part == Part.ONE,
        or_(asked.item_id.is_(None), not_(asked_for)),
        or_(asked.resolution_id.is_(None), not_(resolved)),
        or_(asked.topic_id.is_(None), asked.item_id.is_not(None), not_(withheld_topic(asked.topic_id))),
    ]
    if asked is Action:
        planned = exists().where(_entry.id == Action.entry_id, withheld_entry(_entry))
        rules.append(or_(Action.entry_id.is_(None), Action.item_id.is_not(None), not_(planned)))
    return and_(*rules)
