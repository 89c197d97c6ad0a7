"""Several workers at one meeting: one builds, and one that was held for dead takes nothing from who took over."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import Barrier, Event

from sqlalchemy.orm import Session

from scrutiny.queries import packs as queries
from scrutiny.store.disk import Disk
from tests.bindery.record import Record
from tests.bindery.stand_in import Binders, Workshop

PATIENCE = 30  # seconds: only a hang takes so long


class Slow(Disk):
    """A store that stands still in the middle of keeping a pack."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.reached, self.go_on = Event(), Event()

    def keep_file(self, path: Path) -> str:
        self.reached.set()
        assert self.go_on.wait(PATIENCE)
        return super().keep_file(path)


def test_two_workers_at_once_make_one_build(workshop: Workshop, record: Record, meeting_id: int) -> None:
    start = Barrier(3)

    def work() -> None:
        start.wait(timeout=30)
        workshop.builder().build(meeting_id)

    with ThreadPoolExecutor(3) as threads:
        for future in [threads.submit(work) for _ in range(3)]:
            future.result(timeout=60)
    assert len(workshop.binders.calls) == 6
    assert len(record.packs(meeting_id)) == 6


def test_a_worker_that_was_held_for_dead_keeps_nothing(
    workshop: Workshop, record: Record, session: Session, meeting_id: int
) -> None:
    other = Workshop(workshop.engine, workshop.folder.parent, Binders())
    other.time = workshop.time

    def fall_silent() -> None:
        workshop.binders.meanwhile = lambda: None
        other.later()
        other.build(meeting_id)

    workshop.binders.meanwhile = fall_silent
    workshop.build(meeting_id)
    assert len(other.binders.calls) == 6
    assert [(pack.version, pack.made_at) for pack in record.packs(meeting_id)] == [(1, other.time)] * 6
    session.rollback()
    assert queries.build(session, meeting_id) is None


def test_what_the_second_has_bound_is_not_taken_away_by_the_first(
    workshop: Workshop, record: Record, tmp_path: Path, meeting_id: int
) -> None:
    second = Workshop(workshop.engine, tmp_path, Binders())
    second.store = store = Slow(tmp_path / "files")
    second.time = workshop.time
    second.later()

    with ThreadPoolExecutor(1) as thread:

        def take_over() -> None:
            """In the first pack of the first worker; in the next, its own first one is kept and done with."""
            if not store.reached.is_set():
                taken.append(thread.submit(second.build, meeting_id))
                assert store.reached.wait(PATIENCE)
            else:
                store.go_on.set()
                workshop.stopped.set()

        taken: list[Future[None]] = []
        workshop.binders.meanwhile = take_over
        workshop.build(meeting_id)
        taken[0].result(PATIENCE)
    made = record.packs(meeting_id)
    assert [(pack.version, pack.made_at) for pack in made] == [(1, second.time)] * 6
    for pack in made:
        with second.store.local(pack.sha256, verified=True) as path:
            assert path.stat().st_size == pack.size
