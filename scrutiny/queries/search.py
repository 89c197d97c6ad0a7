"""Finds what the public may read by the words in it, newest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Row, select, text
from sqlalchemy.orm import Session

from scrutiny.domain.searching import Kind, Piece, asked, marked, passage
from scrutiny.models.search import YEAR_OF_UNDATED, entries, first_key_of, of_committee, of_kind, of_year, year_of

NEWEST = 1000  # entries looked at one by one before the index is asked
FEW = 500  # hits sorted rather than walked
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
    """A GIN index has no order, so a search by it alone takes longer the more common the word is.

    So the newest entries are looked at one by one first, which fills the page with any common word. For the others it
    is asked for some years at a time, from the newest, and for more of them the longer the page stays unfilled; the
    years are marks among the words, met in the same lists. Little is read that is not soon shown.
    """
    recent = {"sought": " & ".join(map(_quoted, words)), "before": before, "newest": NEWEST, "most": most}
    ids = list(session.scalars(_NEWEST, recent))
    if len(ids) == most:
        return ids
    ids = []
    for years in _stretches(session, before):
        ids += _in_years(session, words, years, before, most - len(ids))
        if len(ids) == most:
            break
    return ids


def _stretches(session: Session, before: int) -> Iterator[list[int]]:
    """The years that have entries with lower keys, latest first: first what is undated, then 1, 1, 2, 3, 5, 8 years."""
    dated = first_key_of(YEAR_OF_UNDATED)
    latest = select(entries.c.id).where(entries.c.id < min(before, dated)).order_by(entries.c.id.desc()).limit(1)
    earliest = select(entries.c.id).order_by(entries.c.id).limit(1)
    bounds = session.execute(select(latest.scalar_subquery(), earliest.scalar_subquery())).one()
    if before > dated:
        yield [YEAR_OF_UNDATED]
    if bounds[0] is None:
        return
    years = list(range(year_of(bounds[0]), year_of(bounds[1]) - 1, -1))
    length, longer = 1, 1
    while years:
        yield years[:length]
        years = years[length:]
        length, longer = longer, length + longer


# The planner is left no choice, since its guess at how common the words are may be far out: they are given by
# sub-selects, so that it guesses nothing; and MATERIALIZED keeps the key out of it, yet stops when enough has been
# read. Each word is a condition of its own, since then the index leaps from list to list instead of reading them all.
_SOME = (
    "WITH hits AS MATERIALIZED (SELECT id FROM search_entries WHERE {}) "
    "SELECT id FROM hits WHERE id < :before LIMIT :enough"
)
_NEWEST = text(
    "SELECT id FROM (SELECT id, lexemes FROM search_entries WHERE id < :before ORDER BY id DESC LIMIT :newest) "
    "AS newest WHERE lexemes @@ CAST(:sought AS tsquery) ORDER BY id DESC LIMIT :most"
)
_WALK = text(
    "SELECT id FROM (SELECT id, lexemes FROM search_entries WHERE id >= :first AND id < :before ORDER BY id DESC "
    "OFFSET 0) AS newest WHERE lexemes @@ CAST(:sought AS tsquery) ORDER BY id DESC LIMIT :most"
)


def _in_years(session: Session, words: list[str], years: list[int], before: int, most: int) -> list[int]:
    """The newest hits of some years, given latest first.

    A few are all read and sorted. Many are halved, down to one year; and a year with many is walked from its end, since
    there the page is soon full.
    """
    hits = _some(session, words, years, before)
    if len(hits) <= FEW:
        return sorted(hits, reverse=True)[:most]
    if len(years) == 1:
        sought = " & ".join(map(_quoted, words))
        until = min(before, first_key_of(years[0] + 1))
        here = {"sought": sought, "first": first_key_of(years[0]), "before": until, "most": most}
        return list(session.scalars(_WALK, here))
    half = len(years) // 2
    ids = _in_years(session, words, years[:half], before, most)
    if len(ids) < most:
        ids += _in_years(session, words, years[half:], before, most - len(ids))
    return ids


def _some(session: Session, words: list[str], years: list[int], before: int) -> Sequence[int]:
    """Hits of those years in no order: all of them, or one more than a few."""
    wanted = [*map(_quoted, words), " | ".join(_quoted(of_year(year)) for year in years)]
    terms = {f"term{place}": term for place, term in enumerate(wanted)}
    conditions = " AND ".join(f"lexemes @@ (SELECT CAST(:{name} AS tsquery))" for name in terms)
    return session.scalars(text(_SOME.format(conditions)), {**terms, "before": before, "enough": FEW + 1}).all()


def _quoted(word: str) -> str:
    """A word as tsquery takes it; it is letters and digits, or a mark, so there is nothing in it to escape."""
    return f"'{word}'"
