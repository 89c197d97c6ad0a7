"""Keeps what a search looks through true to the record, in the transaction of the change itself.

A listener and not a call, so that no operation can forget it: an item made exempt is out of the index when the change
is committed, and never a moment later. Importing `history` first matters: its line that raises the revision makes
PostgreSQL's writers queue, so what is read here is the newest of every writer's, and no two refresh the same entry.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, event, insert, inspect, select
from sqlalchemy.orm import InstanceState, Session, UOWTransaction

from scrutiny.database import author_of
from scrutiny.domain.searching import Kind, words
from scrutiny.models.agenda import AgendaItem, ItemLead, Topic
from scrutiny.models.committees import Committee
from scrutiny.models.documents import Document
from scrutiny.models.follow_up import Action, ActionUpdate, Recommendation
from scrutiny.models.meetings import Meeting
from scrutiny.models.minutes import Minute, Resolution
from scrutiny.models.people import Person
from scrutiny.models.programme import EntryLead, WorkProgrammeEntry
from scrutiny.models.search import entries, key, of_committee, of_kind, of_year, year_of
from scrutiny.operations import history
from scrutiny.queries import searchable

__all__ = ["history", "rebuild"]

Values = dict[str, Any]
AT_ONCE = 500  # rows in a statement

_THERE = select(entries).where(
    entries.c.kind == bindparam("kind"), entries.c.subject_id.in_(bindparam("ids", expanding=True))
)

# A row of the record, and the column that names the row that is found by its words.
SUBJECTS: dict[type, tuple[tuple[Kind, str], ...]] = {
    Minute: ((Kind.MINUTE, "id"),),
    Resolution: ((Kind.MINUTE, "minute_id"),),
    AgendaItem: ((Kind.ITEM, "id"), (Kind.TOPIC, "topic_id"), (Kind.ENTRY, "entry_id")),
    ItemLead: ((Kind.ITEM, "item_id"),),
    Action: ((Kind.ACTION, "id"),),
    ActionUpdate: ((Kind.ACTION, "action_id"),),
    Recommendation: ((Kind.RECOMMENDATION, "id"),),
    Topic: ((Kind.TOPIC, "id"),),
    WorkProgrammeEntry: ((Kind.ENTRY, "id"),),
    EntryLead: ((Kind.ENTRY, "entry_id"),),
    Document: ((Kind.DOCUMENT, "id"),),
    Meeting: ((Kind.MEETING, "id"),),
    Committee: ((Kind.COMMITTEE, "id"),),
    Person: ((Kind.PERSON, "id"),),
}

# What of a meeting or an item decides how everything that hangs on it is found, or whether it is.
DECIDES = {
    Meeting: frozenset({"on", "published_on", "status", "minutes_state", "committee_id"}),
    AgendaItem: frozenset({"title", "public_title", "part", "restricted", "meeting_id"}),
}


@dataclass(slots=True)
class Touched:
    """What a change has touched: rows by kind, and the meetings and items whose whole business is to be read again."""

    rows: defaultdict[Kind, set[int]] = field(default_factory=lambda: defaultdict(set))
    meetings: set[int] = field(default_factory=set)
    items: set[int] = field(default_factory=set)


@event.listens_for(Session, "after_flush")
def note(session: Session, _: UOWTransaction) -> None:
    """Remember which entries this flush may have made untrue; ids, and the values before, are known only now."""
    touched: Touched = session.info.setdefault("search", Touched())
    for row in (*session.new, *session.dirty, *session.deleted):
        state: InstanceState[Any] = inspect(row)
        for kind, column in SUBJECTS.get(type(row), ()):
            touched.rows[kind].update(id_ for id_ in state.attrs[column].load_history().sum() if id_ is not None)
        decides = DECIDES.get(type(row))
        if decides and (row not in session.dirty or any(state.attrs[name].history.has_changes() for name in decides)):
            (touched.meetings if isinstance(row, Meeting) else touched.items).add(row.id)


@event.listens_for(Session, "before_commit")
def refresh(session: Session) -> None:
    """Make the touched entries true again."""
    touched: Touched | None = session.info.pop("search", None)
    if touched is None:
        return
    connection = session.connection()
    _spread(connection, touched)
    for kind, ids in touched.rows.items():
        in_order = sorted(ids)
        for start in range(0, len(in_order), AT_ONCE):
            _refresh(connection, kind, in_order[start : start + AT_ONCE])


@event.listens_for(Session, "after_rollback")
def forget(session: Session) -> None:
    session.info.pop("search", None)


def rebuild(session: Session) -> None:
    """Make the whole index again from the record: after an import that wrote past the session. Inside a change."""
    author_of(session)
    session.flush()
    session.info.pop("search", None)
    connection = session.connection()
    connection.execute(delete(entries))
    for kind in Kind:
        for rows in connection.execute(searchable.of(kind)).partitions(AT_ONCE):
            connection.execute(insert(entries), [_remembered(kind, row) for row in rows])


def _spread(connection: Connection, touched: Touched) -> None:
    """From meetings to what was planned for them and their items, from items to all that hangs on them."""
    rows = touched.rows
    if touched.meetings:
        here = select(AgendaItem.id).where(AgendaItem.meeting_id.in_(touched.meetings))
        touched.items.update(connection.scalars(here))
        planned = select(WorkProgrammeEntry.id).where(WorkProgrammeEntry.meeting_id.in_(touched.meetings))
        rows[Kind.ENTRY].update(connection.scalars(planned))
    if not touched.items:
        return
    rows[Kind.ITEM].update(touched.items)
    of_items = select(Minute.id).where(Minute.item_id.in_(touched.items))
    rows[Kind.MINUTE].update(connection.scalars(of_items))
    rows[Kind.DOCUMENT].update(connection.scalars(select(Document.id).where(Document.item_id.in_(touched.items))))
    resolved = select(Resolution.id).where(Resolution.minute_id.in_(of_items))
    for kind, asked in ((Kind.ACTION, Action), (Kind.RECOMMENDATION, Recommendation)):
        rows[kind].update(connection.scalars(select(asked.id).where(asked.item_id.in_(touched.items))))
        rows[kind].update(connection.scalars(select(asked.id).where(asked.resolution_id.in_(resolved))))


def _refresh(connection: Connection, kind: Kind, ids: Sequence[int]) -> None:
    """Write what differs, and nothing where nothing does: a draft saved again costs two looks."""
    before = {row.id: dict(row._mapping) for row in connection.execute(_THERE, {"kind": kind, "ids": ids})}
    found = [_remembered(kind, row) for row in connection.execute(searchable.of_rows(kind), {"ids": ids})]
    after = {entry["id"]: entry for entry in found}
    gone = [id_ for id_, entry in before.items() if after.get(id_) != entry]
    new = [entry for id_, entry in after.items() if before.get(id_) != entry]
    if gone:
        connection.execute(delete(entries).where(entries.c.id.in_(gone)))
    if new:
        connection.execute(insert(entries), new)


def _remembered(kind: Kind, row: Row[Any]) -> Values:
    """A row of the record as an entry, with its words and marks."""
    id_ = key(kind, row.subject_id, row.on)
    marks = {of_kind(kind), of_year(year_of(id_))}
    if row.committee_id is not None:
        marks.add(of_committee(row.committee_id))
    title, text = row.title.strip(), row.text.replace("**", "").strip()
    found_by = marks | words(f"{title}\n{text}")
    return {
        "id": id_,
        "kind": kind,
        "subject_id": row.subject_id,
        "committee_id": row.committee_id,
        "meeting_id": row.meeting_id,
        "on": row.on,
        "title": title,
        "text": text,
        "words": " ".join(sorted(found_by)),
    }
