"""Finds what is due first, for the front page and a committee's own: an index look-up a committee, however many."""

from __future__ import annotations

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from scrutiny.models.committees import Committee
from scrutiny.models.follow_up import STILL_OPEN, Action
from scrutiny.queries.rows import Rows
from scrutiny.queries.withheld import public

_IN_ORDER = (Action.due, Action.id)
_DATED = select(Action).where(STILL_OPEN, public(Action), Action.due.is_not(None)).order_by(*_IN_ORDER)
_OF_COMMITTEE = _DATED.where(Action.committee_id == bindparam("committee_id")).limit(bindparam("most"))
_FIRST = (
    _DATED.with_only_columns(Action.id)
    .where(Action.committee_id == Committee.id)
    .limit(1)
    .correlate(Committee)
    .scalar_subquery()
)
_FIRST_OF_EACH = select(Action).join(Committee, Action.id == _FIRST).order_by(*_IN_ORDER)


def of_committee(session: Session, committee_id: int, most: int) -> Rows:
    """A committee's open actions that are due first, of those that the public may see."""
    return session.connection().execute(_OF_COMMITTEE, {"committee_id": committee_id, "most": most}).all()


def first_of_each(session: Session) -> Rows:
    """Of every committee the one open action that is due first."""
    return session.connection().execute(_FIRST_OF_EACH).all()
