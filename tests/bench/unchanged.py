"""Requests a second that are answered "not modified", against the hello's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.bench.databases import folder
from tests.bench.measure import Row, in_turns
from tests.bench.served import Client, Served, served

BATCH = 100
ROUNDS = 15


def rows() -> Iterator[Row]:
    with folder() as path, served(path) as both:
        addresses = {
            "the meeting's page": f"/meetings/{both.meeting_id}",
            "the work programme": "/committees/SOS/work-programme",
            "the tracker": "/committees/SOS/follow-up",
            "the calendar feed": "/committees/SOS/calendar.ics",
            "the Atom feed": "/committees/SOS/feed.atom",
        }
        for what, address in addresses.items():
            yield _measured(both, what, address)


def _measured(both: Served, what: str, address: str) -> Row:
    site, hello = Client(both.site), Client(both.hello)
    status, head, _ = Client(both.site).get(address)
    tag = re.search(rb"(?i)\r\netag: (\S+)", head)
    if status != 200 or not tag:
        raise RuntimeError(f"{address} answered {status} without a tag")
    known = f"If-None-Match: {tag[1].decode()}\r\n"

    def ask_again() -> None:
        for _ in range(BATCH):
            status, _, _ = site.get(address, known)
            if status != 304:
                raise RuntimeError(f"{address} answered {status}, not 304")

    def greet() -> None:
        for _ in range(BATCH):
            hello.get("/")

    ours, floor = in_turns(ask_again, greet, rounds=ROUNDS)
    site.close()
    hello.close()
    a_second = 1000 * BATCH
    return Row(f"304 of {what}", a_second / ours, a_second / floor, "hello", limit=0.7, unit="a second", at_least=True)
