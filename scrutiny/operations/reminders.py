"""Keeps what somebody was told of and when, so that nobody is told twice."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy.orm import Session

from scrutiny.models.post import Reminder


def note(session: Session, *, about: str, ids: Collection[int], email: str, on: date) -> None:
    """Raises IntegrityError when another change has told the same that day: then nothing of this one may stay."""
    session.add_all(Reminder(about=about, about_id=id_, email=email, told_on=on) for id_ in ids)
    session.flush()
