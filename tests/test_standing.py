"""An application that stands for many tests is, for each of them, as if it had just been made."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from flask import Flask

from scrutiny.app import create_app
from scrutiny.database import Author, db, writing
from tests import chamber, databases
from tests.standing import Standing
from tests.web.signing_in import account, signed_in, wound_clock

PLAIN = (str, bytes, int, float, bool, type(None), date, Path)
"""What is compared as it is; of anything else, what it holds."""


def remembered(app: Flask) -> dict[str, str]:
    """All that our own parts of the application hold, and its settings, by where they stand."""
    ours = {key: part for key, part in app.extensions.items() if key.startswith("scrutiny.")}
    said = dict(line for key, part in ours.items() for line in _held(key, part))
    return said | {f"setting {key}": repr(value) for key, value in app.config.items()}


def _held(where: str, part: Any, within: tuple[int, ...] = ()) -> Iterator[tuple[str, str]]:
    if isinstance(part, PLAIN):
        yield where, repr(part)
        return
    yield where, type(part).__name__
    if id(part) in within or not type(part).__module__.startswith(("scrutiny", "builtins", "collections")):
        return
    names = [*getattr(part, "__dict__", ()), *getattr(part, "__slots__", ())]
    for key, value in part.items() if isinstance(part, dict) else ((name, getattr(part, name)) for name in names):
        yield from _held(f"{where}.{key}", value, (*within, id(part)))


def test_it_remembers_nothing_of_the_test_before(sqlite: databases.SQLite, author: Author, tmp_path: Path) -> None:
    standing = Standing(sqlite.fresh(tmp_path), tmp_path / "of another test")
    app = standing.put_back(tmp_path)
    with app.app_context():
        as_made = remembered(create_app(databases.config(f"sqlite:///{tmp_path / 'scrutiny.db'}", tmp_path)))
    with app.app_context():
        app.extensions["scrutiny.clock"].as_of = chamber.TODAY
        wound_clock(app)
        app.config["PROPAGATE_EXCEPTIONS"] = False
        with writing(db.session(), author):
            chamber.fill(db.session())
            account(db.session(), "Cleo Clerk")
        for browser in (app.test_client(), signed_in(app, "Cleo Clerk")):
            for address in ("/", "/committees/SOS", "/meetings/1/minutes.docx", "/nowhere"):
                assert browser.get(address).status_code < 500
        app.extensions["scrutiny.of a test"] = object()
        assert remembered(app) != as_made
        db.session.remove()
    assert remembered(standing.put_back(tmp_path)) == as_made | {"setting TESTING": "True"}
    standing.close()
