from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from tests.operations import autumn
from tests.operations.autumn import Autumn
from tests.operations.papers_in_hand import Table, laid
from tests.operations.sitting import Sitting, seat


@pytest.fixture
def record(session: Session, author: Author) -> Autumn:
    with writing(session, author):
        return autumn.make(session)


@pytest.fixture
def sat(session: Session, author: Author) -> Sitting:
    with writing(session, author):
        return Sitting(session, author, *seat(session))


@pytest.fixture
def table(session: Session, author: Author) -> Table:
    return laid(session, author)
