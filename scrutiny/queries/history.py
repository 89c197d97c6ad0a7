"""Finds when the record was last changed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.models.history import Revision

_LAST_CHANGE = select(Revision.changed_at)


def last_change(session: Session) -> datetime:
    """The instant of the last change of anything: what a feed says it was modified at.

    Not the newest of its own entries: what is withheld or taken off leaves older ones behind, and a reader who asks
    only by date would then be told that nothing has changed.
    """
    return session.scalars(_LAST_CHANGE).one()
