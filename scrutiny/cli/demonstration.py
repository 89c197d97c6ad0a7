"""Putting the demonstration record into an empty database, and saying how to sign in to it."""

from __future__ import annotations

from collections.abc import Callable

import click
from flask import current_app
from sqlalchemy.orm import Session

from scrutiny.cli.opening import changing, with_record
from scrutiny.operations import accounts, packs, record
from scrutiny.queries import accounts as account_queries
from scrutiny.queries import committees, councils
from scrutiny.queries import packs as queries


@click.command()
@with_record
def demo(session: Session) -> None:
    """Load the demonstration record; refused when the database holds anything else."""
    key = current_app.config["SECRET_KEY"]
    load(session, key)
    click.echo("The demonstration record is loaded.")
    for line in signing_in(session, key):
        click.echo(line)


def load(session: Session, secret_key: str) -> None:
    """Load it, with its papers; refused in words when the database holds anything else."""
    record.require_empty(session)
    session.rollback()
    papers = record.kept_papers(current_app.extensions["scrutiny.store"])
    with changing(session):
        committee = record.load_demonstration(session, password=accounts.demonstration_password(secret_key))
        record.take_papers(session, committee, papers)
        for meeting_id in queries.with_papers(session):
            packs.want(session, meeting_id)


def load_if_empty(session: Session, secret_key: str) -> None:
    if not committees.every(session):
        session.rollback()
        load(session, secret_key)


def signing_in(session: Session, secret_key: str) -> list[str]:
    """What to tell whoever starts a demonstration: the accounts and their password; for a real record, nothing."""
    if not councils.is_demonstration(session):
        return []
    return [
        "This is a demonstration from a public record, not the council's site. Sign in as",
        *(f"  {email}" for email in account_queries.of_the_demonstration(session)),
        f"with the password {accounts.demonstration_password(secret_key)}",
    ]


COMMANDS: tuple[Callable[..., object], ...] = (demo,)
