"""The meeting of whose papers packs are made."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.models.meetings import Meeting
from tests import make
from tests.operations import chamber


@pytest.fixture
def meeting(session: Session, author: Author) -> Meeting:
    """Published, with two items and a paper on the first; nothing is to be made of it yet."""
    with writing(session, author):
        held = make.meeting(session, chamber.committee(session), date(2021, 11, 30), published_on=date(2021, 11, 12))
        first = make.item(session, held, "Annual report")
        make.item(session, held, "Fostering")
        make.document(session, first, "Report", sha256="a" * 64)
    return held
