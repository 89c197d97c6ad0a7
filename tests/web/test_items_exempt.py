"""An item made exempt, and opened again by who read what becomes public with it."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.vocabulary import Nation, Part
from scrutiny.models.agenda import Topic
from scrutiny.models.committees import Council
from tests import make
from tests.browser import Browser
from tests.chamber import Chamber
from tests.web.desk_forms import filled_in, form_of
from tests.web.drafting import AGENDA, sent
from tests.web.one_item import as_kept, told

pytestmark = pytest.mark.usefixtures("everybody")


def test_an_item_is_made_exempt_with_its_topic_and_opened_again(
    olga: Browser, session: Session, reader: Browser, carers: str
) -> None:
    sent(olga, carers, heard="exempt", paragraphs=["2", "1"], public_title="A matter about a family")
    item = as_kept(session, carers)
    topic = session.get_one(Topic, item.topic_id)
    assert (item.part, item.paragraphs, item.public_title) == (Part.TWO, "1, 2", "A matter about a family")
    assert topic.exempt
    assert "The public reads “A matter about a family”" in olga.read(AGENDA).text
    assert "Carers" not in reader.read("/search?q=carers").text.replace("Carers”", "")
    sent(olga, carers, heard="open", read_through="y")
    session.expire_all()
    assert (as_kept(session, carers).exempt, session.get_one(Topic, item.topic_id).exempt) == (False, False)


def test_an_item_is_opened_only_by_who_read_what_becomes_public_with_it(
    olga: Browser, session: Session, author: Author, filled: Chamber, carers: str
) -> None:
    assert "read_through" not in form_of(olga.read(carers), carers)
    sent(olga, carers, heard="exempt", paragraphs=["1"], public_title="A matter about a family")
    with writing(session, author):
        item = as_kept(session, carers)
        asked = {"item_id": item.id, "topic_id": item.topic_id, "part": Part.TWO}
        action = make.action(session, filled.committee, "Visit the SECRET house", **asked)
        make.update(session, action, "The SECRET door was shut.")
    page = olga.read(carers)
    for words in ("What becomes public with it", "Visit the SECRET house", "The SECRET door was shut."):
        assert words in page.text
    page = olga.sent(carers, filled_in(olga, carers, carers, {"heard": "open"}), 422)
    assert told(page) == {"read_through": "Read what becomes public with the item, and say that all of it may be"}
    assert as_kept(session, carers).exempt
    assert sent(olga, carers, heard="open", read_through="y").status_code == 303
    assert not as_kept(session, carers).exempt


def test_who_opens_an_item_is_told_that_its_papers_stay_exempt(
    olga: Browser, session: Session, author: Author, carers: str
) -> None:
    with writing(session, author):
        make.document(session, as_kept(session, carers), "Report")
    sent(olga, carers, heard="exempt", paragraphs=["1"], public_title="A matter about a family")
    assert "Its papers stay exempt" not in olga.read(AGENDA).whole_text
    sent(olga, carers, heard="open", read_through="y")
    assert "Its papers stay exempt. Open each of them on its own" in olga.read(AGENDA).whole_text


def test_welsh_paragraphs_are_those_of_the_welsh_list(
    olga: Browser, session: Session, author: Author, carers: str
) -> None:
    with writing(session, author):
        session.scalars(select(Council)).one().nation = Nation.WALES
    offered = olga.read(carers).all("//input[@name='paragraphs']/@value")
    assert offered == [str(number) for number in range(12, 19)]
