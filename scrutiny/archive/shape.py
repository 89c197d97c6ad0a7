"""What a backup looks like inside: a zip of tables, a line of JSON for each row, and of files by their SHA-256."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, time
from enum import Enum
from typing import Any

from sqlalchemy import JSON, Column, Connection, Select, Table, select, union
from sqlalchemy import Enum as EnumType

from scrutiny import models
from scrutiny.database import Base, Instant

MANIFEST = "backup.json"
FILES = "files/"
DIGEST = "sha256"
"""The name of every column, and of no other, that names a file in the store."""

__all__ = ["models"]  # which maps the tables


class NotWhole(Exception):
    """Why a backup, or the record itself, is not whole: each trouble a sentence."""

    def __init__(self, *troubles: str) -> None:
        super().__init__(" ".join(troubles))
        self.troubles = troubles


@dataclass(frozen=True, slots=True)
class Held:
    """One table in the file: how many rows, and the SHA-256 of their lines."""

    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """`schema` is the migration that the tables are as of; `files` the digests of the files that are with them."""

    made_at: str
    schema: str
    tables: dict[str, Held] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)

    def written(self) -> bytes:
        return json.dumps(asdict(self), indent=1, sort_keys=True).encode()

    @classmethod
    def read(cls, written: bytes) -> Manifest:
        """Raises ValueError, TypeError or KeyError for what was never written by us."""
        said = json.loads(written)
        tables = {str(name): Held(int(held["rows"]), str(held["sha256"])) for name, held in said["tables"].items()}
        return cls(str(said["made_at"]), str(said["schema"]), tables, [str(name) for name in said["files"]])


@dataclass(frozen=True, slots=True)
class Counted:
    """What was laid by or brought back; `size` of the files in bytes."""

    rows: int
    files: int
    size: int
    made_at: str


def tables() -> Sequence[Table]:
    """Every table of the record, each behind those that it points to."""
    return Base.metadata.sorted_tables


def member(table: Table) -> str:
    return f"tables/{table.name}.jsonl"


def in_order(table: Table) -> Select[Any]:
    return select(table).order_by(*table.primary_key.columns)


def line(row: Sequence[Any]) -> bytes:
    """A row as the columns stand."""
    return json.dumps([_said(value) for value in row], ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def row(table: Table, written: bytes) -> dict[str, Any]:
    """Raises ValueError for a line that does not fit the table."""
    said = json.loads(written)
    return {column.name: _meant(column, value) for column, value in zip(table.columns, said, strict=True)}


def named_files(connection: Connection) -> list[str]:
    """The digest of every file that the record names, once each, in order."""
    naming = [
        select(table.c[DIGEST].label(DIGEST)).where(table.c[DIGEST] != "") for table in tables() if DIGEST in table.c
    ]
    return sorted(connection.scalars(union(*naming)))


def schema_of(connection: Connection) -> str:
    return str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one())


def _said(value: Any) -> Any:
    if isinstance(value, date | time):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value


_READ: Mapping[type, Any] = {date: date.fromisoformat, datetime: datetime.fromisoformat, time: time.fromisoformat}


def _meant(column: Column[Any], said: Any) -> Any:
    if said is None or isinstance(column.type, JSON):
        return said
    kind: Any = datetime if isinstance(column.type, Instant) else column.type.python_type
    if isinstance(column.type, EnumType):
        return kind(said)
    return _READ[kind](said) if kind in _READ else said


def self_naming(table: Table) -> Iterator[Column[Any]]:
    """Columns that point to other rows of the same table, which may not be there yet."""
    return (key.parent for key in table.foreign_keys if key.column.table is table)
