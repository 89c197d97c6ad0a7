"""A committee whose owners are reminded on a day of November 2021, and the letters that come of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.models.committees import Committee
from scrutiny.models.follow_up import Action
from scrutiny.models.post import Letter
from scrutiny.operations import contacts
from scrutiny.post.reminding import remind
from tests import make

SITE = "https://scrutiny.example"
TODAY = date(2021, 11, 15)
CLERK = Author("Clerk", datetime(2021, 11, 15, 12, 0, tzinfo=UTC))


def reminded(session: Session, on: date = TODAY) -> int:
    at = datetime(on.year, on.month, on.day, 9, 0, tzinfo=UTC)
    return remind(session, site=SITE, today=on, now=lambda: at)


def letters(session: Session) -> list[Letter]:
    session.rollback()
    session.expire_all()
    return list(session.scalars(select(Letter).order_by(Letter.id)))


def owe(
    session: Session, of: Committee, owner: str, due: date, text: str = "Send the figures", **more: object
) -> Action:
    with writing(session, CLERK):
        return make.action(session, of, text, owner=owner, due=due, **more)


def known(session: Session, of: Committee, name: str, email: str = "") -> None:
    with writing(session, CLERK):
        contacts.keep(session, of.council_id, name=name, email=email or f"{name.split()[0]}@example.org")


def in_days(days: int) -> date:
    return TODAY + timedelta(days=days)
