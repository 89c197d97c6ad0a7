"""What nobody names any more can be taken away, and what was kept again meanwhile cannot."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine
from sqlalchemy.orm import Session

from scrutiny import store
from scrutiny.archive.sweeping import sweep
from scrutiny.database import Author, writing
from scrutiny.store.disk import LEAVING, Disk
from tests import make
from tests.operations import chamber

AT_ONCE = -60.0  # seconds: by any clock, everything is older
NAMED, NOBODYS = b"The report that an item has.", b"A preview of last week."


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = create_engine(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def named(session: Session, author: Author, kept: store.Store) -> str:
    """A file that a paper names, and beside it one that nothing does."""
    with writing(session, author):
        meeting = make.meeting(session, chamber.committee(session), chamber.day("2021-11-30"))
        sha256 = kept.keep(NAMED)
        make.document(session, make.item(session, meeting, "Annual report"), "Report", sha256=sha256)
    kept.keep(NOBODYS)
    return sha256


def all_in(kept: store.Store) -> set[str]:
    return {sha256 for sha256, _ in kept.old(waits=AT_ONCE)}


def test_of_an_empty_store_nothing_is_old(kept: store.Store) -> None:
    assert list(kept.old(waits=AT_ONCE)) == []


def test_what_was_kept_is_old_when_its_time_is_over(kept: store.Store) -> None:
    sha256 = kept.keep(NAMED)
    assert list(kept.old()) == []
    ((name, at),) = kept.old(waits=AT_ONCE)
    assert name == sha256
    assert abs(at.timestamp() - time.time()) < 60


def test_it_is_taken_away_once_and_not_before_its_time(kept: store.Store) -> None:
    sha256 = kept.keep(NAMED)
    assert not kept.drop(sha256)
    assert kept.has(sha256)
    assert kept.drop(sha256, waits=AT_ONCE)
    assert not kept.has(sha256)
    assert not kept.drop(sha256, waits=AT_ONCE), "it is gone"
    assert kept.keep(NAMED) == sha256
    assert kept.has(sha256)


def test_what_nothing_names_is_swept_away_and_what_a_row_names_never_is(
    engine: Engine, kept: store.Store, named: str
) -> None:
    assert sweep(engine, kept) == 0, "it is not a month old"
    assert len(all_in(kept)) == 2
    assert sweep(engine, kept, waits=AT_ONCE) == 1
    assert all_in(kept) == {named}
    assert sweep(engine, kept, waits=AT_ONCE) == 0


def test_a_record_that_has_just_begun_takes_away_nothing_that_was_there_before_it(
    engine: Engine, session: Session, kept: store.Store
) -> None:
    session.rollback()
    kept.keep(NOBODYS)
    assert sweep(engine, kept, waits=AT_ONCE) == 0, "a record without a history"
    assert len(all_in(kept)) == 1


# On disk, where the days can be turned


def aged(disk: Disk, sha256: str) -> Path:
    place = disk.place(sha256)
    past = time.time() - 2 * store.WAITS
    os.utime(place, (past, past))
    return place


def test_keeping_an_old_file_again_makes_it_young(disk: Disk) -> None:
    sha256 = disk.keep(NAMED)
    aged(disk, sha256)
    assert [name for name, _ in disk.old()] == [sha256]
    disk.keep(NAMED)
    assert list(disk.old()) == []
    assert not disk.drop(sha256)


def test_a_file_from_before_the_record_began_is_another_records(
    engine: Engine, session: Session, author: Author, disk: Disk
) -> None:
    with writing(session, Author(author.name, author.at.replace(year=2200))):
        chamber.committee(session)
    sha256 = disk.keep(NOBODYS)
    aged(disk, sha256)
    assert sweep(engine, disk) == 0
    assert disk.has(sha256)


def test_whatever_else_lies_in_the_folder_is_left_alone(disk: Disk, tmp_path: Path) -> None:
    aged(disk, disk.keep(NAMED)).with_name("notes.txt").write_text("of the administrator")
    assert len(list(disk.old(waits=AT_ONCE))) == 1
    assert not list((tmp_path / "files").glob(f"{LEAVING}*"))
