"""Finds what earlier agendas left: business not dealt with, what comes by itself, minutes that nobody confirmed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import and_, bindparam, exists, or_, select
from sqlalchemy.orm import Session

from scrutiny.domain.roll_forward.facts import Appearance, Sitting, StandingBusiness, UnconfirmedMinutes
from scrutiny.domain.roll_forward.places import Subject
from scrutiny.domain.vocabulary import EntryStatus, ItemKind, ItemOutcome, MeetingKind, MeetingStatus, MinutesState
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.committees import StandingItem
from scrutiny.models.meetings import Meeting
from scrutiny.models.programme import WorkProgrammeEntry
from scrutiny.models.roll_forward import RollForward, RollForwardLine
from scrutiny.queries.rows import AnyRow

_COMMITTEE = bindparam("committee_id", type_=Meeting.id.type)
_DEALT_WITH = (ItemOutcome.CONSIDERED, ItemOutcome.WITHDRAWN)

NEVER_PUBLISHED = and_(
    Meeting.status == MeetingStatus.SCHEDULED, Meeting.published_on.is_(None), AgendaItem.number == ""
)
_FOLLOWED = (
    select(AgendaItem.topic_id)
    .join(Meeting, Meeting.id == AgendaItem.meeting_id)
    .where(Meeting.committee_id == _COMMITTEE, AgendaItem.outcome.not_in(_DEALT_WITH))
    .union(
        select(WorkProgrammeEntry.topic_id).where(
            WorkProgrammeEntry.committee_id == _COMMITTEE,
            WorkProgrammeEntry.status.in_([status for status in EntryStatus if status.open]),
        )
    )
)
# Undoing takes the item off the line, but for one that was worked on since and stays: that is carried over still.
_CARRIED_OVER = exists().where(
    RollForwardLine.subject == Subject.ITEM.value,
    RollForwardLine.subject_id == AgendaItem.id,
    RollForwardLine.item_id.is_not(None),
)
_WITHOUT_TOPIC = and_(
    AgendaItem.topic_id.is_(None),
    AgendaItem.standing_item_id.is_(None),
    AgendaItem.outcome.not_in(_DEALT_WITH),
    ~_CARRIED_OVER,
)
_APPEARANCES = (
    select(
        AgendaItem.id,
        AgendaItem.meeting_id,
        AgendaItem.title,
        AgendaItem.outcome,
        AgendaItem.outcome_note,
        AgendaItem.topic_id,
        AgendaItem.entry_id,
        WorkProgrammeEntry.status.label("entry"),
        NEVER_PUBLISHED.label("draft"),
    )
    .join(Meeting, Meeting.id == AgendaItem.meeting_id)
    .outerjoin(WorkProgrammeEntry, WorkProgrammeEntry.id == AgendaItem.entry_id)
    .where(
        Meeting.committee_id == _COMMITTEE,
        AgendaItem.kind == ItemKind.BUSINESS,
        or_(AgendaItem.topic_id.in_(_FOLLOWED), _WITHOUT_TOPIC),
    )
    .order_by(AgendaItem.meeting_id, AgendaItem.position)
)
_STANDING = (
    select(*StandingItem.__table__.c)
    .where(
        StandingItem.committee_id == _COMMITTEE,
        or_(StandingItem.ended_on.is_(None), StandingItem.ended_on > bindparam("on")),
    )
    .order_by(StandingItem.at_the_end, StandingItem.position, StandingItem.id)
)
_YEARLY = select(
    AgendaItem.id,
    AgendaItem.title,
    AgendaItem.meeting_id,
    AgendaItem.outcome,
    AgendaItem.outcome_note,
    AgendaItem.topic_id,
    AgendaItem.standing_item_id,
).where(
    or_(
        AgendaItem.standing_item_id.in_(bindparam("items", expanding=True)),
        AgendaItem.topic_id.in_(bindparam("topics", expanding=True)),
    )
)
_ON_AGENDAS = (
    select(AgendaItem.minutes_of_id, AgendaItem.meeting_id, AgendaItem.id, NEVER_PUBLISHED.label("draft"))
    .join(Meeting, Meeting.id == AgendaItem.meeting_id)
    .where(
        AgendaItem.minutes_of_id.in_(bindparam("meetings", expanding=True)), AgendaItem.outcome == ItemOutcome.PENDING
    )
)
_ROLLED = (
    select(RollForwardLine.item_id)
    .join(RollForward, RollForward.id == RollForwardLine.roll_forward_id)
    .join(Meeting, Meeting.id == RollForward.to_meeting_id)
    .where(
        Meeting.committee_id == _COMMITTEE,
        Meeting.status == MeetingStatus.SCHEDULED,
        RollForward.undone_at.is_(None),
        RollForwardLine.item_id.is_not(None),
    )
)
_HERE = select(AgendaItem.topic_id, AgendaItem.standing_item_id, AgendaItem.minutes_of_id).where(
    AgendaItem.meeting_id == bindparam("meeting_id")
)


@dataclass(frozen=True, slots=True)
class OnAgenda:
    """What a draft agenda has by now."""

    topics: frozenset[int]
    standing: frozenset[int]
    minutes_of: frozenset[int]


def on_agenda(session: Session, meeting_id: int) -> OnAgenda:
    rows = session.connection().execute(_HERE, {"meeting_id": meeting_id}).all()
    return OnAgenda(
        topics=frozenset(row.topic_id for row in rows if row.topic_id is not None),
        standing=frozenset(row.standing_item_id for row in rows if row.standing_item_id is not None),
        minutes_of=frozenset(row.minutes_of_id for row in rows if row.minutes_of_id is not None),
    )


def appearances(session: Session, committee_id: int, sittings: Mapping[int, Sitting]) -> tuple[Appearance, ...]:
    """Business not yet dealt with, and every appearance of its topics and of those with an open entry.

    Business without a topic gets one when it is carried over; the line of that roll-forward says that it was.
    """
    connection = session.connection()
    rolled = set(connection.scalars(_ROLLED, {"committee_id": committee_id}))
    rows = connection.execute(_APPEARANCES, {"committee_id": committee_id})
    return tuple(
        Appearance(
            item_id=row.id,
            title=row.title,
            sitting=sittings[row.meeting_id],
            outcome=row.outcome,
            note=row.outcome_note,
            topic_id=row.topic_id,
            entry_id=row.entry_id,
            entry=row.entry,
            movable=row.draft and row.id in rolled,
        )
        for row in rows
    )


def standing(
    session: Session, committee_id: int, sittings: Mapping[int, Sitting], target: Sitting, here: OnAgenda
) -> tuple[StandingBusiness, ...]:
    rows = session.connection().execute(_STANDING, {"committee_id": committee_id, "on": target.on}).all()
    seen = _yearly_appearances(session, [row for row in rows if row.month is not None], sittings)
    return tuple(
        StandingBusiness(
            standing_item_id=row.id,
            title=row.title,
            kind=row.kind,
            position=row.position,
            at_the_end=row.at_the_end,
            month=row.month,
            topic_id=row.topic_id,
            last=max((a for a in seen[row.id] if a.sitting < target), key=lambda a: a.sitting, default=None),
            to_come_at=next((a.sitting for a in seen[row.id] if a.to_come and a.sitting != target), None),
            on_agenda=row.id in here.standing,
        )
        for row in rows
    )


def _yearly_appearances(
    session: Session, yearly: list[AnyRow], sittings: Mapping[int, Sitting]
) -> defaultdict[int, list[Appearance]]:
    """By standing item, its appearances on agendas that stand, by itself or by its topic."""
    found: defaultdict[int, list[Appearance]] = defaultdict(list)
    if not yearly:
        return found
    by_topic = {item.topic_id: item.id for item in yearly if item.topic_id is not None}
    wanted = {"items": [item.id for item in yearly], "topics": list(by_topic)}
    for row in session.connection().execute(_YEARLY, wanted):
        seen = Appearance(row.id, row.title, sittings[row.meeting_id], row.outcome, row.outcome_note, row.topic_id)
        if seen.sitting.status is not MeetingStatus.CANCELLED:
            found[by_topic.get(row.topic_id) or row.standing_item_id].append(seen)
    return found


def unconfirmed(
    session: Session,
    meetings: Iterable[AnyRow],
    sittings: Mapping[int, Sitting],
    target: Sitting,
    here: OnAgenda,
) -> tuple[UnconfirmedMinutes, ...]:
    """Formal meetings before the target whose minutes wait to be confirmed."""
    waiting = [
        row
        for row in meetings
        if row.kind is MeetingKind.FORMAL
        and row.status is MeetingStatus.HELD
        and row.minutes_state is not MinutesState.CONFIRMED
        and sittings[row.id] < target
    ]
    agendas = session.connection().execute(_ON_AGENDAS, {"meetings": [row.id for row in waiting]})
    first: dict[int | None, tuple[Sitting | None, int | None]] = {}
    for row in sorted(agendas, key=lambda row: sittings[row.meeting_id]):
        if sittings[row.meeting_id].to_come and row.meeting_id != target.meeting_id:
            first.setdefault(row.minutes_of_id, (sittings[row.meeting_id], row.id if row.draft else None))
    return tuple(
        UnconfirmedMinutes(row.id, row.on, *first.get(row.id, (None, None)), on_agenda=row.id in here.minutes_of)
        for row in waiting
    )
