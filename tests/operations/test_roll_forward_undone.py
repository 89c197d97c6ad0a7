"""A roll-forward can be taken back until its agenda is published, and what was done by hand since is left alone."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.rules import RuleBroken
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.documents import Document
from scrutiny.models.programme import WorkProgrammeEntry
from scrutiny.operations import agenda, programme, roll_forward
from scrutiny.operations.programme import Slot
from tests.operations import autumn
from tests.operations.autumn import TODAY, Autumn, counted, rolled, titles
from tests.operations.chamber import day


@pytest.fixture
def record(session: Session, author: Author) -> Autumn:
    with writing(session, author):
        return autumn.make(session)


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


def test_a_roll_forward_with_papers_on_its_items_is_not_undone(
    session: Session, author: Author, record: Autumn
) -> None:
    rolled(session, author, record)
    item = session.scalars(select(AgendaItem).where(AgendaItem.entry_id == record.entries["report"].id)).one()
    with writing(session, author):
        session.add(Document(item_id=item.id, title="Annual report"))
        session.flush()
        with pytest.raises(RuleBroken, match="has papers by now"):
            roll_forward.undo_roll_forward(session, record.november, by="Clerk")
