"""The worker: woken through the queue, and true to the record where the queue is lost."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from huey import MemoryHuey
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.orm import Session

from scrutiny.bindery.queue import TABLES, queue_for
from scrutiny.bindery.worker import Bindery
from scrutiny.operations import packs
from tests.bindery.record import Record
from tests.bindery.stand_in import Workshop

PATIENCE = 60  # seconds: only a hang takes so long


@pytest.fixture
def clean(database_url: str) -> Iterator[None]:
    """The database is shared with other tests, and its tables are compared with the models."""
    yield
    engine = create_engine(database_url)
    with engine.begin() as connection:
        for name in inspect(connection).get_table_names():
            if name.startswith(f"{TABLES}_"):
                connection.execute(text(f"DROP TABLE {name}"))
    engine.dispose()


def a_bindery(workshop: Workshop, queue: object) -> Bindery:
    return Bindery(queue, workshop.builder(), workshop.opened, now=lambda: workshop.time, stopped=workshop.stopped)


def soon(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.mark.usefixtures("clean")
def test_it_makes_what_waits_and_what_it_is_woken_for_until_it_is_stopped(
    workshop: Workshop, record: Record, session: Session, database_url: str, tmp_path: Path, meeting_id: int
) -> None:
    bindery = a_bindery(workshop, queue_for(database_url, tmp_path))
    bindery.start()
    soon(lambda: len(record.packs(meeting_id)) == 6)
    record.change(record.paper("Report"), sha256=workshop.store.keep(b"What it says now."))
    assert session.info.pop(packs.WANTED) == {meeting_id}
    bindery.wake(meeting_id)
    soon(lambda: len(record.packs(meeting_id)) == 12)
    bindery.stop()


@pytest.mark.usefixtures("clean")
def test_who_only_wakes_it_reaches_a_worker_in_another_process(
    workshop: Workshop, record: Record, database_url: str, tmp_path: Path, meeting_id: int
) -> None:
    page, worker = (queue_for(database_url, tmp_path) for _ in range(2))
    a_bindery(workshop, page).wake(meeting_id)
    assert record.packs(meeting_id) == []
    a_bindery(workshop, worker)
    worker.execute(worker.dequeue())
    assert len(record.packs(meeting_id)) == 6
    for queue in (page, worker):
        queue.storage.close()


def test_at_once_it_is_done_when_the_wish_is_said(workshop: Workshop, record: Record, meeting_id: int) -> None:
    a_bindery(workshop, MemoryHuey(immediate=True)).wake(meeting_id)
    assert len(record.packs(meeting_id)) == 6


def test_what_a_worker_left_when_it_died_is_taken_up_by_the_look(
    workshop: Workshop, record: Record, meeting_id: int
) -> None:
    class Killed(BaseException):
        pass

    def die() -> None:
        workshop.binders.meanwhile = lambda: None
        raise Killed

    workshop.binders.meanwhile = die
    with pytest.raises(Killed):
        workshop.build(meeting_id)
    bindery = a_bindery(workshop, MemoryHuey())
    bindery.look()
    assert record.packs(meeting_id) == [], "it might only be slow"
    workshop.later()
    bindery.look()
    assert len(record.packs(meeting_id)) == 6


def test_a_queue_that_cannot_be_used_undoes_no_change(workshop: Workshop, tmp_path: Path, meeting_id: int) -> None:
    queue = queue_for("sqlite://", tmp_path)
    bindery = a_bindery(workshop, queue)
    with queue.storage.db(commit=True) as cursor:
        cursor.execute("DROP TABLE task")
    bindery.wake(meeting_id)
    queue.storage.close()


def test_once_a_night_it_does_what_else_is_to_be_done(workshop: Workshop) -> None:
    nights: list[str] = []
    queue = MemoryHuey()
    Bindery(
        queue,
        workshop.builder(),
        workshop.opened,
        now=lambda: workshop.time,
        stopped=workshop.stopped,
        nightly=lambda: nights.append("swept"),
    )
    for minute in range(24 * 60):
        for task in queue.read_periodic(datetime(2021, 11, 15, tzinfo=UTC) + timedelta(minutes=minute)):
            if task.name == "nightly":
                queue.execute(task)
    assert nights == ["swept"]
