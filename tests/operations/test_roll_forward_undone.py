"""A roll-forward can be taken back until its agenda is published, and what was done by hand since is left alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.vocabulary import InterestKind, ItemOutcome, ResolutionKind
from scrutiny.models.agenda import AgendaItem, Topic
from scrutiny.models.documents import Document
from scrutiny.models.minutes import Declaration
from scrutiny.models.programme import EntryOrigin, WorkProgrammeEntry
from scrutiny.operations import (
    agenda,
    exemption,
    follow_up,
    meetings,
    minutes,
    programme,
    recommendations,
    roll_forward,
)
from scrutiny.operations.follow_up import Source
from scrutiny.operations.programme import Slot
from tests.operations.autumn import TODAY, Autumn, counted, rolled, titles
from tests.operations.chamber import NOTICE, OPEN_ALL_DAYS, day


def test_undoing_restores_the_agenda_the_programme_and_the_tracker(
    session: Session, author: Author, record: Autumn
) -> None:
    with writing(session, author):
        by_hand = agenda.add_item(session, record.november, title="A petition", on=TODAY)
    before, was = counted(session), snapshot(session)
    rolled(session, author, record)
    with writing(session, author):
        roll_forward.undo_roll_forward(session, record.november, by="Clerk")
    after = counted(session)
    assert after.pop("roll_forwards") == 1
    assert after.pop("roll_forward_lines") > 0
    assert after.items() <= before.items()
    assert snapshot(session) == was
    assert (titles(session, record.november), by_hand.position) == (["A petition"], 1)


def snapshot(session: Session) -> list[tuple[object, ...]]:
    entry = WorkProgrammeEntry
    columns = (entry.id, entry.meeting_id, entry.planned_on, entry.when, entry.status, entry.year)
    return [tuple(row) for row in session.execute(select(*columns).order_by(entry.id))]


def test_undoing_leaves_alone_what_an_officer_changed_since(session: Session, author: Author, record: Autumn) -> None:
    with writing(session, author):
        programme.defer(session, record.entries["report"], to=Slot(day=day("2021-10-05")), because="Early", on=TODAY)
    rolled(session, author, record)
    with writing(session, author):
        programme.defer(session, record.entries["report"], to=Slot(record.february), because="Late data", on=TODAY)
        roll_forward.undo_roll_forward(session, record.november, by="Clerk")
    assert record.entries["report"].meeting_id == record.february.id


Step = Callable[[Session, Autumn, AgendaItem], object]


def rolled_item(session: Session, record: Autumn) -> AgendaItem:
    """The item that the roll-forward made for the annual report, which was planned for 5 October and did not come."""
    return session.scalars(select(AgendaItem).where(AgendaItem.entry_id == record.entries["report"].id)).one()


def has_papers(session: Session, _record: Autumn, item: AgendaItem) -> None:
    session.add(Document(item_id=item.id, title="Annual report"))


def asked_under_it(session: Session, record: Autumn, item: AgendaItem) -> None:
    follow_up.open_action(session, committee=record.committee, text="Data", on=TODAY, source=Source(item=item))


def recommended_under_it(session: Session, record: Autumn, item: AgendaItem) -> None:
    recommendations.make(
        session, committee=record.committee, text="A forum", addressee="Cabinet", on=TODAY, source=Source(item=item)
    )


def retitled(_session: Session, _record: Autumn, item: AgendaItem) -> None:
    item.title = "Annual report 2020/21"


def withdrawn(session: Session, _record: Autumn, item: AgendaItem) -> None:
    agenda.set_outcome(session, item, outcome=ItemOutcome.WITHDRAWN, because="Not ready", on=TODAY)


def made_exempt(session: Session, _record: Autumn, item: AgendaItem) -> None:
    exemption.make_exempt(session, item, paragraphs=[2], public_title="A safeguarding matter")


def minuted_ahead(session: Session, _record: Autumn, item: AgendaItem) -> None:
    minutes.write(session, item, narrative="Members considered the report.")


def declared_on(session: Session, record: Autumn, item: AgendaItem) -> None:
    session.add(Declaration(meeting_id=record.november.id, item_id=item.id, name="Cllr A", kind=InterestKind.OTHER))


@pytest.mark.parametrize(
    "step",
    [has_papers, asked_under_it, recommended_under_it, minuted_ahead, declared_on, retitled, withdrawn, made_exempt],
)
def test_an_item_that_was_worked_on_stays_with_its_entry_and_the_answer_names_it(
    session: Session, author: Author, record: Autumn, step: Step
) -> None:
    with writing(session, author):
        programme.defer(session, record.entries["report"], to=Slot(day=day("2021-10-05")), because="Early", on=TODAY)
    rolled(session, author, record)
    with writing(session, author):
        item = rolled_item(session, record)
        step(session, record, item)
        session.flush()
        stays = roll_forward.undo_roll_forward(session, record.november, by="Clerk")
    assert stays[0] == item.title
    assert titles(session, record.november) == [item.title]
    assert (item.position, record.entries["report"].meeting_id) == (1, record.november.id)


def on_another_agenda(session: Session, record: Autumn, entry: WorkProgrammeEntry) -> None:
    agenda.add_item(session, record.february, title="KPI data", entry=entry, on=TODAY)


def asked_from_it(session: Session, record: Autumn, entry: WorkProgrammeEntry) -> None:
    follow_up.open_action(session, committee=record.committee, text="Data", on=TODAY, source=Source(entry=entry))


def answers_another_clause(session: Session, record: Autumn, entry: WorkProgrammeEntry) -> None:
    clause = minutes.resolve(session, record.minutes["cusp of care"], text="it be included on the work programme")
    programme.answer(session, clause, entry=entry)


@pytest.mark.parametrize("step", [on_another_agenda, asked_from_it, answers_another_clause])
def test_an_entry_that_was_made_and_is_in_use_stays_and_answers_its_resolution(
    session: Session,
    author: Author,
    record: Autumn,
    step: Callable[[Session, Autumn, WorkProgrammeEntry], object],
) -> None:
    rolled(session, author, record)
    origin = session.scalars(select(EntryOrigin).where(EntryOrigin.resolution_id == record.kpi_data.id)).one()
    with writing(session, author):
        entry = session.get_one(WorkProgrammeEntry, origin.entry_id)
        step(session, record, entry)
        stays = roll_forward.undo_roll_forward(session, record.november, by="Clerk")
    assert stays == (entry.title,)
    assert session.get_one(EntryOrigin, origin.id).entry_id == entry.id


def test_a_topic_that_was_made_and_has_another_entry_by_now_stays_without_the_first(
    session: Session, author: Author, record: Autumn
) -> None:
    with writing(session, author):
        resolved = minutes.resolve(
            session, record.minutes["programme"], text="it be included", kind=ResolutionKind.PROGRAMME
        )
    rolled(session, author, record)
    with writing(session, author):
        origin = session.scalars(select(EntryOrigin).where(EntryOrigin.resolution_id == resolved.id)).one()
        topic = session.get_one(Topic, session.get_one(WorkProgrammeEntry, origin.entry_id).topic_id)
        second = programme.add_entry(session, committee=record.committee, title="Again", topic=topic, on=TODAY)
        assert roll_forward.undo_roll_forward(session, record.november, by="Clerk") == ()
    assert list(session.scalars(select(WorkProgrammeEntry.id).where(WorkProgrammeEntry.topic_id == topic.id))) == [
        second.id
    ]


def test_business_without_a_topic_that_was_worked_on_is_not_carried_over_twice(
    session: Session, author: Author, record: Autumn
) -> None:
    """As a record from elsewhere has it: the topic is made when the business is carried over."""
    with writing(session, author):
        petition = AgendaItem(meeting_id=record.september.id, title="A petition", position=9)
        petition.outcome = ItemOutcome.DEFERRED
        session.add(petition)
    rolled(session, author, record)
    with writing(session, author):
        item = session.scalars(
            select(AgendaItem).where(AgendaItem.title == "A petition", AgendaItem.position < 9)
        ).one()
        item.title = "A petition for a crossing"
        session.flush()
        assert roll_forward.undo_roll_forward(session, record.november, by="Clerk") == (item.title,)
    rolled(session, author, record)
    assert [title for title in titles(session, record.november) if "petition" in title] == [item.title]


def test_an_entry_that_was_moved_twice_goes_back_to_where_it_first_was(
    session: Session, author: Author, record: Autumn
) -> None:
    """Rolled to 30 November, it is put on the February meeting; that one is cancelled, and April takes it."""
    with writing(session, author):
        april = meetings.schedule(session, committee=record.committee, day=day("2022-04-21"))
        january = meetings.schedule(session, committee=record.committee, day=day("2022-01-10"))
        programme.defer(session, record.entries["neglect"], to=Slot(january), because="Early", on=TODAY)
        meetings.cancel(session, january, because="Storm")
    rolled(session, author, record)
    assert record.entries["neglect"].meeting_id == record.february.id
    with writing(session, author):
        meetings.cancel(session, record.february, because="Storm")
    rolled(session, author, record)
    assert record.entries["neglect"].meeting_id == april.id
    with writing(session, author):
        roll_forward.undo_roll_forward(session, record.november, by="Clerk")
    assert record.entries["neglect"].meeting_id == january.id


def test_a_roll_forward_that_was_printed_once_stands(session: Session, author: Author, record: Autumn) -> None:
    rolled(session, author, record)
    with writing(session, author):
        meetings.publish(session, record.november, on=TODAY, calendar=OPEN_ALL_DAYS, rule=NOTICE)
        meetings.reopen(session, record.november, because="A misspelt name")
        with pytest.raises(RuleBroken, match="“Apologies” was published as item 1, so the roll-forward stands"):
            roll_forward.undo_roll_forward(session, record.november, by="Clerk")


@pytest.fixture
def called_off_and_on_again(session: Session, author: Author, record: Autumn) -> AgendaItem:
    """A petition on November's agenda went to February while November was called off, and came back by undoing that."""
    with writing(session, author):
        petition = agenda.add_item(session, record.november, title="A petition", on=TODAY)
        meetings.cancel(session, record.november, because="Storm")
        roll_forward.roll_forward(session, record.september, record.february, by="Clerk", on=TODAY)
        meetings.restore(session, record.november)
        assert petition.outcome is ItemOutcome.DEFERRED
        roll_forward.undo_roll_forward(session, record.february, by="Clerk")
    return petition


