"""An item that is out, or was gone through: its page says why it stands, and leads on to what can still be done."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.vocabulary import ItemKind, ItemOutcome, MeetingStatus
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.meetings import Meeting
from tests.browser import Browser
from tests.web.drafting import OFF, OUT, OVER, items

pytestmark = pytest.mark.usefixtures("everybody", "ready_draft")


def business(session: Session, meeting_id: int) -> AgendaItem:
    return next(item for item in items(session, meeting_id) if item.kind is ItemKind.BUSINESS and not item.exempt)


def ways(session: Session, meeting_id: int, *to: str) -> set[str]:
    """With the item's own address for {item}, and the meeting's for {meeting}."""
    item = business(session, meeting_id)
    return {way.format(item=f"/items/{item.id}", meeting=f"/meetings/{meeting_id}", id=item.id) for way in to}


ALWAYS = ("{meeting}#item-{id}", "{item}/papers")
MINUTED = ("{item}/minute", "{item}/outcome")
STILL = ("{item}/withdraw", "{meeting}/agenda#item-{id}", "{meeting}/late-item")
REOPEN = "{meeting}/reopen"


@pytest.mark.parametrize(
    ("meeting_id", "status", "because", "leads_to", "and_not_to"),
    [
        pytest.param(
            OUT,
            MeetingStatus.SCHEDULED,
            "This agenda is published, so its items stand. Reopen it with a reason, or add a late item.",
            (*STILL, REOPEN),
            MINUTED,
            id="out, before the meeting",
        ),
        pytest.param(
            OUT,
            MeetingStatus.ADJOURNED,
            "This agenda is published, so its items stand. Add a late item.",
            STILL,
            (REOPEN,),
            id="adjourned",
        ),
        pytest.param(
            OVER,
            MeetingStatus.HELD,
            "This meeting is held, so its agenda is part of the record.",
            MINUTED,
            (*STILL, REOPEN),
            id="held",
        ),
        pytest.param(
            OFF,
            MeetingStatus.CANCELLED,
            "This meeting is cancelled, so its agenda is part of the record.",
            (),
            (*MINUTED, *STILL, REOPEN),
            id="cancelled",
        ),
    ],
)
def test_its_page_says_why_it_stands_and_what_can_be_done(
    olga: Browser,
    session: Session,
    author: Author,
    meeting_id: int,
    status: MeetingStatus,
    because: str,
    leads_to: tuple[str, ...],
    and_not_to: tuple[str, ...],
) -> None:
    item = business(session, meeting_id)
    with writing(session, author):
        session.get_one(Meeting, meeting_id).status, item.outcome = status, ItemOutcome.PENDING
    (address,) = ways(session, meeting_id, "{item}")
    page = olga.read(address)
    assert because in page.text
    there = set(page.links())
    assert ways(session, meeting_id, *ALWAYS, *leads_to) <= there
    in_the_page = {str(way) for way in page.all("//main//ul[contains(@class, 'govuk-list')]//a/@href")}
    assert ways(session, meeting_id, *and_not_to) & in_the_page == set()


def test_the_agenda_leads_to_it_and_a_form_that_came_too_late_is_refused(olga: Browser, session: Session) -> None:
    item = business(session, OUT)
    page = olga.read(f"/meetings/{OUT}/agenda")
    assert f"/items/{item.id}" in page.links()
    (token,) = {str(value) for value in page.all("//input[@name='csrf_token']/@value")}
    answer = olga.post(f"/items/{item.id}", data={"csrf_token": token, "title": "Mine"})
    assert answer.status_code == 409
    assert "so its items stand" in answer.text


def test_of_one_that_is_withdrawn_it_says_so_and_does_not_offer_it_again(
    olga: Browser, session: Session, author: Author
) -> None:
    item = business(session, OUT)
    with writing(session, author):
        item.outcome, item.outcome_note = ItemOutcome.WITHDRAWN, "The survey is late."
    page = olga.read(f"/items/{item.id}")
    assert "Withdrawn: The survey is late." in page.text
    assert f"/items/{item.id}/withdraw" not in page.links()
