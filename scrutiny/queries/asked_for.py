"""Finds all there is to know of one action or recommendation: where it came from, who saw it, what it is tied to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session, aliased

from scrutiny.models.agenda import AgendaItem, Topic
from scrutiny.models.follow_up import Action, ActionAppearance, Recommendation, RecommendationAppearance
from scrutiny.models.meetings import Meeting
from scrutiny.models.minutes import Minute, MinuteNumber, Resolution
from scrutiny.models.programme import WorkProgrammeEntry
from scrutiny.queries import committees, follow_up, history
from scrutiny.queries import meetings as meetings_of
from scrutiny.queries.follow_up import FollowUpFacts, Shown, Wanted
from scrutiny.queries.rows import AnyRow, Rows
from scrutiny.queries.withheld import public


@dataclass(frozen=True, slots=True)
class AskedForFacts:
    """One action or recommendation. `tracked` is its row of the tracker; `tied` are the actions that it took over from.

    `source` has `public` (whether anybody may see it), its part, and of where it came from what there is; `meetings`
    are all of the committee's; `seen` the meetings whose tracker had it.
    """

    committee: AnyRow
    tracked: FollowUpFacts
    source: AnyRow
    seen: Rows
    meetings: Rows
    history: Rows
    newer: AnyRow | None = None
    older: Rows = ()


_asked_at = aliased(Meeting)
_noted_at = aliased(Meeting)
_ID = bindparam("id", type_=Action.id.type)


def _source(asked: type[Action] | type[Recommendation], *columns: Any) -> Select[*tuple[Any, ...]]:
    """A resolution's minute is that of the item; an entry stands for what was asked for on the programme."""
    return (
        select(
            asked.part,
            public(asked).label("public"),
            AgendaItem.id.label("item_id"),
            AgendaItem.title.label("item_title"),
            _asked_at.id.label("meeting_id"),
            _asked_at.on.label("meeting_on"),
            MinuteNumber.printed.label("minute_number"),
            Resolution.letter,
            Resolution.text.label("clause"),
            Topic.title.label("topic_title"),
            *columns,
        )
        .outerjoin(AgendaItem, AgendaItem.id == asked.item_id)
        .outerjoin(_asked_at, _asked_at.id == AgendaItem.meeting_id)
        .outerjoin(Minute, Minute.item_id == AgendaItem.id)
        .outerjoin(MinuteNumber, MinuteNumber.id == Minute.number_id)
        .outerjoin(Resolution, Resolution.id == asked.resolution_id)
        .outerjoin(Topic, Topic.id == asked.topic_id)
        .where(asked.id == _ID)
    )


_ACTION = (
    _source(
        Action,
        Action.due_meeting_id,
        Action.completed_on,
        Action.confirmed_at_meeting_id,
        WorkProgrammeEntry.title.label("entry_title"),
        _noted_at.on.label("noted_on"),
    )
    .outerjoin(WorkProgrammeEntry, WorkProgrammeEntry.id == Action.entry_id)
    .outerjoin(_noted_at, _noted_at.id == WorkProgrammeEntry.meeting_id)
)
_RECOMMENDATION = _source(
    Recommendation, Recommendation.clock, Recommendation.received_on, Recommendation.state_because
)
_SEEN = {
    model: select(model.state, model.note, Meeting.id.label("meeting_id"), Meeting.on, Meeting.status)
    .join(Meeting, Meeting.id == model.meeting_id)
    .where(of == _ID)
    .order_by(Meeting.on, Meeting.at, Meeting.id)
    for model, of in (
        (ActionAppearance, ActionAppearance.action_id),
        (RecommendationAppearance, RecommendationAppearance.recommendation_id),
    )
}
_OLDER = select(Action.id, Action.reference).where(Action.superseded_by_id == _ID).order_by(Action.id)
_NEWER = select(Action.id, Action.reference).where(Action.id == bindparam("newer"))


def action(session: Session, asked: Action, today: date) -> AskedForFacts:
    connection, its = session.connection(), {"id": asked.id}
    wanted = Wanted(asked.committee_id, today, Shown.ALL, action_id=asked.id, exempt=True)
    return AskedForFacts(
        committee=committees.by_id(session, asked.committee_id),
        tracked=follow_up.find(session, wanted),
        source=connection.execute(_ACTION, its).one(),
        seen=connection.execute(_SEEN[ActionAppearance], its).all(),
        meetings=meetings_of.listed(session, asked.committee_id),
        history=history.of_thing(session, "actions", asked.id),
        newer=connection.execute(_NEWER, {"newer": asked.superseded_by_id}).first(),
        older=connection.execute(_OLDER, its).all(),
    )


def recommendation(session: Session, asked: Recommendation, today: date) -> AskedForFacts:
    connection, its = session.connection(), {"id": asked.id}
    wanted = Wanted(asked.committee_id, today, Shown.ALL, recommendation_id=asked.id, exempt=True)
    return AskedForFacts(
        committee=committees.by_id(session, asked.committee_id),
        tracked=follow_up.find(session, wanted),
        source=connection.execute(_RECOMMENDATION, its).one(),
        seen=connection.execute(_SEEN[RecommendationAppearance], its).all(),
        meetings=meetings_of.listed(session, asked.committee_id),
        history=history.of_thing(session, "recommendations", asked.id),
    )
