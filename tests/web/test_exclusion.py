"""An exempt paper of an open item: whoever drafts the agenda is told in time that the public has to be excluded."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.vocabulary import ItemKind, MeetingStatus, Part
from scrutiny.models.documents import Document
from scrutiny.models.meetings import Meeting
from tests import make
from tests.browser import Browser
from tests.web.drafting import AGENDA, DRAFT, OUT, PUBLISH, items, press, titles

OPEN = "“Annual report” is open to the public, and has an exempt paper."
PACKS = f"/meetings/{DRAFT}/packs"
EXCLUDED = "no resolution excludes the public yet"

pytestmark = pytest.mark.usefixtures("everybody", "ready_draft", "costs")


@pytest.fixture
def costs(session: Session, author: Author) -> Document:
    """An exempt paper of the draft's one item, which is open."""
    (item,) = items(session)
    with writing(session, author):
        return make.document(session, item, "Costs", part=Part.TWO, paragraphs="3", to_follow=True)


@pytest.mark.parametrize("address", [AGENDA, PUBLISH, PACKS])
def test_it_is_said_before_the_agenda_goes_out(olga: Browser, address: str) -> None:
    said = olga.read(address)
    assert f"{OPEN} Before that is discussed, the public has to be excluded by a resolution" in said.text
    assert "Worth a look before publishing" in said.texts("//h2")


def test_it_only_warns_and_the_desk_says_it_too(olga: Browser, session: Session, author: Author) -> None:
    assert olga.read(PUBLISH).all(f"//form[@action='{PUBLISH}']") != []
    assert EXCLUDED in olga.read("/desk").text
    with writing(session, author):
        for meeting_id in (DRAFT, OUT):
            meeting = session.get_one(Meeting, meeting_id)
            make.item(session, meeting, "Exclusion", kind=ItemKind.EXCLUSION, number="30")
    assert EXCLUDED not in olga.read("/desk").text


def test_the_resolution_is_one_press_away_and_stands_before_the_item(olga: Browser, session: Session) -> None:
    assert press(olga, AGENDA, f"{AGENDA}/exclusion")
    assert titles(session) == ["Exclusion of the public", "Annual report"]
    assert OPEN not in olga.read(AGENDA).text


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"part": Part.ONE, "paragraphs": ""}, id="once the paper is open"),
        pytest.param({"withdrawn_because": "It was wrong."}, id="once it is withdrawn"),
    ],
)
def test_it_is_said_no_more(
    olga: Browser, session: Session, author: Author, costs: Document, change: dict[str, object]
) -> None:
    with writing(session, author):
        for name, value in change.items():
            setattr(session.get_one(Document, costs.id), name, value)
    for page in (AGENDA, PUBLISH, PACKS, f"/items/{costs.item_id}/papers"):
        assert "open to the public" not in olga.read(page).text


def test_one_that_comes_when_the_agenda_is_out_is_told_of_until_the_meeting(
    olga: Browser, session: Session, author: Author
) -> None:
    late = next(item for item in items(session, OUT) if not item.exempt and item.kind is ItemKind.BUSINESS)
    with writing(session, author):
        make.document(session, late, "Late costs", part=Part.TWO, paragraphs="3", to_follow=True)
    agenda = olga.read(f"/meetings/{OUT}/agenda")
    assert f"“{late.title}” is open to the public" in agenda.text
    assert "Worth a look before the meeting" in agenda.texts("//h2")
    papers = olga.read(f"/items/{late.id}/papers")
    assert "This item is open to the public, and has an exempt paper." in papers.text
    assert f"/items/{late.id}" in papers.links()
    with writing(session, author):
        session.get_one(Meeting, OUT).status = MeetingStatus.HELD
    for page in (f"/meetings/{OUT}/agenda", f"/meetings/{OUT}/packs", f"/items/{late.id}/papers"):
        assert "is open to the public" not in olga.read(page).text
