"""Finds what there is to say of one row of the work programme: where it was moved, and what came of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, exists, func, select
from sqlalchemy.orm import Session, aliased

from scrutiny.models.agenda import AgendaItem
from scrutiny.models.follow_up import Action
from scrutiny.models.history import HistoryLine
from scrutiny.models.meetings import Meeting
from scrutiny.models.people import Person
from scrutiny.models.programme import EntryMove, EntryOrigin, WorkProgrammeEntry
from scrutiny.models.suggestions import Suggestion
from scrutiny.queries import history
from scrutiny.queries.rows import AnyRow, Rows

A_MOMENT = timedelta(days=1)
"""How long an entry made by mistake can be taken back: until then nobody has planned by it."""

SUBJECT = WorkProgrammeEntry.__tablename__


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """`meetings` are all of its committee, by which its history names them."""

    meeting: AnyRow | None
    meetings: Rows
    moves: Rows
    appearances: Rows
    suggestion: AnyRow | None
    lines: Rows


_MEETINGS = select(Meeting.id, Meeting.on, Meeting.status).where(Meeting.committee_id == bindparam("committee_id"))
_was, _is = aliased(Meeting), aliased(Meeting)
_MOVES = (
    select(
        EntryMove.on,
        EntryMove.because,
        EntryMove.from_when,
        EntryMove.to_when,
        EntryMove.from_year,
        EntryMove.to_year,
        _was.on.label("from_on"),
        _is.on.label("to_on"),
    )
    .outerjoin(_was, _was.id == EntryMove.from_meeting_id)
    .outerjoin(_is, _is.id == EntryMove.to_meeting_id)
    .where(EntryMove.entry_id == bindparam("entry_id"))
    .order_by(EntryMove.id.desc())
)
_APPEARANCES = (
    select(AgendaItem.meeting_id, AgendaItem.outcome, Meeting.on)
    .join(Meeting, Meeting.id == AgendaItem.meeting_id)
    .where(AgendaItem.entry_id == bindparam("entry_id"))
    .order_by(Meeting.on.desc())
)
_SUGGESTION = select(Suggestion.id, Suggestion.suggested_by, Suggestion.suggested_on).where(
    Suggestion.entry_id == bindparam("entry_id")
)


def told(session: Session, entry: WorkProgrammeEntry) -> EntryFacts:
    """The last move and the last appearance come first."""
    connection = session.connection()
    wanted = {"entry_id": entry.id}
    meetings = connection.execute(_MEETINGS, {"committee_id": entry.committee_id}).all()
    return EntryFacts(
        meeting=next((meeting for meeting in meetings if meeting.id == entry.meeting_id), None),
        meetings=meetings,
        moves=connection.execute(_MOVES, wanted).all(),
        appearances=connection.execute(_APPEARANCES, wanted).all(),
        suggestion=connection.execute(_SUGGESTION, wanted).first(),
        lines=history.of_thing(session, SUBJECT, entry.id),
    )


def is_fresh(session: Session, entry: WorkProgrammeEntry, *, at: datetime) -> bool:
    """Whether it was made a moment ago and nothing has come of it. Who answers for it is a part of it."""
    made = select(func.max(HistoryLine.at)).where(
        HistoryLine.subject == SUBJECT, HistoryLine.subject_id == entry.id, HistoryLine.did == "added"
    )
    since = session.scalar(made)
    came = (AgendaItem.entry_id, Action.entry_id, EntryMove.entry_id, EntryOrigin.entry_id)
    return (
        since is not None
        and at - since <= A_MOMENT
        and entry.status.open
        and not any(session.scalar(select(exists().where(column == entry.id))) for column in came)
    )


def known(session: Session, names: Collection[str]) -> dict[str, int]:
    """Who of the record bears each name, where one person alone does."""
    found = select(Person.name, func.min(Person.id)).where(Person.name.in_(names)).group_by(Person.name)
    return {row[0]: row[1] for row in session.execute(found.having(func.count() == 1))}
