"""News: what was published or changed, with the instant at which it became so."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from scrutiny.domain.vocabulary import MeetingStatus, MinutesState
from scrutiny.papers import news
from scrutiny.papers.news import NEVER, Item, News
from scrutiny.queries.feeds import NewsFacts
from tests.papers.rows import Row

TODAY = date(2021, 11, 15)
CHANGED = datetime(2021, 11, 1, 9, 0, tzinfo=UTC)
LONG_AFTER = datetime(2022, 1, 9, 9, 0, tzinfo=UTC)


def meeting(**changes: Any) -> Row:
    return Row(
        **{
            "id": 3,
            "committee_name": "Safeguarding Committee",
            "on": date(2021, 11, 30),
            "at": time(10),
            "published_on": date(2021, 11, 12),
            "minutes_state": MinutesState.AGREED,
            "status": MeetingStatus.SCHEDULED,
            "status_because": "",
            "changed_at": CHANGED,
            "rearrangement_id": 4,
            "was_on": date(2021, 11, 4),
            "because": "",
            "decided_on": None,
            "supplement": 0,
            "edition": 1,
            "made_at": CHANGED,
        }
        | changes
    )


CLOSED = Row(
    id=5,
    reference="SOS/21/1",
    text="Send the figures",
    closed_on=date(2021, 11, 2),
    code="SOS",
    committee_name="Safeguarding Committee",
)


def told(**changes: Any) -> News:
    nothing: dict[str, Any] = dict.fromkeys(
        ("published", "packed", "minuted", "cancelled", "moved", "closed", "changes"), ()
    )
    return news.of(NewsFacts(**(nothing | changes)), title="All", author="Council", path="/feed.atom", today=TODAY)


def only(**changes: Any) -> Item:
    (item,) = told(**changes).items
    return item


def change(hour: int, subject: str = "meetings", subject_id: int = 3, **after: Any) -> Row:
    at = datetime(2021, 11, 10, hour, tzinfo=UTC)
    return Row(subject=subject, subject_id=subject_id, at=at, after=after)


@pytest.mark.parametrize(
    ("facts", "title", "page"),
    [
        pytest.param(
            {"published": (meeting(),)},
            "Agenda published: Safeguarding Committee, 30 November 2021",
            "/meetings/3",
            id="an agenda",
        ),
        pytest.param(
            {"packed": (meeting(),)},
            "Agenda pack published: Safeguarding Committee, 30 November 2021",
            "/meetings/3#packs",
            id="the pack of an agenda",
        ),
        pytest.param(
            {"packed": (meeting(supplement=2),)},
            "Supplement 2 published: Safeguarding Committee, 30 November 2021",
            "/meetings/3#packs",
            id="a supplement",
        ),
        pytest.param(
            {"packed": (meeting(edition=3, made_at=LONG_AFTER),)},
            "New version of the agenda pack: Safeguarding Committee, 30 November 2021",
            "/meetings/3#packs",
            id="a version beside one that is out, after the meeting too",
        ),
        pytest.param(
            {"minuted": (meeting(),)},
            "Draft minutes published: Safeguarding Committee, 30 November 2021",
            "/meetings/3/minutes",
            id="minutes that the chair has agreed",
        ),
        pytest.param(
            {"minuted": (meeting(minutes_state=MinutesState.CONFIRMED),)},
            "Minutes confirmed: Safeguarding Committee, 30 November 2021",
            "/meetings/3/minutes",
            id="minutes that were confirmed",
        ),
        pytest.param(
            {"cancelled": (meeting(),)},
            "Meeting cancelled: Safeguarding Committee, 30 November 2021",
            "/meetings/3",
            id="a cancelled meeting",
        ),
        pytest.param(
            {"moved": (meeting(),)},
            "Meeting moved: Safeguarding Committee, from 4 November 2021",
            "/meetings/3",
            id="a meeting that was moved",
        ),
        pytest.param(
            {"closed": (CLOSED,)},
            "Action closed: SOS/21/1, Safeguarding Committee",
            "/committees/SOS/follow-up?action=5",
            id="an action that was closed",
        ),
    ],
)
def test_each_piece_of_news_says_what_happened_and_where_to_read_it(
    facts: dict[str, Any], title: str, page: str
) -> None:
    item = only(**facts)
    assert (item.title, item.page) == (title, page)


def test_a_reason_is_given_where_there_is_one() -> None:
    assert only(cancelled=(meeting(status_because="Snow."),)).text.endswith("cancelled. Snow.")
    assert only(moved=(meeting(because="The report was late."),)).text == (
        "The meeting of 4 November 2021 is now on 30 November 2021 at 10.00 am. The report was late."
    )


def test_an_agenda_that_is_to_be_published_later_is_no_news_yet() -> None:
    assert told(published=(meeting(published_on=date(2021, 11, 16)),)).items == ()


def test_packs_of_a_record_that_was_brought_in_are_no_news() -> None:
    assert told(packed=(meeting(made_at=LONG_AFTER), meeting(supplement=1, made_at=LONG_AFTER))).items == ()


def test_each_version_of_each_pack_is_a_piece_of_news_of_its_own_that_was_when_it_was_made() -> None:
    packs = (meeting(), meeting(edition=2), meeting(supplement=1), meeting(supplement=1, edition=2))
    found = told(packed=packs).items
    assert len({item.key for item in found}) == 4
    assert {item.updated for item in found} == {CHANGED}


def test_the_instant_is_that_of_the_last_change_to_this_value() -> None:
    lines = (
        change(8, status="cancelled"),
        change(9, status="scheduled"),
        change(10, status="cancelled"),
        change(11, venue="Oak Room"),
        change(12, subject_id=99, status="cancelled"),
    )
    assert only(cancelled=(meeting(),), changes=lines).updated.hour == 10


def test_a_move_is_dated_when_it_was_recorded() -> None:
    line = change(7, "rearrangements", 4, was_on="2021-11-04")
    assert only(moved=(meeting(),), changes=(line,)).updated.hour == 7


@pytest.mark.parametrize(
    ("facts", "instant"),
    [
        pytest.param({"published": (meeting(),)}, datetime(2021, 11, 12, tzinfo=UTC), id="an agenda has its day"),
        pytest.param({"cancelled": (meeting(),)}, CHANGED, id="a cancelled meeting the instant it was last changed"),
        pytest.param({"moved": (meeting(),)}, CHANGED, id="so has a move whose day nobody wrote down"),
        pytest.param(
            {"moved": (meeting(decided_on=date(2021, 10, 20)),)},
            datetime(2021, 10, 20, tzinfo=UTC),
            id="a move has the day it was decided",
        ),
    ],
)
def test_what_the_history_does_not_know_is_dated_by_the_row(facts: dict[str, Any], instant: datetime) -> None:
    assert only(**facts).updated == instant


def test_the_newest_comes_first_and_an_empty_feed_has_never_been_updated() -> None:
    feed = told(published=(meeting(),), closed=(CLOSED,), cancelled=(meeting(id=9),))
    assert [item.key for item in feed.items] == [
        "/meetings/3#agenda",
        "/committees/SOS/follow-up#action-5",
        "/meetings/9#cancelled",
    ]
    assert feed.updated == feed.items[0].updated
    assert told().updated == NEVER
