"""Finds meetings: their agendas, who was there, and their minutes, as plain rows in council order.

Rows and not mapped objects, because these answer the pages that everybody opens. Every statement is built once; the
number of them does not depend on the length of an agenda.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import BindParameter, bindparam, func, or_, select
from sqlalchemy.orm import Session, aliased

from scrutiny.domain.vocabulary import MeetingKind, MeetingStatus, MinutesState
from scrutiny.models.agenda import AgendaItem, ItemLead
from scrutiny.models.committees import Committee, Council
from scrutiny.models.documents import Document
from scrutiny.models.follow_up import Action, Recommendation
from scrutiny.models.meetings import Attendance, AttendanceMovement, Meeting, Rearrangement
from scrutiny.models.minutes import Declaration, Minute, MinuteNumber, Resolution, Vote, VoteCast
from scrutiny.models.people import Membership, Person
from scrutiny.queries.rows import AnyRow, Rows, plain


@dataclass(frozen=True, slots=True)
class AgendaFacts:
    """One meeting and all that its agenda shows. `minutes` are numbers by item, without their text."""

    meeting: AnyRow
    rearrangements: Rows
    items: Rows
    leads: Rows
    documents: Rows
    members: Rows
    minutes: Rows
    requests: Rows


@dataclass(frozen=True, slots=True)
class MinutesFacts:
    """One meeting and all that its minutes show."""

    meeting: AnyRow
    items: Rows
    resolutions: Rows
    attendance: Rows
    movements: Rows
    votes: Rows
    casts: Rows
    declarations: Rows
    requests: Rows


_ID: BindParameter[int] = bindparam("meeting_id")
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
    )
    .join(Committee, Committee.id == Meeting.committee_id)
    .join(Council, Council.id == Committee.council_id)
    .outerjoin(_confirming, _confirming.id == Meeting.confirmed_at_meeting_id)
    .where(Meeting.id == _ID)
)
_REARRANGEMENTS = (
    select(Rearrangement.was_on, Rearrangement.was_at, Rearrangement.was_venue, Rearrangement.because)
    .where(Rearrangement.meeting_id == _ID)
    .order_by(Rearrangement.id)
)
_ITEMS = (
    select(*AgendaItem.__table__.c).where(AgendaItem.meeting_id == _ID).order_by(AgendaItem.position, AgendaItem.id)
)
_LEADS = (
    select(ItemLead.item_id, ItemLead.label, ItemLead.name, ItemLead.person_id)
    .join(AgendaItem, AgendaItem.id == ItemLead.item_id)
    .where(AgendaItem.meeting_id == _ID)
    .order_by(ItemLead.item_id, ItemLead.position, ItemLead.id)
)
_DOCUMENTS = (
    select(Document.id, Document.item_id, Document.title, Document.part, Document.to_follow)
    .join(AgendaItem, AgendaItem.id == Document.item_id)
    .where(AgendaItem.meeting_id == _ID)
    .order_by(Document.item_id, Document.position, Document.id)
)
_MEMBERS = (
    select(Membership.person_id, Person.name, Person.honours, Membership.role, Membership.role_title)
    .join(Person, Person.id == Membership.person_id)
    .join(Meeting, Meeting.committee_id == Membership.committee_id)
    .where(
        Meeting.id == _ID,
        Membership.from_ <= Meeting.on,
        (Membership.to.is_(None)) | (Membership.to >= Meeting.on),
    )
    .order_by(Membership.position, Membership.id)
)
_MINUTE_NUMBERS = (
    select(Minute.item_id, MinuteNumber.printed)
    .join(AgendaItem, AgendaItem.id == Minute.item_id)
    .outerjoin(MinuteNumber, MinuteNumber.id == Minute.number_id)
    .where(AgendaItem.meeting_id == _ID)
)
_ACTIONS, _RECOMMENDATIONS = (
    select(asked.item_id, asked.resolution_id, asked.reference, asked.text, asked.state, asked.part)
    .join(AgendaItem, AgendaItem.id == asked.item_id)
    .where(AgendaItem.meeting_id == _ID)
    .order_by(asked.id)
    for asked in (Action, Recommendation)
)
_MINUTED_ITEMS = (
    select(
        *AgendaItem.__table__.c,
        Minute.id.label("minute_id"),
        Minute.narrative,
        Minute.public_summary,
        MinuteNumber.printed.label("minute_number"),
    )
    .join(Minute, Minute.item_id == AgendaItem.id)
    .outerjoin(MinuteNumber, MinuteNumber.id == Minute.number_id)
    .where(AgendaItem.meeting_id == _ID)
    .order_by(AgendaItem.position, AgendaItem.id)
)
_RESOLUTIONS = (
    select(Resolution.id, Minute.item_id, Resolution.letter, Resolution.text, Resolution.kind)
    .join(Minute, Minute.id == Resolution.minute_id)
    .join(AgendaItem, AgendaItem.id == Minute.item_id)
    .where(AgendaItem.meeting_id == _ID)
    .order_by(Minute.item_id, Resolution.position)
)
_ATTENDANCE = (
    select(*Attendance.__table__.c).where(Attendance.meeting_id == _ID).order_by(Attendance.position, Attendance.id)
)
_MOVEMENTS = (
    select(Attendance.name, AttendanceMovement.item_id, AttendanceMovement.movement, AttendanceMovement.at)
    .join(Attendance, Attendance.id == AttendanceMovement.attendance_id)
    .where(Attendance.meeting_id == _ID)
    .order_by(AttendanceMovement.id)
)
_VOTES = (
    select(
        Vote.id,
        Vote.item_id,
        Vote.motion,
        Vote.for_.label("for_"),
        Vote.against,
        Vote.abstained,
        Vote.moved_by,
        Vote.seconded_by,
    )
    .join(AgendaItem, AgendaItem.id == Vote.item_id)
    .where(AgendaItem.meeting_id == _ID)
    .order_by(Vote.id)
)
_CASTS = (
    select(VoteCast.vote_id, VoteCast.name, VoteCast.choice)
    .join(Vote, Vote.id == VoteCast.vote_id)
    .join(AgendaItem, AgendaItem.id == Vote.item_id)
    .where(AgendaItem.meeting_id == _ID)
    .order_by(VoteCast.id)
)
_DECLARATIONS = select(*Declaration.__table__.c).where(Declaration.meeting_id == _ID).order_by(Declaration.id)


def agenda(session: Session, meeting_id: int) -> AgendaFacts | None:
    """Everything on one meeting's agenda, in order; None when there is no such meeting."""
    found, of = _finder(session, meeting_id)
    if found is None:
        return None
    return AgendaFacts(
        meeting=found,
        rearrangements=of(_REARRANGEMENTS),
        items=of(_ITEMS),
        leads=of(_LEADS),
        documents=of(_DOCUMENTS),
        members=of(_MEMBERS),
        minutes=of(_MINUTE_NUMBERS),
        requests=[*of(_ACTIONS), *of(_RECOMMENDATIONS)],
    )


