from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from scrutiny.database import Author, db, writing
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.committees import Committee
from tests import chamber, make
from tests.browser import Browser
from tests.chamber import Chamber
from tests.kept import Kept
from tests.web.minuting import item_called
from tests.web.signing_in import WoundClock, account, cast, signed_in, wound_clock


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


@pytest.fixture
def clock(app: Flask) -> WoundClock:
    return wound_clock(app)


@pytest.fixture
def cleo(app: Flask, everybody: Chamber) -> Browser:
    """The browser of the committee's clerk."""
    assert everybody
    return signed_in(app, "Cleo Clerk")


@pytest.fixture
def olga(app: Flask, everybody: Chamber) -> Browser:
    """The browser of the committee's officer."""
    assert everybody
    return signed_in(app, "Olga Officer")


@pytest.fixture
def only_cleo(session: Session, author: Author, clock: WoundClock) -> None:
    """A committee, its clerk, and nothing else."""
    assert clock
    with writing(session, author):
        make.committee(session, make.council(session))
        account(session, "Cleo Clerk")


@pytest.fixture
def signed(app: Flask, only_cleo: None) -> Browser:
    """Her browser."""
    assert only_cleo is None
    return signed_in(app, "Cleo Clerk")


@pytest.fixture
def ready_draft(session: Session, author: Author, filled: Chamber) -> None:
    """The chamber, whose draft has a place and no number yet."""
    with writing(session, author):
        filled.draft.venue = "Oak Room"
        only = session.scalars(select(AgendaItem).where(AgendaItem.meeting_id == filled.draft.id)).one()
        only.title, only.number = "Annual report", ""


@pytest.fixture
def draft(session: Session, author: Author, filled: Chamber) -> str:
    """The papers of the one item of a draft agenda, none yet."""
    item = session.scalars(select(AgendaItem).where(AgendaItem.meeting_id == filled.draft.id)).one()
    with writing(session, author):
        item.number, item.title = "", "Buses"
    return f"/items/{item.id}/papers"


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


@pytest.fixture
def project(session: Session) -> str:
    """The page of the minute that has three resolutions."""
    return f"/items/{item_called(session, 'Adult Safeguarding Transformation')}/minute"


@pytest.fixture
def blank(session: Session) -> str:
    """The page of an item of which nothing is written yet."""
    return f"/items/{item_called(session, 'Winter pressures')}/minute"


@pytest.fixture
def carers(session: Session, author: Author, filled: Chamber) -> str:
    """The address of the last of three items on the draft: Apologies, Buses, Carers."""
    with writing(session, author):
        first = session.scalars(select(AgendaItem).where(AgendaItem.meeting_id == filled.draft.id)).one()
        first.title, first.number = "Apologies", ""
        for title in ("Buses", "Carers"):
            of = make.topic(session, filled.committee, title)
            item = make.item(session, filled.draft, title, number="", topic_id=of.id)
        make.lead(session, item, "Ivy Lane")
    return f"/items/{item.id}"
