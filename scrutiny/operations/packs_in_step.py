"""Keeps packs in step with the record, in the transaction of the change itself.

Listeners and not calls, so that no operation can forget it: a pack that shows what has just been made exempt is dead
when the change is committed, and whatever alters what went out asks for the next version. Packs are wanted before the
history raises the revision, which is the last thing that a change waits for, as it is when they are kept.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import event, inspect, select
from sqlalchemy.orm import Session, UOWTransaction

from scrutiny.database import Base
from scrutiny.domain.vocabulary import ItemOutcome, MinutesState, Part
from scrutiny.models.agenda import AgendaItem, ItemLead, Topic
from scrutiny.models.documents import Document
from scrutiny.models.meetings import Meeting
from scrutiny.models.minutes import Declaration
from scrutiny.models.official_minutes import OfficialMinutes
from scrutiny.models.programme import WorkProgrammeEntry
from scrutiny.operations import history, packs
from scrutiny.queries import packs as queries

__all__ = ["history"]

PRINTED: dict[type, frozenset[str]] = {
    Meeting: frozenset({"on", "at", "venue", "status", "kind"}),
    AgendaItem: frozenset(
        {
            "number",
            "title",
            "public_title",
            "part",
            "restricted",
            "paragraphs",
            "position",
            "late_because",
            "supplement",
            "report_recommendations",
        }
    ),
    ItemLead: frozenset({"label", "name"}),
    Document: frozenset({"title", "position", "part", "sha256", "supplement", "withdrawn_because"}),
}
"""What of each row stands in a pack; to record what became of an item at the meeting changes none."""


@dataclass(slots=True)
class Touched:
    """`begun` are meetings and items of this very change: nothing of theirs can have gone out before it.

    `closing` are the committees of whose record something must be told no more, `sensitive` the meetings with an
    interest that must not be, `taken_back` the files that were the wrong ones, by meeting; of the meetings `agreed` the
    minutes can be read from now on.
    """

    closing: set[int] = field(default_factory=set)
    sensitive: set[int] = field(default_factory=set)
    taken_back: set[tuple[int, str]] = field(default_factory=set)
    agreed: set[int] = field(default_factory=set)
    meetings: set[int] = field(default_factory=set)
    items: set[int] = field(default_factory=set)
    published: set[int] = field(default_factory=set)
    begun: set[tuple[type, int]] = field(default_factory=set)


@event.listens_for(Session, "before_flush")
def withhold(session: Session, *_: object) -> None:
    """Kill the public packs that show what this flush makes exempt."""
    items: defaultdict[int, set[int]] = defaultdict(set)
    papers: defaultdict[int, set[int]] = defaultdict(set)
    with session.no_autoflush:
        closing = [row for row in (*session.new, *session.dirty) if _closes(row)]
        if closing:
            touched = _touched(session)
            touched.closing |= {_committee(session, row) for row in closing}
            touched.sensitive |= {row.meeting_id for row in closing if isinstance(row, Declaration)}
            touched.taken_back |= {(row.meeting_id, row.sha256) for row in closing if isinstance(row, OfficialMinutes)}
            packs.hold_printed(session, touched.closing)
        for row in session.dirty:
            if isinstance(row, AgendaItem) and row.exempt and _changed(row, {"part", "restricted"}):
                items[row.meeting_id].add(row.id)
            elif isinstance(row, Document) and row.part is Part.TWO and _changed(row, {"part"}):
                papers[session.get_one(AgendaItem, row.item_id).meeting_id].add(row.id)
        for meeting_id in sorted({*items, *papers}):
            packs.withhold(session, meeting_id, items=[*items[meeting_id]], papers=[*papers[meeting_id]])


@event.listens_for(Session, "after_flush")
def note(session: Session, _: UOWTransaction) -> None:
    """Remember the meetings whose packs this flush may have made old; ids are known only now."""
    rows = [row for row in (*session.new, *session.dirty, *session.deleted) if type(row) in PRINTED]
    if not rows:
        return
    touched = _touched(session)
    touched.agreed |= {row.id for row in rows if isinstance(row, Meeting) and _was_agreed(row)}
    touched.begun |= {(type(row), row.id) for row in session.new if isinstance(row, Meeting)}
    touched.begun |= {
        (AgendaItem, row.id)
        for row in session.new
        if isinstance(row, AgendaItem) and (Meeting, row.meeting_id) in touched.begun
    }
    for row in rows:
        if row not in session.dirty or _alters(row):
            _note(touched, row, is_new=row in session.new)


@event.listens_for(Session, "before_commit", insert=True)
def follow(session: Session) -> None:
    """Want the packs of the meetings whose agenda is out, and of whatever is published by this change."""
    session.flush()
    touched: Touched | None = session.info.pop("packs", None)
    if touched is None:
        return
    meetings = touched.meetings | touched.published
    if touched.closing:
        meetings |= packs.close_printed(
            session, touched.closing, sensitive=touched.sensitive, taken_back=touched.taken_back
        )
    if touched.agreed:
        meetings |= set(queries.to_confirm(session, touched.agreed))
    if touched.items:
        found = select(AgendaItem.meeting_id).where(AgendaItem.id.in_(touched.items))
        meetings |= set(session.scalars(found))
    if meetings:
        wanted = touched.published | set(queries.to_be_followed(session, meetings))
        for meeting_id in sorted(wanted):
            packs.want(session, meeting_id)


@event.listens_for(Session, "after_rollback")
def forget(session: Session) -> None:
    session.info.pop("packs", None)
    session.info.pop(packs.WANTED, None)


def _touched(session: Session) -> Touched:
    touched: Touched = session.info.setdefault("packs", Touched())
    return touched


def _closes(row: Any) -> bool:
    """Whether minutes or a work programme that were printed may tell too much from now on."""
    match row:
        case AgendaItem():
            there = inspect(row).persistent or row.topic_id is not None  # a new one is told of by its topic alone
            return there and row.exempt and _changed(row, {"part", "restricted", "topic_id", "entry_id"})
        case Topic():
            return row.exempt and _changed(row, {"exempt"})
        case WorkProgrammeEntry():
            return _changed(row, {"topic_id"})
        case Declaration():
            return inspect(row).persistent and row.sensitive and _changed(row, {"sensitive"})
        case OfficialMinutes():
            return inspect(row).persistent and row.withdrawn_at is not None and _changed(row, {"withdrawn_at"})
    return False


def _committee(session: Session, row: AgendaItem | Topic | WorkProgrammeEntry | Declaration | OfficialMinutes) -> int:
    if isinstance(row, Topic | WorkProgrammeEntry):
        return row.committee_id
    if isinstance(row, AgendaItem) and row.topic_id is not None:
        return session.get_one(Topic, row.topic_id).committee_id
    return session.get_one(Meeting, row.meeting_id).committee_id


def _was_agreed(meeting: Meeting) -> bool:
    return meeting.minutes_state is MinutesState.AGREED and _changed(meeting, {"minutes_state"})


def _note(touched: Touched, row: Any, *, is_new: bool) -> None:
    if isinstance(row, Meeting):
        if not is_new:
            touched.meetings.add(row.id)
            if row.published_on is not None and _changed(row, {"published_on"}):
                touched.published.add(row.id)
    elif isinstance(row, AgendaItem):
        if (AgendaItem, row.id) not in touched.begun:
            touched.meetings.add(row.meeting_id)
    elif (AgendaItem, row.item_id) not in touched.begun:
        touched.items.add(row.item_id)


def _alters(row: Any) -> bool:
    """Whether a change of the row alters a pack that is out."""
    if isinstance(row, Meeting) and _changed(row, {"published_on"}):
        return True
    if isinstance(row, AgendaItem) and _withdrawn(row):
        return True
    return _changed(row, PRINTED[type(row)])


def _withdrawn(item: AgendaItem) -> bool:
    """An item that is withdrawn, or is not any more, says so in its pack. What else becomes of one does not."""
    past = inspect(item).attrs.outcome.load_history()
    return past.has_changes() and ItemOutcome.WITHDRAWN in {*(past.added or ()), *(past.deleted or ())}


def _changed(row: Base, columns: set[str] | frozenset[str]) -> bool:
    attributes = inspect(row).attrs
    return any(attributes[name].history.has_changes() for name in columns)
