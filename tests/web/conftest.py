from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event
from sqlalchemy.orm import Session

from scrutiny.database import Author, db, writing
from tests import chamber
from tests.browser import Browser
from tests.chamber import Chamber


@pytest.fixture
def reader(app: Flask) -> Browser:
    """A reader without an account."""
    return Browser(app)


@pytest.fixture
def filled(app: Flask, session: Session, author: Author) -> Chamber:
    """The record of `tests.chamber`, read as of its own day."""
    app.extensions["scrutiny.clock"].as_of = chamber.TODAY
    with writing(session, author):
        return chamber.fill(session)


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements that are sent to the database meanwhile."""
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement != "BEGIN":
            sent.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
