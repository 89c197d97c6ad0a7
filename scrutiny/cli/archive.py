"""`backup`, `restore` and `verify`: the whole record laid by in one file, brought back, and looked through."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click
from flask import current_app
from sqlalchemy.orm import Session

from scrutiny import archive
from scrutiny.archive import Counted, NotWhole
from scrutiny.cli.opening import changing, the_clock, with_record
from scrutiny.store import Store

MEGABYTE = 1_000_000


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@with_record
def backup(file: Path, session: Session) -> None:
    """Lay the whole record by in FILE, with its papers. The site may go on. Keep the file secret: all is in it."""
    if file.exists():
        raise click.ClickException(f"{file} is there already. Give another name: no backup is overwritten.")
    try:
        counted = archive.lay_by(session.get_bind().engine, _store(), to=file, now=the_clock().now())
    except NotWhole as loss:
        raise click.ClickException(_told(loss)) from loss
    click.echo(f"Laid by in {file}: {_counted(counted)}. Keep it secret, and keep it elsewhere.")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@with_record
def restore(file: Path, session: Session) -> None:
    """Bring the backup in FILE back into an empty database, of either kind."""
    try:
        with changing(session):
            counted = archive.restore(session, _store(), file=file)
    except NotWhole as trouble:
        raise click.ClickException(_told(trouble)) from trouble
    click.echo(f"Back as it was on {counted.made_at[:16].replace('T', ' at ')} UTC: {_counted(counted)}.")


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@with_record
def verify(file: Path | None, session: Session) -> None:
    """Look whether the record is whole, every paper included; with FILE, whether that backup is."""
    try:
        if file is not None:
            manifest = archive.check(file)
            rows, files = sum(held.rows for held in manifest.tables.values()), len(manifest.files)
        else:
            checked = archive.check_record(session.get_bind().engine, _store())
            rows, files = checked.rows, checked.files
    except NotWhole as trouble:
        raise click.ClickException(_told(trouble)) from trouble
    click.echo(f"Whole: {rows:,} rows, {files:,} files.")


def _store() -> Store:
    store: Store = current_app.extensions["scrutiny.store"]
    return store


def _counted(counted: Counted) -> str:
    return f"{counted.rows:,} rows and {counted.files:,} files ({counted.size / MEGABYTE:,.1f} MB)"


def _told(trouble: NotWhole) -> str:
    """The first few; a disk that dies spoils hundreds."""
    first, *others = trouble.troubles
    more = f" And {len(others) - 5:,} more." if len(others) > 5 else ""
    return " ".join([first, *others[:5]]) + more


COMMANDS: tuple[Callable[..., object], ...] = (backup, restore, verify)
