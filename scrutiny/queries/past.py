"""Finds who changed a thing and all that belongs to it or did, until it was removed."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import and_, inspect, literal, or_, select
from sqlalchemy.orm import Session

from scrutiny.domain.vocabulary import Labelled
from scrutiny.models.accounts import Account, Grant
from scrutiny.models.agenda import AgendaItem, ItemLead
from scrutiny.models.committees import Committee, Phrase, StandingItem
from scrutiny.models.documents import Document, DocumentVersion
from scrutiny.models.history import HistoryLine
from scrutiny.models.house_templates import HouseTemplate
from scrutiny.models.meetings import Attendance, AttendanceMovement, Meeting, Rearrangement
from scrutiny.models.minutes import Declaration, Minute, MinuteNumber, Resolution, Vote, VoteCast
from scrutiny.models.official_minutes import MinutesDraft, OfficialMinutes
from scrutiny.models.people import Membership, Person
from scrutiny.models.programme import EntryLead, EntryMove, EntryOrigin, WorkProgrammeEntry
from scrutiny.models.roll_forward import RollForward
from scrutiny.models.suggestions import Criterion
from scrutiny.queries.rows import Rows


class Branch(NamedTuple):
    """Rows that belong to those of another table, `of`, by the key `by`; known by their `name`, or as those are."""

    model: Any
    of: Any
    by: str
    name: str = ""


OF_A_MEETING = (
    Branch(Rearrangement, Meeting, "meeting_id"),
    Branch(RollForward, Meeting, "to_meeting_id"),
    Branch(Attendance, Meeting, "meeting_id", "name"),
    Branch(AttendanceMovement, Attendance, "attendance_id"),
    Branch(Declaration, Meeting, "meeting_id", "name"),
    Branch(AgendaItem, Meeting, "meeting_id", "title"),
    Branch(ItemLead, AgendaItem, "item_id"),
    Branch(Document, AgendaItem, "item_id", "title"),
    Branch(DocumentVersion, Document, "document_id"),
    Branch(Minute, AgendaItem, "item_id"),
    Branch(Resolution, Minute, "minute_id"),
    Branch(Vote, AgendaItem, "item_id"),
    Branch(VoteCast, Vote, "vote_id"),
    Branch(MinutesDraft, Meeting, "meeting_id", "name"),
    Branch(OfficialMinutes, Meeting, "meeting_id", "name"),
)
OF_AN_ENTRY = (
    Branch(EntryLead, WorkProgrammeEntry, "entry_id"),
    Branch(EntryMove, WorkProgrammeEntry, "entry_id"),
    Branch(EntryOrigin, WorkProgrammeEntry, "entry_id"),
)
OF_A_COMMITTEE = (
    Branch(Membership, Committee, "committee_id", "person_id"),
    Branch(StandingItem, Committee, "committee_id", "title"),
    Branch(Phrase, Committee, "committee_id", "text"),
    Branch(HouseTemplate, Committee, "committee_id", "name"),
)
OF_ITS_SCORING = (Branch(Criterion, Committee, "committee_id", "name"),)
OF_AN_ACCOUNT = (Branch(Grant, Account, "account_id"),)
"""What belongs to a thing, whatever is above before what is below it."""


@dataclass(frozen=True, slots=True)
class Past:
    """Who did what, the last first. `names` are by table and id; `more` is the line before which older ones are.

    `sensitive` are the declarations that were ever said to be of a sensitive interest (Localism Act 2011 s.32).
    """

    lines: Rows
    names: dict[tuple[str, int], str]
    labels: dict[str, dict[Any, str]]
    meetings: dict[int, date]
    committees: dict[int, str]
    numbers: dict[int, str]
    sensitive: frozenset[int]
    more: int | None


def of(session: Session, root: Any, branches: tuple[Branch, ...], *, before: int | None = None, most: int = 40) -> Past:
    """A page of lines about the row and all that belongs to it; where `before` is a line, only those older than it."""
    names = {(root.__tablename__, root.id): ""}
    for branch in branches:
        parents = {id_: name for (table, id_), name in names.items() if table == branch.of.__tablename__}
        for id_, parent, name in _belonging(session, branch, parents.keys()):
            names[branch.model.__tablename__, id_] = name or parents[parent]
    lines = session.connection().execute(_lines(names, before).limit(most + 1)).all()
    _name_people(session, names)
    issued = {values.get("number_id") for line in lines for values in (line.before, line.after)} - {None}
    numbers = select(MinuteNumber.id, MinuteNumber.printed).where(MinuteNumber.id.in_(issued))
    return Past(
        lines=lines[:most],
        names=names,
        labels=_labels([type(root), *(branch.model for branch in branches)]),
        meetings={row.id: row.on for row in session.execute(select(Meeting.id, Meeting.on))},
        committees={row.id: row.name for row in session.execute(select(Committee.id, Committee.name))},
        numbers={row.id: row.printed for row in session.execute(numbers)} if issued else {},
        sensitive=_sensitive(session, {id_ for table, id_ in names if table == Declaration.__tablename__}),
        more=lines[most - 1].id if len(lines) > most else None,
    )


def _belonging(session: Session, branch: Branch, parents: Collection[int]) -> Iterator[tuple[int, int, str]]:
    """Id, parent and name of the rows there are, and of those that were removed."""
    if not parents:
        return
    key, name = getattr(branch.model, branch.by), getattr(branch.model, branch.name) if branch.name else literal("")
    for row in session.execute(select(branch.model.id, key, name).where(key.in_(parents))):
        yield row[0], row[1], str(row[2])
    gone = select(HistoryLine.subject_id, HistoryLine.before).where(
        HistoryLine.subject == branch.model.__tablename__,
        HistoryLine.did == "removed",
        HistoryLine.before[branch.by].as_integer().in_(parents),
    )
    for id_, was in session.execute(gone):
        yield id_, int(str(was[branch.by])), str(was.get(branch.name, ""))


def _lines(names: Collection[tuple[str, int]], before: int | None) -> Any:
    ids: dict[str, list[int]] = {}
    for table, id_ in names:
        ids.setdefault(table, []).append(id_)
    of = or_(*(and_(HistoryLine.subject == table, HistoryLine.subject_id.in_(them)) for table, them in ids.items()))
    columns = (HistoryLine.id, HistoryLine.at, HistoryLine.by, HistoryLine.did, HistoryLine.subject)
    found = select(*columns, HistoryLine.subject_id, HistoryLine.before, HistoryLine.after).where(of)
    return (found if before is None else found.where(HistoryLine.id < before)).order_by(HistoryLine.id.desc())


def _sensitive(session: Session, declarations: Collection[int]) -> frozenset[int]:
    if not declarations:
        return frozenset()
    found = select(HistoryLine.subject_id).where(
        HistoryLine.subject == Declaration.__tablename__,
        HistoryLine.subject_id.in_(declarations),
        or_(HistoryLine.after["sensitive"].as_boolean(), HistoryLine.before["sensitive"].as_boolean()),
    )
    return frozenset(session.scalars(found))


def _name_people(session: Session, names: dict[tuple[str, int], str]) -> None:
    """A seat is known by who sits in it."""
    seats = {key: int(name) for key, name in names.items() if key[0] == Membership.__tablename__}
    people = select(Person.id, Person.name).where(Person.id.in_(seats.values()))
    known = {row.id: row.name for row in session.execute(people)} if seats else {}
    names.update({key: known.get(id_, "") for key, id_ in seats.items()})


def _labels(models: list[Any]) -> dict[str, dict[Any, str]]:
    """What the words of the vocabulary are called, by column."""
    found: dict[str, dict[Any, str]] = {}
    for model in models:
        for attribute in inspect(model).column_attrs:
            words: Any = getattr(attribute.columns[0].type, "enum_class", None)
            if words is not None and issubclass(words, Labelled):
                found.setdefault(attribute.key, {}).update({word.value: word.label for word in words})
    return found
