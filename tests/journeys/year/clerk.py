"""A clerk at the pages of a site, whose calendar and record can be looked at."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from sqlalchemy import select

from scrutiny.database import db
from scrutiny.opendata import record as opendata
from scrutiny.papers import record as papers
from scrutiny.queries import record as queries
from tests.journeys.hand import Hand
from tests.journeys.serving import Served
from tests.journeys.year.record import SPRING


class Clerk:
    def __init__(self, served: Served, hand: Hand) -> None:
        self.served = served
        self.hand = hand
        self.clock(SPRING)

    def clock(self, on: date) -> None:
        self.served.app.extensions["scrutiny.clock"].as_of = on

    def exported(self) -> dict[str, Any]:
        """The record as `export record` writes it."""
        with self.served.app.app_context():
            facts = queries.of_committee(db.session(), "SOS")
            assert facts
            found: dict[str, Any] = json.loads(opendata.write(papers.of(facts, exempt=True)))
            db.session.rollback()
        return found

    def id_of(self, model: type[Any], **values: Any) -> int:
        """The number in the address of the thing that has these values."""
        with self.served.app.app_context():
            found = db.session.scalars(select(model.id).filter_by(**values).order_by(model.id)).all()
            db.session.rollback()
        assert found, values
        return int(found[0])

    def take(self, address: str, step: str, **said: str) -> None:
        """Take a step on the page of an action."""
        self.hand.go(address)
        form = self.hand.page.locator(f"form[action$='/{step}']")
        form.evaluate("form => { const within = form.closest('details'); if (within) within.open = true; }")
        for name, words in said.items():
            form.locator(f"[name='{name}']").fill(words)
        form.get_by_role("button").first.click()
        self.hand.page.wait_for_load_state()
        assert not self.hand.page.locator("#error-summary").count(), self.hand.page.locator("main").inner_text()
