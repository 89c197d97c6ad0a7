"""Brings a backup back into an empty record."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, func, insert, select, text, update
from sqlalchemy.orm import Session

from scrutiny.archive import checking, shape
from scrutiny.archive.shape import FILES, Counted, Manifest, NotWhole
from scrutiny.models.history import Revision
from scrutiny.operations import search
from scrutiny.store import Store

AT_ONCE = 500  # rows in a statement


def restore(session: Session, store: Store, *, file: Path) -> Counted:
    """Put everything back, inside a change that the caller has begun. Raises NotWhole, and then nothing is changed.

    The backup is checked first. The files go before the rows: a file that nothing names yet harms nobody.
    """
    manifest = checking.check(file)
    connection = session.connection()
    _require_fit(connection, manifest, file)
    with checking.opened(file) as archive:
        size = sum(_file(archive, store, sha256) for sha256 in manifest.files)
        connection.execute(delete(Revision))
        for table in shape.tables():
            _table(archive, connection, table)
    if connection.dialect.name == "postgresql":
        _count_on(connection)
    search.rebuild(session)
    rows = sum(held.rows for held in manifest.tables.values())
    return Counted(rows, len(manifest.files), size, manifest.made_at)


def _require_fit(connection: Connection, manifest: Manifest, file: Path) -> None:
    schema = shape.schema_of(connection)
    if manifest.schema != schema:
        raise NotWhole(
            f"{file.name} is a backup of a database at version {manifest.schema}, and this one is at {schema}. "
            "Restore it with the software that made it, and then update that."
        )
    held = [table.name for table in shape.tables() if table is not Revision.__table__]
    counts = [select(func.count()).select_from(text(name)).scalar_subquery() for name in held]
    if any(connection.execute(select(*counts)).one()):
        raise NotWhole("This database holds a record already. Restore into an empty one: ./run migrate makes it.")


def _file(archive: zipfile.ZipFile, store: Store, sha256: str) -> int:
    """By way of the disk: a pack of many papers is larger than the memory of a small machine."""
    with tempfile.TemporaryDirectory(prefix="scrutiny-restore-") as folder, archive.open(FILES + sha256) as member:
        path = Path(folder, sha256)
        with path.open("wb") as file:
            shutil.copyfileobj(member, file)
        store.keep_file(path)
        return path.stat().st_size


def _table(archive: zipfile.ZipFile, connection: Connection, table: Table) -> None:
    """Rows that point to their like are told so when all are there."""
    later = [column.name for column in shape.self_naming(table)]
    for rows in _some(_rows(archive, table)):
        connection.execute(insert(table), [row | dict.fromkeys(later) for row in rows])
    for name in later:
        points = update(table).where(table.c.id == bindparam("row")).values({name: bindparam("to")})
        pointing = ({"row": row["id"], "to": row[name]} for row in _rows(archive, table) if row[name] is not None)
        for some in _some(pointing):
            connection.execute(points, some)


def _rows(archive: zipfile.ZipFile, table: Table) -> Iterator[dict[str, Any]]:
    with archive.open(shape.member(table)) as lines:
        for line in lines:
            yield shape.row(table, line)


def _some(rows: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    while some := list(islice(rows, AT_ONCE)):
        yield some


def _count_on(connection: Connection) -> None:
    """PostgreSQL counts ids apart from the rows: it goes on behind the last one."""
    for table in shape.tables():
        if list(table.primary_key.columns.keys()) == ["id"] and table is not Revision.__table__:
            last = f"(SELECT max(id) FROM {table.name})"
            connection.exec_driver_sql(
                f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), coalesce({last}, 1), {last} IS NOT NULL)"
            )
