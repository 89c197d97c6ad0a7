"""How a command comes to the record: the settings, the application, the committee and the meeting it names."""

from __future__ import annotations

import getpass
import os
import secrets
from collections.abc import Callable, Iterator, MutableMapping
from contextlib import contextmanager, suppress
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any

import click
from sqlalchemy.orm import Session

from scrutiny.app import ROOT, create_app
from scrutiny.clock import Clock
from scrutiny.config import Config
from scrutiny.database import Author, db, writing
from scrutiny.domain.dates import written
from scrutiny.queries import committees, meetings
from scrutiny.queries.rows import AnyRow
from scrutiny.readiness import make_ready


def embedded(environ: MutableMapping[str, str]) -> Config:
    """The settings, with a SQLite file and a key made under the data folder where none are given."""
    data = Path(environ.get("SCRUTINY_DATA") or ROOT / "var").resolve()
    environ["SCRUTINY_DATA"] = str(data)
    data.mkdir(parents=True, exist_ok=True, mode=0o700)
    environ.setdefault("DATABASE_URL", f"sqlite:///{data / 'scrutiny.db'}")
    if "SECRET_KEY" not in environ:
        environ["SECRET_KEY"] = _kept_key(data / "secret-key")
    config = Config.from_environment(environ)
    _keep_from_others(config.database_url)
    return config


def _keep_from_others(database_url: str) -> None:
    """Make a SQLite file that is not there for this user's eyes alone: SQLite would let everybody on the machine read
    it, in a folder that somebody else made, and gives its log the mode of the file. One that is there stays as it is.
    """
    path = database_url.removeprefix("sqlite:///").partition("?")[0]
    if path in ("", ":memory:", database_url) or path.startswith("file:"):
        return
    with suppress(OSError):  # there already; or it cannot be made, which SQLite says in words of its own
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def _kept_key(path: Path) -> str:
    """The key in the file; made there, for this user's eyes alone, the first time."""
    try:
        with open(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48))
    except FileExistsError:
        pass
    return path.read_text(encoding="ascii").strip()


@contextmanager
def opened() -> Iterator[Session]:
    """A session on a database that is there and current."""
    app = create_app(embedded(os.environ))
    make_ready(app)
    with app.app_context():
        try:
            yield db.session()
        finally:
            db.session.remove()
            db.engine.dispose()


def with_record(command: Callable[..., Any]) -> Callable[..., Any]:
    """Hand the command a `session` on the record, and roll back whatever it did not commit."""

    @wraps(command)
    def run(*arguments: Any, **options: Any) -> Any:
        with opened() as session:
            return command(*arguments, session=session, **options)

    return run


class _OnlyTried(Exception):
    """Ends a change that is not to be kept."""


@contextmanager
def changing(session: Session, *, only_try: bool = False) -> Iterator[Author]:
    """One change, signed by whoever sits at the command line; one that is only tried leaves no trace."""
    author = Author(f"{getpass.getuser()} (command line)", the_clock().now())
    with suppress(_OnlyTried), writing(session, author):
        yield author
        if only_try:
            raise _OnlyTried


def the_clock() -> Clock:
    from flask import current_app

    clock: Clock = current_app.extensions["scrutiny.clock"]
    return clock


def a_committee(session: Session, code: str) -> AnyRow:
    """The committee of that code; if there is none, the sentence names those there are."""
    found = committees.by_code(session, code)
    if found is None:
        codes = ", ".join(row.code for row in committees.every(session))
        raise click.ClickException(
            f"There is no committee {code}. Choose one of: {codes}." if codes else "There is no committee yet."
        )
    return found


def a_meeting(session: Session, code: str, on: date) -> int:
    """The committee's meeting on that day; if there is none, the sentence names the nearest."""
    committee = a_committee(session, code)
    found = meetings.find(session, code, on)
    if found is None:
        days = sorted((row.on for row in meetings.listed(session, committee.id)), key=lambda day: abs(day - on))
        near = ", ".join(written(day) for day in sorted(days[:3]))
        raise click.ClickException(
            f"{code} has no meeting on {written(on)}." + (f" The nearest are: {near}." if near else "")
        )
    return found


class Day(click.ParamType[date]):
    """A day given as 2021-11-30."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            return value if isinstance(value, date) else date.fromisoformat(value)
        except ValueError:
            self.fail(f"'{value}' is not a day. Write it as 2021-11-30.", param, ctx)
