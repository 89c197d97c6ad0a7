"""Finds what is suggested for a committee's programme, how it was scored, and by what."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scrutiny.domain.vocabulary import Listed
from scrutiny.models.suggestions import Criterion, Score, Suggestion
from scrutiny.queries.rows import Rows


class Order(StrEnum):
    TOTAL = "total"
    DAY = "day"
    TITLE = "title"


_TOTALS = (
    select(Score.suggestion_id, func.sum(Score.points).label("total"), func.count().label("scored"))
    .join(Criterion, Criterion.id == Score.criterion_id)
    .where(Criterion.ended_on.is_(None))
    .group_by(Score.suggestion_id)
    .subquery()
)
_TOTAL = func.coalesce(_TOTALS.c.total, 0)
_SHOWN = (*Suggestion.__table__.c, _TOTAL.label("total"), func.coalesce(_TOTALS.c.scored, 0).label("scored"))
_NEWEST = (Suggestion.suggested_on.desc(), Suggestion.id.desc())
_ORDERS = {
    Order.TOTAL: (_TOTAL.desc(), *_NEWEST),
    Order.DAY: _NEWEST,
    Order.TITLE: (func.lower(Suggestion.title), Suggestion.id),
}


def listed(session: Session, committee_id: int, *, on: Listed, order: Order) -> Rows:
    """What stands on that list, each with its `total` by the criteria in force, and by how many it was `scored`."""
    found = select(*_SHOWN).outerjoin(_TOTALS, _TOTALS.c.suggestion_id == Suggestion.id)
    of = (Suggestion.committee_id == committee_id, Suggestion.listed == on)
    return session.execute(found.where(*of).order_by(*_ORDERS[order])).all()


def counts(session: Session, committee_id: int) -> dict[Listed, int]:
    """How many stand on each list; every list is there."""
    of = select(Suggestion.listed, func.count()).where(Suggestion.committee_id == committee_id)
    found = {row[0]: row[1] for row in session.execute(of.group_by(Suggestion.listed))}
    return {on: found.get(on, 0) for on in Listed}


def criteria(session: Session, committee_id: int) -> Sequence[Criterion]:
    """All that suggestions are or were scored by, in their order; to be changed, or to score by."""
    of = select(Criterion).where(Criterion.committee_id == committee_id).order_by(Criterion.position, Criterion.id)
    return session.scalars(of).all()
