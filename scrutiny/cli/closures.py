"""`load-holidays`: the days on which the council is closed, once a year."""

from __future__ import annotations

import re
from collections.abc import Callable

import click
from sqlalchemy.orm import Session

from scrutiny.cli.opening import changing, with_record
from scrutiny.models.committees import Council
from scrutiny.operations import closures
from scrutiny.queries import councils

MOST_YEARS = 30


@click.command("load-holidays")
@click.option("--years", required=True, help="One year, or a span: 2018-2028.")
@click.option("--council", "name", default="", help="The council's name, where there is more than one.")
@with_record
def load_holidays(years: str, name: str, session: Session) -> None:
    """Load the bank holidays that clear days are counted by; days entered by hand stay."""
    span = re.fullmatch(r"(\d{4})(?:-(\d{4}))?", years)
    first, last = (int(span[1]), int(span[2] or span[1])) if span else (0, 0)
    if not 0 <= last - first < MOST_YEARS or not span:
        raise click.ClickException(f"'{years}' is no span of years. Write it as 2018-2028, at most {MOST_YEARS} years.")
    with changing(session):
        council = _council(session, name)
        closures.load_holidays(session, council, range(first, last + 1))
    click.echo(f"The bank holidays of {first} to {last} are loaded for {council.name}.")


def _council(session: Session, name: str) -> Council:
    found = councils.every(session)
    chosen = [council for council in found if not name or council.name == name]
    if len(chosen) == 1:
        return chosen[0]
    names = ", ".join(council.name for council in found)
    raise click.ClickException(f"Say which council with --council: {names}." if found else "There is no council yet.")


COMMANDS: tuple[Callable[..., object], ...] = (load_holidays,)
