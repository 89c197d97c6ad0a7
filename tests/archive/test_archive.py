"""A backup brings back every row and every file, into either kind of database; or it says what is wrong."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, select
from sqlalchemy.orm import Session

from scrutiny import archive
from scrutiny.archive import NotWhole, shape
from scrutiny.database import Author, make_sqlite_safe, writing
from scrutiny.models.documents import Document
from scrutiny.store.disk import Disk
from tests import chamber, databases, make

NOW = datetime(2021, 11, 15, 12, 0, tzinfo=UTC)
PAPER = b"The report, as it came."
KINDS = ("sqlite", "postgresql")


@pytest.fixture
def fresh(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[str], Engine]]:
    """An empty database of that kind. PostgreSQL has one alone, which is emptied."""
    engines: list[Engine] = []

    def opened(kind: str) -> Engine:
        database: databases.SQLite | databases.PostgreSQL = request.getfixturevalue(kind)
        folder = tmp_path / f"database-{len(engines)}"
        folder.mkdir()
        engine = create_engine(database.fresh(folder))
        if kind == "sqlite":
            make_sqlite_safe(engine)
        engines.append(engine)
        return engine

    yield opened
    for engine in engines:
        engine.dispose()


@pytest.fixture
def store(tmp_path: Path) -> Disk:
    return Disk(tmp_path / "files")


def session_on(engine: Engine) -> Session:
    return Session(engine, autoflush=False, expire_on_commit=False)


def fill(engine: Engine, store: Disk, author: Author) -> None:
    with session_on(engine) as session, writing(session, author):
        scene = chamber.fill(session)
        chamber.keep_papers(store)
        item = make.item(session, scene.held, "With a paper")
        make.document(session, item, "Report", sha256=store.keep(PAPER), name="report.txt")
        old, new = (make.action(session, scene.committee, text) for text in ("Ask", "Ask again"))
        session.flush()
        old.superseded_by_id = new.id


def everything(engine: Engine) -> dict[str, list[tuple[Any, ...]]]:
    with engine.connect() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(shape.in_order(table))] for table in shape.tables()
        }


def backed_up(engine: Engine, store: Disk, folder: Path) -> Path:
    file = folder / "record.backup"
    archive.lay_by(engine, store, to=file, now=NOW)
    return file


def brought_back(engine: Engine, store: Disk, author: Author, file: Path) -> None:
    with session_on(engine) as session, writing(session, author):
        archive.restore(session, store, file=file)


@pytest.mark.parametrize("to", KINDS)
@pytest.mark.parametrize("of", KINDS)
def test_everything_comes_back_in_either_kind_of_database(
    fresh: Callable[[str], Engine], of: str, to: str, author: Author, tmp_path: Path
) -> None:
    there, here = Disk(tmp_path / "there"), Disk(tmp_path / "here")
    engine = fresh(of)
    fill(engine, there, author)
    before, file = everything(engine), backed_up(engine, there, tmp_path)
    other = fresh(to)
    brought_back(other, here, author, file)
    assert everything(other) == before
    with session_on(other) as session:
        paper = session.scalars(select(Document).where(Document.sha256 != "").order_by(Document.id.desc())).first()
        assert paper
        with here.open(paper.sha256) as read:
            assert read.read() == PAPER
        with writing(session, author):
            make.topic(session, make.committee(session, make.council(session, "Next"), code="NEXT"), "Ids go on")
    assert archive.check_record(other, here).files == 3


def test_a_backup_is_for_its_owner_alone_and_the_same_twice(
    fresh: Callable[[str], Engine], store: Disk, author: Author, tmp_path: Path
) -> None:
    engine = fresh("sqlite")
    fill(engine, store, author)
    file = backed_up(engine, store, tmp_path)
    assert file.stat().st_mode & 0o077 == 0
    assert store.keep(PAPER) in archive.check(file).files
    assert [path.name for path in tmp_path.iterdir() if "partial" in path.name] == []


def _spoil(name: str, change: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    def spoil(file: Path) -> None:
        with zipfile.ZipFile(file) as read:
            parts = {part: read.read(part) for part in read.namelist()}
        with zipfile.ZipFile(file, "w") as out:
            for part, content in parts.items():
                changed = change(content) if part.startswith(name) else content
                if changed or not content:
                    out.writestr(part, changed)

    return spoil


def _older(content: bytes) -> bytes:
    return json.dumps(json.loads(content) | {"schema": "0001"}).encode()


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        pytest.param(lambda file: file.write_bytes(b""), "is no backup, or only a part of one", id="nothing in it"),
        pytest.param(
            lambda file: file.write_bytes(file.read_bytes()[:-700]), "only a part of one", id="cut off at its end"
        ),
        pytest.param(_spoil("backup.json", lambda _: b""), "is no backup of this software", id="another zip"),
        pytest.param(_spoil("backup.json", lambda _: b"[]"), "is no backup of this software", id="another json"),
        pytest.param(_spoil("backup.json", _older), "is a backup of a database at version 0001", id="another version"),
        pytest.param(
            _spoil("tables/actions", lambda rows: rows.replace(b"Ask again", b"Ask never")),
            "The rows of actions are not those that were written.",
            id="a row was changed",
        ),
        pytest.param(_spoil("tables/meetings", lambda _: b""), "The rows of meetings are not", id="a table is gone"),
        pytest.param(_spoil("files/", lambda _: b"x"), "is not the one that was written", id="files were changed"),
        pytest.param(_spoil("files/", lambda _: b""), "is not the one that was written", id="files are gone"),
    ],
)
def test_a_spoilt_backup_is_refused_and_nothing_is_changed(
    fresh: Callable[[str], Engine],
    store: Disk,
    author: Author,
    tmp_path: Path,
    spoil: Callable[[Path], None],
    sentence: str,
) -> None:
    engine = fresh("sqlite")
    fill(engine, store, author)
    file = backed_up(engine, store, tmp_path)
    spoil(file)
    other = fresh("sqlite")
    empty = everything(other)
    with pytest.raises(NotWhole, match=sentence):
        brought_back(other, store, author, file)
    assert everything(other) == empty


def test_a_record_that_is_there_is_never_written_over(
    fresh: Callable[[str], Engine], store: Disk, author: Author, tmp_path: Path
) -> None:
    engine = fresh("sqlite")
    fill(engine, store, author)
    before, file = everything(engine), backed_up(engine, store, tmp_path)
    with pytest.raises(NotWhole, match="holds a record already"):
        brought_back(engine, store, author, file)
    assert everything(engine) == before


@pytest.mark.parametrize("kind", KINDS)
def test_a_lost_paper_is_found_and_no_backup_is_made_without_it(
    fresh: Callable[[str], Engine], kind: str, store: Disk, author: Author, tmp_path: Path
) -> None:
    engine = fresh(kind)
    fill(engine, store, author)
    sha256 = store.keep(PAPER)
    store.place(sha256).write_bytes(b"spoilt")
    with pytest.raises(NotWhole, match="was changed in the store"):
        archive.check_record(engine, store)
    with pytest.raises(NotWhole, match="No backup was made"):
        backed_up(engine, store, tmp_path)
    assert [path.name for path in tmp_path.glob("record*")] == []
