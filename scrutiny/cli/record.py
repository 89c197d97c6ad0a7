"""`import record`: a whole record read back, from the file that `export record` wrote or one written by hand."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import click
from flask import current_app
from sqlalchemy.orm import Session

from scrutiny.cli.opening import changing, with_record
from scrutiny.domain.rules import RuleBroken
from scrutiny.intake import record as intake
from scrutiny.intake import uploads
from scrutiny.opendata import record as opendata
from scrutiny.operations import document_files, record
from scrutiny.queries import documents
from scrutiny.store import Store


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
    if missing := _read_papers(session):
        click.echo(
            f"To look at: {missing} of its papers’ files are not here. A record brings none: bring the folder too."
        )


def _read_papers(session: Session) -> int:
    """Read the words of its papers for the search, where their files are in the store; how many are not."""
    store: Store = current_app.extensions["scrutiny.store"]
    named = documents.unread(session)
    session.rollback()
    read = []
    for row in named:
        if store.has(row.sha256):
            with store.open(row.sha256) as file, suppress(RuleBroken):
                read.append(uploads.read(file.read(), row.name))
    with changing(session):
        for upload in read:
            document_files.read_again(session, upload)
    return len(named) - len(read)


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


COMMANDS: tuple[Callable[..., object], ...] = (import_,)
