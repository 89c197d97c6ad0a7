"""Keeps what Cabinet Members answer for, and between which days."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from scrutiny.domain.dates import written
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.text import one_line
from scrutiny.models.people import Person, Portfolio


def give(session: Session, person: Person, *, name: str, from_: date | None, to: date | None = None) -> Portfolio:
    portfolio = Portfolio(person_id=person.id)
    _set(portfolio, name, from_, to)
    session.add(portfolio)
    session.flush()
    return portfolio


def change(session: Session, portfolio: Portfolio, *, name: str, from_: date | None, to: date | None) -> None:
    """Mend it or end it. Days that nobody knows stay empty."""
    _set(portfolio, name, from_, to)
    session.flush()


def remove(session: Session, portfolio: Portfolio) -> None:
    """Take away one that was entered by mistake. The person stays."""
    session.delete(portfolio)
    session.flush()


def _set(portfolio: Portfolio, name: str, from_: date | None, to: date | None) -> None:
    kept = one_line(name, field="The portfolio", most=200)
    if not kept:
        raise RuleBroken("Say what the portfolio is called.")
    if from_ is not None and to is not None and to < from_:
        raise RuleBroken(f"The portfolio begins on {written(from_)}, so it cannot end before that.")
    portfolio.name, portfolio.from_, portfolio.to = kept, from_, to
