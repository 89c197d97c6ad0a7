"""Two officers do the same thing at the same moment, each on a connection of their own: it ends as one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from scrutiny.database import Author, Base, writing
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.vocabulary import ItemKind, ItemOutcome, MinutesState, ResolutionKind
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.committees import Committee, Phrase
from scrutiny.models.follow_up import Action, ActionAppearance
from scrutiny.models.meetings import Meeting
from scrutiny.models.minutes import Minute, MinuteNumber, MinuteVersion, Resolution
from scrutiny.models.programme import EntryOrigin
from scrutiny.models.roll_forward import RollForward
from scrutiny.operations import agenda, follow_up, meetings, minute_numbers, minutes, phrases, roll_forward
from scrutiny.operations.follow_up import Source
from tests.at_once import at_once, engine_at
from tests.operations import autumn, chamber
from tests.operations.chamber import day

TODAY = day("2021-11-15")


def test_two_officers_roll_forward_at_once(database_url: str, author: Author) -> None:
    engine = engine_at(database_url)
    with Session(engine, autoflush=False, expire_on_commit=False) as session:
        with writing(session, author):
            record = autumn.make(session)
        since, to = record.september.id, record.november.id

    def roll(own: Session) -> None:
        roll_forward.roll_forward(own, own.get_one(Meeting, since), own.get_one(Meeting, to), by="Clerk", on=TODAY)

    at_once(engine, author, roll, roll, roll)
    with Session(engine) as session:
        kinds = (RollForward, ActionAppearance)
        assert [session.scalar(select(func.count()).select_from(kind)) for kind in kinds] == [1, 1]
        assert session.scalar(select(func.count()).where(AgendaItem.meeting_id == to)) == 5
        assert session.scalar(select(func.count()).select_from(EntryOrigin)) == 2
    engine.dispose()


def test_rolling_forward_while_the_agenda_is_published_leaves_no_item_without_its_number(
    database_url: str, author: Author
) -> None:
    engine = engine_at(database_url)
    with Session(engine, autoflush=False, expire_on_commit=False) as session:
        with writing(session, author):
            record = autumn.make(session)
            agenda.add_item(session, record.november, title="A petition", on=TODAY)
        since, to = record.september.id, record.november.id

    def roll(own: Session) -> None:
        try:
            roll_forward.roll_forward(own, own.get_one(Meeting, since), own.get_one(Meeting, to), by="Clerk", on=TODAY)
        except roll_forward.RuleBroken:
            own.rollback()

    def publish(own: Session) -> None:
        meeting = own.get_one(Meeting, to)
        meetings.publish(own, meeting, on=TODAY, calendar=chamber.OPEN_ALL_DAYS, rule=chamber.NOTICE)

    at_once(engine, author, roll, publish)
    with Session(engine) as session:
        numbers = list(session.scalars(select(AgendaItem.number).where(AgendaItem.meeting_id == to)))
    assert sorted(map(int, numbers)) == list(range(1, len(numbers) + 1))
    engine.dispose()


def test_two_clerks_number_minutes_at_once_and_no_number_is_given_twice(database_url: str, author: Author) -> None:
    engine = engine_at(database_url)
    with Session(engine, autoflush=False, expire_on_commit=False) as session, writing(session, author):
        meeting = meetings.schedule(session, committee=chamber.committee(session), day=day("2021-09-14"))
        items = [agenda.add_item(session, meeting, title=title, kind=ItemKind.BUSINESS, on=TODAY) for title in "abcd"]
        meetings.hold(session, meeting, on=TODAY)
        written = [minutes.write(session, item, narrative="Considered.").id for item in items]

    def number(minute_id: int) -> Callable[[Session], object]:
        return lambda own: minute_numbers.issue(own, own.get_one(Minute, minute_id))

    at_once(engine, author, *(number(minute_id) for minute_id in written))
    with Session(engine) as session:
        assert list(session.scalars(select(MinuteNumber.ordinal).order_by(MinuteNumber.ordinal))) == [1, 2, 3, 4]
    engine.dispose()


def test_two_actions_opened_at_once_have_two_references(database_url: str, author: Author) -> None:
    engine = engine_at(database_url)
    with Session(engine, autoflush=False, expire_on_commit=False) as session, writing(session, author):
        committee = chamber.committee(session)

    def ask(own: Session) -> None:
        follow_up.open_action(own, committee=committee, text="Data be sent", on=TODAY)

    at_once(engine, author, ask, ask, ask)
    with Session(engine) as session:
        references = list(session.scalars(select(Action.reference).order_by(Action.reference)))
    assert references == ["SOS/A1", "SOS/A2", "SOS/A3"]
    engine.dispose()


def test_two_editors_who_read_the_same_minute_save_at_once_and_one_is_shown_both_texts(
    database_url: str, author: Author
) -> None:
    engine = engine_at(database_url)
    with Session(engine, autoflush=False, expire_on_commit=False) as session, writing(session, author):
        meeting = meetings.schedule(session, committee=chamber.committee(session), day=day("2021-09-14"))
        item = agenda.add_item(session, meeting, title="A", kind=ItemKind.BUSINESS, on=TODAY)
        meetings.hold(session, meeting, on=TODAY)
        item_id, minute_id = item.id, minutes.write(session, item, narrative="As both read it.").id
    refused: list[minutes.MinuteChanged] = []
    have_read = Barrier(2)

    def edit(narrative: str) -> None:
        with Session(engine, autoflush=False, expire_on_commit=False) as own:
            item, minute = own.get_one(AgendaItem, item_id), own.get_one(Minute, minute_id)
            have_read.wait(timeout=30)
            try:
                with writing(own, author):
                    minutes.write(own, item, narrative=narrative, version=minute.version)
            except minutes.MinuteChanged as changed:
                refused.append(changed)

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(edit, ["Mine.", "Hers."], timeout=60))
    with Session(engine) as session:
        kept = session.get_one(Minute, minute_id)
    (second,) = refused
    assert {second.yours, second.theirs} == {"Mine.", "Hers."}
    assert (second.theirs, second.version) == (kept.narrative, kept.version)
    engine.dispose()


Step = Callable[[Session, Any], object]


def having_read(engine: Engine, author: Author, *steps: tuple[type[Base], int, Step]) -> list[str]:
    """Each has a row before them as it was, then all change theirs at once; in words, what that refused."""
    refused: list[str] = []
    have_read = Barrier(len(steps))

    def take(kind: type[Base], id_: int, step: Step) -> None:
        with Session(engine, autoflush=False, expire_on_commit=False) as own:
            row = own.get_one(kind, id_)
            have_read.wait(timeout=30)
            try:
                with writing(own, author):
                    step(own, row)
            except RuleBroken as broken:
                refused.append(str(broken))

    with ThreadPoolExecutor(len(steps)) as threads:
        for future in [threads.submit(take, *each) for each in steps]:
            future.result(timeout=60)
    return refused


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = engine_at(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def held(engine: Engine, author: Author) -> tuple[int, int, int]:
    """The ids of a meeting that was held, of an item of it that waits for its outcome, and of that item's minute."""
    with Session(engine, autoflush=False, expire_on_commit=False) as session, writing(session, author):
        meeting = meetings.schedule(session, committee=chamber.committee(session), day=day("2021-09-14"))
        item = agenda.add_item(session, meeting, title="A", kind=ItemKind.BUSINESS, on=TODAY)
        minute = minutes.write(session, item, narrative="As read.")
        minutes.resolve(session, minute, text="it be noted")
        meetings.hold(session, meeting, on=TODAY)
        return meeting.id, item.id, minute.id


