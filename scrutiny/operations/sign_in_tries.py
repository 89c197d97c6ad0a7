"""Slows those who guess passwords: few tries for an account from one place, not many more from all places together.

A try is written down before its password is looked at, so a hundred at the same moment are no way round. What is
refused for being too many is not written down: the wait ends by itself, and a flood costs a read each and no more.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from scrutiny.models.accounts import SignInTry
from scrutiny.queries import sign_in_tries as queries

WINDOW = timedelta(minutes=15)
MOST_HERE = 5
MOST_EVERYWHERE = 20
LONGEST_ORIGIN = 64


def exhausted(session: Session, *, email: str, origin: str, at: datetime, counting_this: bool = False) -> bool:
    """Whether there may be no more tries now; once this one is written down, it is not held against itself."""
    so_far = queries.counted(session, email=email, origin=origin[:LONGEST_ORIGIN], since=at - WINDOW)
    return bool(so_far.here - counting_this >= MOST_HERE or so_far.everywhere - counting_this >= MOST_EVERYWHERE)


def note(session: Session, *, email: str, origin: str, at: datetime) -> None:
    """Write a try down, and drop those that no longer count."""
    session.execute(delete(SignInTry).where(SignInTry.at <= at - WINDOW))
    session.add(SignInTry(email=email, origin=origin[:LONGEST_ORIGIN], at=at))
    session.flush()


def forget(session: Session, *, email: str, origin: str) -> None:
    """It was the right person after all: their tries from there no longer count."""
    session.execute(delete(SignInTry).where(SignInTry.email == email, SignInTry.origin == origin[:LONGEST_ORIGIN]))
