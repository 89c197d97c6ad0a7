"""Finds how long members have attended nothing, as far as this record knows: for the clerks alone."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from scrutiny.domain.vocabulary import AttendanceStatus, MeetingKind, MeetingStatus
from scrutiny.models.meetings import Attendance, Meeting
from scrutiny.models.people import Membership

COULD_HAVE = (AttendanceStatus.PRESENT, AttendanceStatus.APOLOGIES, AttendanceStatus.ABSENT)
ASK_ABOUT = (AttendanceStatus.SUBSTITUTE, AttendanceStatus.REMOTE)


@dataclass(slots=True)
class AbsenceFacts:
    """One person. `attended` is the last day in the room, `otherwise` the later days on which it is not so plain.

    `known` says whether the record has anything to say: with no attendance taken at all, it has not.
    """

    seated: date
    attended: date | None = None
    known: bool = False
    otherwise: list[tuple[date, AttendanceStatus]] = field(default_factory=list)
    coming: list[date] = field(default_factory=list)


def find(session: Session, people: Collection[int], today: date) -> dict[int, AbsenceFacts]:
    """By person, from the formal meetings recorded here, of every committee."""
    seats = select(Membership.person_id, func.min(Membership.from_)).where(Membership.person_id.in_(people))
    found = {
        person_id: AbsenceFacts(seated=from_)
        for person_id, from_ in session.execute(seats.group_by(Membership.person_id))
    }
    for person_id, on, status in session.execute(_recorded(people, today)):
        facts = found[person_id]
        facts.known = facts.known or status in COULD_HAVE
        if status is AttendanceStatus.PRESENT:
            facts.attended, facts.otherwise = on, []
        elif status in ASK_ABOUT:
            facts.otherwise.append((on, status))
    for person_id, on in session.execute(_coming(people, today)):
        found[person_id].coming.append(on)
    return found


def _recorded(people: Collection[int], today: date) -> Select[*tuple[Any, ...]]:
    return (
        select(Attendance.person_id, Meeting.on, Attendance.status)
        .join(Meeting, Meeting.id == Attendance.meeting_id)
        .where(
            Attendance.person_id.in_(people),
            Meeting.on <= today,
            Meeting.kind == MeetingKind.FORMAL,
            Meeting.status != MeetingStatus.CANCELLED,
        )
        .order_by(Meeting.on, Meeting.at, Meeting.id)
    )


def _coming(people: Collection[int], today: date) -> Select[*tuple[Any, ...]]:
    return (
        select(Membership.person_id, Meeting.on)
        .join(Meeting, Meeting.committee_id == Membership.committee_id)
        .where(
            Membership.person_id.in_(people),
            Membership.from_ <= Meeting.on,
            or_(Membership.to.is_(None), Membership.to >= Meeting.on),
            Meeting.on >= today,
            Meeting.kind == MeetingKind.FORMAL,
            Meeting.status.in_((MeetingStatus.SCHEDULED, MeetingStatus.ADJOURNED)),
        )
        .order_by(Meeting.on)
        .distinct()
    )
