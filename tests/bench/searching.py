"""Search, newest first, at 100,000 and at 1,000,000 entries: for words of every frequency, on both databases."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy.orm import Session

from scrutiny.domain.searching import Kind, words
from scrutiny.models.search import entries, key, of_committee, of_kind, of_year, year_of
from scrutiny.queries.search import find
from tests.bench.databases import KINDS, PostgreSQL, SQLite, folder
from tests.bench.measure import Row, in_turns

SMALL, LARGE = 100_000, 1_000_000
YEARS = 40
LAST = date(2021, 11, 30)
FORGOTTEN = 3  # years since anybody spoke of the pandemic
NO_SUCH_PAGE = "the of and to that it be a in for with was on by at"
ROUNDS = 31
COLUMNS = 'id, kind, subject_id, committee_id, meeting_id, "on", title, text, words'

# How often each word is used, from the one in every entry to the one in none.
FREQUENCIES = {
    "committee": 1.0,
    "resolved": 0.5,
    "cabinet": 0.1,
    "library": 0.01,
    "flooding": 0.001,
    "badger": 0.0005,
}
ASKED = {
    **{f"a word in {share:.2%} of the entries": word for word, share in FREQUENCIES.items()},
    "a word in a third of those of years ago, in none since": "pandemic",
    "a word in ten entries": "zeppelin",
    "a word in none": "unheard",
    "two common words": "resolved cabinet",
    "a common word and a rare one": "committee badger",
}
FILLING = (*NO_SUCH_PAGE.split(), "officers", "members", "report", "update", "noted", "received")


def rows() -> Iterator[Row]:
    with folder() as path:
        for kind in KINDS:
            small, large = filled(kind, path, SMALL), filled(kind, path, LARGE)
            with small.session() as few, large.session() as many:
                yield from _grown(kind.name, few, many)
            small.drop()
            large.drop()


def _grown(name: str, few: Session, many: Session) -> Iterator[Row]:
    for what, typed in ASKED.items():
        at_small, at_large = in_turns(lambda t=typed: find(few, t), lambda t=typed: find(many, t), rounds=ROUNDS)
        yield Row(
            f"search on {name}, {LARGE:,} entries: {what}", at_large, at_small, beside=f"{SMALL:,} entries", limit=2
        )
    (longest,) = in_turns(lambda: find(many, NO_SUCH_PAGE), rounds=ROUNDS)
    yield Row(f"search on {name}, {LARGE:,} entries: stop words alone", longest, 1000, beside="a second", limit=1)


def filled(kind: type[SQLite] | type[PostgreSQL], path: Path, length: int) -> SQLite | PostgreSQL:
    """So many entries over the same years, put in before the lists of words are made: that is much faster."""
    database = kind(path)
    if isinstance(database, SQLite):
        triggers = [f"DROP TRIGGER search_words_follow_{verb}" for verb in ("insert", "update", "delete")]
        database.run(*triggers)
        database.put(entries.name, COLUMNS, made(length))
        database.run("INSERT INTO search_words (search_words) VALUES ('rebuild')")
    else:
        database.run("DROP INDEX ix_search_entries_lexemes")
        database.put(entries.name, COLUMNS, made(length))
        database.run(
            "SET maintenance_work_mem = '512MB'",
            "CREATE INDEX ix_search_entries_lexemes ON search_entries USING gin (lexemes)",
        )
    database.settle()
    return database


def made(length: int) -> Iterator[tuple[object, ...]]:
    """Entries in the order of their days, spread evenly over the years."""
    chance = random.Random(1)
    first, days = LAST - timedelta(days=365 * YEARS), 365 * YEARS
    since = LAST - timedelta(days=365 * FORGOTTEN)
    fixed = {of_kind(Kind.ACTION), of_committee(1)}
    for number in range(1, length + 1):
        on = first + timedelta(days=number * days // length)
        said = [word for word, share in FREQUENCIES.items() if chance.random() < share]
        said += chance.choices(FILLING, k=8)
        if number % 3 == 0 and on < since:
            said.append("pandemic")
        if number % (length // 10) == 0:
            said.append("zeppelin")
        text = " ".join(said)
        id_ = key(Kind.ACTION, number, on)
        found_by = words(text) | fixed | {of_year(year_of(id_))}
        yield id_, int(Kind.ACTION), number, 1, None, on.isoformat(), f"Action {number}", text, " ".join(found_by)
