"""A year of meetings is written as a list, looked at, and called: all of it, once, or none."""

from __future__ import annotations

from datetime import date, time

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.vocabulary import AccountRole, MeetingKind
from scrutiny.models.closures import Closure, CoveredYear
from scrutiny.models.committees import Committee
from scrutiny.models.meetings import Meeting
from scrutiny.operations import meetings
from tests.browser import Browser, Page
from tests.chamber import Chamber
from tests.web.desk_forms import filled_in, form_of
from tests.web.signing_in import account, signed_in

YEAR = "/committees/SOS/year?year=2022"
CHECK, CALL = (f"/committees/SOS/year/{step}?year=2022" for step in ("check", "call"))
CLOSED = "/committees/SOS/closed-days"
LIST = """Thursday 16 June 2022
13 September 2022, 2.00, Council Chamber

Briefing: How referrals are counted, 11 October 2022, 2 pm
"""


@pytest.fixture
def olga(app: Flask, session: Session, author: Author, filled: Chamber) -> Browser:
    assert filled
    with writing(session, author):
        account(session, "Olga Officer", AccountRole.OFFICER)
    return signed_in(app, "Olga Officer")


def called(session: Session) -> list[tuple[date, time, str, MeetingKind, str]]:
    session.rollback()
    columns = (Meeting.on, Meeting.at, Meeting.venue, Meeting.kind, Meeting.title)
    found = select(*columns).where(Meeting.on >= date(2022, 5, 15)).order_by(Meeting.on)
    return [tuple(row) for row in session.execute(found)]


def looked_at(browser: Browser, text: str, status: int = 200) -> Page:
    return browser.sent(CHECK, filled_in(browser, YEAR, CHECK, {"lines": text}), status)


def rows_of(page: Page) -> list[str]:
    return page.texts("//tbody/tr")


def test_the_year_shows_its_meetings_each_with_the_day_to_publish_by(olga: Browser) -> None:
    page = olga.read("/committees/SOS/year")
    assert page.heading == "Meetings of 2021/22"
    rows = rows_of(page)
    assert [row.split(" 10.00 am")[0] for row in rows] == [
        "Thursday 17 June 2021",
        "Tuesday 3 August 2021",
        "Tuesday 14 September 2021",
        "Tuesday 30 November 2021",
        "Tuesday 11 January 2022",
        "Tuesday 8 February 2022",
    ]
    assert "Published 12 November 2021" in rows[3]
    assert "Re-arranged from 4 November 2021" in rows[3]
    assert "No notice needed" in rows[4]
    assert rows[5].endswith("Monday 31 January 2022")


def test_a_year_without_meetings_says_what_to_do(olga: Browser) -> None:
    page = olga.read(YEAR)
    assert "No meeting is called for 2022/23 yet. Write them below, one a line" in page.text
    assert {"/committees/SOS/year?year=2021", "/committees/SOS/year?year=2023"} <= {*page.links()}
    for address in ("/committees/SOS/year?year=twenty", "/committees/SOS/year?year=99999"):
        assert olga.read(address).heading == "Meetings of 2021/22"


def test_the_list_is_looked_at_before_anything_is_called(olga: Browser, session: Session) -> None:
    page = looked_at(olga, LIST)
    assert rows_of(page) == [
        "1 Thursday 16 June 2022, 10.00 am Oak Room Wednesday 8 June 2022",
        "2 Tuesday 13 September 2022, 2.00 pm Council Chamber Monday 5 September 2022 2.00 is read as 2.00 pm.",
        "4 Tuesday 11 October 2022, 2.00 pm Briefing: How referrals are counted Oak Room",
    ]
    assert "Call 3 meetings" in page.texts("//button")
    assert called(session) == []


