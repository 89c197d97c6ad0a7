"""Accounts, made and ended at the command line."""

from __future__ import annotations

from collections.abc import Callable

import click
from flask import current_app
from sqlalchemy.orm import Session

from scrutiny.cli.opening import changing, the_clock, with_record
from scrutiny.domain.accounts import email_address
from scrutiny.domain.vocabulary import AccountRole
from scrutiny.operations import accounts
from scrutiny.queries import accounts as queries


@click.command("add-account")
@click.argument("email")
@click.option("--name", required=True, help="The person's name.")
@click.option("--role", required=True, type=click.Choice([role.value for role in AccountRole]))
@click.option("--committee", default=None, help="The committee's code; without it the role holds on all.")
@click.option("--member", default="", help="A councillor or chair: the member's name in the record.")
@click.password_option(help="Asked for when it is not given.")
@with_record
def add_account(
    email: str, name: str, role: str, committee: str | None, member: str, password: str, session: Session
) -> None:
    """Make an account for somebody."""
    with changing(session):
        account = accounts.add(
            session,
            email=email,
            name=name,
            password=password,
            role=AccountRole(role),
            committee=committee,
            on=the_clock().today(),
            person=member,
        )
    click.echo(f"{account.name} can sign in as {account.email}.")


@click.command("calendar-address")
@click.argument("email")
@click.option("--revoke", is_flag=True, help="End the address that there is, and make none.")
@with_record
def calendar_address(email: str, revoke: bool, session: Session) -> None:
    """Make a person's private calendar address. It is like a password: an address made before ends."""
    with changing(session):
        account = queries.to_change(session, email_address(email))
        if account is None:
            raise click.ClickException(f"There is no account for {email}. Make one with ./run add-account.")
        if revoke:
            accounts.revoke_feed_address(session, account)
        key = None if revoke else accounts.make_feed_address(session, account)
    site = current_app.extensions["scrutiny.config"].site_url
    click.echo(f"{site}/calendar/{key}.ics" if key else f"The private calendar of {account.email} is gone.")


COMMANDS: tuple[Callable[..., object], ...] = (add_account, calendar_address)
