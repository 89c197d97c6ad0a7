"""Finds what was published or changed lately, and when: for those who follow a committee by its news feed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from scrutiny.domain.vocabulary import ActionState, Audience, MeetingStatus, PackKind
from scrutiny.models.committees import Committee
from scrutiny.models.follow_up import Action
from scrutiny.models.history import HistoryLine
from scrutiny.models.meetings import Meeting, Rearrangement
from scrutiny.models.packs import Pack
from scrutiny.queries.rows import Rows
from scrutiny.queries.withheld import AGREED, PUBLISHED, public

MOST = 50


@dataclass(frozen=True, slots=True)
class NewsFacts:
    """The latest of each kind of news. `changes` are the lines of the history of all these rows, the oldest first.

    `packed` are the public packs that may be read, once each and not once for each kind of file.
    """

    published: Rows
    packed: Rows
    minuted: Rows
    cancelled: Rows
    moved: Rows
    closed: Rows
    changes: Rows


_MEETING = (*Meeting.__table__.c, Committee.code)
_MEETINGS = select(*_MEETING).join(Committee, Committee.id == Meeting.committee_id)
_PUBLISHED = _MEETINGS.where(Meeting.published_on.is_not(None)).order_by(Meeting.published_on.desc(), Meeting.id.desc())
_PACKED = (
    select(*_MEETING, Pack.supplement, Pack.version.label("edition"), Pack.made_at)
    .join(Committee, Committee.id == Meeting.committee_id)
    .join(Pack, Pack.meeting_id == Meeting.id)
    .where(PUBLISHED, Pack.published, Pack.withdrawn_because == "")
    .where(Pack.audience == Audience.PUBLIC, Pack.kind == PackKind.PDF)
    .order_by(Pack.made_at.desc(), Pack.id.desc())
)
_MINUTED = _MEETINGS.where(Meeting.minutes_state.in_(AGREED)).order_by(Meeting.on.desc(), Meeting.id.desc())
_CANCELLED = _MEETINGS.where(Meeting.status == MeetingStatus.CANCELLED).order_by(
    Meeting.changed_at.desc(), Meeting.id.desc()
)
_MOVED = (
    select(
        *_MEETING,
        Rearrangement.id.label("rearrangement_id"),
        Rearrangement.was_on,
        Rearrangement.because,
        Rearrangement.decided_on,
    )
    .join(Committee, Committee.id == Meeting.committee_id)
    .join(Rearrangement, Rearrangement.meeting_id == Meeting.id)
    .order_by(Rearrangement.id.desc())
)
_CLOSED = (
    select(
        Action.id,
        Action.reference,
        Action.text,
        Action.closed_on,
        Action.committee_id,
        Committee.code,
        Committee.name.label("committee_name"),
    )
    .join(Committee, Committee.id == Action.committee_id)
    .where(Action.closed_on.is_not(None), Action.state == ActionState.CLOSED, public(Action))
    .order_by(Action.closed_on.desc(), Action.id.desc())
)


def latest(session: Session, committee_id: int | None = None) -> NewsFacts:
    """The news of one committee, or of all."""

    def of(statement: Select[*tuple[object, ...]]) -> Rows:
        narrowed = statement if committee_id is None else statement.where(Committee.id == committee_id)
        return session.connection().execute(narrowed.limit(MOST)).all()

    published, packed, minuted = map(of, (_PUBLISHED, _PACKED, _MINUTED))
    cancelled, moved, closed = map(of, (_CANCELLED, _MOVED, _CLOSED))
    meetings = {row.id for row in (*published, *minuted, *cancelled)}
    changes = [
        *_changes(session, Meeting.__tablename__, meetings),
        *_changes(session, Rearrangement.__tablename__, {row.rearrangement_id for row in moved}),
        *_changes(session, Action.__tablename__, {row.id for row in closed}),
    ]
    return NewsFacts(published, packed, minuted, cancelled, moved, closed, changes)


def _changes(session: Session, subject: str, ids: Collection[int]) -> Rows:
    if not ids:
        return ()
    lines = select(HistoryLine.subject, HistoryLine.subject_id, HistoryLine.at, HistoryLine.after).where(
        HistoryLine.subject == subject, HistoryLine.subject_id.in_(ids)
    )
    return session.execute(lines.order_by(HistoryLine.id)).all()
