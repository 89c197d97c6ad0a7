"""Looks whether a backup, or the record as it stands, is whole: every row, every file, and nothing spoilt."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine

from scrutiny.archive import shape
from scrutiny.archive.shape import FILES, MANIFEST, Manifest, NotWhole
from scrutiny.store import Missing, Spoilt, Store

PIECE = 1024 * 1024  # bytes


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found whole."""

    rows: int
    files: int


def check(file: Path) -> Manifest:
    """A backup: that it opens, and that each table and file in it is what was written. Raises NotWhole."""
    with opened(file) as archive:
        manifest = manifest_of(archive, file)
        troubles = list(_troubles(archive, manifest))
    if troubles:
        raise NotWhole(f"{file.name} is damaged.", *troubles)
    return manifest


def check_record(engine: Engine, store: Store) -> Checked:
    """The record: that the database is sound, and that every file it names is in the store and whole."""
    troubles: list[str] = []
    rows = 0
    with engine.connect() as connection:
        troubles += _unsound(connection)
        for table in shape.tables():
            rows += sum(1 for _ in connection.execution_options(yield_per=500).execute(shape.in_order(table)))
        named = shape.named_files(connection)
    for sha256 in named:
        try:
            with store.local(sha256, verified=True):
                pass
        except (Missing, Spoilt) as loss:
            troubles.append(str(loss))
    if troubles:
        raise NotWhole("The record is not whole.", *troubles)
    return Checked(rows, len(named))


def _unsound(connection: Connection) -> Iterator[str]:
    """What SQLite says of its own file; PostgreSQL looks at every page that it reads."""
    if connection.dialect.name != "sqlite":
        return
    yield from (str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check") if row[0] != "ok")
    for row in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"A row of {row[0]} points to a row of {row[2]} that is not there."


def opened(file: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(file)
    except zipfile.BadZipFile as trouble:
        raise NotWhole(f"{file.name} is no backup, or only a part of one.") from trouble


def manifest_of(archive: zipfile.ZipFile, file: Path) -> Manifest:
    try:
        return Manifest.read(archive.read(MANIFEST))
    except (KeyError, ValueError, TypeError, zipfile.BadZipFile) as trouble:
        raise NotWhole(f"{file.name} is no backup of this software.") from trouble


def _troubles(archive: zipfile.ZipFile, manifest: Manifest) -> Iterator[str]:
    for table, held in manifest.tables.items():
        if _digest(archive, f"tables/{table}.jsonl") != held.sha256:
            yield f"The rows of {table} are not those that were written."
    for sha256 in manifest.files:
        if _digest(archive, FILES + sha256) != sha256:
            yield f"The file {sha256} is not the one that was written."


def _digest(archive: zipfile.ZipFile, name: str) -> str:
    """Of what is in it; empty where it is not there, or cannot be read."""
    digest = hashlib.sha256()
    try:
        with archive.open(name) as member:
            while piece := member.read(PIECE):
                digest.update(piece)
    except (KeyError, OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError):
        return ""
    return digest.hexdigest()
