"""A topic's story as a page: told in order, each part leading to where it is recorded."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.vocabulary import RecommendationState, Response
from scrutiny.models.programme import EntryMove
from tests import make
from tests.browser import Browser
from tests.chamber import Chamber


@pytest.fixture
def topic(session: Session, author: Author, filled: Chamber) -> int:
    """A topic that was planned, moved, considered, asked about, answered, and is to come again."""
    with writing(session, author):
        committee = filled.committee
        about = make.topic(session, committee, "Fostering")
        about.opened_on = date(2021, 6, 17)
        item = make.item(session, filled.held, "Fostering services", topic_id=about.id, position=96)
        make.minute(
            session,
            item,
            "Members **asked**.",
            ["figures be sent", "Cabinet be asked to act"],
            number=50,
            within=make.series(session, committee, "other"),
        )
        make.action(session, committee, "Send the figures", item_id=item.id, opened_on=date(2021, 9, 14))
        make.recommendation(
            session,
            committee,
            "That Cabinet act",
            addressee="Cabinet",
            topic_id=about.id,
            sent_on=date(2021, 9, 20),
            responded_on=date(2021, 10, 8),
            response=Response.ACCEPTED,
            response_text="It will be done by March.",
            state=RecommendationState.ANSWERED,
        )
        again = make.entry(
            session, committee, "Fostering", topic=about, meeting_id=filled.next.id, details="To follow up"
        )
        session.add(
            EntryMove(entry_id=again.id, on=date(2021, 10, 20), to_meeting_id=filled.next.id, because="A clash.")
        )
        make.entry(session, committee, "Fostering", topic=about, year=2022, when="July 2022")
    return about.id


def test_a_story_is_told_from_the_first_mention_to_what_is_still_to_come(reader: Browser, topic: int) -> None:
    page = reader.read(f"/topics/{topic}")
    assert page.heading == "Fostering"
    assert page.texts("//h2") == ["What happened", "Still to come", "Without a date"]
    assert page.texts("//h3") == [
        *("17 June 2021", "14 September 2021", "20 September 2021", "8 October 2021", "20 October 2021"),
        "30 November 2021",
    ]
    told = page.texts("//p[@class='big']")
    assert told[1] == "Considered: Fostering services"
    assert told[-3:] == ["Moved from no date to 30 November 2021", "Planned on the work programme", told[-1]]
    assert told[-1] == "On the work programme, for July 2022"
    assert "It will be done by March." in page.text


def test_each_part_of_a_story_leads_to_where_it_is_recorded(reader: Browser, topic: int, filled: Chamber) -> None:
    page = reader.read(f"/topics/{topic}")
    links = page.links()
    assert any(link.startswith(f"/meetings/{filled.held.id}#item-") for link in links)
    assert any(link.startswith(f"/meetings/{filled.held.id}/minutes#item-") for link in links)
    assert any("/follow-up?action=" in link for link in links)
    assert any("/follow-up?recommendation=" in link for link in links)
    for link in {link for link in links if link.startswith(("/meetings", "/committees"))}:
        assert reader.get(link).status_code == 200


def test_a_minute_is_told_with_its_clauses_and_its_text(reader: Browser, topic: int) -> None:
    page = reader.read(f"/topics/{topic}")
    assert page.texts("//*[@class='resolved']//li") == ["a) figures be sent; and,", "b) Cabinet be asked to act."]
    assert page.texts("//details//strong") == ["asked"]


@pytest.mark.parametrize("part", ["exempt", "public"])
def test_a_topic_that_was_exempt_business_at_any_meeting_has_no_page(
    reader: Browser, session: Session, author: Author, filled: Chamber, part: str
) -> None:
    with writing(session, author):
        about = make.topic(session, filled.committee, "SECRET topic")
        make.item(session, filled.held, "In public", topic_id=about.id, position=96)
        if part == "exempt":
            make.exempt_item(session, filled.draft, "SECRET", "A matter", topic_id=about.id, position=97)
    assert reader.get(f"/topics/{about.id}").status_code == (404 if part == "exempt" else 200)
