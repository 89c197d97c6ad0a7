"""The queue that wakes a worker: in a file beside a SQLite database, in the database itself where that is PostgreSQL.

It holds the ids of meetings and nothing else, and may be lost: what is to be made stands in the record.
"""

from __future__ import annotations

from pathlib import Path

from huey import Huey, PostgresHuey, SqliteHuey
from sqlalchemy.engine import make_url

NAME = "bindery"
TABLES = "huey"  # what the names of its tables begin with


def queue_for(database_url: str, data: Path, *, at_once: bool = False) -> Huey:
    """With `at_once` no worker is needed: what is put in is done before whoever puts it in goes on."""
    url = make_url(database_url)
    options = {"results": False, "immediate": at_once}
    if url.get_backend_name() == "sqlite":
        return SqliteHuey(NAME, filename=str(data / "bindery.db"), fsync=False, **options)
    dsn = url.set(drivername="postgresql").render_as_string(hide_password=False)
    return PostgresHuey(NAME, dsn=dsn, table_prefix=TABLES, **options)
