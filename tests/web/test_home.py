"""The front page."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from tests.browser import Browser
from tests.chamber import Chamber


def test_an_empty_record_is_said_in_sentences(reader: Browser) -> None:
    text = reader.read("/").text
    assert "No meeting is planned at the moment." in text
    assert "No papers have been published yet." in text
    assert "There are no committees in the record yet." in text


def test_the_next_meetings_come_first_and_say_what_became_of_the_old_date(reader: Browser, filled: Chamber) -> None:
    page = reader.read("/")
    assert page.texts("//h2")[:2] == ["Next meetings", "New papers"]
    first = page.texts("//h2[.='Next meetings']/following::li[1]")[0]
    assert first == (
        "Tuesday 30 November 2021 Safeguarding Overview and Scrutiny Committee 10.00 am, Oak Room "
        "Re-arranged from 4 November 2021"
    )
    assert f"/meetings/{filled.next.id}" in page.links()


def test_what_is_outstanding_is_counted_without_what_is_exempt(reader: Browser, filled: Chamber) -> None:
    page = reader.read("/")
    name = filled.committee.name
    figures = page.texts(f"//h3[.='{name}']/following::ul[1]/li")
    assert figures == [
        "1 open action",
        "1 overdue",
        "1 recommendation awaiting a response",
        "4 on the work programme, 1 without a date",
    ]
    assert "Due first: Send comparative data on referrals by general practitioners" in page.text
    assert "Due 31 October 2021 Overdue" in page.text


@pytest.mark.usefixtures("filled")
def test_a_committee_with_nothing_outstanding_says_so(reader: Browser) -> None:
    assert "Nothing is outstanding, and nothing is on the work programme." in reader.read("/").text


def test_minutes_are_new_papers_though_the_day_of_their_agenda_is_not_known(
    reader: Browser, session: Session, author: Author, filled: Chamber
) -> None:
    with writing(session, author):
        filled.held.published_on = None
    papers = reader.read("/").texts("//h2[normalize-space()='New papers']/following::ul[1]/li")
    assert (
        "Minutes of 14 September 2021 Safeguarding Overview and Scrutiny Committee "
        "Draft, to be confirmed at a later meeting"
    ) in papers
