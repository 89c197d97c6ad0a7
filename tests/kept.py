"""What many tests begin with: made once on each database, kept, and put back for each of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import Any

from sqlalchemy.orm import Session

from scrutiny.database import db
from tests import databases
from tests.chamber import Chamber


class Kept:
    """By its name and the kind of database, the rows that each record is known by."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], list[tuple[Any, int]]] = {}

    def recall(
        self,
        name: str,
        kind: databases.SQLite | databases.PostgreSQL,
        session: Session,
        make: Callable[[], Chamber],
    ) -> Chamber:
        """That record in the standing database, in which there is nothing yet."""
        key = name, kind.name
        made = make() if key not in self._known else None
        session.close()
        if kind.name == "sqlite":
            db.engine.dispose()  # the file can be copied only when nobody has it open
        if made is None:
            kind.put_back(name)
        else:
            kind.keep(name)
            self._known[key] = [(type(row), row.id) for row in (getattr(made, each.name) for each in fields(made))]
        found = Chamber(*(session.get_one(model, id_) for model, id_ in self._known[key]))
        session.commit()  # nothing: the test begins without a transaction
        return found
