"""What the public may not be shown of, as conditions for a statement."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, exists, not_, or_
from sqlalchemy.orm import aliased

from scrutiny.domain.vocabulary import MeetingStatus, MinutesState, Part
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.follow_up import Action, Recommendation
from scrutiny.models.meetings import Meeting
from scrutiny.models.minutes import Minute, Resolution

_source = aliased(AgendaItem)
_minute = aliased(Minute)
_resolution = aliased(Resolution)

AGREED = [state for state in MinutesState if state.public]
EXEMPT = or_(AgendaItem.part == Part.TWO, AgendaItem.restricted)
PUBLISHED = or_(Meeting.published_on.is_not(None), Meeting.status == MeetingStatus.HELD)


def public(asked: type[Action] | type[Recommendation]) -> ColumnElement[bool]:
    """Whether anybody may see it: open itself, and not asked for under an exempt item, whatever its own part says.

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
    return and_(
        asked.part == Part.ONE,
        or_(asked.item_id.is_(None), not_(asked_for)),
        or_(asked.resolution_id.is_(None), not_(resolved)),
    )
