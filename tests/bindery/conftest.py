from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.vocabulary import Part
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.documents import Document
from scrutiny.models.meetings import Meeting
from scrutiny.models.packs import Pack
from scrutiny.operations import packs
from tests import make
from tests.bindery.stand_in import Workshop
from tests.operations import chamber
from tests.operations.test_at_once import engine_at


@pytest.fixture
def workshop(database_url: str, tmp_path: Path) -> Iterator[Workshop]:
    engine = engine_at(database_url)
    yield Workshop(engine, tmp_path)
    engine.dispose()


@pytest.fixture
def meeting_id(session: Session, author: Author, workshop: Workshop) -> int:
    """Published, with a report, an exempt report of an exempt item and a paper to follow. Its packs are wanted."""
    with writing(session, author):
        meeting = make.meeting(
            session, chamber.committee(session), chamber.day("2021-11-30"), published_on=chamber.day("2021-11-12")
        )
        item = make.item(session, meeting, "Annual report")
        make.document(session, item, "Report", sha256=workshop.store.keep(b"What the report says."), name="report.docx")
        make.document(session, item, "Data", to_follow=True, position=1)
        secret = make.exempt_item(session, meeting, "SECRET placement", "A matter about an individual")
        kept = workshop.store.keep(b"SECRET words")
        make.document(session, secret, "SECRET report", sha256=kept, name="secret.docx", part=Part.TWO)
        packs.want(session, meeting.id)
    session.info.clear()
    return meeting.id


class Record:
    """What the record of the test has, read anew each time, and changed as an operation would change it."""

    def __init__(self, session: Session, author: Author) -> None:
        self._session, self._author = session, author

    def packs(self, meeting_id: int) -> list[Pack]:
        self._session.rollback()
        found = select(Pack).where(Pack.meeting_id == meeting_id).order_by(Pack.id)
        return list(self._session.scalars(found.execution_options(populate_existing=True)))

    def meeting(self, meeting_id: int) -> Meeting:
        return self._session.get_one(Meeting, meeting_id)

    def item(self, title: str) -> AgendaItem:
        return self._session.scalars(select(AgendaItem).where(AgendaItem.title == title)).one()

    def paper(self, title: str) -> Document:
        return self._session.scalars(select(Document).where(Document.title == title)).one()

    def change(self, row: object, **values: object) -> None:
        with writing(self._session, self._author):
            for name, value in values.items():
                setattr(row, name, value)

    def add_paper(self, title: str, to: str, **values: object) -> None:
        with writing(self._session, self._author):
            make.document(self._session, self.item(to), title, **values)

    def want(self, meeting_id: int) -> None:
        with writing(self._session, self._author):
            packs.want(self._session, meeting_id)


@pytest.fixture
def record(session: Session, author: Author) -> Record:
    return Record(session, author)
