"""Finds accounts, and the roles that each holds on a day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, or_, select, true
from sqlalchemy.orm import Session

from scrutiny.models.accounts import Account, Grant
from scrutiny.models.history import Revision
from scrutiny.models.people import Membership
from scrutiny.permissions import Held, Permission, held, may
from scrutiny.queries.rows import AnyRow, Rows


@dataclass(frozen=True, slots=True)
class Holder:
    """An account that may be used on a day, with the roles in force then."""

    id: int
    name: str
    email: str
    person_id: int | None
    token_version: int
    grants: frozenset[Held]


_USABLE = and_(
    Account.active.is_(True),
    or_(Account.demonstration.is_(False), exists().where(Revision.demonstration.is_(True))),
)
"""Nobody has disabled it, and it is not an account of the demonstration found in a real record."""

_SEATED = and_(
    Membership.person_id == Account.person_id,
    or_(Grant.committee_id.is_(None), Membership.committee_id == Grant.committee_id),
    Membership.from_ <= bindparam("on"),
    or_(Membership.to.is_(None), Membership.to > bindparam("on")),
)
"""A seat there on that day. On the day of leaving it is already lost: exempt papers are not for the one who goes."""


def _holder(where: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Account.id,
            Account.name,
            Account.email,
            Account.person_id,
            Account.token_version,
            Grant.role,
            Grant.committee_id,
            Membership.role.label("seat"),
            Membership.committee_id.label("seat_on"),
        )
        .outerjoin(Grant, Grant.account_id == Account.id)
        .outerjoin(Membership, _SEATED)
        .where(where, _USABLE)
    )


_FEED_KEY = re.compile(r"[A-Za-z0-9_-]{43,64}")
_IN_SESSION = _holder(and_(Account.id == bindparam("id"), Account.token_version == bindparam("version")))
_BY_FEED_KEY = _holder(Account.feed_key == bindparam("key"))
_EVERY = _holder(true()).order_by(Account.id)
_BY_EMAIL = select(Account.id, Account.token_version, Account.password_hash, _USABLE.label("usable")).where(
    Account.email == bindparam("email")
)


def in_session(session: Session, account_id: int, version: int, on: date) -> Holder | None:
    """Whose session it is, roles and all, in one query; None when the account or the session has been ended."""
    return _one(session, _IN_SESSION, {"id": account_id, "version": version, "on": on})


def by_feed_key(session: Session, key: str, on: date) -> Holder | None:
    """Whose private calendar it is; None when the address was never made, or was revoked."""
    if not _FEED_KEY.fullmatch(key):
        return None
    return _one(session, _BY_FEED_KEY, {"key": key, "on": on})


def by_email(session: Session, email: str) -> AnyRow | None:
    """What signing in needs: `id`, `token_version`, `password_hash`, `usable`."""
    return session.connection().execute(_BY_EMAIL, {"email": email}).first()


def holding(session: Session, permission: Permission, committee_id: int, on: date) -> list[Holder]:
    """Whoever has the right on the committee that day, in the order their accounts were made: to write to them."""
    rows = session.connection().execute(_EVERY, {"on": on}).all()
    holders = (_holder_of(list(own)) for _, own in groupby(rows, key=lambda row: row.id))
    return [holder for holder in holders if may(holder.grants, permission, committee_id)]


def to_change(session: Session, email: str) -> Account | None:
    """The account itself, for what changes it."""
    return session.scalar(select(Account).where(Account.email == email))


def of_the_demonstration(session: Session) -> Sequence[str]:
    """The addresses that the demonstration's accounts sign in with, in the order they were made."""
    return session.scalars(select(Account.email).where(Account.demonstration).order_by(Account.id)).all()


def _one(session: Session, query: Select[*tuple[Any, ...]], values: dict[str, object]) -> Holder | None:
    rows = session.connection().execute(query, values).all()
    return _holder_of(rows) if rows else None


def _holder_of(rows: Rows) -> Holder:
    given = (held(row.role, row.committee_id, row.seat, row.seat_on) for row in rows if row.role)
    first = rows[0]
    return Holder(
        id=first.id,
        name=first.name,
        email=first.email,
        person_id=first.person_id,
        token_version=first.token_version,
        grants=frozenset(role for role in given if role),
    )
