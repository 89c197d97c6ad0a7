"""A minute that nobody has begun, and a page of it for everybody who writes at it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from sqlalchemy import select

from scrutiny.database import Author, db, writing
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.committees import Committee
from scrutiny.models.meetings import Meeting
from scrutiny.models.minutes import Minute, Resolution
from scrutiny.operations import phrases
from tests import make
from tests.chamber import TODAY
from tests.journeys.minutes.desk import Open, fill_in
from tests.journeys.serving import Served
from tests.web.signing_in import account

NAMES = ("Wilma Writer", "Edgar Editor")


@pytest.fixture(scope="session")
def site(served: Served) -> Served:
    """With the accounts of two who write at it, and the usual phrases: given once, as the site is the same for all."""
    with served.app.app_context(), writing(db.session(), Author("Test Clerk", datetime.now(UTC))) as session:
        for name in NAMES:
            account(session, name)
        committee = session.scalars(select(Committee).where(Committee.code == "SOS")).one()
        phrases.add_usual(session, committee)
    return served


@pytest.fixture
def item(site: Served) -> Iterator[int]:
    """An item of a meeting of its own, of which nothing is written; gone again afterwards, as other tests share it."""
    with site.app.app_context(), writing(db.session(), Author("Test Clerk", datetime.now(UTC))) as session:
        committee = session.scalars(select(Committee).where(Committee.code == "SOS")).one()
        meeting = make.meeting(session, committee, TODAY, kind="briefing")
        made = make.item(session, meeting, "Community support").id
    yield made
    with site.app.app_context(), writing(db.session(), Author("Test Clerk", datetime.now(UTC))) as session:
        found = session.get_one(AgendaItem, made)
        minute = session.scalar(select(Minute).where(Minute.item_id == made))
        if minute is not None:
            for clause in session.scalars(select(Resolution).where(Resolution.minute_id == minute.id)):
                session.delete(clause)
            session.flush()
            session.delete(minute)
            session.flush()
        session.delete(found)
        session.flush()
        session.delete(session.get_one(Meeting, found.meeting_id))


@pytest.fixture
def opened(browser: Browser, site: Served, item: int) -> Iterator[Open]:
    """The minute's page, opened by somebody in a browser of their own."""
    contexts: list[BrowserContext] = []

    def open_as(name: str, **options: Any) -> Page:
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.on("dialog", lambda dialog: dialog.accept())
        page.goto(f"{site.url}/sign-in?next=/items/{item}/minute")
        fill_in(page, name)
        page.get_by_label("Minute", exact=True).wait_for()
        return page

    yield open_as
    for context in contexts:
        context.close()
