"""Finds everything a committee has open before a meeting: the facts that rolling forward is planned from.

A dozen statements, each built once, however much is open. The session must be flushed: what is asked is the database.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import and_, bindparam, exists, func, or_, select
from sqlalchemy.orm import Session

from scrutiny.domain.municipal_year import MunicipalYear
from scrutiny.domain.roll_forward.facts import (
    OpenAction,
    OpenRecommendation,
    OpenThings,
    PlannedEntry,
    ProgrammeRequest,
    Sitting,
)
from scrutiny.domain.vocabulary import (
    ActionState,
    EntryStatus,
    MeetingKind,
    MeetingStatus,
    RecommendationState,
    ResolutionKind,
)
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.committees import Committee
from scrutiny.models.follow_up import STILL_OPEN, Action, ActionAppearance, Recommendation, RecommendationAppearance
from scrutiny.models.meetings import Meeting
from scrutiny.models.minutes import Minute, MinuteNumber, Resolution
from scrutiny.models.programme import EntryMove, EntryOrigin, WorkProgrammeEntry
from scrutiny.queries import agenda_history, closures
from scrutiny.queries.rows import AnyRow, Rows

_COMMITTEE = bindparam("committee_id", type_=Meeting.id.type)
_MEETING = bindparam("meeting_id", type_=Meeting.id.type)
_CLOSED_STATES = [state for state in ActionState if not state.open]
_ENDED_STATES = [state for state in RecommendationState if not state.open]

_COUNCIL = select(Committee.council_id).where(Committee.id == _COMMITTEE)
_MEETINGS = (
    select(Meeting.id, Meeting.on, Meeting.at, Meeting.status, Meeting.kind, Meeting.minutes_state)
    .where(Meeting.committee_id == _COMMITTEE)
    .order_by(Meeting.on, Meeting.at, Meeting.id)
)
_DEFERRALS = (
    select(func.count())
    .where(
        EntryMove.entry_id == WorkProgrammeEntry.id,
        or_(EntryMove.from_meeting_id.is_not(None), EntryMove.from_when != ""),
    )
    .correlate(WorkProgrammeEntry)
    .scalar_subquery()
)
_ENTRIES = (
    select(*WorkProgrammeEntry.__table__.c, _DEFERRALS.label("deferrals"))
    .where(
        WorkProgrammeEntry.committee_id == _COMMITTEE,
        WorkProgrammeEntry.status.in_([status for status in EntryStatus if status.open]),
    )
    .order_by(WorkProgrammeEntry.position, WorkProgrammeEntry.id)
)
_REQUESTS = (
    select(Resolution.id, Resolution.text, Resolution.letter, MinuteNumber.printed, Meeting.on)
    .join(Minute, Minute.id == Resolution.minute_id)
    .join(AgendaItem, AgendaItem.id == Minute.item_id)
    .join(Meeting, Meeting.id == AgendaItem.meeting_id)
    .outerjoin(MinuteNumber, MinuteNumber.id == Minute.number_id)
    .outerjoin(EntryOrigin, EntryOrigin.resolution_id == Resolution.id)
    .where(
        Meeting.committee_id == _COMMITTEE,
        Meeting.on <= bindparam("on"),
        Meeting.id != _MEETING,
        Meeting.status.in_((MeetingStatus.HELD, MeetingStatus.ADJOURNED)),
        Resolution.kind == ResolutionKind.PROGRAMME,
        EntryOrigin.id.is_(None),
    )
    .order_by(Meeting.on, Meeting.at, AgendaItem.position, Resolution.position)
)
_ACTIONS = select(
    Action.id,
    Action.reference,
    Action.text,
    Action.state,
    Action.opened_on,
    Action.due,
    Action.state_because,
    select(ActionAppearance.state)
    .where(ActionAppearance.action_id == Action.id, ActionAppearance.meeting_id == _MEETING)
    .scalar_subquery()
    .label("shown"),
).where(Action.committee_id == _COMMITTEE)
# What a meeting saw of it before it was closed, as when it was reopened, is no report of its closing.
_REPORTED = exists().where(
    ActionAppearance.action_id == Action.id,
    ActionAppearance.meeting_id != _MEETING,
    ActionAppearance.state.in_(_CLOSED_STATES),
    Meeting.id == ActionAppearance.meeting_id,
    Meeting.status != MeetingStatus.CANCELLED,
    or_(Action.closed_on.is_(None), Meeting.on >= Action.closed_on),
)
_SEEN = exists().where(ActionAppearance.action_id == Action.id)
_OPEN_ACTIONS = _ACTIONS.where(STILL_OPEN).order_by(Action.id)
_TO_BE_REPORTED = _ACTIONS.where(
    Action.state.in_(_CLOSED_STATES), or_(Action.closed_on >= bindparam("since"), _SEEN), ~_REPORTED
).order_by(Action.id)
_ANSWERED_FOR = exists().where(
    RecommendationAppearance.recommendation_id == Recommendation.id,
    RecommendationAppearance.meeting_id != _MEETING,
    RecommendationAppearance.state.in_(_ENDED_STATES),
    Meeting.id == RecommendationAppearance.meeting_id,
    Meeting.status != MeetingStatus.CANCELLED,
    or_(Recommendation.closed_on.is_(None), Meeting.on >= Recommendation.closed_on),
)
_PURSUED = exists().where(RecommendationAppearance.recommendation_id == Recommendation.id)
_RECOMMENDATIONS = (
    select(
        Recommendation.id,
        Recommendation.reference,
        Recommendation.text,
        Recommendation.state,
        Recommendation.addressee,
        Recommendation.response_due,
        Recommendation.state_because,
        select(RecommendationAppearance.state)
        .where(
            RecommendationAppearance.recommendation_id == Recommendation.id,
            RecommendationAppearance.meeting_id == _MEETING,
        )
        .scalar_subquery()
        .label("shown"),
    )
    .where(
        Recommendation.committee_id == _COMMITTEE,
        or_(
            Recommendation.state.not_in(_ENDED_STATES),
            and_(or_(Recommendation.closed_on >= bindparam("since"), _PURSUED), ~_ANSWERED_FOR),
        ),
    )
    .order_by(Recommendation.id)
)


def open_things(session: Session, to_meeting: Meeting, *, since: date) -> OpenThings:
    """All that is open before that meeting; and what is closed and has still to be reported so, once.

    That is what any meeting saw while it was open, and what was closed on or after `since`: what a record brings with
    it that was closed before, and on no tracker, is not dug up.
    """
    connection = session.connection()
    committee_id = to_meeting.committee_id
    wanted: dict[str, object] = {"committee_id": committee_id, "meeting_id": to_meeting.id}
    meetings = connection.execute(_MEETINGS, wanted).all()
    sittings = {row.id: Sitting(row.on, row.at, row.id, row.status) for row in meetings}
    target = sittings[to_meeting.id]
    wanted |= {"on": target.on, "since": since}
    fixed = closures.annual_meetings(session, connection.execute(_COUNCIL, wanted).scalar_one())
    year = MunicipalYear.of(target.on, fixed)
    here = agenda_history.on_agenda(session, target.meeting_id)
    return OpenThings(
        target=target,
        year=year.starts,
        year_began=year.first_day(fixed),
        later=_still_to_come(meetings, sittings, target),
        topics_on_agenda=here.topics,
        appearances=agenda_history.appearances(session, committee_id, sittings),
        entries=_entries(connection.execute(_ENTRIES, wanted).all(), sittings),
        requests=_requests(connection.execute(_REQUESTS, wanted).all()),
        actions=tuple(
            OpenAction(*row) for asked in (_OPEN_ACTIONS, _TO_BE_REPORTED) for row in connection.execute(asked, wanted)
        ),
        recommendations=tuple(OpenRecommendation(*row) for row in connection.execute(_RECOMMENDATIONS, wanted)),
        standing=agenda_history.standing(session, committee_id, sittings, target, here),
        minutes=agenda_history.unconfirmed(session, meetings, sittings, target, here),
    )


def _still_to_come(meetings: Iterable[AnyRow], sittings: Mapping[int, Sitting], target: Sitting) -> tuple[Sitting, ...]:
    return tuple(
        sittings[row.id]
        for row in meetings
        if row.kind is MeetingKind.FORMAL and row.status is MeetingStatus.SCHEDULED and sittings[row.id] > target
    )


def _entries(rows: Rows, sittings: Mapping[int, Sitting]) -> tuple[PlannedEntry, ...]:
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


def _requests(rows: Rows) -> tuple[ProgrammeRequest, ...]:
    """Resolutions for the programme that no entry answers, whether or not their minutes are confirmed."""
    return tuple(ProgrammeRequest(row.id, row.text, _minute(row.printed, row.letter), row.on) for row in rows)


def _minute(printed: str | None, letter: str) -> str:
    """ "minute 28 d)", "minute 28", or that it has no number yet."""
    if printed is None:
        return "a minute not yet numbered"
    return f"minute {printed} {letter})" if letter else f"minute {printed}"
