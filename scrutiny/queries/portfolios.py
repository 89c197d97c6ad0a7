"""Finds what Cabinet Members answer for."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from scrutiny.models.people import Person, Portfolio
from scrutiny.queries.rows import Rows


def every(session: Session) -> Rows:
    """All portfolios with who holds or held them, by the portfolio's name, the present holder first."""
    columns = (Portfolio.id, Portfolio.name, Portfolio.person_id, Portfolio.from_.label("from_"), Portfolio.to)
    found = select(*columns, Person.name.label("person"), Person.honours).join(Person, Person.id == Portfolio.person_id)
    ordered = found.order_by(Portfolio.name, Portfolio.to.is_not(None), Portfolio.from_.desc(), Portfolio.id)
    return session.execute(ordered).all()


def to_change(session: Session, portfolio_id: int) -> Portfolio | None:
    """With its person."""
    return session.scalar(select(Portfolio).where(Portfolio.id == portfolio_id).options(joinedload(Portfolio.person)))
