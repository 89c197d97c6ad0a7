"""What must leave no trace: a reader in the record, and the record in an error of the database."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask, url_for
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from scrutiny.database import Author, Base, writing
from scrutiny.models.minutes import Minute
from tests import chamber
from tests.browser import Browser
from tests.journeys.addresses import FULL
from tests.test_house import ARGUMENTS


def test_an_error_of_the_database_repeats_no_word_of_the_record(session: Session, author: Author) -> None:
    """Errors are written to logs, which people read who may not read exempt minutes."""
    with writing(session, author):
        chamber.fill(session)
        taken = session.scalars(select(Minute.item_id)).first()
    with pytest.raises(IntegrityError) as refusal, writing(session, author):
        session.add(Minute(item_id=taken, narrative="The SECRET placement of a child was discussed."))
    assert "INSERT INTO minutes" in str(refusal.value)
    assert "SECRET" not in str(refusal.value)


def test_reading_any_page_changes_nothing(app: Flask, session: Session, author: Author) -> None:
    """Every address is asked for, and every one that a reader's browser walks: each row stays as it was."""
    app.extensions["scrutiny.clock"].as_of = chamber.TODAY
    with writing(session, author):
        chamber.fill(session)
    before = everything_held(session)
    with app.test_request_context():
        rules = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())]
        asked = [url_for(rule.endpoint, **{name: ARGUMENTS[name] for name in rule.arguments}) for rule in rules]
    reader = Browser(app)
    for address in [*asked, *FULL]:
        assert reader.get(address).status_code < 500, address
    assert everything_held(session) == before
    assert len(before["history"]) > 0


def everything_held(session: Session) -> dict[str, list[Any]]:
    """Every row of every table, the history and the revision among them."""
    session.rollback()
    return {
        name: sorted(map(str, session.execute(select(table)).all())) for name, table in Base.metadata.tables.items()
    }
