"""Finds everything a committee has open before a meeting: the facts that rolling forward is planned from.

A dozen statements, however much is open. The session must be flushed: what is asked is the database.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from sqlalchemy import and_, exists, func, or_, select
from sqlalchemy.orm import Session

from scrutiny.domain.municipal_year import MunicipalYear
from scrutiny.domain.roll_forward.facts import (
    Appearance,
    OpenAction,
    OpenRecommendation,
    OpenThings,
    PlannedEntry,
    ProgrammeRequest,
    Sitting,
    StandingBusiness,
    UnconfirmedMinutes,
)
from scrutiny.domain.roll_forward.places import Subject
from scrutiny.domain.vocabulary import (
    ActionState,
    EntryStatus,
    ItemKind,
    ItemOutcome,
    MeetingKind,
    MeetingStatus,
    MinutesState,
    RecommendationState,
    ResolutionKind,
)
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.committees import Committee, StandingItem
from scrutiny.models.follow_up import (
    STILL_OPEN,
    Action,
    ActionAppearance,
    Recommendation,
    RecommendationAppearance,
)
from scrutiny.models.meetings import Meeting
from scrutiny.models.minutes import Minute, MinuteNumber, Resolution
from scrutiny.models.programme import EntryMove, EntryOrigin, WorkProgrammeEntry
from scrutiny.models.roll_forward import RollForward, RollForwardLine
from scrutiny.queries import closures
from scrutiny.queries.rows import AnyRow

CLOSED_OUTCOMES = (ItemOutcome.CONSIDERED, ItemOutcome.WITHDRAWN)
CLOSED_STATES = [state for state in ActionState if not state.open]
OPEN_STATUSES = [status for status in EntryStatus if status.open]
OPEN_RECOMMENDATIONS = [state for state in RecommendationState if state.open]


def open_things(session: Session, to_meeting: Meeting, *, since: date) -> OpenThings:
    """All that is open before that meeting. Actions closed on or after `since` are among it, to be reported once."""
    meetings = _meetings(session, to_meeting.committee_id)
    sittings = {row.id: Sitting(row.on, row.at, row.id, row.status) for row in meetings}
    target = sittings[to_meeting.id]
    council_id = session.scalar(select(Committee.council_id).where(Committee.id == to_meeting.committee_id))
    fixed = closures.annual_meetings(session, council_id or 0)
    year = MunicipalYear.of(target.on, fixed)
    here = session.execute(
        select(AgendaItem.topic_id, AgendaItem.standing_item_id, AgendaItem.minutes_of_id).where(
            AgendaItem.meeting_id == target.meeting_id
        )
    ).all()
    return OpenThings(
        target=target,
        year=year.starts,
        year_began=year.first_day(fixed),
        later=_still_to_come(meetings, sittings, target),
        topics_on_agenda=frozenset(row.topic_id for row in here if row.topic_id is not None),
        appearances=_appearances(session, to_meeting.committee_id, sittings),
        entries=_entries(session, to_meeting.committee_id, sittings),
        requests=_requests(session, to_meeting),
        actions=_actions(session, to_meeting, since),
        recommendations=_recommendations(session, to_meeting),
        standing=_standing(session, to_meeting, sittings, frozenset(row.standing_item_id for row in here)),
        minutes=_unconfirmed(session, meetings, sittings, target, frozenset(row.minutes_of_id for row in here)),
    )


def _meetings(session: Session, committee_id: int) -> list[AnyRow]:
    columns = (Meeting.id, Meeting.on, Meeting.at, Meeting.status, Meeting.kind, Meeting.minutes_state)
    found = session.execute(
        select(*columns).where(Meeting.committee_id == committee_id).order_by(Meeting.on, Meeting.at, Meeting.id)
    )
    return list(found.all())


def _still_to_come(meetings: Iterable[AnyRow], sittings: dict[int, Sitting], target: Sitting) -> tuple[Sitting, ...]:
    return tuple(
        sittings[row.id]
        for row in meetings
        if row.kind is MeetingKind.FORMAL and row.status is MeetingStatus.SCHEDULED and sittings[row.id] > target
    )


def _appearances(session: Session, committee_id: int, sittings: dict[int, Sitting]) -> tuple[Appearance, ...]:
    """Business not yet dealt with, and every appearance of its topics and of those with an open entry.

    Business without a topic gets one when it is carried over; the line of that roll-forward says that it was.
    """
    followed = (
        select(AgendaItem.topic_id)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .where(Meeting.committee_id == committee_id, AgendaItem.outcome.not_in(CLOSED_OUTCOMES))
        .union(
            select(WorkProgrammeEntry.topic_id).where(
                WorkProgrammeEntry.committee_id == committee_id, WorkProgrammeEntry.status.in_(OPEN_STATUSES)
            )
        )
    )
    carried_over = exists().where(
        RollForwardLine.subject == Subject.ITEM.value,
        RollForwardLine.subject_id == AgendaItem.id,
        RollForwardLine.item_id.is_not(None),
        RollForward.id == RollForwardLine.roll_forward_id,
        RollForward.undone_at.is_(None),
    )
    without_topic = and_(
        AgendaItem.topic_id.is_(None),
        AgendaItem.standing_item_id.is_(None),
        AgendaItem.outcome.not_in(CLOSED_OUTCOMES),
        ~carried_over,
    )
    rows = session.execute(
        select(
            AgendaItem.id,
            AgendaItem.meeting_id,
            AgendaItem.title,
            AgendaItem.outcome,
            AgendaItem.outcome_note,
            AgendaItem.topic_id,
            AgendaItem.entry_id,
            WorkProgrammeEntry.status,
        )
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .outerjoin(WorkProgrammeEntry, WorkProgrammeEntry.id == AgendaItem.entry_id)
        .where(
            Meeting.committee_id == committee_id,
            AgendaItem.kind == ItemKind.BUSINESS,
            or_(AgendaItem.topic_id.in_(followed), without_topic),
        )
        .order_by(AgendaItem.meeting_id, AgendaItem.position)
    )
    return tuple(
        Appearance(
            row.id, row.title, sittings[row.meeting_id], row.outcome, row.outcome_note, row.topic_id, row[6], row[7]
        )
        for row in rows
    )


def _entries(session: Session, committee_id: int, sittings: dict[int, Sitting]) -> tuple[PlannedEntry, ...]:
    deferrals = (
        select(func.count())
        .where(
            EntryMove.entry_id == WorkProgrammeEntry.id,
            or_(EntryMove.from_meeting_id.is_not(None), EntryMove.from_when != ""),
        )
        .correlate(WorkProgrammeEntry)
        .scalar_subquery()
    )
    rows = session.execute(
        select(*WorkProgrammeEntry.__table__.c, deferrals.label("deferrals"))
        .where(WorkProgrammeEntry.committee_id == committee_id, WorkProgrammeEntry.status.in_(OPEN_STATUSES))
        .order_by(WorkProgrammeEntry.position, WorkProgrammeEntry.id)
    )
    return tuple(
        PlannedEntry(
            entry_id=row.id,
            title=row.title,
            topic_id=row.topic_id,
            year=row.year,
            section=row.section,
            status=row.status,
            sitting=sittings.get(row.meeting_id),
            planned_on=row.planned_on,
            when=row.when,
            deferrals=row.deferrals,
        )
        for row in rows
    )


def _requests(session: Session, to_meeting: Meeting) -> tuple[ProgrammeRequest, ...]:
    """Resolutions for the programme that no entry answers, whether or not their minutes are confirmed."""
    rows = session.execute(
        select(Resolution.id, Resolution.text, Resolution.letter, MinuteNumber.printed, Meeting.on)
        .join(Minute, Minute.id == Resolution.minute_id)
        .join(AgendaItem, AgendaItem.id == Minute.item_id)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .outerjoin(MinuteNumber, MinuteNumber.id == Minute.number_id)
        .outerjoin(EntryOrigin, EntryOrigin.resolution_id == Resolution.id)
        .where(
            Meeting.committee_id == to_meeting.committee_id,
            Meeting.on <= to_meeting.on,
            Meeting.id != to_meeting.id,
            Meeting.status.in_((MeetingStatus.HELD, MeetingStatus.ADJOURNED)),
            Resolution.kind == ResolutionKind.PROGRAMME,
            EntryOrigin.id.is_(None),
        )
        .order_by(Meeting.on, Meeting.at, AgendaItem.position, Resolution.position)
    )
    return tuple(ProgrammeRequest(row.id, row.text, _minute(row.printed, row.letter), row.on) for row in rows)


def _minute(printed: str | None, letter: str) -> str:
    """ "minute 28 d)", "minute 28", or "not yet numbered"."""
    if printed is None:
        return "a minute not yet numbered"
    return f"minute {printed} {letter})" if letter else f"minute {printed}"


def _actions(session: Session, to_meeting: Meeting, since: date) -> tuple[OpenAction, ...]:
    shown = exists().where(ActionAppearance.action_id == Action.id, ActionAppearance.meeting_id == to_meeting.id)
    reported = exists().where(
        ActionAppearance.action_id == Action.id,
        ActionAppearance.meeting_id != to_meeting.id,
        ActionAppearance.state.in_(CLOSED_STATES),
    )
    columns = (
        Action.id,
        Action.reference,
        Action.text,
        Action.state,
        Action.opened_on,
        Action.due,
        Action.state_because,
        shown.label("shown"),
    )
    of_committee = select(*columns).where(Action.committee_id == to_meeting.committee_id)
    still_open = of_committee.where(STILL_OPEN).order_by(Action.id)
    lately_closed = of_committee.where(Action.closed_on >= since, Action.state.in_(CLOSED_STATES), ~reported)
    rows = (*session.execute(still_open), *session.execute(lately_closed.order_by(Action.id)))
    return tuple(OpenAction(*row) for row in rows)


def _recommendations(session: Session, to_meeting: Meeting) -> tuple[OpenRecommendation, ...]:
    shown = exists().where(
        RecommendationAppearance.recommendation_id == Recommendation.id,
        RecommendationAppearance.meeting_id == to_meeting.id,
    )
    rows = session.execute(
        select(
            Recommendation.id,
            Recommendation.reference,
            Recommendation.text,
            Recommendation.state,
            Recommendation.addressee,
            Recommendation.response_due,
            shown.label("shown"),
        )
        .where(
            Recommendation.committee_id == to_meeting.committee_id,
            Recommendation.state.in_(OPEN_RECOMMENDATIONS),
        )
        .order_by(Recommendation.id)
    )
    return tuple(OpenRecommendation(*row) for row in rows)


def _standing(
    session: Session, to_meeting: Meeting, sittings: dict[int, Sitting], here: frozenset[int | None]
) -> tuple[StandingBusiness, ...]:
    rows = session.scalars(
        select(StandingItem)
        .where(
            StandingItem.committee_id == to_meeting.committee_id,
            or_(StandingItem.ended_on.is_(None), StandingItem.ended_on > to_meeting.on),
        )
        .order_by(StandingItem.at_the_end, StandingItem.position, StandingItem.id)
    ).all()
    seen = _yearly_appearances(session, [row for row in rows if row.month is not None], sittings)
    target = sittings[to_meeting.id]
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
            on_agenda=row.id in here,
        )
        for row in rows
    )


def _yearly_appearances(
    session: Session, yearly: list[StandingItem], sittings: dict[int, Sitting]
) -> defaultdict[int, list[Appearance]]:
    """By standing item, its appearances on agendas that stand, by itself or by its topic."""
    by_topic = {item.topic_id: item.id for item in yearly if item.topic_id is not None}
    found: defaultdict[int, list[Appearance]] = defaultdict(list)
    rows = session.execute(
        select(
            AgendaItem.id,
            AgendaItem.title,
            AgendaItem.meeting_id,
            AgendaItem.outcome,
            AgendaItem.outcome_note,
            AgendaItem.topic_id,
            AgendaItem.standing_item_id,
        ).where(or_(AgendaItem.standing_item_id.in_([item.id for item in yearly]), AgendaItem.topic_id.in_(by_topic)))
    )
    for row in rows:
        seen = Appearance(row.id, row.title, sittings[row.meeting_id], row.outcome, row.outcome_note, row.topic_id)
        if not seen.void and seen.sitting.status is not MeetingStatus.CANCELLED:
            found[row.standing_item_id or by_topic[row.topic_id]].append(seen)
    return found


def _unconfirmed(
    session: Session,
    meetings: Iterable[AnyRow],
    sittings: dict[int, Sitting],
    target: Sitting,
    here: frozenset[int | None],
) -> tuple[UnconfirmedMinutes, ...]:
    waiting = [
        row
        for row in meetings
        if row.kind is MeetingKind.FORMAL
        and row.status is MeetingStatus.HELD
        and row.minutes_state is not MinutesState.CONFIRMED
        and sittings[row.id] < target
    ]
    agendas = session.execute(
        select(AgendaItem.minutes_of_id, AgendaItem.meeting_id).where(
            AgendaItem.minutes_of_id.in_([row.id for row in waiting]),
            AgendaItem.outcome == ItemOutcome.PENDING,
            AgendaItem.meeting_id != target.meeting_id,
        )
    )
    to_come = {row.minutes_of_id: sittings[row.meeting_id] for row in agendas if sittings[row.meeting_id].to_come}
    return tuple(UnconfirmedMinutes(row.id, row.on, to_come.get(row.id), row.id in here) for row in waiting)
