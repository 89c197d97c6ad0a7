from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.vocabulary import Part
from scrutiny.operations import packs
from tests import make
from tests.at_once import engine_at
from tests.bindery.autumn import Autumn
from tests.bindery.record import Record
from tests.bindery.stand_in import Workshop
from tests.operations import chamber


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


@pytest.fixture
def record(session: Session, author: Author) -> Record:
    return Record(session, author)


@pytest.fixture
def autumn(session: Session, author: Author, workshop: Workshop, record: Record) -> Autumn:
    return Autumn(session, author, workshop, record)
