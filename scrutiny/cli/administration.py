"""The demonstration, a record read back, and the holidays: what is done once or once a year."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.cli import demonstration
from scrutiny.cli.opening import changing, with_record
from scrutiny.intake import record as intake
from scrutiny.models.committees import Council
from scrutiny.opendata import record as opendata
from scrutiny.operations import closures, record

MOST_YEARS = 30


@click.command()
@with_record
def demo(session: Session) -> None:
    """Load the demonstration record; refused when the database holds anything else."""
    key = current_app.config["SECRET_KEY"]
    demonstration.load(session, key)
    click.echo("The demonstration record is loaded.")
    for line in demonstration.signing_in(session, key):
        click.echo(line)


@click.group("import")
def import_() -> None:
    """Read a past document into the record."""


@import_.command("record")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--committee", "code", required=True, help="The code of the committee in the file, to be sure.")
@click.option("--dry-run", is_flag=True, help="Say what was read, and change nothing.")
@click.option("--json", "as_json", is_flag=True, help="With --dry-run: what was read, with every doubt, as JSON.")
@with_record
def import_record(file: Path, code: str, dry_run: bool, as_json: bool, session: Session) -> None:
    """Read back an exported record, or one written by hand in the same shape."""
    reading = intake.read(file.read_bytes())
    if reading.record is not None and reading.record.committee.code != code:
        raise click.ClickException(f"{file.name} is the record of {reading.record.committee.code}, not of {code}.")
    if dry_run:
        _say_what_was_read(reading, as_json)
        return
    read = reading.accept()
    with changing(session):
        record.load(session, read)
    click.echo(f"The record of {code} is loaded: {_counted(read)}.")
    for doubt in reading.doubts:
        click.echo(f"To look at: {doubt.where}: {doubt.what}")


def _say_what_was_read(reading: intake.Reading, as_json: bool) -> None:
    if as_json and reading.record is not None:
        click.echo(opendata.write(reading.record, reading.noted).decode())
        return
    if reading.record is not None:
        click.echo(f"Read: {_counted(reading.record)}. Nothing was changed.")
    for noted in reading.noted:
        click.echo(f"{noted.where}: {noted.what}")


def _counted(read: Any) -> str:
    parts = ("meetings", "work_programme", "actions", "recommendations")
    return ", ".join(f"{len(getattr(read, part))} {part.replace('_', ' ')}" for part in parts)


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
    found = session.scalars(select(Council).order_by(Council.name)).all()
    chosen = [council for council in found if not name or council.name == name]
    if len(chosen) == 1:
        return chosen[0]
    names = ", ".join(council.name for council in found)
    raise click.ClickException(f"Say which council with --council: {names}." if found else "There is no council yet.")


COMMANDS: tuple[Callable[..., object], ...] = (demo, import_, load_holidays)
