"""Finds the items that come onto a committee's agendas by themselves."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.models.committees import StandingItem
from scrutiny.queries.rows import Rows


def of_committee(session: Session, committee_id: int) -> Rows:
    """All of them, the ended ones too, in the order of an agenda; those of a year by their month."""
    found = select(*StandingItem.__table__.c).where(StandingItem.committee_id == committee_id)
    order = (StandingItem.at_the_end, StandingItem.position, StandingItem.id)
    return session.execute(found.order_by(*order)).all()
