"""Search: whatever is typed, the newest first, page after page, and the words marked."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from scrutiny.database import Author, begin_writing
from scrutiny.domain.searching import Kind, words
from scrutiny.models.search import entries, key, of_committee, of_kind, of_year, year_of
from scrutiny.queries.search import FEW, Found, Hit, find

FIRST = date(2001, 5, 1)


def entry(
    subject_id: int, text: str, on: date | None = FIRST, *, kind: Kind = Kind.MINUTE, committee: int = 1
) -> dict[str, object]:
    id_ = key(kind, subject_id, on)
    marks = {of_kind(kind), of_committee(committee), of_year(year_of(id_))}
    return {
        "id": id_,
        "kind": kind,
        "subject_id": subject_id,
        "committee_id": committee,
        "meeting_id": None,
        "on": on,
        "title": f"Number {subject_id}",
        "text": text,
        "words": " ".join(sorted(marks | words(text))),
    }


def put(session: Session, *rows: dict[str, object]) -> None:
    """These entries and no others, in a transaction that the test never commits."""
    session.rollback()
    begin_writing(session, Author("Test Clerk", None))  # type: ignore[arg-type]
    session.connection().execute(delete(entries))
    if rows:
        session.connection().execute(insert(entries), list(rows))


def ids(found: Found) -> list[int]:
    return [hit.subject_id for hit in found.hits]


def shown(hit: Hit) -> str:
    """Title and passage as one line, the words marked by brackets."""
    return "".join(f"[{piece.text}]" if piece.hit else piece.text for piece in (*hit.title, *hit.passage))


HOSTILE = {
    "nothing": "",
    "blanks": " \t\n ",
    "a lone quotation mark": '"',
    "an open phrase": '"climate',
    "an operator": "NEAR(climate change, 5)",
    "an operator alone": "NEAR(",
    "only operators": "AND OR NOT",
    "a star": "*",
    "a prefix": "clim*",
    "a minus": "-",
    "a word taken away": "-climate",
    "a column": "words:climate",
    "a column filter": "{words rowid} : climate",
    "a caret": "^climate",
    "brackets": "((((((((((",
    "PostgreSQL's operators": "climate & !change | <-> :* 'x' \\",
    "an end of statement": "'; DROP TABLE search_entries; --",
    "a percent sign": "%",
    "10 KB of one word": "climate" * 1500,
    "10 KB of words": "climate change " * 700,
    "10 KB of quotation marks": '"' * 10_000,
    "a thousand different words": " ".join(f"word{n}" for n in range(1000)),
    "only stop words": "the and of to a in",
    "NUL": "cli\0mate",
    "a lone surrogate": "climate \ud800",
    "a mark of the index": "\ue000k1",
    "the kind of mark, without what makes it one": "k1",
    "right to left": "\u202eetamilc",
    "a fraction and a ligature": "½ ﬁnance ﷺ",
    "emoji": "🙂 climate",
    "an accent alone": "\u0301",
    "letters of many scripts": "Ωμέγα हिन्दी 中文 עברית",
}


@pytest.mark.parametrize("typed", HOSTILE.values(), ids=HOSTILE.keys())
def test_whatever_is_typed_there_are_results_or_nothing_found(session: Session, typed: str) -> None:
    put(session, entry(1, "Climate change and the word of the House"))
    assert ids(find(session, typed)) in ([], [1])


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(typed=st.text(alphabet=st.characters(exclude_categories=[]), max_size=40), before=st.integers())
def test_nothing_that_can_be_typed_breaks_a_search(session: Session, typed: str, before: int) -> None:
    assert find(session, typed, before=before).hits == ()


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40))
def test_a_text_is_found_by_any_of_its_own_words(session: Session, text: str) -> None:
    put(session, entry(1, text))
    assert ids(find(session, text)) == ([1] if words(text) else [])


SPELLINGS = {
    "capitals": ("SAFEGUARDING", "Safeguarding adults"),
    "another ending": ("safeguard policies", "The safeguarding policy"),
    "a circumflex left out": ("Ystrad dwr", "Ystrad Dŵr"),
    "a circumflex typed": ("dŵr", "Ystrad Dwr"),
    "an accent made of two characters": ("Sio\u0302n", "Siôn"),
    "part of a reference": ("77/21", "Minute 77/21 was confirmed"),
    "a hyphen": ("decision", "pre-decision scrutiny"),
    "an apostrophe": ("councillor", "the Councillor’s reply"),
    "all the words, in any order": ("change climate", "climate and how to change"),
}


@pytest.mark.parametrize(("typed", "text"), SPELLINGS.values(), ids=SPELLINGS.keys())
def test_a_word_is_found_however_it_is_spelt(session: Session, typed: str, text: str) -> None:
    put(session, entry(1, text))
    assert ids(find(session, typed)) == [1]


def test_all_the_words_must_be_there(session: Session) -> None:
    put(session, entry(1, "climate"), entry(2, "change"), entry(3, "climate change"))
    assert ids(find(session, "climate change")) == [3]


def test_the_newest_come_first_and_what_has_no_day_before_them(session: Session) -> None:
    rows = [entry(n, "climate", FIRST + timedelta(days=400 * n)) for n in range(6)]
    put(session, *rows, entry(9, "climate", None), entry(8, "climate", date.max), entry(7, "climate", date.min))
    assert ids(find(session, "climate")) == [9, 8, 5, 4, 3, 2, 1, 0, 7]
    assert find(session, "climate").hits[0].on is None


def test_a_word_last_used_years_ago_is_found_behind_all_that_came_since(session: Session) -> None:
    old = [entry(n, "influenza", FIRST + timedelta(days=n)) for n in range(30)]
    since = [entry(100 + n, "business", FIRST + timedelta(days=5 * n)) for n in range(1000)]
    put(session, *old, *since)
    first = find(session, "influenza", most=20)
    assert ids(first) == list(range(29, 9, -1))
    assert ids(find(session, "influenza", before=first.more)) == list(range(9, -1, -1))


@pytest.mark.parametrize("years", [1, 2, 7], ids=["in one year", "over two years", "over many years"])
def test_a_word_with_many_hits_is_paged_from_the_newest(session: Session, years: int) -> None:
    many = FEW * 2 * years
    put(session, *(entry(n, "climate", FIRST + timedelta(days=n * 365 * years // many)) for n in range(many)))
    seen: list[int] = []
    page = find(session, "climate", most=300)
    while page.more is not None:
        seen += ids(page)
        page = find(session, "climate", most=300, before=page.more)
    assert seen + ids(page) == list(range(many - 1, -1, -1))


def test_a_search_is_narrowed_by_kind_and_committee(session: Session) -> None:
    put(
        session,
        entry(1, "climate"),
        entry(2, "climate", kind=Kind.ACTION),
        entry(3, "climate", kind=Kind.ACTION, committee=2),
    )
    assert ids(find(session, "climate", kind=Kind.ACTION)) == [3, 2]
    assert ids(find(session, "climate", committee_id=1)) == [2, 1]
    assert ids(find(session, "climate", kind=Kind.ACTION, committee_id=1)) == [2]
    assert ids(find(session, "climate", kind=Kind.PERSON)) == []


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    days=st.lists(st.none() | st.dates(), max_size=30),
    every=st.integers(1, 3),
    most=st.integers(1, 7),
)
def test_page_after_page_shows_every_hit_once_and_in_order(
    session: Session, days: list[date | None], every: int, most: int
) -> None:
    rows = [entry(n, "climate" if n % every == 0 else "weather", on) for n, on in enumerate(days)]
    put(session, *rows)
    wanted = [
        row["subject_id"] for row in sorted(rows, key=lambda row: -int(str(row["id"]))) if row["text"] == "climate"
    ]

    seen: list[int] = []
    page = find(session, "climate", most=most)
    while page.more is not None:
        assert len(page.hits) == most
        seen += ids(page)
        page = find(session, "climate", most=most, before=page.more)
    assert seen + ids(page) == wanted


def test_the_words_are_marked_and_the_rest_is_plain_text(session: Session) -> None:
    put(session, entry(1, "<b>Two policies</b> & a policy"))
    (hit,) = find(session, "policy").hits
    assert shown(hit) == "Number 1<b>Two [policies]</b> & a [policy]"


def test_a_long_text_is_shown_round_the_first_word_found(session: Session) -> None:
    put(session, entry(1, "before " * 500 + "referral " + "after " * 500))
    (hit,) = find(session, "referrals").hits
    assert "before [referral] after" in shown(hit)
    assert shown(hit).startswith("Number 1… ")
    assert shown(hit).endswith(" …")
    assert len(shown(hit)) < 300
