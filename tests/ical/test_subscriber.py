"""A real subscriber of a feed on the loopback sees meetings come, move and go."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from scrutiny.ical import feed
from scrutiny.papers.diary import Diary, Event
from tests.ical.subscriber import Subscriber


@dataclass
class Council:
    """A feed at an address, and the events that it holds for now."""

    address: str
    events: tuple[Event, ...] = ()


@pytest.fixture
def council() -> Iterator[Council]:
    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            ics = feed.write(Diary("Meetings", "", published.events))
            self.send_response(200)
            self.send_header("Content-Type", "text/calendar; charset=utf-8")
            self.send_header("Content-Length", str(len(ics)))
            self.end_headers()
            self.wfile.write(ics)

        def log_message(self, *_: object) -> None:
            """Keep the test's output to what the test says."""

    with HTTPServer(("127.0.0.1", 0), Answer) as server:
        published = Council(f"http://127.0.0.1:{server.server_port}/calendar.ics")
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield published
        server.shutdown()
        thread.join()


def meeting(uid: str, on: date) -> Event:
    return Event(
        uid=f"{uid}@council.example",
        sequence=0,
        on=on,
        at=time(10, 0),
        until=datetime.combine(on, time(12, 0)),
        title="Safeguarding Committee",
        venue="Trentham Room",
        description="Agenda and papers",
        url="https://council.example/meetings/1",
        cancelled=False,
        changed_at=datetime(2021, 5, 20, 8, 0, tzinfo=UTC),
    )


def moved(event: Event, to: date) -> Event:
    """The same event: same uid, higher sequence."""
    return replace(
        meeting("", to), uid=event.uid, sequence=event.sequence + 1, changed_at=event.changed_at + timedelta(days=1)
    )


def test_a_subscriber_sees_a_meeting_added_moved_and_cancelled(council: Council, tmp_path: Path) -> None:
    subscriber = Subscriber(council.address, tmp_path)

    def shown() -> list[tuple[str, str, str]]:
        subscriber.sync()
        listing = subscriber.listing(date(2021, 5, 1), date(2022, 5, 1))
        return [(entry.starts, entry.title, entry.status) for entry in listing]

    september, november = meeting("m1", date(2021, 9, 14)), meeting("m2", date(2021, 11, 4))
    council.events = (september,)
    assert shown() == [("2021-09-14 10:00", "Safeguarding Committee", "CONFIRMED")]

    council.events = (september, november)
    assert shown() == [
        ("2021-09-14 10:00", "Safeguarding Committee", "CONFIRMED"),
        ("2021-11-04 10:00", "Safeguarding Committee", "CONFIRMED"),
    ]

    council.events = (september, november := moved(november, date(2021, 11, 30)))
    assert shown() == [
        ("2021-09-14 10:00", "Safeguarding Committee", "CONFIRMED"),
        ("2021-11-30 10:00", "Safeguarding Committee", "CONFIRMED"),
    ]

    cancelled = replace(november, sequence=2, title="CANCELLED: Safeguarding Committee", cancelled=True)
    council.events = (september, cancelled)
    assert shown() == [
        ("2021-09-14 10:00", "Safeguarding Committee", "CONFIRMED"),
        ("2021-11-30 10:00", "CANCELLED: Safeguarding Committee", "CANCELLED"),
    ]

    council.events = ()
    assert shown() == []
