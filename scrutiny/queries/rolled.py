"""Finds what was rolled forward to a meeting, line by line, and from which meetings it could be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import or_, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute, Session, selectinload

from scrutiny.domain.dates import written
from scrutiny.domain.roll_forward import Subject
from scrutiny.domain.vocabulary import MeetingKind, MeetingStatus
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.committees import StandingItem
from scrutiny.models.follow_up import Action, Recommendation
from scrutiny.models.meetings import Meeting
from scrutiny.models.minutes import Resolution
from scrutiny.models.programme import WorkProgrammeEntry
from scrutiny.models.roll_forward import RollForward, RollForwardLine

_TOLD_BY: dict[str, tuple[InstrumentedAttribute[Any], ...]] = {
    Subject.ITEM.value: (AgendaItem.id, AgendaItem.title),
    Subject.ENTRY.value: (WorkProgrammeEntry.id, WorkProgrammeEntry.title),
    Subject.RESOLUTION.value: (Resolution.id, Resolution.text),
    Subject.ACTION.value: (Action.id, Action.reference, Action.text),
    Subject.RECOMMENDATION.value: (Recommendation.id, Recommendation.reference, Recommendation.text),
    Subject.STANDING.value: (StandingItem.id, StandingItem.title),
}


def standing_roll(session: Session, meeting_id: int) -> RollForward | None:
    """What has been rolled forward to the meeting and not been undone, with its lines."""
    return session.scalar(
        select(RollForward)
        .where(RollForward.to_meeting_id == meeting_id, RollForward.undone_at.is_(None))
        .options(selectinload(RollForward.lines))
    )


def held_before(session: Session, meeting: Meeting) -> Sequence[Meeting]:
    """The committee's formal meetings that were held before that one, the last first."""
    before = tuple_(Meeting.on, Meeting.at) < tuple_(meeting.on, meeting.at)
    return session.scalars(
        select(Meeting)
        .where(
            Meeting.committee_id == meeting.committee_id,
            Meeting.kind == MeetingKind.FORMAL,
            or_(Meeting.status == MeetingStatus.HELD, Meeting.status == MeetingStatus.ADJOURNED),
            before,
        )
        .order_by(Meeting.on.desc(), Meeting.at.desc())
    ).all()


def last_held_before(session: Session, meeting: Meeting) -> Meeting | None:
    return next(iter(held_before(session, meeting)), None)


def titles(session: Session, lines: Sequence[RollForwardLine]) -> dict[int, str]:
    """By line, what it is about, in a statement for each kind of thing."""
    wanted: defaultdict[str, set[int]] = defaultdict(set)
    for line in lines:
        wanted[line.subject].add(line.subject_id)
    told: dict[tuple[str, int], str] = {}
    for subject, columns in _TOLD_BY.items():
        if ids := wanted[subject]:
            for id_, *words in session.execute(select(*columns).where(columns[0].in_(ids))):
                told[subject, id_] = ": ".join(words)
    minutes = wanted[Subject.MINUTES.value]
    for id_, on in session.execute(select(Meeting.id, Meeting.on).where(Meeting.id.in_(minutes))) if minutes else ():
        told[Subject.MINUTES.value, id_] = f"Minutes of the meeting held on {written(on)}"
    return {line.id: told.get((line.subject, line.subject_id), "Something that is gone") for line in lines}
