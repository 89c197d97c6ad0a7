"""Counts tries to sign in."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, case, func, select
from sqlalchemy.orm import Session

from scrutiny.models.accounts import SignInTry
from scrutiny.queries.rows import AnyRow

_COUNTED = select(
    func.count().label("everywhere"),
    func.count(case((SignInTry.origin == bindparam("origin"), 1))).label("here"),
).where(SignInTry.email == bindparam("email"), SignInTry.at > bindparam("since"))


def counted(session: Session, *, email: str, origin: str, since: datetime) -> AnyRow:
    """How often since then: from `everywhere`, and from `here`, which is the network address."""
    return session.connection().execute(_COUNTED, {"email": email, "origin": origin, "since": since}).one()