def test_what_was_looked_at_is_called_once(olga: Browser, session: Session) -> None:
    data = form_of(looked_at(olga, LIST), CHECK)
    answers = [olga.post(CALL, data=data) for _ in range(2)]
    assert [(answer.status_code, answer.location) for answer in answers] == [(303, YEAR)] * 2
    assert called(session) == [
        (date(2022, 6, 16), time(10), "Oak Room", MeetingKind.FORMAL, ""),
        (date(2022, 9, 13), time(14), "Council Chamber", MeetingKind.FORMAL, ""),
        (date(2022, 10, 11), time(14), "Oak Room", MeetingKind.BRIEFING, "How referrals are counted"),
    ]
    page = olga.read(YEAR)
    assert "3 meetings are called." in page.text
    assert len(rows_of(page)) == 3


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("nothing of the kind", "No day can be read here. Write it like 17 June 2021."),
        ("31 June 2022", "31 June 2022 is not a day of the calendar."),
        ("16 June 2022", "Line 1 has the same day and the same hour."),
        ("8 February 2022", "The committee has a meeting on 8 February 2022 at 10.00 am already."),
        ("17 June 2022 " + "x" * 400, "The place has 400 characters and the most is 300."),
    ],
)
def test_a_line_that_cannot_be_called_stops_the_whole_list(
    olga: Browser, session: Session, line: str, fault: str
) -> None:
    page = looked_at(olga, f"Thursday 16 June 2022\n{line}", 422)
    assert page.texts("//*[@id='error-summary']//a") == ["Mend line 2: what is wrong is said in the table"]
    assert fault in rows_of(page)[1]
    assert line in page.all("//textarea[@id='lines']")[0].text_content()
    assert not any("Call 2" in button for button in page.texts("//button"))
    olga.sent(CALL, form_of(page, CHECK), 422)
    assert called(session) == []


def test_a_list_that_was_changed_after_it_was_looked_at_is_looked_at_again(olga: Browser, session: Session) -> None:
    data = form_of(looked_at(olga, LIST), CHECK) | {"lines": "20 June 2022"}
    page = olga.sent(CALL, data, 422)
    assert "You changed the list after it was checked" in page.text
    assert called(session) == []
    assert olga.post(CALL, data=form_of(page, CHECK)).status_code == 303
    assert [row[0] for row in called(session)] == [date(2022, 6, 20)]


def test_what_somebody_else_called_meanwhile_is_said_beside_the_line(
    olga: Browser, session: Session, author: Author
) -> None:
    data = form_of(looked_at(olga, LIST), CHECK)
    with writing(session, author):
        meetings.schedule(session, committee=session.get_one(Committee, 1), day=date(2022, 6, 16))
    page = olga.sent(CALL, data, 422)
    assert "The committee has a meeting on 16 June 2022 at 10.00 am already." in rows_of(page)[0]
    assert len(called(session)) == 1


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "Write at least one meeting"),
        (" \n\t\n", "Write at least one meeting"),
        ("\n".join(["17 June 2022"] * 201), "Write at most 200 meetings at a time"),
        ("17 June\x00 2022", "Meetings, one a line has a character that cannot be kept: U+0000"),
    ],
)
def test_what_is_no_list(olga: Browser, session: Session, text: str, says: str) -> None:
    page = looked_at(olga, text, 422)
    assert any(fault.startswith(says) for fault in page.texts("//*[@id='error-summary']//a"))
    assert called(session) == []


def test_a_closed_committee_meets_no_more(olga: Browser, session: Session, author: Author) -> None:
    with writing(session, author):
        session.get_one(Committee, 1).closed_on = date(2021, 11, 15)
    page = looked_at(olga, LIST, 422)
    assert "The committee is closed, so it meets no more" in page.text
    olga.sent(CALL, form_of(page, CHECK), 422)
    assert called(session) == []


def test_holidays_are_loaded_from_the_year_that_needs_them(olga: Browser, session: Session) -> None:
    page = olga.read(YEAR)
    assert "The bank holidays of 2023 are not loaded" in page.text
    answer = olga.post(f"{CLOSED}/holidays", data=filled_in(olga, YEAR, f"{CLOSED}/holidays", {}))
    assert answer.location == YEAR
    session.rollback()
    assert {2022, 2023, 2024} <= {*session.scalars(select(CoveredYear.year))}
    assert date(2022, 9, 19) in {*session.scalars(select(Closure.on))}
    assert "not loaded" not in olga.read(YEAR).text
