"""Keeps what a search looks through true to the record, in the transaction of the change itself.

A listener and not a call, so that no operation can forget it: an item made exempt is out of the index when the change
is committed, and never a moment later. Importing `history` first matters: its line that raises the revision makes
PostgreSQL's writers queue, so what is read here is the newest of every writer's, and no two refresh the same entry.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate
from typing import Any

from sqlalchemy import CompoundSelect, Connection, Row, bindparam, delete, event, insert, inspect, null, select
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
AT_ONCE, LONG_AT_ONCE = 500, 20  # rows in a statement, and of papers, which may be a book each
LONGEST_TEXT = 100_000  # characters that a passage is shown from; the words of a longer report are remembered all
LARGEST_WORD, MOST_OF_WORDS = 2_000, 900_000  # bytes: a word, and all of an entry's, as a tsvector holds them

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
    WorkProgrammeEntry: ((Kind.ENTRY, "id"), (Kind.TOPIC, "topic_id")),
    EntryLead: ((Kind.ENTRY, "entry_id"),),
    Document: ((Kind.DOCUMENT, "id"),),
    Meeting: ((Kind.MEETING, "id"),),
    Committee: ((Kind.COMMITTEE, "id"),),
    Person: ((Kind.PERSON, "id"),),
}

# What of a meeting, an item or a topic decides how everything that hangs on it is found, or whether it is.
DECIDES = {
    Meeting: frozenset({"on", "published_on", "status", "minutes_state", "committee_id"}),
    AgendaItem: frozenset({"title", "public_title", "part", "restricted", "meeting_id"}),
    Topic: frozenset({"exempt"}),
}


ASKED: tuple[tuple[Kind, type[Action] | type[Recommendation]], ...] = (
    (Kind.ACTION, Action),
    (Kind.RECOMMENDATION, Recommendation),
)


@dataclass(slots=True)
class Touched:
    """What a change has touched: rows by kind, and those whose whole business is to be read again, by class."""

    rows: defaultdict[Kind, set[int]] = field(default_factory=lambda: defaultdict(set))
    wholes: dict[type, set[int]] = field(default_factory=lambda: {model: set() for model in DECIDES})


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
            touched.wholes[type(row)].add(row.id)


def touch(session: Session, kind: Kind, id_: int) -> None:
    """Remember an entry that was made untrue by a change that no flush has seen."""
    touched: Touched = session.info.setdefault("search", Touched())
    touched.rows[kind].add(id_)


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
        streamed = {"yield_per": LONG_AT_ONCE if kind is Kind.DOCUMENT else AT_ONCE}
        for rows in connection.execute(searchable.of(kind), execution_options=streamed).partitions():
            connection.execute(insert(entries), [_remembered(kind, row) for row in rows])


def _spread(connection: Connection, touched: Touched) -> None:
    """From meetings to what was planned for them and their items, from items to all that hangs on them, from topics."""
    rows, meetings, items, topics = touched.rows, *(touched.wholes[model] for model in (Meeting, AgendaItem, Topic))
    if meetings:
        items.update(connection.scalars(select(AgendaItem.id).where(AgendaItem.meeting_id.in_(meetings))))
        planned = select(WorkProgrammeEntry.id).where(WorkProgrammeEntry.meeting_id.in_(meetings))
        rows[Kind.ENTRY].update(connection.scalars(planned))
    if items:
        rows[Kind.ITEM].update(items)
        of_items = select(Minute.id).where(Minute.item_id.in_(items))
        rows[Kind.MINUTE].update(connection.scalars(of_items))
        rows[Kind.DOCUMENT].update(connection.scalars(select(Document.id).where(Document.item_id.in_(items))))
        resolved = select(Resolution.id).where(Resolution.minute_id.in_(of_items))
        for kind, asked in ASKED:
            rows[kind].update(connection.scalars(select(asked.id).where(asked.item_id.in_(items))))
            rows[kind].update(connection.scalars(select(asked.id).where(asked.resolution_id.in_(resolved))))
        followed = select(AgendaItem.topic_id).where(AgendaItem.id.in_(items), AgendaItem.topic_id.is_not(None))
        topics.update(id_ for id_ in connection.scalars(followed) if id_ is not None)
    if topics:
        rows[Kind.TOPIC].update(topics)
        entries_of = select(WorkProgrammeEntry.id).where(WorkProgrammeEntry.topic_id.in_(topics))
        rows[Kind.ENTRY].update(connection.scalars(entries_of))
        for kind, asked in ASKED:
            rows[kind].update(connection.scalars(select(asked.id).where(asked.topic_id.in_(topics))))
        rows[Kind.ACTION].update(connection.scalars(select(Action.id).where(Action.entry_id.in_(entries_of))))


def _refresh(connection: Connection, kind: Kind, ids: Sequence[int]) -> None:
    """Write what differs, and nothing where nothing does: a draft saved again costs one look."""
    rows = connection.execute(_look(kind), {"ids": ids}).all()
    before = {row.id: dict(row._mapping) for row in rows if row.id is not None}
    after = {entry["id"]: entry for entry in (_true_now(kind, row, before) for row in rows if row.id is None)}
    gone = [id_ for id_, entry in before.items() if after.get(id_) != entry]
    new = [entry for id_, entry in after.items() if before.get(id_) != entry]
    if gone:
        connection.execute(delete(entries).where(entries.c.id.in_(gone)))
    if new:
        connection.execute(insert(entries), new)


@cache
def _look(kind: Kind) -> CompoundSelect[Any]:
    """The entries of some rows as they are in the index, and, without an id, as they should be: in one statement."""
    of = entries.c
    columns = (of.subject_id, of.committee_id, of.meeting_id, of.on, of.title, of.text, of.id, of.kind, of.words)
    there = select(*columns).where(of.kind == kind, of.subject_id.in_(bindparam("ids", expanding=True)))
    return there.union_all(searchable.of_rows(kind).add_columns(null(), null(), null()))


def _true_now(kind: Kind, row: Row[Any], before: dict[int, Values]) -> Values:
    """The entry that is there, where nothing that it was made from has changed: long reports have many words."""
    there = before.get(key(kind, row.subject_id, row.on))
    made_from = {"committee_id": row.committee_id, "meeting_id": row.meeting_id} | _shown(row)
    whole = len(row.text) <= LONGEST_TEXT
    same = there is not None and whole and all(there[name] == value for name, value in made_from.items())
    return there if there is not None and same else _remembered(kind, row)


def _shown(row: Row[Any]) -> Values:
    return {"title": row.title.strip(), "text": row.text.replace("**", "").strip()[:LONGEST_TEXT]}


def _remembered(kind: Kind, row: Row[Any]) -> Values:
    """A row of the record as an entry, with its words and marks."""
    id_ = key(kind, row.subject_id, row.on)
    marks = {of_kind(kind), of_year(year_of(id_))}
    if row.committee_id is not None:
        marks.add(of_committee(row.committee_id))
    of_title = words(row.title)
    found_by = _that_fit([*sorted(marks | of_title), *sorted(words(row.text.replace("**", "")) - of_title)])
    return {
        "id": id_,
        "kind": kind,
        "subject_id": row.subject_id,
        "committee_id": row.committee_id,
        "meeting_id": row.meeting_id,
        "on": row.on,
        **_shown(row),
        "words": " ".join(found_by),
    }


def _that_fit(found: list[str]) -> list[str]:
    """No report in any tongue comes near the limit; a file that is made to must not stop a change."""
    plain = [word for word in found if len(word.encode()) <= LARGEST_WORD]
    ends = accumulate(len(word.encode()) for word in plain)
    return [word for word, end in zip(plain, ends, strict=True) if end <= MOST_OF_WORDS]
