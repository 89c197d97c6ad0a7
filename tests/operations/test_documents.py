"""The papers of an item: taken, replaced and published, and what is kept of each step."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.vocabulary import Part
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.documents import Document, DocumentVersion, StoredFile
from scrutiny.operations import agenda, documents, meetings
from scrutiny.queries import documents as queries
from tests.at_once import at_once, engine_at
from tests.operations import chamber
from tests.operations.chamber import day
from tests.operations.papers_in_hand import NEXT_DAY, TODAY, Table, upload

# Taken


def test_a_paper_is_taken_with_its_file_and_its_first_version(table: Table) -> None:
    paper = table.lay("The year in figures")
    assert (paper.title, paper.name, paper.size, paper.media_type) == (
        "The year in figures",
        "report.pdf",
        len("The year in figures"),
        "application/pdf",
    )
    assert (paper.part, paper.to_follow, paper.received_on, paper.supplement) == (Part.ONE, False, TODAY, 0)
    assert table.files(paper) == [("report.pdf", "")]
    assert table.session.get_one(StoredFile, paper.sha256).text == "The year in figures"


def test_papers_stand_in_the_order_in_which_they_came_and_are_moved(table: Table) -> None:
    papers = [table.lay(text) for text in ("one", "two", "three")]

    def order() -> list[str]:
        return [paper.title for paper in queries.of_item(table.session, table.item.id)]

    assert order() == ["one", "two", "three"]
    for way, expected in (
        ("up", ["one", "three", "two"]),
        ("up", ["three", "one", "two"]),
        ("up", ["three", "one", "two"]),
        ("down", ["one", "three", "two"]),
    ):
        table.do(documents.move, papers[2], way=way)
        assert order() == expected


def test_one_content_is_stored_once_and_stands_on_an_item_once(table: Table) -> None:
    table.lay("The same")
    assert table.refused(documents.take, table.item, upload=upload("The same"), title="Again", on=TODAY) == (
        "‘report.pdf’ is on this item already, as “The same”."
    )
    with writing(table.session, table.author):
        other = agenda.add_item(table.session, table.meeting, title="Another matter", on=TODAY)
    table.do(documents.take, other, upload=upload("The same"), title="The same", on=TODAY)
    assert table.session.scalar(select(func.count()).select_from(StoredFile)) == 1
    assert table.session.scalar(select(func.count()).select_from(DocumentVersion)) == 2


@pytest.mark.parametrize(
    ("title", "says"),
    [
        pytest.param(" ", "Give the paper a title.", id="no title"),
        pytest.param("x" * 301, "The title is 301 characters long and the most is 300. Shorten it by 1.", id="long"),
    ],
)
def test_a_paper_has_a_title(table: Table, title: str, says: str) -> None:
    assert table.refused(documents.take, table.item, upload=upload(), title=title, on=TODAY) == says
    assert queries.of_item(table.session, table.item.id) == []


def test_a_paper_to_follow_is_named_and_received(table: Table) -> None:
    with writing(table.session, table.author):
        paper = documents.name(table.session, table.item, title="Appendix")
    assert (paper.to_follow, paper.sha256) == (True, "")
    assert "nothing to replace" in table.refused(documents.replace, paper, upload=upload(), because="Better", on=TODAY)
    table.do(documents.receive, paper, upload=upload(), on=TODAY)
    assert (paper.to_follow, paper.received_on, paper.title) == (False, TODAY, "Appendix")
    assert "has come already" in table.refused(documents.receive, paper, upload=upload("other"), on=TODAY)


def test_a_cancelled_meeting_takes_no_papers(table: Table) -> None:
    table.do(meetings.cancel, table.meeting, because="Snow")
    says = table.refused(documents.take, table.item, upload=upload(), title="Report", on=TODAY)
    assert says == "This meeting is cancelled, so its papers stay as they are."


# Replaced


def test_a_replaced_paper_keeps_every_file_and_why(table: Table) -> None:
    paper = table.lay("First")
    table.do(documents.replace, paper, upload=upload("Second", "b.pdf"), because="A figure was wrong", on=NEXT_DAY)
    table.do(documents.replace, paper, upload=upload("Third", "c.pdf"), because="Another", on=NEXT_DAY)
    assert table.files(paper) == [
        ("report.pdf", ""),
        ("b.pdf", "A figure was wrong"),
        ("c.pdf", "Another"),
    ]
    assert (paper.name, paper.sha256, paper.received_on) == ("c.pdf", upload("Third").sha256, NEXT_DAY)
    assert queries.times_replaced(table.session, table.item.id) == {paper.id: 2}


def test_what_was_published_stays_open_when_it_is_replaced_and_a_draft_does_not(table: Table) -> None:
    paper = table.lay("Draft")
    table.do(documents.replace, paper, upload=upload("Published"), because="Mended", on=TODAY)
    table.publish()
    table.do(documents.replace, paper, upload=upload("Now"), because="Mended again", on=NEXT_DAY)
    assert table.inspection(paper) == ["none", "open", "none"]
    table.do(
        documents.replace, paper, upload=upload("Later"), because="It named a child", on=NEXT_DAY, earlier_open=False
    )
    assert table.inspection(paper) == ["none", "closed", "closed", "none"]


def test_a_paper_is_not_replaced_by_itself_or_without_a_reason(table: Table) -> None:
    paper = table.lay("First")
    assert "on this item already" in table.refused(
        documents.replace, paper, upload=upload("First"), because="Better", on=TODAY
    )
    says = table.refused(documents.replace, paper, upload=upload("Second"), because=" ", on=TODAY)
    assert says == "Say why the paper is replaced."
    assert len(table.files(paper)) == 1


def test_of_two_who_replace_a_paper_the_second_is_told(table: Table) -> None:
    paper = table.lay("First")
    seen = documents.as_it_is(paper)
    table.do(documents.replace, paper, upload=upload("Second"), because="Better", on=TODAY, seen=seen)
    says = table.refused(documents.replace, paper, upload=upload("Third"), because="Best", on=TODAY, seen=seen)
    assert "was changed while you were looking at it" in says
    assert len(table.files(paper)) == 2


# Supplements


def test_what_comes_after_publication_is_a_supplement_a_day(table: Table) -> None:
    with writing(table.session, table.author):
        awaited = documents.name(table.session, table.item, title="Appendix")
    table.lay("With the agenda")
    table.publish()
    table.do(documents.receive, awaited, upload=upload("Appendix"), on=TODAY)
    same_day = table.lay("The same day")
    next_day = table.lay("The day after", on=NEXT_DAY)
    assert (awaited.supplement, same_day.supplement, next_day.supplement) == (1, 1, 2)
    with writing(table.session, table.author):
        late = agenda.add_late_item(
            table.session, table.meeting, after=table.item, title="Snow", because="It snows", on=NEXT_DAY
        )
    assert late.supplement == 3
    with writing(table.session, table.author):
        report = documents.take(table.session, late, upload=upload("Snow"), title="Snow", on=NEXT_DAY)
    assert report.supplement == 3
    assert table.lay("On the agenda itself", on=day("2021-11-03")).supplement == 4


def test_papers_of_an_agenda_that_is_reopened_go_out_with_it(table: Table) -> None:
    table.publish()
    table.do(meetings.reopen, table.meeting, because="A mistake")
    assert table.lay("With the mended agenda").supplement == 0


# Two at once


def test_two_committees_are_sent_one_report_at_once(database_url: str, author: Author) -> None:
    engine = engine_at(database_url)
    with Session(engine, autoflush=False, expire_on_commit=False) as session, writing(session, author):
        items = []
        for code in ("SOS", "HCS"):
            committee = chamber.committee(session, code=code)
            meeting = meetings.schedule(session, committee=committee, day=day("2021-11-30"))
            items.append(agenda.add_item(session, meeting, title="Joint report", on=TODAY).id)

    def take(item_id: int) -> Callable[[Session], object]:
        return lambda own: documents.take(
            own, own.get_one(AgendaItem, item_id), upload=upload("Joint"), title="Joint", on=TODAY
        )

    at_once(engine, author, *map(take, items))
    with Session(engine) as session:
        assert len(session.scalars(select(Document)).all()) == 2
        assert len(session.scalars(select(StoredFile)).all()) == 1
    engine.dispose()


def test_two_papers_that_come_at_once_stand_behind_each_other(database_url: str, author: Author) -> None:
    engine = engine_at(database_url)
    with Session(engine, autoflush=False, expire_on_commit=False) as session, writing(session, author):
        meeting = meetings.schedule(session, committee=chamber.committee(session), day=day("2021-11-30"))
        item_id = agenda.add_item(session, meeting, title="Report", on=TODAY).id

    def take(text: str) -> Callable[[Session], object]:
        return lambda own: documents.take(
            own, own.get_one(AgendaItem, item_id), upload=upload(text), title=text, on=TODAY
        )

    at_once(engine, author, *map(take, ("one", "two", "three")))
    with Session(engine) as session:
        assert sorted(session.scalars(select(Document.position))) == [1, 2, 3]
    engine.dispose()
