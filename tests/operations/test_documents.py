"""The papers of an item: taken, replaced, withheld and withdrawn, and what is kept of each step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.vocabulary import ItemOutcome, Part
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.committees import Committee
from scrutiny.models.documents import Document, DocumentVersion, StoredFile
from scrutiny.models.meetings import Meeting
from scrutiny.operations import agenda, documents, exemption, meetings, programme
from scrutiny.operations.programme import Slot
from scrutiny.operations.roll_forward import roll_forward, undo_roll_forward
from scrutiny.queries import documents as queries
from scrutiny.queries import publishing
from tests.operations import chamber
from tests.operations.chamber import NOTICE, OPEN_ALL_DAYS, day
from tests.operations.papers_in_hand import upload
from tests.operations.test_at_once import at_once, engine_at

TODAY = day("2021-11-01")
NEXT_DAY = day("2021-11-02")


@dataclass
class Table:
    """A meeting with one item of business, on which papers are laid."""

    session: Session
    author: Author
    meeting: Meeting
    item: AgendaItem

    def lay(self, text: str = "Words of the report", **said: object) -> Document:
        values = {"upload": upload(text), "title": text, "on": TODAY} | said
        with writing(self.session, self.author):
            return documents.take(self.session, self.item, **values)  # type: ignore[arg-type]

    def publish(self) -> None:
        with writing(self.session, self.author):
            meetings.publish(self.session, self.meeting, on=TODAY, calendar=OPEN_ALL_DAYS, rule=NOTICE)

    def do(self, step: Callable[..., object], of: object, **said: object) -> None:
        with writing(self.session, self.author):
            step(self.session, of, **said)

    def refused(self, step: Callable[..., object], of: object, **said: object) -> str:
        with pytest.raises(RuleBroken) as refusal:
            self.do(step, of, **said)
        self.session.expire_all()
        return str(refusal.value)

    def files(self, document: Document) -> list[tuple[str, str]]:
        """The name of each file that the paper came as, and the reason."""
        return [(row.name, row.because) for row in queries.versions(self.session, document.id)]

    def inspection(self, document: Document) -> list[str]:
        return [row.inspection.value for row in queries.versions(self.session, document.id)]


@pytest.fixture
def table(session: Session, author: Author) -> Table:
    with writing(session, author):
        committee = chamber.committee(session)
        meeting = meetings.schedule(session, committee=committee, day=day("2021-11-30"))
        item = agenda.add_item(session, meeting, title="Annual report", on=TODAY)
    return Table(session, author, meeting, item)


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


# Withheld


def test_a_paper_of_a_public_item_is_withheld_under_a_paragraph_of_its_own(table: Table) -> None:
    says = "Choose the paragraph of Schedule 12A that makes the paper exempt (LGA 1972 s.100B(5))."
    assert table.refused(documents.take, table.item, upload=upload(), title="Prices", on=TODAY, part=Part.TWO) == says
    paper = table.lay("Prices", part=Part.TWO, paragraphs=(3, 1, 3))
    assert (paper.part, paper.paragraphs) == (Part.TWO, "1, 3")
    table.do(documents.open_to_public, paper)
    assert (paper.part, paper.paragraphs) == (Part.ONE, "")
    assert table.refused(documents.withhold, paper) == says
    table.do(documents.withhold, paper, paragraphs=[3])
    assert (paper.part, paper.paragraphs) == (Part.TWO, "3")


def test_every_paper_of_an_exempt_item_is_exempt_and_stays_so_when_the_item_is_opened(table: Table) -> None:
    before = table.lay("Before")
    table.do(exemption.make_exempt, table.item, paragraphs=[1], public_title="A matter about a person")
    after = table.lay("After", part=Part.ONE)
    assert [before.part, after.part] == [Part.TWO, Part.TWO]
    assert "so its papers are" in table.refused(documents.open_to_public, after)
    table.do(exemption.make_public, table.item)
    assert [(paper.part, paper.paragraphs) for paper in (before, after)] == [(Part.TWO, "1"), (Part.TWO, "1")]
    table.do(documents.open_to_public, after)
    assert after.part is Part.ONE


@pytest.mark.parametrize("withheld", ["the paper", "its item"])
def test_an_earlier_file_is_not_opened_again_with_its_paper(table: Table, withheld: str) -> None:
    paper = table.lay("First")
    table.publish()
    table.do(documents.replace, paper, upload=upload("Second"), because="Mended", on=NEXT_DAY)
    assert table.inspection(paper) == ["open", "none"]
    if withheld == "the paper":
        table.do(documents.withhold, paper, paragraphs=[3])
    else:
        table.do(exemption.make_exempt, table.item, paragraphs=[3], public_title="A contract")
        table.do(exemption.make_public, table.item)
    table.do(documents.open_to_public, paper)
    assert table.inspection(paper) == ["closed", "none"]


def test_an_exempt_paper_that_is_replaced_leaves_nothing_open(table: Table) -> None:
    paper = table.lay("First", part=Part.TWO, paragraphs=[3])
    table.publish()
    table.do(documents.replace, paper, upload=upload("Second"), because="Mended", on=NEXT_DAY)
    assert table.inspection(paper) == ["none", "none"]


# Taken off


def test_a_draft_paper_is_removed_with_its_versions_and_a_published_one_is_withdrawn(table: Table) -> None:
    paper, other = table.lay("First"), table.lay("Other")
    table.do(documents.replace, paper, upload=upload("Second"), because="Mended", on=TODAY)
    assert "Remove it instead" in table.refused(documents.withdraw, paper, because="Wrong meeting")
    table.do(documents.remove, paper)
    assert queries.of_item(table.session, table.item.id) == [other]
    assert len(table.session.scalars(select(DocumentVersion)).all()) == 1
    table.publish()
    assert "Withdraw it with a reason" in table.refused(documents.remove, other)
    assert table.refused(documents.withdraw, other, because="") == "Say why the paper is withdrawn."
    table.do(documents.withdraw, other, because="Wrong meeting")
    assert other.withdrawn_because == "Wrong meeting"
    for step, said in (
        (documents.retitle, {"title": "Another"}),
        (documents.replace, {"upload": upload("Third"), "because": "Better", "on": TODAY}),
        (documents.withdraw, {"because": "Again"}),
    ):
        assert "is withdrawn, so it stays as it is" in table.refused(step, other, **said)
    assert table.lay("Other").title == "Other", "the file can come back as another paper"


def test_what_was_published_is_withdrawn_and_not_removed_while_its_agenda_is_reopened(table: Table) -> None:
    paper = table.lay("Out once")
    table.publish()
    table.do(meetings.reopen, table.meeting, because="A mistake")
    assert "Withdraw it with a reason" in table.refused(documents.remove, paper)
    table.do(documents.withdraw, paper, because="It was the mistake")


def test_an_item_with_papers_is_not_taken_off_its_agenda(table: Table) -> None:
    paper = table.lay("Report")
    assert "has papers" in table.refused(agenda.remove_item, table.item)
    table.do(documents.remove, paper)
    table.do(agenda.remove_item, table.item)
    assert table.session.scalar(select(func.count()).select_from(AgendaItem)) == 0


def test_a_rolled_item_with_papers_stays_when_the_roll_forward_is_undone(table: Table) -> None:
    session, author = table.session, table.author
    with writing(session, author):
        committee = chamber.committee(session, code="HCS")
        before, after = (
            meetings.schedule(session, committee=committee, day=day(text)) for text in ("2021-09-14", "2021-12-07")
        )
        meetings.hold(session, before, on=before.on)
        programme.add_entry(session, committee=committee, title="Fostering", at=Slot(after), on=day("2021-08-01"))
        roll_forward(session, before, after, by="Clerk", on=TODAY)
    item = session.scalars(select(AgendaItem).where(AgendaItem.title == "Fostering")).one()
    with writing(session, author):
        paper = documents.take(session, item, upload=upload(), title="Report", on=TODAY)
    with writing(session, author):
        undo_roll_forward(session, after, by="Clerk")
    assert session.get_one(Document, paper.id).item_id == item.id
    assert item.meeting_id == after.id


def test_papers_stay_with_the_appearance_that_they_were_published_with(table: Table) -> None:
    """What was put off comes back on the next agenda as another item, with papers of its own."""
    session, author = table.session, table.author
    paper = table.lay("Report")
    table.publish()
    with writing(session, author):
        meetings.hold(session, table.meeting, on=table.meeting.on)
        agenda.set_outcome(session, table.item, outcome=ItemOutcome.DEFERRED, because="Late", on=table.meeting.on)
        committee = session.get_one(Committee, table.meeting.committee_id)
        later = meetings.schedule(session, committee=committee, day=day("2022-02-08"))
        roll_forward(session, table.meeting, later, by="Clerk", on=later.on)
    again = session.scalars(
        select(AgendaItem).where(AgendaItem.meeting_id == later.id, AgendaItem.topic_id == table.item.topic_id)
    ).one()
    assert queries.of_item(session, again.id) == []
    assert queries.of_item(session, table.item.id) == [paper]


def test_what_is_awaited_is_told_before_publishing_and_what_is_withdrawn_is_not(table: Table) -> None:
    with writing(table.session, table.author):
        paper = documents.name(table.session, table.item, title="Appendix")

    def awaited() -> list[tuple[str, ...]]:
        draft = publishing.draft(table.session, table.meeting, calendar=OPEN_ALL_DAYS, rule=NOTICE)
        return [item.awaited for item in draft.items]

    assert awaited() == [("Appendix",)]
    table.publish()
    table.do(documents.withdraw, paper, because="It will not come")
    assert awaited() == [()]


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
