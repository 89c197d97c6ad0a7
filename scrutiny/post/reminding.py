"""The day's reminders: a letter a reader, each in a transaction of its own, so that a second run goes on where the
first was stopped, and two at once remind nobody twice.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import partial

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.operations import letters
from scrutiny.post import telling
from scrutiny.queries import reminders

AUTHOR = "Reminders"


def remind(session: Session, *, site: str, today: date, now: Callable[[], datetime]) -> int:
    """Queue what is to be said today, and let go of old letters; how many letters were queued."""
    owners = [
        partial(telling.remind_owner, email=email, site=site, today=today)
        for email in telling.readers_owed(session, today)
    ]
    chairs = [
        partial(telling.ask_chair, meeting=meeting, holder=chair, site=site, today=today)
        for meeting in reminders.to_agree(session)
        for chair in telling.chairs(session, meeting.committee_id, today)
    ]
    session.rollback()
    queued = sum(_one(session, now(), tell) for tell in (*owners, *chairs))
    with writing(session, Author(AUTHOR, now())):
        letters.forget_old(session, now())
    return queued


def _one(session: Session, at: datetime, tell: Callable[[Session], bool]) -> bool:
    try:
        with writing(session, Author(AUTHOR, at)):
            return tell(session)
    except IntegrityError:  # told by another at this very moment; of this letter nothing is left
        return False
