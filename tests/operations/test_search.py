"""The search index follows the record in the same transaction, and nothing exempt or unpublished is ever in it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.database import Author, begin_writing, writing
from scrutiny.domain.searching import Kind
from scrutiny.domain.vocabulary import MeetingStatus, MinutesState, Part
from scrutiny.models.agenda import AgendaItem, ItemLead, Topic
from scrutiny.models.committees import Committee, Council
from scrutiny.models.documents import Document
from scrutiny.models.follow_up import Action, ActionUpdate, Recommendation
from scrutiny.models.meetings import Meeting
from scrutiny.models.minutes import Minute, Resolution
from scrutiny.models.people import Person
from scrutiny.models.programme import EntryLead, WorkProgrammeEntry
from scrutiny.models.search import entries
from scrutiny.operations import search
from scrutiny.queries.search import find

PLANTED = "heliotrope"


class Record:
    """A committee with one held meeting, and something of every kind that can be found."""

    def __init__(self) -> None:
        self.council = Council(id=1, name="Staffordshire County Council")
        self.committee = Committee(
            id=1, council_id=1, code="SOS", name="Safeguarding Committee", remit="Care of adults"
        )
        self.person = Person(id=1, name="Gill Burnett", honours="MBE", post="Councillor")
        self.meeting = Meeting(
            id=1,
            committee_id=1,
            committee_name="Safeguarding Committee",
            on=date(2021, 9, 14),
            at=time(10),
            venue="Oak Room",
            uid="1@test",
            changed_at=datetime(2021, 9, 1, tzinfo=UTC),
            status=MeetingStatus.HELD,
            published_on=date(2021, 9, 6),
            minutes_state=MinutesState.AGREED,
        )
        self.topic = Topic(id=1, committee_id=1, title="Cusp of care", opened_on=date(2021, 6, 17))
        self.item = AgendaItem(id=1, meeting_id=1, topic_id=1, position=1, number="4", title="Families on the cusp")
        self.lead = ItemLead(id=1, item_id=1, name="Jo Sutherland", capacity="lead_officer", label="Lead Officer")
        self.minute = Minute(id=1, item_id=1, narrative="Members asked about **referrals**.")
        self.resolution = Resolution(id=1, minute_id=1, position=1, text="That the comparators be circulated")
        self.document = Document(id=1, item_id=1, title="Appendix on thresholds")
        self.action = Action(
            id=1,
            committee_id=1,
            reference="A1",
            text="Send the GP figures",
            opened_on=date(2021, 9, 14),
            item_id=1,
            resolution_id=1,
        )
        self.update = ActionUpdate(
            id=1, action_id=1, on=date(2021, 10, 1), by="Jo", text="Awaiting the surgery", state="open"
        )
        self.recommendation = Recommendation(
            id=1,
            committee_id=1,
            reference="R1",
            text="That Cabinet fund forums",
            opened_on=date(2021, 9, 14),
            item_id=1,
        )
        self.entry = WorkProgrammeEntry(
            id=1,
            committee_id=1,
            topic_id=1,
            meeting_id=1,
            year=2021,
            title="Domestic abuse",
            details="Suggested in June",
        )
        self.entry_lead = EntryLead(id=1, entry_id=1, name="Trish Caldwell", capacity="lead_officer", label="Lead")

    def save(self, session: Session, author: Author) -> None:
        with writing(session, author):
            for row in vars(self).values():
                session.add(row)
                session.flush()


@pytest.fixture
def record(session: Session, author: Author) -> Record:
    record = Record()
    record.save(session, author)
    return record


def found(session: Session, typed: str) -> list[Kind]:
    return [hit.kind for hit in find(session, typed).hits]


def index(session: Session) -> list[tuple[object, ...]]:
    return [tuple(row) for row in session.execute(select(entries).order_by(entries.c.id))]


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        pytest.param("referral", Kind.MINUTE, id="the narrative of a minute"),
        pytest.param("comparator", Kind.MINUTE, id="a resolution in a minute"),
        pytest.param("Jo Sutherland", Kind.ITEM, id="who answers for an agenda item"),
        pytest.param("GP", Kind.ACTION, id="what an action asks"),
        pytest.param("surgeries", Kind.ACTION, id="what was said of an action since"),
        pytest.param("forum", Kind.RECOMMENDATION, id="a recommendation"),
        pytest.param("cusp of care", Kind.TOPIC, id="a topic"),
        pytest.param("domestic", Kind.ENTRY, id="a work programme entry"),
        pytest.param("Caldwell", Kind.ENTRY, id="who answers for a work programme entry"),
        pytest.param("threshold", Kind.DOCUMENT, id="the title of a paper"),
        pytest.param("oak", Kind.MEETING, id="where a meeting is"),
        pytest.param("SOS", Kind.COMMITTEE, id="a committee by its code"),
        pytest.param("burnett", Kind.PERSON, id="a person"),
    ],
)
def test_everything_public_is_found(session: Session, record: Record, typed: str, kind: Kind) -> None:
    assert record
    assert found(session, typed) == [kind]


def plant(record: Record) -> None:
    """The word in every text of the item, its minute and its papers that the public would not see."""
    record.item.title = record.item.report_recommendations = record.item.outcome_note = PLANTED
    record.lead.name = record.minute.narrative = record.resolution.text = record.document.title = PLANTED
    record.action.text = record.action.reference = record.action.owner = record.update.text = PLANTED
    record.recommendation.text = record.recommendation.reference = record.recommendation.response_text = PLANTED
    record.topic.title = record.entry.title = PLANTED
    record.item.entry_id = record.entry.id


EXEMPTED = {
    "put in Part Two": {"part": Part.TWO, "paragraphs": "3"},
    "restricted in Part One": {"restricted": True},
}


@pytest.mark.parametrize("switch", EXEMPTED.values(), ids=EXEMPTED.keys())
def test_an_exempt_word_is_nowhere_in_the_index(
    session: Session, record: Record, author: Author, switch: dict[str, object]
) -> None:
    with writing(session, author):
        plant(record)
    assert len(found(session, PLANTED)) == 7

    with writing(session, author):
        for column, value in ({"public_title": "Contract", "paragraphs": ""} | switch).items():
            setattr(record.item, column, value)
        record.minute.public_summary = "A tender was considered"

    assert found(session, PLANTED) == []
    assert PLANTED not in str(index(session))
    assert set(found(session, "contract")) == {Kind.ITEM, Kind.MINUTE}
    assert found(session, "tender") == [Kind.MINUTE]

    with writing(session, author):
        record.item.part, record.item.restricted = Part.ONE, False
    assert len(found(session, PLANTED)) == 7


def test_an_item_made_exempt_is_out_of_the_index_within_the_same_transaction(
    session: Session, record: Record, author: Author
) -> None:
    """What another reader sees the moment after the commit was already written when it was made."""
    with writing(session, author):
        record.item.part = Part.TWO
    with session.get_bind().connect() as another:  # type: ignore[union-attr]
        texts = another.scalars(select(entries.c.text).where(entries.c.kind == Kind.MINUTE)).all()
    assert texts == [""]


def test_a_change_that_is_rolled_back_leaves_the_index_as_it_was(
    session: Session, record: Record, author: Author
) -> None:
    before = index(session)
    begin_writing(session, author)
    record.item.title = PLANTED
    session.flush()
    session.rollback()
    assert index(session) == before

    with writing(session, author):
        record.person.post = "Leader"
    assert PLANTED not in str(index(session))


UNPUBLISHED = {
    "an agenda not yet published": (
        {"status": MeetingStatus.SCHEDULED, "published_on": None},
        {Kind.ITEM, Kind.DOCUMENT},
    ),
    "minutes that are still a draft": ({"minutes_state": MinutesState.DRAFT}, {Kind.MINUTE}),
}


@pytest.mark.parametrize(("state", "hidden"), UNPUBLISHED.values(), ids=UNPUBLISHED.keys())
def test_what_is_not_yet_public_is_found_only_while_it_is(
    session: Session, record: Record, author: Author, state: dict[str, object], hidden: set[Kind]
) -> None:
    def kinds() -> set[Kind]:
        return set(session.scalars(select(entries.c.kind)))

    everything = kinds()
    assert hidden < everything

    was = {column: getattr(record.meeting, column) for column in state}
    for values, expected in ((state, everything - hidden), (was, everything)):
        with writing(session, author):
            for column, value in values.items():
                setattr(record.meeting, column, value)
        assert kinds() == expected


def test_a_meeting_moved_to_another_day_takes_everything_found_in_it_along(
    session: Session, record: Record, author: Author
) -> None:
    with writing(session, author):
        record.meeting.on = date(2022, 2, 1)
    moved = session.execute(select(entries.c.kind).where(entries.c.on == date(2022, 2, 1))).scalars()
    assert set(moved) == {Kind.MEETING, Kind.ITEM, Kind.MINUTE, Kind.DOCUMENT, Kind.ENTRY}


def test_a_row_that_is_removed_is_found_no_more(session: Session, record: Record, author: Author) -> None:
    with writing(session, author):
        session.delete(record.document)
    assert found(session, "threshold") == []


def test_an_action_is_withheld_by_its_own_part_or_by_the_item_it_came_from(
    session: Session, record: Record, author: Author
) -> None:
    with writing(session, author):
        record.action.part = Part.TWO
    assert found(session, "surgery") == []

    with writing(session, author):
        record.action.part, record.action.item_id = Part.ONE, None
        record.item.part = Part.TWO
    assert found(session, "surgery") == [], "its resolution is still the exempt item's"


def test_a_rebuilt_index_is_the_one_that_was_kept_change_by_change(
    session: Session, record: Record, author: Author
) -> None:
    with writing(session, author):
        plant(record)
    with writing(session, author):
        record.meeting.on, record.item.part = date(2022, 2, 1), Part.TWO
    kept = index(session)

    with writing(session, author):
        search.rebuild(session)
    assert index(session) == kept
    assert found(session, "burnett") == [Kind.PERSON]


def test_the_index_is_rebuilt_only_inside_a_change(session: Session) -> None:
    with pytest.raises(RuntimeError, match="begin_writing"):
        search.rebuild(session)
