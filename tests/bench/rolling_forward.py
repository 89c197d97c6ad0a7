"""Rolling a thousand open things forward: the plan, and all of it carried out in one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from time import perf_counter

from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.database import writing
from scrutiny.domain.roll_forward import plan
from scrutiny.models.meetings import Meeting
from scrutiny.operations.roll_forward import roll_forward
from scrutiny.queries.roll_forward import open_things
from tests import make
from tests.bench import council
from tests.bench.databases import SQLite, folder
from tests.bench.measure import Row, in_turns

FEW, MANY = 100, 1000


def rows() -> Iterator[Row]:
    with folder() as path:
        few, many = opened(path, FEW), opened(path, MANY)
        with few.session() as short, many.session() as long:
            facts = [open_things(session, meeting(session), since=council.HELD) for session in (short, long)]
            at_few, at_many = in_turns(lambda: plan(facts[0]), lambda: plan(facts[1]), rounds=60)
            times = f"{MANY // FEW} × {FEW} things"
            yield Row(f"plan of {MANY:,} open things", at_many, at_few * MANY / FEW, beside=times, limit=2)
            done = [carried_out(session) for session in (short, long)]
            yield Row(f"roll-forward of {MANY:,} open things", done[1], done[0] * MANY / FEW, beside=times, limit=1.5)


def opened(path: Path, things: int) -> SQLite:
    """A committee with that many open things: half on its tracker, half on its programme."""
    database = SQLite(path)
    with database.session() as session, writing(session, council.AUTHOR):
        committee = make.committee(session, make.council(session))
        held = make.held(session, committee, council.HELD)
        make.meeting(session, committee, council.NEXT)
        for number in range(things // 2):
            make.action(session, committee, f"Figures for district {number} be sent", due=council.TODAY)
            make.entry(session, committee, f"Care homes, district {number}", meeting_id=held.id, position=number)
    return database


def meeting(session: Session, on: date = council.NEXT) -> Meeting:
    return session.scalars(select(Meeting).where(Meeting.on == on)).one()


def carried_out(session: Session) -> float:
    """Milliseconds, the commit included."""
    began = perf_counter()
    with writing(session, council.AUTHOR):
        held, following = meeting(session, council.HELD), meeting(session)
        roll_forward(session, held, following, by=council.AUTHOR.name, on=council.TODAY)
    return (perf_counter() - began) * 1000
