"""Finds what the public may read by the words in it, newest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Row, select, text
from sqlalchemy.orm import Session

from scrutiny.domain.searching import Kind, Piece, asked, marked, passage
from scrutiny.models.search import YEAR_OF_UNDATED, entries, key, of_committee, of_kind, of_year, year_of

NEWEST = 2000
BEYOND_EVERY_KEY = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found, its title and a passage in pieces with the words marked. `on` is None for what has no day."""

    kind: Kind
    subject_id: int
    committee_id: int | None
    meeting_id: int | None
    on: date | None
    title: tuple[Piece, ...]
    passage: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A page of hits. `more` is what to ask the next page with (`before`); None where there is none."""

    hits: tuple[Hit, ...] = ()
    more: int | None = None


def find(
    session: Session,
    typed: str,
    *,
    kind: Kind | None = None,
    committee_id: int | None = None,
    before: int | None = None,
    most: int = 20,
) -> Found:
    """Everything that has all the words typed, newest first; nothing where no word was typed."""
    sought = asked(typed)
    if not sought:
        return Found()
    marks = (of_kind(kind) if kind else "", of_committee(committee_id) if committee_id else "")
    walk = _on_sqlite if session.get_bind().dialect.name == "sqlite" else _on_postgresql
    limit = BEYOND_EVERY_KEY if before is None else max(0, min(before, BEYOND_EVERY_KEY))
    ids = walk(session, [*sought, *filter(None, marks)], limit, most + 1)
    shown = ids[:most]
    rows = {row.id: row for row in session.execute(select(entries).where(entries.c.id.in_(shown)))}
    hits = tuple(_hit(rows[id_], sought) for id_ in shown if id_ in rows)
    return Found(hits, shown[-1] if len(ids) > most else None)


def _hit(row: Row[tuple[object, ...]], sought: tuple[str, ...]) -> Hit:
    return Hit(
        Kind(row.kind),
        row.subject_id,
        row.committee_id,
        row.meeting_id,
        row.on,
        tuple(marked(row.title, sought)),
        passage(row.text, sought),
    )


def _on_sqlite(session: Session, words: list[str], before: int, most: int) -> list[int]:
    """FTS5 keeps each word's entries in the order of their keys, so it walks back from the newest and stops.

    A search takes as long as the page it fills, whether the word is in three entries or in every one. By rank it would
    read them all.
    """
    statement = text(
        "SELECT rowid FROM search_words WHERE search_words MATCH :words AND rowid < :before "
        "ORDER BY rowid DESC LIMIT :most"
    )
    quoted = " ".join(f'"{word}"' for word in words)
    return list(session.scalars(statement, {"words": quoted, "before": before, "most": most}))


def _on_postgresql(session: Session, words: list[str], before: int, most: int) -> list[int]:
    """A GIN index has no order, so a search by it alone takes longer the more common the word is: two ways are joined.

    The newest entries are walked first and looked at one by one: a common word fills its page there. What is rarer is
    asked of the index, a stretch of years at a time from the newest, each twice as long as the one before that did
    not fill the page: so there are few hits to sort, however many there were years ago. A year is a mark among the
    words, met in the same lists; MATERIALIZED keeps the planner from walking the whole table by its key instead.
    """
    sought = " & ".join(f"'{word}'" for word in words)
    newest = text(
        "SELECT id FROM (SELECT id, lexemes FROM search_entries WHERE id < :before ORDER BY id DESC LIMIT :newest) "
        "AS newest WHERE lexemes @@ CAST(:sought AS tsquery) ORDER BY id DESC LIMIT :most"
    )
    ids = list(session.scalars(newest, {"sought": sought, "before": before, "newest": NEWEST, "most": most}))
    stretch = text(
        "WITH hits AS MATERIALIZED (SELECT id FROM search_entries WHERE lexemes @@ CAST(:sought AS tsquery)) "
        "SELECT id FROM hits WHERE id < :before ORDER BY id DESC LIMIT :most"
    )
    for years in _stretches(session, before) if len(ids) < most else ():
        then = " | ".join(f"'{of_year(year)}'" for year in years)
        below = {"sought": f"{sought} & ({then})", "before": ids[-1] if ids else before, "most": most - len(ids)}
        ids += session.scalars(stretch, below)
        if len(ids) == most:
            break
    return ids


def _stretches(session: Session, before: int) -> Iterator[list[int]]:
    """The years that have entries with lower keys, latest first, in stretches of growing length."""
    dated = key(Kind(1), 0, date.max)
    latest = select(entries.c.id).where(entries.c.id < min(before, dated)).order_by(entries.c.id.desc()).limit(1)
    earliest = select(entries.c.id).order_by(entries.c.id).limit(1)
    bounds = session.execute(select(latest.scalar_subquery(), earliest.scalar_subquery())).one()
    if before > dated:
        yield [YEAR_OF_UNDATED]
    if bounds[0] is not None:
        last, first, length = year_of(bounds[0]), year_of(bounds[1]), 1
        while last >= first:
            yield list(range(last, max(last - length, first - 1), -1))
            last, length = last - length, length * 2
