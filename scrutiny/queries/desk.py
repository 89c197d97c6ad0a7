"""Finds what somebody who is signed in works with: their committees."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from scrutiny.models.committees import Committee
from scrutiny.queries.rows import Rows


def committees(session: Session, ids: Collection[int] | None, on: date) -> Rows:
    """Those of the ids, or all where it is None, that are not closed: `id`, `code`, `name`, by name."""
    of = select(Committee.id, Committee.code, Committee.name).order_by(Committee.name)
    of = of.where(or_(Committee.closed_on.is_(None), Committee.closed_on > on))
    return session.execute(of if ids is None else of.where(Committee.id.in_(ids))).all()
