"""What is true of every register, story, calendar, feed and search: nothing withheld is told, nothing breaks."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.vocabulary import ActionState, AttendanceStatus, MeetingStatus, MinutesState, Part
from scrutiny.models.people import Person
from tests import make
from tests.browser import Browser
from tests.chamber import Chamber
from tests.web.conftest import counted

PAGES = (
    "/committees/SOS/work-programme",
    "/committees/SOS/follow-up?shown=all",
    "/committees/SOS/follow-up?shown=overdue&sort=owner",
    "/people",
    "/calendar",
    "/committees/SOS/calendar",
    "/search?q=secret",
    "/search?q=review",
    "/search?q=safeguarding",
)
FILES = (
    "/committees/SOS/work-programme.csv",
    "/committees/SOS/work-programme.docx",
    "/committees/SOS/follow-up.csv?shown=all",
    "/committees/SOS/follow-up.docx?shown=all",
    "/calendar.ics",
    "/committees/SOS/calendar.ics",
    "/feed.atom",
    "/committees/SOS/feed.atom",
)


@pytest.fixture
def planted(filled: Chamber, session: Session, author: Author) -> Chamber:
    """Beside what the chamber withholds: exempt business that once stood on the programme, and what came of it."""
    with writing(session, author):
        exempt = make.topic(session, filled.committee, "SECRET topic")
        planned = make.entry(
            session, filled.committee, "SECRET entry", topic=exempt, details="SECRET why", outcome="SECRET outcome"
        )
        planned.meeting_id = filled.held.id
        make.entry_lead(session, planned, "SECRET name")
        item = make.exempt_item(
            session, filled.held, "SECRET again", "A matter", topic_id=exempt.id, entry_id=planned.id, position=95
        )
        make.minute(session, item, "SECRET narrative", ["SECRET resolved"])
        closed = {"state": ActionState.CLOSED, "closed_on": date(2021, 11, 1)}
        careless = make.action(session, filled.committee, "SECRET request", item_id=item.id, **closed)
        make.update(session, careless, "SECRET news")
        make.action(session, filled.committee, "SECRET by part", part=Part.TWO, due=date(2021, 10, 1))
        make.action(session, filled.committee, "What the entry asked for", entry_id=planned.id)
        make.recommendation(session, filled.committee, "SECRET advice", item_id=item.id, topic_id=exempt.id)
        draft = make.held(session, filled.committee, date(2021, 10, 5), minutes_state=MinutesState.DRAFT)
        shown = make.topic(session, filled.committee, "Shown")
        make.minute(session, make.item(session, draft, "Shown", topic_id=shown.id), "SECRET until it is agreed")
    return filled


@pytest.mark.usefixtures("planted")
@pytest.mark.parametrize("address", PAGES)
def test_no_page_tells_what_is_withheld(reader: Browser, address: str) -> None:
    text = reader.read(address).response.text
    assert "SECRET" not in text.replace('value="secret"', "")


@pytest.mark.usefixtures("planted")
@pytest.mark.parametrize("address", FILES)
def test_no_file_or_feed_tells_what_is_withheld(reader: Browser, address: str) -> None:
    answer = reader.get(address)
    assert answer.status_code == 200
    parts = [answer.data]
    if zipfile.is_zipfile(io.BytesIO(answer.data)):
        with zipfile.ZipFile(io.BytesIO(answer.data)) as document:
            parts = [document.read(name) for name in document.namelist()]
    assert not any(b"SECRET" in part for part in parts)


@pytest.mark.usefixtures("planted")
def test_no_story_and_no_person_tells_what_is_withheld(reader: Browser) -> None:
    answers = [reader.get(f"/{noun}/{number}") for noun in ("topics", "people") for number in range(1, 12)]
    assert sum(answer.status_code == 200 for answer in answers) > 8
    assert not any("SECRET" in answer.text for answer in answers)


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(
    "address",
    [
        "/committees/NONE/work-programme",
        "/committees/NONE/follow-up",
        "/committees/NONE/calendar",
        "/committees/NONE/calendar.ics",
        "/committees/NONE/feed.atom",
        "/committees/SOS%00/follow-up",
        "/committees/SOS/work-programme?year=1999-00",
        "/committees/SOS/work-programme?year=2021-23",
        "/committees/SOS/work-programme?year=nonsense",
        "/committees/SOS/work-programme?section=everything",
        "/committees/SOS/work-programme?state=open",
        "/committees/SOS/work-programme?meeting=x",
        "/committees/SOS/follow-up?shown=most",
        "/committees/SOS/follow-up?sort=colour",
        "/committees/SOS/follow-up?meeting=-1",
        "/committees/SOS/follow-up?meeting=9223372036854775808",
        "/committees/SOS/follow-up?after=0",
        "/committees/SOS/follow-up?after=99999",
        "/committees/HCS/follow-up?after=1",
        "/committees/SOS/follow-up?action=²",
        "/topics/0",
        "/topics/-1",
        "/topics/9223372036854775808",
        "/topics/01",
        "/topics/%00",
        "/topics/1/",
        "/topics/999",
        "/people/0",
        "/people/2147483648",
        "/people/999",
        "/calendar?year=1850-51",
        "/calendar/wrong.ics",
        "/calendar/%00.ics",
        "/search?q=care&kind=everything",
        "/search?q=care&committee=NONE",
        "/search?q=care&before=-1",
    ],
)
def test_an_address_that_names_nothing_is_not_found(reader: Browser, address: str) -> None:
    assert reader.read(address, 404).heading == "Page not found"


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(
    "address",
    [
        "/committees/HCS/work-programme",
        "/committees/HCS/follow-up",
        "/committees/HCS/follow-up?owner=%00%22%27%3Cscript%3E",
        "/committees/HCS/calendar",
        "/committees/SOS/work-programme?state=completed",
        "/committees/SOS/follow-up?owner=Nobody&shown=closed",
        "/committees/SOS/follow-up?action=2147483647",
        "/search",
        "/search?q=",
    ],
)
def test_where_there_is_nothing_a_page_says_so(reader: Browser, address: str) -> None:
    page = reader.read(address)
    assert page.heading
    assert "<script" not in page.response.text


@pytest.mark.parametrize("address", ["/people", "/calendar", "/search?q=anything"])
def test_an_empty_record_has_pages_too(reader: Browser, address: str) -> None:
    assert reader.read(address).text


@pytest.mark.parametrize("address", ["/calendar.ics", "/feed.atom"])
def test_an_empty_record_has_feeds_too(reader: Browser, address: str) -> None:
    assert reader.get(address).status_code == 200


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
@pytest.mark.parametrize("address", ["/committees/SOS/follow-up", "/topics/1", "/people", "/calendar.ics", "/search"])
def test_a_public_page_can_only_be_read(reader: Browser, address: str, method: str) -> None:
    assert reader.open(address, method=method).status_code in (400, 405)


ADDRESSES = (
    *(address for address in PAGES if "search" not in address),
    *("/topics/1", "/people/1", "/search?q=matter"),
    *(address for address in FILES if not address.endswith(".docx")),
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_longer_record_asks_the_database_no_more_often(
    reader: Browser, session: Session, author: Author, filled: Chamber, address: str
) -> None:
    with writing(session, author):
        _grow(session, filled, 2)
    few = _asked(reader, address)
    with writing(session, author):
        _grow(session, filled, 40)
    assert _asked(reader, address) <= few <= 16


def _asked(reader: Browser, address: str) -> int:
    with counted() as sent:
        assert reader.get(address).status_code == 200
    return len(sent)


def _grow(session: Session, chamber: Chamber, times: int) -> None:
    """More of everything, all of it about the first topic and the first person."""
    somebody = session.get(Person, 1)
    assert somebody is not None
    for number in range(times):
        day = date(2020, 1 + number % 12, 1 + session.query(Person).count() % 28)
        meeting = make.meeting(
            session, chamber.committee, day, status=MeetingStatus.HELD, kind="briefing", minutes_state="agreed"
        )
        make.present(session, meeting, "Ada Marsh", AttendanceStatus.PRESENT, person_id=1)
        item = make.item(session, meeting, "A matter", topic_id=1)
        make.minute(session, item, "Spoken of.", ["the matter be noted"])
        action = make.action(session, chamber.committee, "See to the matter", owner_id=1, topic_id=1, item_id=item.id)
        make.update(session, action, "Seen to.")
        make.recommendation(session, chamber.committee, "Mind the matter", topic_id=1)
        entry = make.entry(session, chamber.committee, f"Matter {number}")
        make.entry_lead(session, entry, "Ada Marsh").person_id = 1
        make.person(session, f"Somebody {number}")
