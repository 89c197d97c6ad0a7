"""What it is to hold a seat on a day."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_
from sqlalchemy.orm import aliased

from scrutiny.models.people import Membership

_next = aliased(Membership)


def held_on(on: Any) -> ColumnElement[bool]:
    """Seats held on that day, the last day too; but on the day of a change of role only the new one."""
    followed = exists().where(
        _next.committee_id == Membership.committee_id,
        _next.person_id == Membership.person_id,
        _next.id != Membership.id,
        _next.from_ == on,
    )
    last_day = and_(Membership.to == on, ~followed)
    return and_(Membership.from_ <= on, or_(Membership.to.is_(None), Membership.to > on, last_day))
