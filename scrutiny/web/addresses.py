"""How the parts of an address are written; anything else is an address of nothing: 404.

Templates write addresses plainly (`/meetings/12`), because they are kept for ever and a link in every row of a long
table is dear to build. The tests' browser checks that each leads somewhere.
"""

from __future__ import annotations

from datetime import date

from flask import Flask
from werkzeug.routing import BaseConverter, ValidationError

LARGEST_ID = 2**31 - 1  # what an integer column of PostgreSQL holds


class RecordId(BaseConverter):
    """The number of a row, spelt one way only."""

    regex = "[1-9][0-9]{0,9}"

    def to_python(self, value: str) -> int:
        if int(value) > LARGEST_ID:
            raise ValidationError
        return int(value)


class CommitteeCode(BaseConverter):
    """`SOS`."""

    regex = "[A-Za-z0-9][A-Za-z0-9_-]{0,19}"


class Day(BaseConverter):
    """`2021-11-30`."""

    regex = "[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> date:
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            raise ValidationError from error

    def to_url(self, value: date) -> str:
        return value.isoformat()


def register(app: Flask) -> None:
    app.url_map.converters.update({"id": RecordId, "code": CommitteeCode, "day": Day})
