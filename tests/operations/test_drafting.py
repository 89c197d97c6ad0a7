"""An agenda drafted by hand: what joins it stands in the order of business, and moves by one place."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from scrutiny.database import Author, writing
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.vocabulary import ItemKind, Part
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.meetings import Meeting
from scrutiny.models.programme import WorkProgrammeEntry
from scrutiny.operations import agenda, drafting, meetings, roll_forward
from tests.operations import autumn
from tests.operations.autumn import TODAY, Autumn, titles
from tests.operations.chamber import NOTICE, OPEN_ALL_DAYS


@pytest.fixture
def record(session: Session, author: Author) -> Autumn:
    """The autumn, with the standing items on the agenda for February."""
    with writing(session, author):
        record = autumn.make(session)
        roll_forward.put_standing_items(session, record.february, by="Clerk", on=TODAY)
        return record


STANDING = [
    "Apologies",
    "Declarations of interest",
    "Minutes of the meeting held on 14 September 2021",
    "Work programme",
]


def test_the_standing_items_alone_are_put_once_and_leave_all_else_open(
    session: Session, author: Author, record: Autumn
) -> None:
    with writing(session, author):
        roll_forward.put_standing_items(session, record.february, by="Clerk", on=TODAY)
    assert titles(session, record.february) == STANDING
    with writing(session, author):
        roll_forward.roll_forward(session, record.september, record.february, by="Clerk", on=TODAY)
    assert "Low-level neglect" in titles(session, record.february)


def test_business_joins_before_what_closes_the_meeting_and_what_is_exempt(
    session: Session, author: Author, record: Autumn
) -> None:
    with writing(session, author):
        private = drafting.add_business(session, record.february, title="A placement", on=TODAY)
        agenda.remove_item(session, private)
        private = agenda.add_item(
            session, record.february, title="A case", on=TODAY, part=Part.TWO, paragraphs=[1], public_title="A matter"
        )
        drafting.add_business(session, record.february, title="A petition", on=TODAY)
        neglect = select(WorkProgrammeEntry).where(WorkProgrammeEntry.id == record.entries["neglect"].id)
        entry = session.scalars(neglect.options(selectinload(WorkProgrammeEntry.leads))).one()
        drafting.take_up(session, record.february, entry, on=TODAY)
        drafting.exclude_public(session, record.february, on=TODAY)
    assert titles(session, record.february) == [
        *STANDING[:3],
        "A petition",
        "Low-level neglect",
        "Work programme",
        "Exclusion of the public",
        "A case",
    ]


def test_an_item_changes_places_with_its_neighbour_and_stays_at_the_ends(
    session: Session, author: Author, record: Autumn
) -> None:
    first = session.scalars(select(AgendaItem).where(AgendaItem.title == "Apologies")).one()
    with writing(session, author):
        drafting.move(session, first, "up")
        assert titles(session, record.february) == STANDING
        drafting.move(session, first, "down")
    assert titles(session, record.february)[:2] == ["Declarations of interest", "Apologies"]


def test_what_is_not_on_the_agenda_any_more_does_not_move(session: Session, author: Author, record: Autumn) -> None:
    first = session.scalars(select(AgendaItem).where(AgendaItem.title == "Apologies")).one()
    with writing(session, author):
        agenda.remove_item(session, first)
    with pytest.raises(RuleBroken, match="is not on this agenda any more"), writing(session, author):
        drafting.move(session, first, "up")
    assert titles(session, record.february) == STANDING[1:]


def test_an_agenda_that_lacks_what_the_law_asks_for_is_not_published(
    session: Session, author: Author, record: Autumn
) -> None:
    publish = {"on": TODAY, "calendar": OPEN_ALL_DAYS, "rule": NOTICE}
    with writing(session, author):
        record.february.venue = ""
    with (
        pytest.raises(RuleBroken, match=r"cannot be published yet\. The meeting has no place"),
        writing(session, author),
    ):
        meetings.publish(session, record.february, **publish)
    with writing(session, author):
        meetings.name_place(session, session.get_one(Meeting, record.february.id), venue="Ash Room")
        meetings.publish(session, session.get_one(Meeting, record.february.id), **publish)
    assert session.get_one(Meeting, record.february.id).published_on == TODAY


@pytest.mark.parametrize(
    ("there", "venue", "says"),
    [
        pytest.param("Oak Room", "Ash Room", "has a place already", id="a second place"),
        pytest.param("", " ", "Say where", id="nowhere"),
    ],
)
def test_a_place_is_named_once(
    session: Session, author: Author, record: Autumn, there: str, venue: str, says: str
) -> None:
    with writing(session, author):
        record.february.venue = there
    with pytest.raises(RuleBroken, match=says), writing(session, author):
        meetings.name_place(session, record.february, venue=venue)


def test_the_public_is_excluded_by_one_resolution(session: Session, author: Author, record: Autumn) -> None:
    with writing(session, author):
        item = drafting.exclude_public(session, record.february, on=TODAY)
    assert (item.kind, titles(session, record.february)[-1]) == (ItemKind.EXCLUSION, "Exclusion of the public")
    with pytest.raises(RuleBroken, match="on this agenda already"), writing(session, author):
        drafting.exclude_public(session, record.february, on=TODAY)
