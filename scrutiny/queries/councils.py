"""Finds the council whose record this is."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.models.committees import Council
from scrutiny.models.history import Revision


def name(session: Session) -> str:
    """The name of the council, or nothing while the record is empty."""
    return session.scalar(select(Council.name).order_by(Council.id).limit(1)) or ""


def every(session: Session) -> Sequence[Council]:
    """All councils by name, for what changes one."""
    return session.scalars(select(Council).order_by(Council.name)).all()


def is_demonstration(session: Session) -> bool:
    return bool(session.scalar(select(Revision.demonstration)))
