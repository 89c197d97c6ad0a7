"""What must be true before the application answers: a current database, and a day that fits its record."""

from __future__ import annotations

from datetime import date

from flask import Flask

from scrutiny.clock import Clock
from scrutiny.config import ConfigError
from scrutiny.database import db
from scrutiny.queries import committees, councils
from scrutiny.schema import require_current

DEMONSTRATION_DAY = date(2021, 11, 15)


def make_ready(app: Flask) -> None:
    """Refuse a database that is not current; read a demonstration as of the day on which it is alive.

    Raises WrongSchema, and ConfigError where SCRUTINY_TODAY is set for a real record, which is read as of today alone.
    """
    clock: Clock = app.extensions["scrutiny.clock"]
    with app.app_context():
        require_current(db.engine)
        demonstration = councils.is_demonstration(db.session())
        real = not demonstration and bool(committees.every(db.session()))
    if demonstration and clock.as_of is None:
        clock.as_of = DEMONSTRATION_DAY
    if clock.as_of and real:
        raise ConfigError(
            "SCRUTINY_TODAY is set, but the database holds a real record, not the demonstration. Take the setting away."
        )
