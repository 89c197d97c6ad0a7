from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from scrutiny.database import Author, db, writing
from scrutiny.models.committees import Committee
from tests import chamber
from tests.browser import Browser
from tests.chamber import Chamber
from tests.kept import Kept
from tests.web.signing_in import cast


@pytest.fixture
def reader(app: Flask) -> Browser:
    """A reader without an account."""
    return Browser(app)


@pytest.fixture(scope="session")
def kept_records() -> Kept:
    return Kept()


@pytest.fixture
def filled(
    request: pytest.FixtureRequest, database_url: str, app: Flask, session: Session, author: Author, kept_records: Kept
) -> Chamber:
    """The record of `tests.chamber`, read as of its own day; with everybody in it where a test asks for them."""
    app.extensions["scrutiny.clock"].as_of = chamber.TODAY
    chamber.keep_papers(app.extensions["scrutiny.store"])
    with_everybody = "everybody" in request.fixturenames
    kind = request.getfixturevalue("sqlite" if database_url.startswith("sqlite") else "postgresql")

    def make() -> Chamber:
        with writing(session, author):
            made = chamber.fill(session)
        if with_everybody:
            with writing(session, author):
                cast(session, made.committee, session.scalars(select(Committee).where(Committee.code == "HCS")).one())
        return made

    return kept_records.recall("chamber_with_everybody" if with_everybody else "chamber", kind, session, make)


@pytest.fixture
def everybody(filled: Chamber) -> Chamber:
    """That record with an account for everybody who may ask."""
    return filled


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
