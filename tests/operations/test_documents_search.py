"""The words of papers are found by the public where the papers are public, as they are now, and nowhere else."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.searching import Kind
from scrutiny.domain.vocabulary import Part
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.committees import Committee
from scrutiny.models.documents import Document
from scrutiny.models.meetings import Meeting
from scrutiny.models.search import entries
from scrutiny.operations import agenda, documents, exemption, meetings, search
from scrutiny.queries.search import find
from tests.operations import chamber
from tests.operations.chamber import NOTICE, OPEN_ALL_DAYS, day
from tests.operations.papers_in_hand import upload

TODAY = day("2021-11-01")
PLANTED = "heliotrope"


@pytest.fixture
def out(session: Session, author: Author) -> Meeting:
    """A meeting whose agenda is published, with one item."""
    with writing(session, author):
        meeting = meetings.schedule(session, committee=chamber.committee(session), day=day("2021-11-30"))
        agenda.add_item(session, meeting, title="Annual report", on=TODAY)
        meetings.publish(session, meeting, on=TODAY, calendar=OPEN_ALL_DAYS, rule=NOTICE)
    return meeting


@pytest.fixture
def item(session: Session, out: Meeting) -> AgendaItem:
    return session.scalars(select(AgendaItem).where(AgendaItem.meeting_id == out.id)).one()


def found(session: Session, word: str) -> list[str]:
    """The titles of what a search finds, whatever it is; the session is left as a page leaves it."""
    hits = find(session, word).hits
    session.rollback()
    return ["".join(piece.text for piece in hit.title) for hit in hits]


def take(session: Session, author: Author, item: AgendaItem, text: str = PLANTED, **said: Any) -> Document:
    values: dict[str, Any] = {"upload": upload(text), "title": "Report", "on": TODAY} | said
    with writing(session, author):
        return documents.take(session, item, **values)


def remembered(session: Session) -> str:
    """All that the index holds, in whatever column."""
    rows = session.execute(select(entries).order_by(entries.c.id)).all()
    session.rollback()
    return "\n".join(str(row) for row in rows)


def test_a_report_is_found_by_its_own_words_with_a_passage_of_it(
    session: Session, author: Author, item: AgendaItem
) -> None:
    take(session, author, item, f"Spend rose.\nThe {PLANTED} project ended in March.")
    (hit,) = find(session, f"{PLANTED} march").hits
    assert (hit.kind, [piece.text for piece in hit.passage if piece.hit]) == (Kind.DOCUMENT, [PLANTED, "March"])


def test_a_replaced_report_is_found_by_its_new_words_alone(session: Session, author: Author, item: AgendaItem) -> None:
    paper = take(session, author, item)
    with writing(session, author):
        documents.replace(session, paper, upload=upload("marigold"), because="Wrong flower", on=TODAY)
    assert found(session, "marigold") == ["Report"]
    assert found(session, PLANTED) == []
    assert PLANTED not in remembered(session)


@pytest.mark.parametrize(
    "step",
    [
        pytest.param(lambda s, paper, _: documents.withhold(s, paper, paragraphs=[3]), id="the paper is withheld"),
        pytest.param(lambda s, paper, _: documents.withdraw(s, paper, because="Not ours"), id="the paper is withdrawn"),
        pytest.param(
            lambda s, _, item: exemption.make_exempt(s, item, paragraphs=[3], public_title="A contract"),
            id="its item is exempt",
        ),
        pytest.param(
            lambda s, _, item: exemption.make_exempt(s, item, paragraphs=[3], public_title="A contract", part=Part.ONE),
            id="its item is restricted",
        ),
        pytest.param(
            lambda s, _, item: meetings.reopen(s, s.get_one(Meeting, item.meeting_id), because="A mistake"),
            id="its agenda is taken back",
        ),
    ],
)
def test_a_report_is_lost_to_the_search_in_the_change_itself(
    session: Session, author: Author, item: AgendaItem, step: object
) -> None:
    paper = take(session, author, item)
    assert found(session, PLANTED) == ["Report"]
    with writing(session, author):
        step(session, paper, item)  # type: ignore[operator]
    assert found(session, PLANTED) == []
    assert PLANTED not in remembered(session)


def test_an_exempt_paper_of_a_public_item_is_found_by_no_word_of_it(
    session: Session, author: Author, item: AgendaItem
) -> None:
    paper = take(session, author, item, title=f"{PLANTED} prices", part=Part.TWO, paragraphs=[3])
    assert PLANTED not in remembered(session)
    with writing(session, author):
        documents.open_to_public(session, paper)
    assert found(session, PLANTED) == [f"{PLANTED} prices"]


def test_a_draft_is_found_from_the_day_it_is_published(session: Session, author: Author, out: Meeting) -> None:
    with writing(session, author):
        committee = session.get_one(Committee, out.committee_id)
        later = meetings.schedule(session, committee=committee, day=day("2022-01-11"))
        item = agenda.add_item(session, later, title="Winter", on=TODAY)
    take(session, author, item)
    assert PLANTED not in remembered(session)
    with writing(session, author):
        meetings.publish(session, later, on=TODAY, calendar=OPEN_ALL_DAYS, rule=NOTICE)
    assert found(session, PLANTED) == ["Report"]


def test_the_index_made_again_is_the_index_as_it_was_kept(session: Session, author: Author, item: AgendaItem) -> None:
    take(session, author, item)
    take(session, author, item, "Exempt words", part=Part.TWO, paragraphs=[3])
    kept = remembered(session)
    with writing(session, author):
        search.rebuild(session)
    assert remembered(session) == kept


# What is long, and what is made to be


def test_a_long_report_is_found_by_a_word_on_its_last_page(session: Session, author: Author, item: AgendaItem) -> None:
    """Two million letters, thirty thousand words of them different: four hundred pages and more."""
    pages = " ".join(f"word{number % 30_000}" for number in range(250_000))
    take(session, author, item, f"{pages} {PLANTED}")
    assert found(session, PLANTED) == ["Report"]
    (hit,) = find(session, "word29999").hits
    assert hit.kind is Kind.DOCUMENT


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("\ufdfa" * 64, id="letters that unfold to eighteen each"),
        pytest.param(" ".join(f"{number:060d}" for number in range(20_000)), id="more words than an index holds"),
        pytest.param("x" * 1_000_000, id="one word without an end"),
        pytest.param("𝒳" * 200_000, id="a word of four bytes a letter"),
    ],
)
def test_a_text_that_is_made_to_break_an_index_is_taken_all_the_same(
    session: Session, author: Author, item: AgendaItem, text: str
) -> None:
    take(session, author, item, f"{PLANTED} {text}", title="Odd report")
    assert found(session, "odd") == ["Odd report"]
