"""Finds meetings: which there are, when, and who was there.

Rows and not mapped objects, here and for agendas and minutes, because these answer the pages that everybody opens.
Every statement is built once; the number of them does not depend on the length of an agenda.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import BindParameter, bindparam, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from scrutiny.domain.vocabulary import MeetingKind, MeetingStatus, MinutesState, Part
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.committees import Committee, Council
from scrutiny.models.follow_up import Action, Recommendation
from scrutiny.models.meetings import Attendance, Meeting, Rearrangement
from scrutiny.models.official_minutes import OfficialMinutes
from scrutiny.models.packs import Pack
from scrutiny.queries.rows import AnyRow, Rows, plain

MEETING_ID: BindParameter[int] = bindparam("meeting_id")

_confirming = aliased(Meeting)
_MEETING = (
    select(
        *Meeting.__table__.c,
        Committee.code,
        Committee.usual_venue,
        Council.id.label("council_id"),
        Council.name.label("council_name"),
        Council.nation,
        Council.notes_for_the_public,
        Council.clear_days,
        Council.papers_go_up,
        _confirming.on.label("confirmed_on"),
        exists()
        .where(OfficialMinutes.meeting_id == Meeting.id, OfficialMinutes.withdrawn_at.is_(None))
        .label("has_official_minutes"),
        exists().where(Pack.meeting_id == Meeting.id).label("has_packs"),
        exists().where(Rearrangement.meeting_id == Meeting.id).label("was_rearranged"),
        exists()
        .where(AgendaItem.meeting_id == Meeting.id, Recommendation.item_id == AgendaItem.id)
        .label("has_recommendations"),
    )
    .join(Committee, Committee.id == Meeting.committee_id)
    .join(Council, Council.id == Committee.council_id)
    .outerjoin(_confirming, _confirming.id == Meeting.confirmed_at_meeting_id)
    .where(Meeting.id == MEETING_ID)
)
ATTENDANCE = (
    select(*Attendance.__table__.c)
    .where(Attendance.meeting_id == MEETING_ID)
    .order_by(Attendance.position, Attendance.id)
)
ACTIONS, RECOMMENDATIONS = (
    select(asked.item_id, asked.reference, asked.text, asked.state, (asked.part == Part.TWO).label("exempt"))
    .join(AgendaItem, AgendaItem.id == asked.item_id)
    .where(AgendaItem.meeting_id == MEETING_ID)
    .order_by(AgendaItem.id, asked.id)
    for asked in (Action, Recommendation)
)
"""What was asked for at a meeting: of officers and members, and of the executive and partners."""


def of_meeting(session: Session, meeting_id: int) -> tuple[AnyRow | None, Callable[[Any], Rows]]:
    """The meeting, if there is one, and how to find the rest of it: by statements on `MEETING_ID`."""
    connection = session.connection()
    wanted = {"meeting_id": meeting_id}
    found = connection.execute(_MEETING, wanted).first()
    return found, lambda statement: plain(connection.execute(statement, wanted).all())


def attendance(session: Session, meeting_id: int) -> Rows:
    """Who is recorded as there or not, in the order of the minutes."""
    return plain(session.connection().execute(ATTENDANCE, {"meeting_id": meeting_id}).all())


_BY_DATE = (
    select(Meeting.id)
    .join(Committee, Committee.id == Meeting.committee_id)
    .where(Committee.code == bindparam("code"), Meeting.on == bindparam("on"))
    .order_by(Meeting.status == MeetingStatus.CANCELLED, Meeting.kind != MeetingKind.FORMAL, Meeting.at, Meeting.id)
)
_BY_OLD_DATE = (
    select(Meeting.id)
    .join(Committee, Committee.id == Meeting.committee_id)
    .join(Rearrangement, Rearrangement.meeting_id == Meeting.id)
    .where(Committee.code == bindparam("code"), Rearrangement.was_on == bindparam("on"))
    .order_by(Rearrangement.id.desc())
)


def find(session: Session, code: str, on: date) -> int | None:
    """The committee's meeting on that day, a formal one first; a re-arranged meeting is found by its old day too."""
    wanted = {"code": code, "on": on}
    connection = session.connection()
    return connection.scalar(_BY_DATE, wanted) or connection.scalar(_BY_OLD_DATE, wanted)


def _of_the_last_move(column: Any) -> Any:
    latest = select(column).where(Rearrangement.meeting_id == Meeting.id).order_by(Rearrangement.id.desc()).limit(1)
    return latest.correlate(Meeting).scalar_subquery()


REARRANGED_FROM = _of_the_last_move(Rearrangement.was_on).label("rearranged_from")
"""The day from which a meeting was moved last; empty for one that was not."""

_LISTED = (
    select(
        *Meeting.__table__.c,
        Committee.code,
        REARRANGED_FROM,
        _of_the_last_move(Rearrangement.because).label("rearranged_because"),
    )
    .join(Committee, Committee.id == Meeting.committee_id)
    .order_by(Meeting.on, Meeting.at, Meeting.id)
)
_OF_COMMITTEE = _LISTED.where(Meeting.committee_id == bindparam("committee_id"))
_ONE = _LISTED.where(Meeting.id == MEETING_ID)
_COMING = _LISTED.where(Meeting.on >= bindparam("today")).limit(bindparam("most"))
_PUBLISHED = Meeting.published_on <= bindparam("today")
_MINUTED = Meeting.minutes_state.in_([state for state in MinutesState if state.public])
_LATELY_PUBLISHED = (
    _LISTED.where(or_(_PUBLISHED, _MINUTED))
    .order_by(None)
    .order_by(func.coalesce(Meeting.published_on, Meeting.on).desc(), Meeting.on.desc(), Meeting.id.desc())
    .limit(bindparam("most"))
)


def listed(session: Session, committee_id: int | None = None) -> Rows:
    """Meetings in order of their dates, of one committee or of all, each with when and why it was moved last."""
    if committee_id is None:
        return session.connection().execute(_LISTED).all()
    return session.connection().execute(_OF_COMMITTEE, {"committee_id": committee_id}).all()


def one(session: Session, meeting_id: int) -> AnyRow | None:
    """A meeting as it is listed; None when there is no such meeting."""
    return session.connection().execute(_ONE, {"meeting_id": meeting_id}).first()


def rearrangements(session: Session, meeting_id: int) -> Rows:
    """Where and when it was to be before, the first plan first."""
    moved = select(*Rearrangement.__table__.c).where(Rearrangement.meeting_id == meeting_id)
    return session.connection().execute(moved.order_by(Rearrangement.id)).all()


def coming(session: Session, today: date, most: int) -> Rows:
    """The next meetings of all committees, today's included."""
    return session.connection().execute(_COMING, {"today": today, "most": most}).all()


def lately_published(session: Session, today: date, most: int) -> Rows:
    """The meetings whose papers were put up last: an agenda, or minutes though the day of their agenda is not known."""
    return session.connection().execute(_LATELY_PUBLISHED, {"today": today, "most": most}).all()
