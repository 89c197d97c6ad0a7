"""Finds actions and recommendations, a page at a time, with where each came from and what was said of it since.

The page is chosen first, by one index, and only then joined to the rest: so the first page of the outstanding ones
costs the same whatever the length of the record. What was said of an action since comes with it, a row for each,
because a look of its own for two hundred ids costs more. What is exempt, or came of an exempt item, is not chosen at
all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, bindparam, case, func, select
from sqlalchemy.orm import Session, aliased

from scrutiny.domain.vocabulary import MeetingKind, MeetingStatus
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.follow_up import STILL_OPEN, Action, ActionAppearance, ActionUpdate, Recommendation
from scrutiny.models.meetings import Meeting
from scrutiny.models.minutes import Minute, MinuteNumber
from scrutiny.models.programme import WorkProgrammeEntry
from scrutiny.queries import tracked
from scrutiny.queries.rows import AnyRow, Rows, plain
from scrutiny.queries.tracked import PAGE as PAGE
from scrutiny.queries.tracked import Shape
from scrutiny.queries.tracked import Shown as Shown
from scrutiny.queries.tracked import Sort as Sort
from scrutiny.queries.tracked import Wanted as Wanted
from scrutiny.queries.tracked import place as place
from scrutiny.queries.withheld import public, told, withheld_entry

Said = tuple[date, str, str]


@dataclass(frozen=True, slots=True)
class FollowUpFacts:
    """A page of the tracker and what it shows beside. With `more` another page follows, after the action `last`.

    `updates` is what was said of an action since, by its id: the day, by whom, and the words. `exempt` are the
    references on the page that the public does not see.
    """

    actions: Rows
    updates: Mapping[int, Sequence[Said]]
    recommendations: Rows
    next_meeting: date | None
    more: bool
    last: int | None = None
    more_recommendations: bool = False
    exempt: frozenset[str] = frozenset()


_SHOWN = (
    *("id", "reference", "text", "owner", "due", "state", "state_because"),
    *("opened_on", "closed_on", "topic_id"),
)
_asked_at = aliased(Meeting)
_noted_at = aliased(Meeting)
_due_at = aliased(Meeting)


def find(session: Session, wanted: Wanted) -> FollowUpFacts:
    """The page, what was said of its actions since, and the recommendations (on the first page)."""
    actions, updates = _apart(_actions(session, wanted))
    more = len(actions) > wanted.most
    actions = actions[: wanted.most]
    recommendations = _recommendations(session, wanted)
    more_recommendations = len(recommendations) > wanted.most_recommendations
    recommendations = recommendations[: wanted.most_recommendations]
    return FollowUpFacts(
        actions=_by_due_day(actions) if wanted.sort is Sort.DUE else actions,
        updates=updates,
        recommendations=recommendations,
        next_meeting=_next_meeting(session, wanted),
        more=more,
        last=actions[-1].id if more else None,
        more_recommendations=more_recommendations,
        exempt=_exempt(session, actions, recommendations) if wanted.exempt else frozenset(),
    )


def _exempt(session: Session, actions: Rows, recommendations: Rows) -> frozenset[str]:
    of = ((Action, actions), (Recommendation, recommendations))
    found = [
        select(model.reference).where(model.id.in_([row.id for row in rows]), ~public(model)) for model, rows in of
    ]
    return frozenset(session.connection().scalars(found[0].union(found[1])))


_ASKED = select(Action.owner).where(
    Action.committee_id == bindparam("committee_id"), STILL_OPEN, Action.owner != "", public(Action)
)
_SENT = select(Recommendation.addressee).where(
    Recommendation.committee_id == bindparam("committee_id"),
    tracked.NOT_ENDED,
    Recommendation.addressee != "",
    public(Recommendation),
)
_OWNERS = _ASKED.union(_SENT)


def owners(session: Session, committee_id: int) -> list[str]:
    """Who owns an open action or was sent an open recommendation that the public may see, by name."""
    return sorted(session.connection().scalars(_OWNERS, {"committee_id": committee_id}))


def _by_due_day(rows: Rows) -> Rows:
    """An action due at a meeting among those due on a day, as far as they are on one page."""
    return sorted(rows, key=lambda row: row.due or row.due_meeting_on or date.max)


def _actions(session: Session, wanted: Wanted) -> Rows:
    """In order, up to one more than a page, a row for each update; by date the undated ones come last."""
    shape, values, connection = wanted.shape, wanted.values, session.connection()
    if shape.one_recommendation:
        return ()
    if shape.sort is not Sort.DUE:
        return plain(connection.execute(_statement(tracked.chosen, shape), values).all())
    rows: list[AnyRow] = []
    if not shape.past_dated:
        rows += connection.execute(_statement(tracked.dated, shape), values).all()
    left = wanted.most + 1 - len({row[0] for row in rows})
    if left:
        rows += connection.execute(_statement(tracked.undated, shape), values | {"most": left}).all()
    return plain(rows)


def _apart(rows: Rows) -> tuple[Rows, Mapping[int, Sequence[Said]]]:
    """Each action once, and what was said of it."""
    actions: dict[int, AnyRow] = {}
    updates: defaultdict[int, list[Said]] = defaultdict(list)
    for row in rows:
        actions.setdefault(row.id, row)
        if row.said_on is not None:
            updates[row.id].append(row[-3:])
    return list(actions.values()), updates


@cache
def _statement(choose: Callable[[Shape], Select[Any]], shape: Shape) -> Select[Any]:
    """The chosen actions with the minute or the programme row that each came from."""
    chosen, sort = choose(shape), shape.sort
    page = chosen.subquery("chosen")
    action = page.c
    return (
        select(
            *_shown((action[name] for name in _SHOWN), shape),
            MinuteNumber.printed.label("minute_number"),
            _asked_at.id.label("asked_meeting_id"),
            _asked_at.on.label("asked_on"),
            WorkProgrammeEntry.title.label("entry_title"),
            and_(WorkProgrammeEntry.id.is_not(None), withheld_entry()).label("entry_exempt"),
            _noted_at.id.label("noted_meeting_id"),
            _noted_at.on.label("noted_on"),
            _due_at.on.label("due_meeting_on"),
            _times_carried(action.id).label("carried"),
            ActionUpdate.on.label("said_on"),
            ActionUpdate.by.label("said_by"),
            ActionUpdate.text.label("said"),
        )
        .select_from(page)
        .outerjoin(AgendaItem, AgendaItem.id == action.item_id)
        .outerjoin(_asked_at, _asked_at.id == AgendaItem.meeting_id)
        .outerjoin(Minute, Minute.item_id == AgendaItem.id)
        .outerjoin(MinuteNumber, MinuteNumber.id == Minute.number_id)
        .outerjoin(WorkProgrammeEntry, WorkProgrammeEntry.id == action.entry_id)
        .outerjoin(_noted_at, _noted_at.id == WorkProgrammeEntry.meeting_id)
        .outerjoin(_due_at, _due_at.id == action.due_meeting_id)
        .outerjoin(ActionUpdate, ActionUpdate.action_id == action.id)
        .order_by(action[tracked.KEYS[sort].key], action.id, ActionUpdate.id)
    )


def _times_carried(action_id: ColumnElement[int]) -> ScalarSelect[int]:
    """At how many meetings the tracker showed it."""
    return select(func.count()).where(ActionAppearance.action_id == action_id).scalar_subquery()


def _shown(columns: Iterable[ColumnElement[Any]], shape: Shape) -> Iterator[ColumnElement[Any]]:
    """The columns, but that a topic is named only to those who may read its story."""
    for column in columns:
        if column.key == "topic_id" and not shape.exempt:
            yield case((and_(column.is_not(None), told(column)), column)).label("topic_id")
        else:
            yield column


def _recommendations(session: Session, wanted: Wanted) -> Rows:
    """Up to one more than a page; none beside a later page of actions, or beside one action alone."""
    if wanted.after or wanted.action_id is not None:
        return ()
    return plain(session.connection().execute(_recommended(wanted.shape), wanted.values).all())


@cache
def _recommended(shape: Shape) -> Select[Any]:
    return (
        select(
            *_shown(Recommendation.__table__.c, shape),
            MinuteNumber.printed.label("minute_number"),
            _asked_at.id.label("asked_meeting_id"),
            _asked_at.on.label("asked_on"),
        )
        .outerjoin(AgendaItem, AgendaItem.id == Recommendation.item_id)
        .outerjoin(_asked_at, _asked_at.id == AgendaItem.meeting_id)
        .outerjoin(Minute, Minute.item_id == AgendaItem.id)
        .outerjoin(MinuteNumber, MinuteNumber.id == Minute.number_id)
        .where(*tracked.recommendation_rules(shape))
        .order_by(Recommendation.response_due, Recommendation.id)
        .limit(bindparam("most_recommendations"))
    )


_NEXT_MEETING = select(func.min(Meeting.on)).where(
    Meeting.committee_id == bindparam("committee_id"),
    Meeting.on >= bindparam("today"),
    Meeting.kind == MeetingKind.FORMAL,
    Meeting.status == MeetingStatus.SCHEDULED,
)


def _next_meeting(session: Session, wanted: Wanted) -> date | None:
    return session.connection().scalar(_NEXT_MEETING, {"committee_id": wanted.committee_id, "today": wanted.today})
