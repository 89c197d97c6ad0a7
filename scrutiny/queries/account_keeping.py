"""Finds accounts for whoever keeps them: who has one, with which roles, and whether they have ever set a password."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from scrutiny.models.accounts import Account
from scrutiny.models.committees import Committee
from scrutiny.queries.rows import Rows
from scrutiny.queries.to_change import Governed


def every(session: Session) -> list[Account]:
    """All accounts with their roles, those in use first, by name."""
    order = (Account.active.desc(), Account.name, Account.id)
    return list(session.scalars(select(Account).options(selectinload(Account.grants)).order_by(*order)))


def account(session: Session, id_: int) -> Governed[Account] | None:
    """With its roles. It is of no one committee: the right to it must be held on all."""
    found = session.scalar(select(Account).where(Account.id == id_).options(selectinload(Account.grants)))
    return Governed(found, None) if found else None


def committees(session: Session) -> Rows:
    """`id`, `code` and `name` of every committee, by name."""
    return session.execute(select(Committee.id, Committee.code, Committee.name).order_by(Committee.name)).all()
