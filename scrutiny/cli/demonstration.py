"""Putting the demonstration record into an empty database, and saying how to sign in to it."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.cli.opening import changing
from scrutiny.models.accounts import Account
from scrutiny.models.history import Revision
from scrutiny.operations import accounts, record
from scrutiny.queries import committees


def load(session: Session, secret_key: str) -> None:
    """Load it; refused in words when the database holds anything else."""
    with changing(session):
        record.load_demonstration(session, password=accounts.demonstration_password(secret_key))


def load_if_empty(session: Session, secret_key: str) -> None:
    if not committees.every(session):
        session.rollback()
        load(session, secret_key)


def signing_in(session: Session, secret_key: str) -> list[str]:
    """What to tell whoever starts a demonstration: the accounts and their password; for a real record, nothing."""
    if not session.scalar(select(Revision.demonstration)):
        return []
    emails = session.scalars(select(Account.email).where(Account.demonstration).order_by(Account.id)).all()
    return [
        "This is a demonstration from a public record, not the council's site. Sign in as",
        *(f"  {email}" for email in emails),
        f"with the password {accounts.demonstration_password(secret_key)}",
    ]
