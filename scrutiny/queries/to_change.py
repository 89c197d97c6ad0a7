"""Finds the one thing that a page of the desk is about, as an object to change, with what governs the right to it.

Each answers None where there is no such thing. What is loaded besides the row itself is said in its docstring.
"""

from __future__ import annotations

from typing import Generic, NamedTuple, TypeVar

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload, selectinload

from scrutiny.database import Base
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.committees import Committee, Phrase, StandingItem
from scrutiny.models.documents import Document
from scrutiny.models.follow_up import Action, Recommendation
from scrutiny.models.house_templates import HouseTemplate
from scrutiny.models.meetings import Attendance, AttendanceMovement, Meeting
from scrutiny.models.minutes import Declaration, Minute, Resolution, Vote
from scrutiny.models.official_minutes import MinutesDraft, OfficialMinutes
from scrutiny.models.people import Membership
from scrutiny.models.programme import WorkProgrammeEntry
from scrutiny.models.suggestions import Criterion, Suggestion

T = TypeVar("T", bound=Base)
A = TypeVar("A", Action, Recommendation)


class Governed(NamedTuple, Generic[T]):
    """A thing, and the committee on which a right to it must be held; None: on all of them."""

    thing: T
    committee_id: int | None


def committee(session: Session, code: str) -> Governed[Committee] | None:
    """With its council."""
    found = session.scalar(select(Committee).where(Committee.code == code).options(joinedload(Committee.council)))
    return Governed(found, found.id) if found else None


def meeting(session: Session, id_: int) -> Governed[Meeting] | None:
    """With its committee and council."""
    council = joinedload(Meeting.committee).joinedload(Committee.council)
    found = session.scalar(select(Meeting).where(Meeting.id == id_).options(council))
    return Governed(found, found.committee_id) if found else None


def item(session: Session, id_: int) -> Governed[AgendaItem] | None:
    """With its meeting, that meeting's committee and council, and who answers for it."""
    council = joinedload(AgendaItem.meeting).joinedload(Meeting.committee).joinedload(Committee.council)
    with_ = (council, selectinload(AgendaItem.leads))
    found = session.scalar(select(AgendaItem).where(AgendaItem.id == id_).options(*with_))
    return Governed(found, found.meeting.committee_id) if found else None


def document(session: Session, id_: int) -> Governed[Document] | None:
    found = session.get(Document, id_)
    return _through_item(session, found, found.item_id) if found else None


def resolution(session: Session, id_: int) -> Governed[Resolution] | None:
    """With its minute, item, meeting and committee."""
    path = joinedload(Resolution.minute).joinedload(Minute.item).joinedload(AgendaItem.meeting)
    found = session.scalar(select(Resolution).where(Resolution.id == id_).options(path.joinedload(Meeting.committee)))
    return Governed(found, found.minute.item.meeting.committee_id) if found else None


def vote(session: Session, id_: int) -> Governed[Vote] | None:
    """With who voted how."""
    found = session.scalar(select(Vote).where(Vote.id == id_).options(selectinload(Vote.casts)))
    return _through_item(session, found, found.item_id) if found else None


def declaration(session: Session, id_: int) -> Governed[Declaration] | None:
    found = session.get(Declaration, id_)
    return _through_meeting(session, found, found.meeting_id) if found else None


def minutes_draft(session: Session, id_: int) -> Governed[MinutesDraft] | None:
    """Minutes that came back from Word."""
    found = session.get(MinutesDraft, id_)
    return _through_meeting(session, found, found.meeting_id) if found else None


def official(session: Session, id_: int) -> Governed[OfficialMinutes] | None:
    """A version of the official text of minutes, withdrawn or not."""
    found = session.get(OfficialMinutes, id_)
    return _through_meeting(session, found, found.meeting_id) if found else None


def attendance(session: Session, id_: int) -> Governed[Attendance] | None:
    found = session.get(Attendance, id_)
    return _through_meeting(session, found, found.meeting_id) if found else None


def movement(session: Session, id_: int) -> Governed[AttendanceMovement] | None:
    found = session.get(AttendanceMovement, id_)
    who = session.get_one(Attendance, found.attendance_id) if found else None
    return _through_meeting(session, found, who.meeting_id) if found and who else None


def action(session: Session, id_: int) -> Governed[Action] | None:
    found = session.scalar(_kept(session, Action, id_))
    return Governed(found, found.committee_id) if found else None


def recommendation(session: Session, id_: int) -> Governed[Recommendation] | None:
    found = session.scalar(_kept(session, Recommendation, id_))
    return Governed(found, found.committee_id) if found else None


def entry(session: Session, id_: int) -> Governed[WorkProgrammeEntry] | None:
    """With its topic and who answers for it."""
    with_ = (joinedload(WorkProgrammeEntry.topic), selectinload(WorkProgrammeEntry.leads))
    found = session.scalar(select(WorkProgrammeEntry).where(WorkProgrammeEntry.id == id_).options(*with_))
    return Governed(found, found.committee_id) if found else None


def suggestion(session: Session, id_: int) -> Governed[Suggestion] | None:
    """With its scores."""
    found = session.scalar(select(Suggestion).where(Suggestion.id == id_).options(selectinload(Suggestion.scores)))
    return Governed(found, found.committee_id) if found else None


def criterion(session: Session, id_: int) -> Governed[Criterion] | None:
    found = session.get(Criterion, id_)
    return Governed(found, found.committee_id) if found else None


def seat(session: Session, id_: int) -> Governed[Membership] | None:
    """A membership, with its person."""
    found = session.scalar(select(Membership).where(Membership.id == id_).options(joinedload(Membership.person)))
    return Governed(found, found.committee_id) if found else None


def standing_item(session: Session, id_: int) -> Governed[StandingItem] | None:
    found = session.get(StandingItem, id_)
    return Governed(found, found.committee_id) if found else None


def phrase(session: Session, id_: int) -> Governed[Phrase] | None:
    found = session.get(Phrase, id_)
    return Governed(found, found.committee_id) if found else None


def committee_by_id(session: Session, id_: int) -> Governed[Committee] | None:
    """With its council."""
    found = session.scalar(select(Committee).where(Committee.id == id_).options(joinedload(Committee.council)))
    return Governed(found, found.id) if found else None


def template(session: Session, id_: int) -> Governed[HouseTemplate] | None:
    """Of a house's look: a council's, or one committee's."""
    found = session.get(HouseTemplate, id_)
    return Governed(found, found.committee_id) if found else None


def _through_item(session: Session, thing: T, item_id: int) -> Governed[T]:
    return _through_meeting(session, thing, session.get_one(AgendaItem, item_id).meeting_id)


def _through_meeting(session: Session, thing: T, meeting_id: int) -> Governed[T]:
    return Governed(thing, session.get_one(Meeting, meeting_id).committee_id)


def _kept(session: Session, of: type[A], id_: int) -> Select[A]:
    """Inside a change the row is kept until it ends: of two at once, the second finds what the first has made of it."""
    asked = select(of).where(of.id == id_)
    return asked.with_for_update(key_share=True) if "author" in session.info else asked
