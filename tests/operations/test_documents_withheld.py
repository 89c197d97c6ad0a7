"""The papers of an item: withheld from the public, and taken off, and what is kept of each step."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from scrutiny.database import writing
from scrutiny.domain.vocabulary import ItemOutcome, Part
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.committees import Committee
from scrutiny.models.documents import Document, DocumentVersion
from scrutiny.operations import agenda, documents, exemption, meetings, programme
from scrutiny.operations.programme import Slot
from scrutiny.operations.roll_forward import roll_forward, undo_roll_forward
from scrutiny.queries import documents as queries
from scrutiny.queries import publishing
from tests.operations import chamber
from tests.operations.chamber import NOTICE, OPEN_ALL_DAYS, day
from tests.operations.papers_in_hand import NEXT_DAY, TODAY, Table, upload

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


def test_what_was_put_on_while_its_agenda_was_reopened_is_removed_until_that_is_out_again(table: Table) -> None:
    table.publish()
    late = table.lay("With a supplement")
    table.do(meetings.reopen, table.meeting, because="A mistake")
    wrong, right = table.lay("For another meeting"), table.lay("The right one")
    assert "was never published. Remove it instead" in table.refused(documents.withdraw, wrong, because="Wrong")
    table.do(documents.remove, wrong)
    assert "was published. Withdraw it" in table.refused(documents.remove, late)
    table.publish()
    table.do(meetings.reopen, table.meeting, because="Another mistake")
    assert "was published. Withdraw it" in table.refused(documents.remove, right)


def test_a_paper_whose_coming_no_history_tells_is_taken_for_one_that_was_out(table: Table) -> None:
    table.publish()
    table.do(meetings.reopen, table.meeting, because="A mistake")
    assert queries.was_out(table.session, 12345, table.meeting.id)
