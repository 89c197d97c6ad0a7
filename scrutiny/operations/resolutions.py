"""Changes the order of resolutions, and puts on the programme what they ask for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.vocabulary import MinutesState, ResolutionKind
from scrutiny.models.agenda import AgendaItem, Topic
from scrutiny.models.committees import Committee
from scrutiny.models.minutes import Minute, Resolution
from scrutiny.models.programme import WorkProgrammeEntry
from scrutiny.operations import programme
from scrutiny.operations.minutes import hold_clause, letter_clauses, require_open
from scrutiny.operations.programme import Slot
from scrutiny.operations.topics import open_topic
from scrutiny.operations.turns import as_it_stands


def move(session: Session, resolution: Resolution, *, by: int) -> Resolution:
    """Take a clause up (-1) or down (1) among the others; their letters follow the order. At an end it stays."""
    meeting = hold_clause(session, resolution)
    state = as_it_stands(session, meeting).minutes_state
    if state is MinutesState.CONFIRMED:
        raise RuleBroken("These minutes are confirmed, so the order of their clauses stands.")
    require_open(session, meeting, state)
    minute = session.get_one(Minute, resolution.minute_id)
    clauses = _in_order(session, minute)
    place = clauses.index(resolution)
    if 0 <= place + by < len(clauses):
        clauses.insert(place + by, clauses.pop(place))
        _stand(session, minute, clauses)
    return resolution


def place(session: Session, resolution: Resolution, *, after: int | None) -> None:
    """Put a new clause of minutes not yet confirmed behind the one with the id `after`; before all without one."""
    minute = session.get_one(Minute, resolution.minute_id)
    clauses = [clause for clause in _in_order(session, minute) if clause is not resolution]
    before = [clause.id for clause in clauses].index(after) + 1 if after is not None else 0
    clauses.insert(before, resolution)
    _stand(session, minute, clauses)


def _in_order(session: Session, minute: Minute) -> list[Resolution]:
    found = select(Resolution).where(Resolution.minute_id == minute.id)
    return list(session.scalars(found.order_by(Resolution.position, Resolution.id)))


def _stand(session: Session, minute: Minute, clauses: Sequence[Resolution]) -> None:
    """Let the clauses stand, and be lettered, as they come."""
    beyond = max(clause.position for clause in clauses) + 1
    for first in (beyond, 1):  # no two clauses may stand in one place, not even on the way
        for number, clause in enumerate(clauses, start=first):
            clause.position = number
        session.flush()
    letter_clauses(session, minute)


def put_on_programme(
    session: Session,
    resolution: Resolution,
    *,
    committee: Committee,
    title: str,
    details: str,
    on: date,
    topic: Topic | None = None,
    at: Slot = programme.TO_BE_CONFIRMED,
) -> WorkProgrammeEntry:
    """Add an entry that answers a resolution, linked for ever. Without a topic one is opened, exempt as the item is."""
    item = session.get_one(AgendaItem, session.get_one(Minute, resolution.minute_id).item_id)
    if not title:
        raise RuleBroken("Enter the title of the new row")
    if topic is None:
        topic = open_topic(session, committee=committee, title=title, on=on)
        if item.exempt:
            topic.exempt, topic.public_title, topic.paragraphs = True, item.public_title, item.paragraphs
            session.flush()
    elif item.exempt and not topic.exempt:
        raise RuleBroken("The item is exempt and that topic is open, so its title would be read. Choose another.")
    resolution.kind = ResolutionKind.PROGRAMME
    return programme.add_entry(
        session, committee=committee, title=title, on=on, at=at, topic=topic, details=details, asked_by=resolution
    )


def answer_with(session: Session, resolution: Resolution, *, entry: WorkProgrammeEntry) -> WorkProgrammeEntry:
    """Say that an entry which is on the programme already is what a resolution asks for."""
    resolution.kind = ResolutionKind.PROGRAMME
    programme.answer(session, resolution, entry=entry)
    return entry