def minutes(session: Session, meeting_id: int) -> MinutesFacts | None:
    """Everything in one meeting's minutes, in order; None when there is no such meeting."""
    found, of = _finder(session, meeting_id)
    if found is None:
        return None
    votes = of(_VOTES)
    return MinutesFacts(
        meeting=found,
        items=of(_MINUTED_ITEMS),
        resolutions=of(_RESOLUTIONS),
        attendance=of(_ATTENDANCE),
        movements=of(_MOVEMENTS),
        votes=votes,
        casts=of(_CASTS) if votes else (),
        declarations=of(_DECLARATIONS),
        requests=[*of(_ACTIONS), *of(_RECOMMENDATIONS)],
    )


def attendance(session: Session, meeting_id: int) -> Rows:
    """Who is recorded as there or not, in the order of the minutes."""
    return plain(session.connection().execute(_ATTENDANCE, {"meeting_id": meeting_id}).all())


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


_LISTED = (
    select(
        *Meeting.__table__.c,
        Committee.code,
        select(Rearrangement.was_on)
        .where(Rearrangement.meeting_id == Meeting.id)
        .order_by(Rearrangement.id.desc())
        .limit(1)
        .scalar_subquery()
        .label("rearranged_from"),
    )
    .join(Committee, Committee.id == Meeting.committee_id)
    .order_by(Meeting.on, Meeting.at, Meeting.id)
)
_OF_COMMITTEE = _LISTED.where(Meeting.committee_id == bindparam("committee_id"))
_ONE = _LISTED.where(Meeting.id == _ID)
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
    """Meetings in order of their dates, of one committee or of all, each with `rearranged_from`."""
    if committee_id is None:
        return session.connection().execute(_LISTED).all()
    return session.connection().execute(_OF_COMMITTEE, {"committee_id": committee_id}).all()


def one(session: Session, meeting_id: int) -> AnyRow | None:
    """A meeting as it is listed; None when there is no such meeting."""
    return session.connection().execute(_ONE, {"meeting_id": meeting_id}).first()


def coming(session: Session, today: date, most: int) -> Rows:
    """The next meetings of all committees, today's included."""
    return session.connection().execute(_COMING, {"today": today, "most": most}).all()


def lately_published(session: Session, today: date, most: int) -> Rows:
    """The meetings whose papers were put up last: an agenda, or minutes though the day of their agenda is not known."""
    return session.connection().execute(_LATELY_PUBLISHED, {"today": today, "most": most}).all()


def _finder(session: Session, meeting_id: int) -> tuple[AnyRow | None, Callable[[Any], Rows]]:
    connection = session.connection()
    wanted = {"meeting_id": meeting_id}
    found = connection.execute(_MEETING, wanted).first()
    return found, lambda statement: plain(connection.execute(statement, wanted).all())
