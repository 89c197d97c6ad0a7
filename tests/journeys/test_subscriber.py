"""A real subscriber of the running site: vdirsyncer fetches the feed over HTTP, khal shows what it was told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from icalendar import Calendar
from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.database import Author, db, writing
from scrutiny.models.committees import Committee
from scrutiny.models.meetings import Meeting
from scrutiny.operations import meetings
from tests import databases, make
from tests.ical.subscriber import Subscriber
from tests.journeys.serving import Served, serving

NAME = "Safeguarding Overview and Scrutiny Committee"
TODAY = date(2021, 10, 1)
Change = Callable[[Session, Committee], object]


@pytest.fixture
def council(sqlite: databases.SQLite, tmp_path: Path) -> Iterator[Served]:
    """A site of one committee that has one meeting."""
    with serving(sqlite.fresh(tmp_path), tmp_path, SCRUTINY_TODAY=TODAY.isoformat()) as served:
        with served.app.app_context(), writing(db.session(), _author()) as session:
            committee = make.committee(session, make.council(session))
            meetings.schedule(session, committee=committee, day=date(2021, 9, 14))
        yield served


def _author() -> Author:
    return Author("Test Clerk", datetime.now(UTC))


def change(council: Served, what: Change) -> None:
    with council.app.app_context(), writing(db.session(), _author()) as session:
        what(session, session.scalars(select(Committee)).one())


def latest(session: Session) -> Meeting:
    return session.scalars(select(Meeting).order_by(Meeting.on.desc())).first() or pytest.fail("there is no meeting")


@pytest.mark.parametrize("address", ["/calendar.ics", "/committees/SOS/calendar.ics"])
def test_a_subscriber_sees_a_meeting_added_moved_and_cancelled(council: Served, tmp_path: Path, address: str) -> None:
    home = tmp_path / "subscriber"
    home.mkdir()
    subscriber = Subscriber(council.url + address, home)

    def shown() -> list[tuple[str, str, str]]:
        subscriber.sync()
        return [
            (each.starts, each.title, each.status) for each in subscriber.listing(date(2021, 5, 1), date(2022, 5, 1))
        ]

    def told() -> dict[str, int]:
        body = council.app.test_client().get(address).data
        return {str(event["UID"]): int(event["SEQUENCE"]) for event in Calendar.from_ical(body).events}

    september = ("2021-09-14 10:00", NAME, "CONFIRMED")
    assert shown() == [september]

    change(council, lambda session, committee: meetings.schedule(session, committee=committee, day=date(2021, 11, 4)))
    assert shown() == [september, ("2021-11-04 10:00", NAME, "CONFIRMED")]
    before = told()

    change(
        council,
        lambda session, _: meetings.rearrange(
            session, latest(session), because="The report was late.", on=TODAY, day=date(2021, 11, 30)
        ),
    )
    assert shown() == [september, ("2021-11-30 10:00", NAME, "CONFIRMED")]
    after = told()
    assert after.keys() == before.keys()
    assert sorted(after[uid] - before[uid] for uid in after) == [0, 1]

    change(council, lambda session, _: meetings.cancel(session, latest(session), because="Too few can come."))
    assert shown() == [september, ("2021-11-30 10:00", f"CANCELLED: {NAME}", "CANCELLED")]
    assert told().keys() == before.keys()
