"""What a search looks through: one entry for everything the public may find, and nothing else.

An index and not a part of the record, so it is no mapped class: nothing of it is in the history, and all of it can be
made again from the record (`operations.search.rebuild`). Each database keeps its own list of the words beside it:
`search_words` (FTS5) on SQLite, a GIN index over `lexemes` on PostgreSQL; the migration says how.
"""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import BigInteger, Column, Date, Integer, MetaData, SmallInteger, String, Table

from scrutiny.domain.searching import Kind

_KEY = BigInteger().with_variant(Integer(), "sqlite")  # there only INTEGER is the row's own number

entries = Table(
    "search_entries",
    MetaData(),
    Column("id", _KEY, primary_key=True, autoincrement=False),
    Column("kind", SmallInteger, nullable=False),
    Column("subject_id", Integer, nullable=False),
    Column("committee_id", Integer),
    Column("meeting_id", Integer),
    Column("on", Date),
    Column("title", String, nullable=False),
    Column("text", String, nullable=False),
    Column("words", String, nullable=False),
)

_DAY_AT = 36  # bits: below them four of the kind and thirty-two of the subject
UNDATED = date.max.toordinal() + 1
YEAR_OF_UNDATED = date.max.year + 1


def key(kind: Kind, subject_id: int, on: date | None) -> int:
    """An entry's key: the day first, so that newest first is the order of the keys, and no list has to be sorted.

    What has no day is not in the past: people and committees, and what is still to be given a date, come first.
    """
    day = on.toordinal() if on else UNDATED
    return (day << _DAY_AT) | (kind << 32) | subject_id


def year_of(entry: int) -> int:
    """The year of an entry's day, by its key."""
    day = entry >> _DAY_AT
    return YEAR_OF_UNDATED if day >= UNDATED else (date.min + timedelta(days=day - 1)).year


def first_key_of(year: int) -> int:
    """No entry of the year has a lower key, and no entry of an earlier year a higher; also of the year after all."""
    day = date(year, 1, 1).toordinal() if year <= date.max.year else UNDATED + (year > YEAR_OF_UNDATED)
    return day << _DAY_AT


# Marks stand among an entry's words and narrow a search as a word does, from the same lists. They begin with a
# character of private use, which nobody can type as part of a word.
_MARK = "\ue000"


def of_kind(kind: Kind) -> str:
    return f"{_MARK}k{kind:d}"


def of_committee(committee_id: int) -> str:
    return f"{_MARK}c{committee_id}"


def of_year(year: int) -> str:
    return f"{_MARK}y{year}"
