"""The meeting to come, its address, and packs of it that are kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.models.packs import Pack
from tests import databases, make
from tests.chamber import Chamber


@pytest.fixture
def database_url(sqlite: databases.SQLite) -> str:
    """On SQLite alone: what differs between the two is asked for in `tests.queries` and `tests.bindery`."""
    return sqlite.fresh()


@pytest.fixture
def kept(session: Session, author: Author, filled: Chamber) -> Callable[..., Pack]:
    """Keep a pack of the meeting that is to come."""

    def keep(content: bytes = b"%PDF the pack", **values: Any) -> Pack:
        with writing(session, author):
            return make.pack(session, filled.next, content, **values)

    return keep


@pytest.fixture
def at(filled: Chamber) -> str:
    return f"/meetings/{filled.next.id}"
