"""What somebody does at the page of a minute, what is done to them meanwhile, and what the record holds of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from playwright.sync_api import Page
from sqlalchemy import select

from scrutiny.database import Author, db, writing
from scrutiny.domain.vocabulary import Part
from scrutiny.models.accounts import Account
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.minutes import Minute
from scrutiny.operations import accounts
from tests.journeys.serving import Served
from tests.web.signing_in import PASSWORD

SAVED = re.compile(r"^Saved \d+\.\d\d")

Open = Callable[..., Page]


def fill_in(page: Page, name: str) -> None:
    page.get_by_label("Email address").fill(f"{name.replace(' ', '.')}@example.org".lower())
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def box(page: Page) -> Any:
    return page.get_by_label("Minute", exact=True)


def kept(site: Served, item: int) -> str:
    """What the record holds."""
    with site.app.app_context():
        db.session.rollback()
        return db.session.scalar(select(Minute.narrative).where(Minute.item_id == item)) or ""


def end_sessions(site: Served, name: str) -> None:
    with site.app.app_context(), writing(db.session(), Author("Test Clerk", datetime.now(UTC))) as session:
        accounts.end_sessions(session, session.scalars(select(Account.id).where(Account.name == name)).one())


def make_exempt(site: Served, item: int) -> None:
    with site.app.app_context(), writing(db.session(), Author("Test Clerk", datetime.now(UTC))) as session:
        found = session.get_one(AgendaItem, item)
        found.part, found.public_title, found.paragraphs = Part.TWO, "A matter", "1"
