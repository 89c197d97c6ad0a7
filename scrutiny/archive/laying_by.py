"""Writes a backup: the tables as they are in one moment, then the files that they name."""

from __future__ import annotations

import hashlib
import os
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, Table

from scrutiny.archive import shape
from scrutiny.archive.shape import FILES, MANIFEST, Counted, Held, Manifest, NotWhole
from scrutiny.store import Missing, Spoilt, Store

AT_ONCE = 500  # rows read at a time


def lay_by(engine: Engine, store: Store, *, to: Path, now: datetime) -> Counted:
    """Write all of it to a file, whole or not at all. Raises NotWhole where a file that the record names is lost.

    The site may go on working meanwhile: the tables are read in one transaction, and no file is ever changed.
    """
    beside = to.with_name(f"{to.name}.partial")
    try:
        with engine.connect() as connection, _secret(beside) as archive:
            if engine.dialect.name == "postgresql":
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin():
                manifest = Manifest(now.isoformat(), shape.schema_of(connection))
                for table in shape.tables():
                    manifest.tables[table.name] = _table(archive, connection, table)
                manifest.files.extend(shape.named_files(connection))
            size = _files(archive, store, manifest.files)
            archive.writestr(MANIFEST, manifest.written())
        beside.replace(to)
    finally:
        beside.unlink(missing_ok=True)
    rows = sum(held.rows for held in manifest.tables.values())
    return Counted(rows, len(manifest.files), size, manifest.made_at)


@contextmanager
def _secret(path: Path) -> Iterator[zipfile.ZipFile]:
    """For this user's eyes alone: the accounts are in it. It is on the disk when the context ends."""
    handle = os.open(path, os.O_CREAT | os.O_TRUNC | os.O_RDWR, 0o600)
    with os.fdopen(handle, "w+b") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            yield archive
        file.flush()
        os.fsync(file.fileno())


def _table(archive: zipfile.ZipFile, connection: Connection, table: Table) -> Held:
    digest, rows = hashlib.sha256(), 0
    read = connection.execution_options(yield_per=AT_ONCE).execute(shape.in_order(table))
    with archive.open(shape.member(table), "w", force_zip64=True) as lines:
        for row in read:
            line = shape.line(row)
            digest.update(line)
            lines.write(line)
            rows += 1
    return Held(rows, digest.hexdigest())


def _files(archive: zipfile.ZipFile, store: Store, named: list[str]) -> int:
    """As they are: what people send is packed already."""
    lost, size = [], 0
    for sha256 in named:
        try:
            with (
                store.local(sha256, verified=True) as path,
                archive.open(_stored(sha256), "w", force_zip64=True) as out,
            ):
                size += path.stat().st_size
                with path.open("rb") as file:
                    shutil.copyfileobj(file, out)
        except (Missing, Spoilt) as loss:
            lost.append(str(loss))
    if lost:
        raise NotWhole("The record names files that the store does not give whole. No backup was made.", *lost)
    return size


def _stored(sha256: str) -> zipfile.ZipInfo:
    return zipfile.ZipInfo(FILES + sha256)
