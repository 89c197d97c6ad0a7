"""Changes what interests are declared at a meeting, and in which of its items."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.text import clean
from scrutiny.domain.vocabulary import InterestKind
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.meetings import Attendance, Meeting
from scrutiny.models.minutes import Declaration
from scrutiny.operations.attendance import require_unconfirmed
from scrutiny.operations.turns import take_turn
from scrutiny.queries import attendance as queries


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """What somebody who was there declared: an interest in an item, or with none in the meeting as a whole."""

    by: Attendance
    kind: InterestKind
    item: AgendaItem | None = None
    detail: str = ""
    sensitive: bool = False
    did: str = ""


def declare(session: Session, meeting: Meeting, declared: Declared) -> Declaration:
    return amend(session, meeting, Declaration(meeting_id=meeting.id, made_on=meeting.on), declared)


def amend(session: Session, meeting: Meeting, declaration: Declaration, declared: Declared) -> Declaration:
    """Put right what is recorded. Of a sensitive interest only that there is one is kept (Localism Act 2011 s.32)."""
    take_turn(session, meeting.committee_id)
    require_unconfirmed(session, meeting)
    by, item, detail = declared.by, declared.item, clean(declared.detail, field="The interest").strip()
    if by.meeting_id != meeting.id or not _was_there(session, by):
        raise RuleBroken(f"{by.name} is not recorded as there. Take the attendance first.")
    if item is not None and item.meeting_id != meeting.id:
        raise RuleBroken("That item is on the agenda of another meeting.")
    if declared.sensitive and detail:
        raise RuleBroken("Leave out what a sensitive interest is: nothing of it is kept here but that there is one.")
    declaration.name, declaration.person_id = by.name, by.person_id
    declaration.item_id = item.id if item else None
    declaration.kind, declaration.sensitive, declaration.detail = declared.kind, declared.sensitive, detail
    declaration.did = clean(declared.did, field="What was done").strip()
    session.add(declaration)
    session.flush()
    return declaration


def remove(session: Session, meeting: Meeting, declaration: Declaration) -> None:
    """Take out what was recorded by mistake; the history keeps it."""
    take_turn(session, meeting.committee_id)
    require_unconfirmed(session, meeting)
    session.delete(declaration)
    session.flush()


def _was_there(session: Session, by: Attendance) -> bool:
    sittings = queries.find(session, by.meeting_id).room.sittings
    return any(each.was_there for each in sittings if each.attendance_id == by.id)
