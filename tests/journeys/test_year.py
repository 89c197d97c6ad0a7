"""A year of a committee, from an empty site to a tracker closed: all of it on pages, by hand.

The committee is that of the demonstration. What its record holds is entered as its clerks would have entered it, and on
15 November 2021 the pages must have made the same record.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests import databases
from tests.journeys.hand import Hand
from tests.journeys.serving import serving
from tests.journeys.year import autumn, spring, summer, tracker, winter
from tests.journeys.year.clerk import Clerk
from tests.journeys.year.record import HELD, READ, RECORD, told


@pytest.fixture(params=["sqlite with script", "postgresql without script"])
def clerk(request: pytest.FixtureRequest, browser: Browser, tmp_path: Path) -> Iterator[Clerk]:
    database, _, script = request.param.partition(" ")
    server: databases.SQLite | databases.PostgreSQL = request.getfixturevalue(database)
    with serving(server.fresh(tmp_path), tmp_path) as served:
        context = browser.new_context(java_script_enabled=script == "with script")
        yield Clerk(served, Hand(context.new_page(), served.url))
        context.close()


def test_a_year_of_the_demonstrations_committee_is_entered_by_hand(clerk: Clerk) -> None:
    spring.begin(clerk)
    spring.set_up(clerk)
    spring.plan(clerk)
    for on in (date(2021, 6, 17), date(2021, 7, 6), date(2021, 8, 3)):
        summer.meet_before_there_were_minutes(clerk, on)
    autumn.draft_and_publish_september(clerk)
    autumn.meet_in_september(clerk)
    tracker.ask_for_what_was_requested(clerk, HELD)
    autumn.move_november(clerk)
    tracker.keep_the_tracker(clerk)
    clerk.clock(READ)
    made, wanted = told(clerk.exported()), told(RECORD)
    for part, rows in wanted.items():
        assert made[part] == rows, part
    winter.go_on_to_november(clerk)
