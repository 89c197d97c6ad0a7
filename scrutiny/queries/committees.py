"""Finds committees, who serves on them, and how much they have outstanding."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import and_, bindparam, exists, func, or_, select
from sqlalchemy.orm import Session

from scrutiny.domain.vocabulary import ActionState, EntryStatus, RecommendationState
from scrutiny.models.committees import Committee, Council
from scrutiny.models.follow_up import Action, Recommendation
from scrutiny.models.meetings import Meeting
from scrutiny.models.people import Membership, Person
from scrutiny.models.programme import WorkProgrammeEntry
from scrutiny.queries.rows import AnyRow, Rows
from scrutiny.queries.seats import held_on
from scrutiny.queries.tracked import CHASED
from scrutiny.queries.withheld import public

OPEN_ACTIONS = [state for state in ActionState if state.open]
OPEN_ENTRIES = [status for status in EntryStatus if status.open]

_COMMITTEES = (
    select(*Committee.__table__.c, Council.name.label("council_name"))
    .join(Council, Council.id == Committee.council_id)
    .order_by(Committee.closed_on.is_not(None), Committee.name)
)
_BY_CODE = _COMMITTEES.where(Committee.code == bindparam("code"))
_BY_ID = _COMMITTEES.where(Committee.id == bindparam("id"))
_MEMBERS = (
    select(
        Membership.person_id,
        Person.name,
        Person.title,
        Person.honours,
        Membership.role,
        Membership.role_title,
        Membership.from_,
        Membership.to,
    )
    .join(Person, Person.id == Membership.person_id)
    .where(
        Membership.committee_id == bindparam("committee_id"),
        held_on(bindparam("on", type_=Membership.from_.type)),
    )
    .order_by(Membership.position, Membership.id)
)


def every(session: Session) -> Rows:
    """All committees by name, those that have closed last."""
    return session.connection().execute(_COMMITTEES).all()


def meeting_still(session: Session, council_id: int) -> Sequence[int]:
    """The ids of the committees of a council that have not closed."""
    open_ = select(Committee.id).where(Committee.council_id == council_id, Committee.closed_on.is_(None))
    return session.scalars(open_).all()


def by_code(session: Session, code: str) -> AnyRow | None:
    return session.connection().execute(_BY_CODE, {"code": code}).first()


def by_id(session: Session, committee_id: int) -> AnyRow:
    """The committee of something that is there."""
    return session.connection().execute(_BY_ID, {"id": committee_id}).one()


def members(session: Session, committee_id: int, on: date) -> Rows:
    """Who serves on that day, in the committee's own order."""
    return session.connection().execute(_MEMBERS, {"committee_id": committee_id, "on": on}).all()


_OVERDUE = or_(
    Action.due < bindparam("today"),
    and_(
        Action.due.is_(None),
        exists().where(Meeting.id == Action.due_meeting_id, Meeting.on < bindparam("today")),
    ),
)
"""Past its day, or past the meeting it was for: as the tracker has it."""

_OUTSTANDING = select(
    select(func.count())
    .where(Action.committee_id == Committee.id, Action.state.in_(OPEN_ACTIONS), public(Action))
    .correlate(Committee)
    .scalar_subquery()
    .label("actions"),
    select(func.count())
    .where(Action.committee_id == Committee.id, Action.state.in_(CHASED), _OVERDUE, public(Action))
    .correlate(Committee)
    .scalar_subquery()
    .label("overdue"),
    select(func.count())
    .where(
        Recommendation.committee_id == Committee.id,
        Recommendation.state == RecommendationState.SENT,
        public(Recommendation),
    )
    .correlate(Committee)
    .scalar_subquery()
    .label("awaiting_response"),
    select(func.count())
    .where(WorkProgrammeEntry.committee_id == Committee.id, WorkProgrammeEntry.status.in_(OPEN_ENTRIES))
    .correlate(Committee)
    .scalar_subquery()
    .label("planned"),
    select(func.count())
    .where(
        WorkProgrammeEntry.committee_id == Committee.id,
        WorkProgrammeEntry.status == EntryStatus.TO_BE_CONFIRMED,
    )
    .correlate(Committee)
    .scalar_subquery()
    .label("to_be_confirmed"),
    Committee.id,
    Committee.code,
    Committee.name,
)


_OUTSTANDING_NOW = _OUTSTANDING.where(Committee.closed_on.is_(None)).order_by(Committee.name)
_OUTSTANDING_OF = _OUTSTANDING_NOW.where(Committee.id == bindparam("committee_id"))


def outstanding(session: Session, today: date, committee_id: int | None = None) -> Rows:
    """How much each committee has open, counting only what the public may see: a row a committee."""
    connection = session.connection()
    if committee_id is None:
        return connection.execute(_OUTSTANDING_NOW, {"today": today}).all()
    return connection.execute(_OUTSTANDING_OF, {"today": today, "committee_id": committee_id}).all()
