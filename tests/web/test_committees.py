"""Committees, and one of them."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.web.committees import past_years
from tests import make
from tests.browser import Browser
from tests.chamber import TODAY, Chamber


@pytest.mark.usefixtures("filled")
def test_every_committee_is_listed_and_leads_to_its_page(reader: Browser) -> None:
    page = reader.read("/committees")
    assert page.texts("//main//li/a") == [
        "Health and Care Overview and Scrutiny Committee",
        "Safeguarding Overview and Scrutiny Committee",
    ]
    assert "1 open action, 1 overdue · 4 matters on the work programme" in page.text


def test_without_committees_the_list_is_a_sentence(reader: Browser) -> None:
    assert reader.read("/committees").text == "Committees There are no committees in the record yet."


@pytest.mark.usefixtures("filled")
def test_members_are_named_as_the_committee_writes_them(reader: Browser) -> None:
    page = reader.read("/committees/SOS")
    assert page.texts("//ul[contains(@class, 'people')]/li") == [
        "Ada Marsh (Chairman)",
        "Bertram Holt (Vice-Chairman (Scrutiny))",
        "Cecily Dunn, MBE",
        "Dafydd Llŷr Pryce-Llewellyn-Featherstonehaugh",
    ]


@pytest.mark.usefixtures("filled")
def test_the_work_of_a_committee_is_seen_at_a_glance(reader: Browser) -> None:
    page = reader.read("/committees/SOS")
    assert page.texts("//h2[.='Coming on the work programme']/following::ul[1]/li") == [
        "Adults on the cusp of care 30 November 2021",
        "A matter about an individual 30 November 2021",
        "An inquest 30 November 2021",
    ]
    assert len(page.all("//h2[.='Coming on the work programme']/following::ul[1]//a")) == 1, "two are exempt"
    assert "Quorum 3 members" in page.text
    assert page.texts("//summary") == ["2021/22: 3 meetings"]
    assert "Tuesday 3 August 2021 Cancelled" in page.text


@pytest.mark.usefixtures("filled")
def test_its_page_leads_to_its_own_calendar_and_not_to_everybodys(reader: Browser) -> None:
    link = reader.read("/committees/SOS").all("//main//a[.='Subscribe to the meetings']/@href")
    assert link == ["/committees/SOS/calendar"]


@pytest.mark.usefixtures("filled")
def test_a_committee_without_anything_says_so(reader: Browser) -> None:
    text = reader.read("/committees/HCS").text
    for sentence in (
        "No meeting is planned at the moment.",
        "No open action has a date.",
        "Nothing on the work programme has a date from now on.",
        "The record holds no past meeting of this committee.",
        "No members are recorded for today.",
        "The remit has not been entered yet.",
    ):
        assert sentence in text


def test_a_closed_committee_keeps_its_record(
    reader: Browser, session: Session, author: Author, filled: Chamber
) -> None:
    with writing(session, author):
        filled.committee.closed_on = date(2021, 10, 1)
    assert "This committee closed on 1 October 2021. Its record stays here." in reader.read("/committees/SOS").text
    assert "Closed on 1 October 2021" in reader.read("/committees").text


def test_past_meetings_stand_under_their_municipal_years_the_latest_first(
    session: Session, author: Author, filled: Chamber
) -> None:
    with writing(session, author):
        rows = [
            make.meeting(session, filled.committee, on)
            for on in (date(2019, 5, 14), date(2019, 5, 15), date(2020, 1, 7), date(2021, 12, 1))
        ]
    years = past_years(rows, TODAY, {})  # type: ignore[arg-type]
    assert [(year.year, [row.on for row in year.meetings]) for year in years] == [
        ("2019/20", [date(2020, 1, 7), date(2019, 5, 15)]),
        ("2018/19", [date(2019, 5, 14)]),
    ]


@pytest.mark.usefixtures("filled")
def test_no_such_committee(reader: Browser) -> None:
    assert reader.read("/committees/XYZ", 404).heading == "Page not found"