def test_clauses_resolved_at_once_each_have_a_letter(
    engine: Engine, author: Author, held: tuple[int, int, int]
) -> None:
    *_, minute_id = held

    def resolve(own: Session, minute: Minute) -> None:
        minutes.resolve(own, minute, text="it be welcomed")

    assert having_read(engine, author, *[(Minute, minute_id, resolve)] * 3) == []
    with Session(engine) as session:
        assert list(session.scalars(select(Resolution.letter).order_by(Resolution.position))) == ["a", "b", "c", "d"]


def test_a_clause_that_two_strike_at_once_is_struck_once(
    engine: Engine, author: Author, held: tuple[int, int, int]
) -> None:
    assert held
    refused = having_read(engine, author, *[(Resolution, 1, minutes.strike)] * 2)
    assert refused == ["Somebody has struck this resolution out."]


def test_a_clause_that_is_made_an_action_while_another_changes_its_kind_is_an_action(
    engine: Engine, author: Author, held: tuple[int, int, int]
) -> None:
    assert held

    def reword(own: Session, clause: Resolution) -> None:
        minutes.reword(own, clause, kind=ResolutionKind.RECOMMENDATION)

    def ask(own: Session, clause: Resolution) -> None:
        committee = own.scalars(select(Committee)).one()
        follow_up.open_action(own, committee=committee, text="Data be sent", on=TODAY, source=Source(resolution=clause))

    having_read(engine, author, (Resolution, 1, reword), (Resolution, 1, ask))
    with Session(engine) as session:
        assert session.scalar(select(Resolution.kind)) is ResolutionKind.ACTION


def test_minutes_that_two_agree_at_once_are_agreed_once(
    engine: Engine, author: Author, held: tuple[int, int, int]
) -> None:
    meeting_id, *_ = held

    def agree(own: Session, meeting: Meeting) -> None:
        minutes.agree(own, meeting, by="Chairman")

    (refused,) = having_read(engine, author, *[(Meeting, meeting_id, agree)] * 2)
    assert refused.startswith("This set of minutes is already")
    with Session(engine) as session:
        assert session.scalar(select(Meeting.minutes_state)) is MinutesState.AGREED
        assert session.scalar(select(func.count()).select_from(MinuteVersion)) == 1


def test_an_item_that_is_withdrawn_while_it_is_put_off_is_withdrawn(
    engine: Engine, author: Author, held: tuple[int, int, int]
) -> None:
    _, item_id, _ = held

    def become(outcome: ItemOutcome) -> Step:
        return lambda own, item: agenda.set_outcome(own, item, outcome=outcome, because="Late", on=TODAY)

    steps = [(AgendaItem, item_id, become(outcome)) for outcome in (ItemOutcome.DEFERRED, ItemOutcome.WITHDRAWN)]
    refused = having_read(engine, author, *steps)
    with Session(engine) as session:
        assert session.get_one(AgendaItem, item_id).outcome is ItemOutcome.WITHDRAWN, refused


def test_a_phrase_that_two_take_off_at_once_is_off_and_no_two_become_the_same(engine: Engine, author: Author) -> None:
    with Session(engine, autoflush=False, expire_on_commit=False) as session, writing(session, author):
        shelf = phrases.add_usual(session, chamber.committee(session))
        first, second, third = [phrase.id for phrase in shelf][:3]

    def reword(own: Session, phrase: Phrase) -> None:
        phrases.reword(own, phrase, text="be thanked.")

    assert having_read(engine, author, *[(Phrase, first, phrases.remove)] * 2) == []
    refused = having_read(engine, author, (Phrase, second, reword), (Phrase, third, reword))
    assert refused == ["That phrase is on the shelf already."]
    with Session(engine) as session:
        texts = list(session.scalars(select(Phrase.text)))
    assert len(texts) == len(set(texts)) == len(shelf) - 1
