"""1,008 saves of minutes by two processes of eight threads, against as many appends, each synced to the disk.

The floor has as many writers, who append to one file in turns as the log has it: as many bytes as the log of a save
grows by (the pages it touches, whole, with their headers), and one sync before the next may write. Both are done in
short slices by turns; the slice of the median ratio is what is told.
"""

from __future__ import annotations

import multiprocessing
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing.sharedctypes import Synchronized
from multiprocessing.synchronize import Barrier
from pathlib import Path

from scrutiny.app import create_app
from scrutiny.database import db, writing
from scrutiny.operations.scribe import Scribe
from scrutiny.queries import minute_taking
from tests import make
from tests.bench import council
from tests.bench.databases import SQLite, folder
from tests.bench.measure import Row, count
from tests.databases import config

PROCESSES, THREADS, SLICES, EACH = 2, 8, 3, 21
SAVES = PROCESSES * THREADS * SLICES * EACH
DONE = SAVES + PROCESSES * THREADS * EACH  # with those before the first slice
ITEMS = 64  # few enough that writers meet on the same minute, many enough that they mostly do not
APART = ITEMS // (PROCESSES * THREADS)
SAMPLE = 30

Save = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Slice:
    """As many appends a second, and saves a second right after them: the speed of a disk wanders."""

    floor: float
    ours: float

    @property
    def ratio(self) -> float:
        return self.ours / self.floor


def rows() -> Iterator[Row]:
    with folder() as path:
        database = draft(path)
        octets = bytes_of_a_save(database)
        slices, failed = in_slices(database, octets)
        lost = DONE - failed - saved(database)
    middle = sorted(slices, key=lambda each: each.ratio)[SLICES // 2]
    yield count(f"{SAVES:,} saves by {PROCESSES} processes of {THREADS} threads: failed", failed)
    yield count(f"{SAVES:,} saves by {PROCESSES} processes of {THREADS} threads: lost", lost)
    yield Row(
        f"{SAVES:,} saves by {PROCESSES} processes of {THREADS} threads",
        middle.ours,
        middle.floor,
        beside=f"append + fdatasync of {octets // 1024} KiB in turns",
        limit=0.8,
        unit="a second",
        at_least=True,
    )


def draft(path: Path) -> SQLite:
    """A held meeting whose minutes are still being written."""
    database = SQLite(path)
    with database.session() as session, writing(session, council.AUTHOR):
        committee = make.committee(session, make.council(session))
        meeting = make.held(session, committee, council.HELD, minutes_state="draft")
        for number in range(ITEMS):
            make.minute(session, make.item(session, meeting, f"Item {number}"), text(0))
    return database


def text(times: int) -> str:
    """No two writers' texts are the same, or one that overwrote another's would pass for a save."""
    return f"Saved {times} times, at last by {os.getpid()}/{threading.get_ident()}.\n\n{council.NARRATIVE}"


def saver(url: str) -> Save:
    """What the page of a minute does while a clerk types: looks at it and saves it; where another was faster, again.

    It looks without a session of the framework, which the floor has none of either, and which is no part of a save.
    """
    app = create_app(config(url, Path(url).parent))
    with app.app_context():
        engine = db.engine
    scribe: Scribe = app.extensions["scrutiny.scribe"]

    def save(turn: int) -> None:
        version = None
        while version is None:
            with engine.connect() as connection:
                opened = minute_taking.saved_text(connection, turn % ITEMS + 1)
            times = int(opened.narrative.split()[1])
            typed = text(times + 1)
            version = scribe.save(opened, narrative=typed, version=opened.version, by=council.AUTHOR)

    return save


def appender(path: str, octets: int) -> Save:
    """One log, one writer at a time, nothing said before it is on the disk: what no database can do without."""
    import fcntl

    paper = os.urandom(octets)

    def append(_: int) -> None:
        file = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_APPEND)
        fcntl.flock(file, fcntl.LOCK_EX)
        os.write(file, paper)
        os.fdatasync(file)
        os.close(file)

    return append


def in_slices(database: SQLite, octets: int) -> tuple[list[Slice], int]:
    """Appends and saves by turns, everybody starting each slice at once; the slices, and how many saves failed."""
    context = multiprocessing.get_context("spawn")
    barrier, failures = context.Barrier(PROCESSES + 1), context.Value("i", 0)
    given = (database.url, octets, barrier, failures)
    workers = [context.Process(target=_work, args=(place, *given)) for place in range(PROCESSES)]
    for worker in workers:
        worker.start()
    barrier.wait()  # both have started, and saved once
    slices = [Slice(floor=_timed(barrier), ours=_timed(barrier)) for _ in range(SLICES)]
    for worker in workers:
        worker.join()
    return slices, failures.value


def _timed(barrier: Barrier) -> float:
    """How many a second."""
    barrier.wait()
    began = time.perf_counter()
    barrier.wait()
    return PROCESSES * THREADS * EACH / (time.perf_counter() - began)


def _work(place: int, url: str, octets: int, barrier: Barrier, failures: Synchronized[int]) -> None:
    save, append = saver(url), appender(f"{url.removeprefix('sqlite:///')}.appended", octets)

    def writer(do: Save, turns: range) -> int:
        failed = 0
        for turn in turns:
            try:
                do(turn)
            except Exception:  # whatever the reason, it is a save that did not happen
                failed += 1
        return failed

    with ThreadPoolExecutor(THREADS) as pool:

        def by_all(do: Save, begin: int) -> int:
            """Every thread from another minute on."""
            starts = [(place * THREADS + thread) * APART + begin for thread in range(THREADS)]
            return sum(pool.map(lambda start: writer(do, range(start, start + EACH)), starts))

        failed = by_all(save, 0)  # not measured: what is compiled once and kept
        barrier.wait()
        for slice_ in range(SLICES):
            for do in (append, save):
                barrier.wait()
                failed += by_all(do, slice_ * EACH)
                barrier.wait()
    with failures.get_lock():
        failures.value += failed


def saved(database: SQLite) -> int:
    connection = sqlite3.connect(database.path)
    narratives = [row[0] for row in connection.execute("SELECT narrative FROM minutes")]
    connection.close()
    return sum(int(narrative.split()[1]) for narrative in narratives)


def bytes_of_a_save(database: SQLite) -> int:
    """How much the log grows by."""
    trial = database.copy()
    save = saver(trial.url)
    log = trial.path.with_name(f"{trial.path.name}-wal")
    save(0)
    before = log.stat().st_size
    for turn in range(SAMPLE):
        save(turn)
    grown = log.stat().st_size - before
    trial.drop()
    return grown // SAMPLE
