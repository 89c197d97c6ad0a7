"""A minute is saved at the very moment when the minutes are agreed: it is in what is agreed, or its writer is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Barrier, Event

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.vocabulary import ItemKind, ItemOutcome, MinutesState
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.meetings import Meeting
from scrutiny.models.minutes import Minute, MinuteVersion, Resolution
from scrutiny.models.official_minutes import OfficialMinutes
from scrutiny.operations import agenda, meetings, minute_taking, minutes, official_minutes, resolutions
from tests import make
from tests.operations import chamber
from tests.operations.chamber import day
from tests.operations.test_at_once import TODAY, engine_at

OLD, NEW = "As the chair read it.", "As the clerk saved it."
Step = Callable[[Session, Meeting, AgendaItem], object]


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = engine_at(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def drafted(engine: Engine, author: Author) -> int:
    """A held meeting, the first: items 1 and 2 have a minute of two clauses, 3 has none. Another one comes later."""
    with Session(engine, autoflush=False, expire_on_commit=False) as session, writing(session, author):
        committee = chamber.committee(session)
        meeting = meetings.schedule(session, committee=committee, day=day("2021-09-14"))
        for title in "abc":
            agenda.add_item(session, meeting, title=title, kind=ItemKind.BUSINESS, on=TODAY)
        later = meetings.schedule(session, committee=committee, day=day("2021-10-12"))
        for held in (meeting, later):
            meetings.hold(session, held, on=TODAY)
        for item_id in (1, 2):
            minute = minutes.write(session, session.get_one(AgendaItem, item_id), narrative=OLD)
            for text in ("it be noted", "it be seen"):
                minutes.resolve(session, minute, text=text)
        return meeting.id


def save(session: Session, _: Meeting, item: AgendaItem) -> None:
    version = session.scalar(select(Minute.version).where(Minute.item_id == item.id))
    minute_taking.save(session, item, narrative=NEW, version=version)


def resolve(session: Session, _: Meeting, item: AgendaItem) -> None:
    minutes.resolve(session, session.scalars(select(Minute).where(Minute.item_id == item.id)).one(), text=NEW)


def reword(session: Session, _: Meeting, item: AgendaItem) -> None:
    minutes.reword(session, _clause(session, item), text=NEW)


def strike(session: Session, _: Meeting, item: AgendaItem) -> None:
    minutes.strike(session, _clause(session, item))


def move(session: Session, _: Meeting, item: AgendaItem) -> None:
    resolutions.move(session, _clause(session, item), by=1)


def agree(session: Session, meeting: Meeting, _: AgendaItem) -> None:
    minutes.agree(session, meeting, by="Chairman")


def confirm(session: Session, meeting: Meeting, _: AgendaItem) -> None:
    minutes.confirm(session, meeting, at=session.get_one(Meeting, 2), by="Clerk", on=TODAY)


def put_off(session: Session, _: Meeting, item: AgendaItem) -> None:
    agenda.set_outcome(session, item, outcome=ItemOutcome.DEFERRED, because="Late", on=TODAY)


def consider(session: Session, meeting: Meeting, _: AgendaItem) -> None:
    minute_taking.consider(session, meeting, on=TODAY)


def _clause(session: Session, item: AgendaItem) -> Resolution:
    of = select(Resolution).join(Minute).where(Minute.item_id == item.id, Resolution.position == 1)
    return session.scalars(of).one()


@dataclass(slots=True)
class Two:
    """Who both have read the record. The first has done its part, and not ended, when the second begins."""

    engine: Engine
    author: Author
    have_read: Barrier = field(default_factory=lambda: Barrier(2))
    first_is_done: Event = field(default_factory=Event)
    second_begins: Event = field(default_factory=Event)
    second_is_over: Event = field(default_factory=Event)
    second_waited: bool = False

    def carry_out(self, first: Step, second: Step, *, items: tuple[int, int] = (1, 1)) -> str:
        """What the second was told; nothing where it was done."""
        with ThreadPoolExecutor(2) as threads:
            led = threads.submit(self._lead, first, items[0])
            told = threads.submit(self._follow, second, items[1])
            led.result(timeout=60)
            return told.result(timeout=60)

    def _lead(self, step: Step, item_id: int) -> None:
        with self._reader(item_id) as (session, meeting, item), writing(session, self.author):
            step(session, meeting, item)
            self.first_is_done.set()
            self.second_begins.wait(timeout=30)
            while not (self.second_is_over.is_set() or self.second_waited):
                self.second_is_over.wait(timeout=0.01)
                self.second_waited = self._somebody_waits()

    def _follow(self, step: Step, item_id: int) -> str:
        try:
            with self._reader(item_id) as (session, meeting, item):
                self.first_is_done.wait(timeout=30)
                self.second_begins.set()
                with writing(session, self.author):
                    step(session, meeting, item)
        except RuleBroken as broken:
            return str(broken)
        finally:
            self.second_is_over.set()
        return ""

    @contextmanager
    def _reader(self, item_id: int) -> Iterator[tuple[Session, Meeting, AgendaItem]]:
        with Session(self.engine, autoflush=False, expire_on_commit=False) as session:
            read = session.get_one(Meeting, 1), session.get_one(AgendaItem, item_id)
            self.have_read.wait(timeout=30)
            yield session, *read

    def _somebody_waits(self) -> bool:
        """Whether PostgreSQL holds somebody up. On SQLite the second waits before its change begins."""
        if self.engine.dialect.name == "sqlite":
            return True
        with self.engine.connect() as connection:
            waits = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
            return connection.exec_driver_sql(waits).first() is not None


@pytest.fixture
def two(engine: Engine, author: Author, drafted: int) -> Two:
    assert drafted == 1
    return Two(engine, author)


def as_kept(engine: Engine, state: MinutesState) -> bool:
    """Whether the minutes say what was kept of them when they came to that state, in which they are."""
    with Session(engine) as session:
        clauses = {minute_id: _clauses_of(session, minute_id) for minute_id in session.scalars(select(Minute.id))}
        now = [(row.id, row.narrative, clauses[row.id]) for row in session.scalars(select(Minute).order_by(Minute.id))]
        newest = select(func.max(MinuteVersion.id)).where(MinuteVersion.state == state)
        newest = newest.group_by(MinuteVersion.minute_id)
        found = select(MinuteVersion).where(MinuteVersion.id.in_(newest)).order_by(MinuteVersion.minute_id)
        kept = [(row.minute_id, row.narrative, row.resolved) for row in session.scalars(found)]
        return session.get_one(Meeting, 1).minutes_state is state and kept == now


def _clauses_of(session: Session, minute_id: int) -> str:
    of = select(Resolution).where(Resolution.minute_id == minute_id).order_by(Resolution.position)
    return "\n".join(f"{row.letter}) {row.text}" if row.letter else row.text for row in session.scalars(of))


@pytest.mark.parametrize("change", [save, resolve, reword, strike, move])
def test_what_is_saved_before_the_chair_agrees_is_in_what_is_agreed(engine: Engine, two: Two, change: Step) -> None:
    assert two.carry_out(change, agree) == ""
    assert as_kept(engine, MinutesState.AGREED)


@pytest.mark.parametrize("change", [save, resolve, reword, strike, move])
def test_what_comes_a_moment_after_the_chair_agreed_is_not_saved_unasked(
    engine: Engine, two: Two, change: Step
) -> None:
    assert two.carry_out(agree, change).startswith("The chair agreed these minutes at this very moment")
    assert as_kept(engine, MinutesState.AGREED)


@pytest.fixture
def agreed(engine: Engine, author: Author, two: Two) -> Two:
    with Session(engine, autoflush=False, expire_on_commit=False) as session, writing(session, author):
        minutes.agree(session, session.get_one(Meeting, 1), by="Chairman")
    return two


@pytest.mark.parametrize("change", [save, reword])
def test_what_is_saved_before_a_meeting_confirms_is_in_what_it_confirms(
    engine: Engine, agreed: Two, change: Step
) -> None:
    assert agreed.carry_out(change, confirm) == ""
    assert as_kept(engine, MinutesState.CONFIRMED)


@pytest.mark.parametrize("change", [save, reword])
def test_what_comes_a_moment_after_a_meeting_confirmed_is_not_saved(engine: Engine, agreed: Two, change: Step) -> None:
    assert agreed.carry_out(confirm, change).startswith("These minutes are confirmed, so they stand.")
    assert as_kept(engine, MinutesState.CONFIRMED)


def test_the_first_words_of_two_items_saved_at_once_begin_the_minutes_once(
    engine: Engine, two: Two, author: Author
) -> None:
    with Session(engine, autoflush=False, expire_on_commit=False) as session, writing(session, author):
        session.get_one(Meeting, 1).minutes_state = MinutesState.NONE
    assert two.carry_out(save, save, items=(2, 3)) == ""
    with Session(engine) as session:
        assert session.get_one(Meeting, 1).minutes_state is MinutesState.DRAFT
        saved = select(Minute.item_id).where(Minute.narrative == NEW).order_by(Minute.item_id)
        assert list(session.scalars(saved)) == [2, 3]


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_only_those_wait_who_save_the_same_item(engine: Engine, author: Author, two: Two) -> None:
    assert two.carry_out(save, save, items=(1, 2)) == ""
    assert not two.second_waited
    same = Two(engine, author)
    same.carry_out(save, save)
    assert same.second_waited


def test_what_is_put_off_at_that_moment_is_not_considered_with_the_others(
    engine: Engine, two: Two, author: Author
) -> None:
    with Session(engine, autoflush=False, expire_on_commit=False) as session, writing(session, author):
        for item_id in (1, 2):
            session.get_one(AgendaItem, item_id).outcome = ItemOutcome.PENDING
    assert two.carry_out(put_off, consider) == ""
    with Session(engine) as session:
        became = list(session.scalars(select(AgendaItem.outcome).order_by(AgendaItem.id)))
    assert became == [ItemOutcome.DEFERRED, ItemOutcome.CONSIDERED, ItemOutcome.PENDING]


def test_a_text_that_two_take_back_at_once_is_taken_back_by_the_first(engine: Engine, two: Two, author: Author) -> None:
    with Session(engine, autoflush=False, expire_on_commit=False) as session, writing(session, author):
        make.official_minutes(session, session.get_one(Meeting, 1), "The wrong one")

    def take_back_for(name: str) -> Step:
        def take_back(session: Session, *_: object) -> None:
            official = session.get_one(OfficialMinutes, 1)
            official_minutes.withdraw(session, official, because="Wrong", seen=[1], by=name)

        return take_back

    assert two.carry_out(take_back_for("Cleo Clerk"), take_back_for("Olga Officer")) == (
        "Cleo Clerk has taken version 1 back already."
    )
    with Session(engine) as session:
        assert session.get_one(OfficialMinutes, 1).withdrawn_by == "Cleo Clerk"