def test_business_that_came_back_is_taken_up_on_the_agenda_where_it_stands(
    session: Session, author: Author, record: Autumn, called_off_and_on_again: AgendaItem
) -> None:
    rolled(session, author, record)
    session.refresh(called_off_and_on_again)
    assert called_off_and_on_again.outcome is ItemOutcome.PENDING
    assert called_off_and_on_again.outcome_note == ""
    once = counted(session)
    rolled(session, author, record)
    assert counted(session) == once, "twice is not once"
    assert titles(session, record.november).count("A petition") == 1


@pytest.mark.parametrize("since", [None, ItemOutcome.WITHDRAWN], ids=["untouched since", "withdrawn since"])
def test_undoing_that_puts_it_off_again_unless_something_became_of_it(
    session: Session,
    author: Author,
    record: Autumn,
    called_off_and_on_again: AgendaItem,
    since: ItemOutcome | None,
) -> None:
    why = called_off_and_on_again.outcome_note
    rolled(session, author, record)
    with writing(session, author):
        session.refresh(called_off_and_on_again)
        if since:
            agenda.set_outcome(session, called_off_and_on_again, outcome=since, because="Settled", on=TODAY)
        roll_forward.undo_roll_forward(session, record.november, by="Clerk")
    session.refresh(called_off_and_on_again)
    is_now = (called_off_and_on_again.outcome, called_off_and_on_again.outcome_note)
    assert is_now == ((since, "Settled") if since else (ItemOutcome.DEFERRED, why))
