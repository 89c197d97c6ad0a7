"""The first page of outstanding actions, at 100,000 and at 1,000,000 actions, against the raw driver's same queries."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.models.follow_up import Action
from scrutiny.queries.follow_up import Wanted, find
from tests import make
from tests.bench.databases import KINDS, Database, defaults, folder
from tests.bench.measure import Row, in_turns

SMALL, LARGE = 100_000, 1_000_000
TODAY = date(2021, 11, 15)
FIRST = date(2001, 5, 1)
MEETINGS = 240
OUTSTANDING = 20  # one action in so many
ROUNDS = 25
COLUMNS = (
    *("id", "committee_id", "reference", "text", "owner", "due", "state"),
    *("opened_on", "closed_on", "version", "item_id"),
)
AUTHOR = Author("A Clerk", datetime(2021, 11, 15, 12, 0, tzinfo=UTC))
WANTED = Wanted(committee_id=1, today=TODAY)


def rows() -> Iterator[Row]:
    with folder() as path:
        for kind in KINDS:
            small, large = kind(path), kind(path)
            fill(small, SMALL)
            fill(large, LARGE)
            with small.session() as few, large.session() as many:
                yield from _measured(kind.name, few, many)
            small.drop()
            large.drop()


def _measured(name: str, few: Session, many: Session) -> Iterator[Row]:
    raw = driver_alone(many, lambda: find(many, WANTED))
    ours, floor, before = in_turns(lambda: find(many, WANTED), raw, lambda: find(few, WANTED), rounds=ROUNDS)
    work = f"outstanding actions, first page, {name}, {LARGE:,} actions"
    yield Row(work, ours, floor, beside="raw driver", limit=6)
    yield Row(work, ours, before, beside=f"{SMALL:,} actions", limit=1.5)


def driver_alone(session: Session, work: Callable[[], object]) -> Callable[[], None]:
    """The same statements with the same values, by the driver itself."""
    sent: list[tuple[str, Any]] = []
    engine = session.get_bind()

    def remember(_: Any, __: Any, statement: str, values: Any, *___: Any) -> None:
        sent.append((statement, values))

    work()  # so that the transaction is open already
    event.listen(engine, "before_cursor_execute", remember)
    work()
    event.remove(engine, "before_cursor_execute", remember)
    connection = session.connection().connection.driver_connection

    def again() -> None:
        cursor = connection.cursor()
        for statement, values in sent:
            cursor.execute(statement, values)
            cursor.fetchall()
        cursor.close()

    return again


def fill(database: Database, length: int) -> None:
    """One committee's actions over twenty years, one in twenty of them outstanding, and those heard of once."""
    with database.session() as session, writing(session, AUTHOR):
        committee = make.committee(session, make.council(session))
        for number in range(MEETINGS):
            meeting = make.held(session, committee, FIRST + timedelta(days=29 * number))
            make.item(session, meeting, "Safeguarding adults")
    rest = defaults(Action, COLUMNS)
    columns = ", ".join([*COLUMNS, *rest])
    also = tuple(rest.values())
    database.put("actions", columns, ((*action(number, length), *also) for number in range(1, length + 1)))
    still_open = range(OUTSTANDING, length + 1, OUTSTANDING)
    updates = ((n, n, TODAY.isoformat(), "A Clerk", "The owner was asked again", "open") for n in still_open)
    database.put("action_updates", 'id, action_id, "on", by, text, state', updates)
    database.settle()


def action(number: int, length: int) -> tuple[object, ...]:
    opened = FIRST + timedelta(days=number * 7000 // length)
    still_open = number % OUTSTANDING == 0
    return (
        number,
        1,
        f"SOS-{number}",
        "Comparative data on referrals by general practitioners be forwarded to the Committee",
        f"Officer {number % 50}",
        (opened + timedelta(days=60)).isoformat(),
        "open" if still_open else "closed",
        opened.isoformat(),
        None if still_open else (opened + timedelta(days=90)).isoformat(),
        1,
        number * MEETINGS // length or None,
    )
