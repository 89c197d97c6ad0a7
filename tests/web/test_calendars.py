"""Calendars: pages by month, the feeds that others subscribe to, and a person's own at a secret address."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from icalendar import Calendar
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.vocabulary import AccountRole
from scrutiny.models.accounts import Account
from scrutiny.models.committees import Committee
from scrutiny.models.people import Membership
from scrutiny.operations import accounts
from scrutiny.operations import meetings as operations
from tests import make
from tests.browser import Browser
from tests.chamber import Chamber
from tests.web.conftest import counted
from tests.web.signing_in import account

FEEDS = ("/calendar.ics", "/committees/SOS/calendar.ics", "/feed.atom", "/committees/SOS/feed.atom")


def events(body: bytes) -> list[tuple[str, str]]:
    return [(str(event["SUMMARY"]), event.decoded("DTSTART").isoformat()) for event in Calendar.from_ical(body).events]


@pytest.mark.usefixtures("filled")
def test_meetings_are_listed_by_month_those_to_come_first(reader: Browser) -> None:
    page = reader.read("/calendar")
    assert page.texts("//h3[not(ancestor::details)]") == [
        *("November 2021", "January 2022", "February 2022"),
        *("June 2021", "August 2021", "September 2021"),
    ]
    assert "Re-arranged from 4 November 2021" in page.text
    assert page.texts("//li[.//*[contains(@class, 'govuk-tag')]]/a") == ["Tuesday 3 August 2021"]


@pytest.mark.usefixtures("filled")
def test_a_calendar_can_be_subscribed_to_in_two_ways_and_taken_a_meeting_at_a_time(reader: Browser) -> None:
    page = reader.read("/committees/SOS/calendar")
    assert "webcal://scrutiny.example/committees/SOS/calendar.ics" in page.links()
    assert page.texts("//code") == ["https://scrutiny.example/committees/SOS/calendar.ics"]
    assert page.texts("//details//h3") == ["Outlook", "Google Calendar", "Apple Calendar"]
    assert "/meetings/3/calendar.ics" in page.links()
    assert "/meetings/1/calendar.ics" not in page.links()


def test_another_year_has_its_own_page(reader: Browser, session: Session, author: Author, filled: Chamber) -> None:
    with writing(session, author):
        make.meeting(session, filled.committee, date(2020, 7, 6))
    page = reader.read("/calendar?year=2020-21")
    assert (page.heading, page.texts("//h3[not(ancestor::details)]")) == ("Calendar of meetings 2020/21", ["July 2020"])


@pytest.mark.usefixtures("filled")
def test_a_feed_holds_every_meeting_and_says_which_is_cancelled(reader: Browser) -> None:
    answer = reader.get("/calendar.ics")
    assert answer.content_type == "text/calendar; charset=utf-8"
    found = events(answer.data)
    assert len(found) == 6
    assert (
        "CANCELLED: Safeguarding Overview and Scrutiny Committee",
        "2021-08-03T10:00:00+01:00",
    ) in found
    assert events(reader.get("/committees/HCS/calendar.ics").data) == []


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("address", FEEDS)
def test_an_unchanged_feed_is_not_sent_again(reader: Browser, address: str) -> None:
    first = reader.get(address)
    etag, modified = first.headers["ETag"], first.headers["Last-Modified"]
    assert first.headers["Cache-Control"] == "public, no-cache"
    for asked in ({"If-None-Match": etag}, {"If-Modified-Since": modified}):
        with counted() as sent:
            again = reader.get(address, headers=asked)
        assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", etag)
        assert len(sent) == 0
    assert reader.get(address, headers={"If-Modified-Since": "Mon, 01 Jan 2001 00:00:00 GMT"}).status_code == 200
    assert reader.get(address, headers={"If-Modified-Since": "yesterday"}).status_code == 200
    stale = {"If-None-Match": '"another"', "If-Modified-Since": modified}
    assert reader.get(address, headers=stale).status_code == 200
    assert reader.get(address).data == first.data


@pytest.mark.parametrize("address", FEEDS)
def test_a_reader_who_asks_by_date_alone_is_told_of_every_change(
    reader: Browser, session: Session, author: Author, filled: Chamber, address: str
) -> None:
    """Also of one after which the newest entry left is older than the one that the reader has."""
    modified = reader.get(address).headers["Last-Modified"]
    with writing(session, replace(author, at=author.at + timedelta(days=30))):
        filled.next.duration_minutes += 30
    assert reader.get(address, headers={"If-Modified-Since": modified}).status_code == 200


def test_a_meeting_that_is_moved_is_the_same_event_with_a_higher_sequence(
    reader: Browser, session: Session, author: Author, filled: Chamber
) -> None:
    before = reader.get("/calendar.ics")
    with writing(session, author):
        operations.rearrange(session, filled.next, because="Snow", on=date(2021, 11, 15), day=date(2021, 12, 7))
    after = reader.get("/calendar.ics", headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200
    was, now = (
        {str(event["UID"]): event for event in Calendar.from_ical(answer.data).events} for answer in (before, after)
    )
    assert was.keys() == now.keys()
    uid = filled.next.uid
    assert now[uid]["SEQUENCE"] > was[uid]["SEQUENCE"]
    assert now[uid].decoded("DTSTART").date() == date(2021, 12, 7)


@pytest.fixture
def chamber_of_two(session: Session, author: Author, filled: Chamber) -> Chamber:
    """The other committee has a meeting of its own, and somebody has something to do by a day."""
    with writing(session, author):
        other = session.get(Committee, filled.committee.id + 1)
        assert other is not None
        make.meeting(session, other, date(2021, 12, 2))
        make.exempt_item(session, filled.next, "SECRET report", "A matter", papers_due=date(2021, 11, 18), position=97)
        make.item(session, filled.next, "Winter plan", papers_due=date(2021, 11, 19), position=98)
    return filled


def feed_of(session: Session, author: Author, role: AccountRole, committee: str | None, person: str = "") -> str:
    """The address of a new private calendar of somebody with that role."""
    with writing(session, author):
        holder = account(session, "Rhys Reader", role, committee, person)
        return f"/calendar/{accounts.make_feed_address(session, holder)}.ics"


def titles(reader: Browser, address: str) -> list[str]:
    answer = reader.get(address)
    assert answer.status_code == 200
    return [title for title, _ in events(answer.data)]


DEADLINES = ("Publish agenda", "Report due", "Action due", "Response due")


@pytest.mark.usefixtures("chamber_of_two")
@pytest.mark.parametrize(
    ("role", "committee", "person", "meetings", "deadlines"),
    [
        pytest.param(AccountRole.CLERK, "SOS", "", {"Safeguarding"}, True, id="a clerk: deadlines too"),
        pytest.param(AccountRole.OFFICER, None, "", {"Safeguarding", "Health"}, True, id="an officer of all of them"),
        pytest.param(AccountRole.COUNCILLOR, "SOS", "Ada Marsh", {"Safeguarding"}, False, id="a member: no deadlines"),
        pytest.param(AccountRole.ADMINISTRATOR, None, "", {"Safeguarding", "Health"}, False, id="an administrator"),
    ],
)
def test_a_private_calendar_holds_what_is_ones_own(
    reader: Browser,
    session: Session,
    author: Author,
    role: AccountRole,
    committee: str | None,
    person: str,
    meetings: set[str],
    deadlines: bool,
) -> None:
    found = titles(reader, feed_of(session, author, role, committee, person))
    plain = [title.removeprefix("CANCELLED: ") for title in found]
    kinds = {kind for kind in DEADLINES if any(title.startswith(kind) for title in plain)}
    assert kinds == (set(DEADLINES) if deadlines else set())
    assert {title.split()[0] for title in plain if not title.startswith(DEADLINES)} == meetings
    assert not any("SECRET" in title for title in found)
    assert ("Report due: A matter" in found) == deadlines


@pytest.mark.usefixtures("chamber_of_two")
def test_a_private_calendar_is_kept_by_its_reader_alone_and_not_sent_again(
    reader: Browser, session: Session, author: Author
) -> None:
    address = feed_of(session, author, AccountRole.CLERK, "SOS")
    first = reader.get(address)
    assert first.headers["Cache-Control"] == "private, no-cache"
    assert "Set-Cookie" not in first.headers
    for asked in (
        {"If-None-Match": first.headers["ETag"]},
        {"If-Modified-Since": first.headers["Last-Modified"]},
    ):
        again = reader.get(address, headers=asked)
        assert (again.status_code, again.data) == (304, b"")
    assert reader.get(address).data == first.data


@pytest.mark.usefixtures("chamber_of_two")
@pytest.mark.parametrize("end", ["revoked", "made anew", "the account is disabled", "the role is taken"])
def test_an_address_that_is_no_longer_good_is_not_found(
    reader: Browser, session: Session, author: Author, end: str
) -> None:
    address = feed_of(session, author, AccountRole.CLERK, "SOS")
    assert reader.get(address).status_code == 200
    with writing(session, author):
        holder = session.query(Account).one()
        match end:
            case "revoked":
                accounts.revoke_feed_address(session, holder)
            case "made anew":
                accounts.make_feed_address(session, holder)
            case "the account is disabled":
                accounts.disable(session, holder)
            case _:
                accounts.take_role(session, holder, AccountRole.CLERK, committee="SOS", on=date(2021, 11, 15))
    assert reader.get(address).status_code == 404


def test_a_member_who_has_left_has_no_calendar_any_more(
    reader: Browser, session: Session, author: Author, chamber_of_two: Chamber
) -> None:
    address = feed_of(session, author, AccountRole.COUNCILLOR, "SOS", "Ada Marsh")
    assert reader.get(address).status_code == 200
    with writing(session, author):
        for seat in session.query(Membership).filter_by(committee_id=chamber_of_two.committee.id):
            seat.to = date(2021, 11, 1)
    assert reader.get(address).status_code == 404


def test_a_private_calendar_asks_the_database_no_more_often_for_a_longer_record(
    reader: Browser, session: Session, author: Author, chamber_of_two: Chamber
) -> None:
    address = feed_of(session, author, AccountRole.CLERK, "SOS")
    with counted() as few:
        reader.get(address)
    with writing(session, author):
        for number in range(60):
            day = date(2021, 12, 3) + timedelta(days=number)
            make.action(session, chamber_of_two.committee, "See to it", due=day)
            make.recommendation(session, chamber_of_two.committee, "Mind it", response_due=day)
            meeting = make.meeting(session, chamber_of_two.committee, day, at=time(18))
            make.item(session, meeting, "A matter", papers_due=day)
    with counted() as many:
        reader.get(address)
    assert len(many) == len(few) <= 16
