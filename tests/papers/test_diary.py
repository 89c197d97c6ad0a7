"""What a subscriber's calendar is told about meetings and deadlines."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from scrutiny.domain.vocabulary import MeetingKind, MeetingStatus
from scrutiny.papers import diary
from scrutiny.papers.diary import Deadline, DeadlineRow

CHANGED = datetime(2021, 10, 1, 9, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Row:
    """A meeting as a query hands it over."""

    uid: str = "m1@council.example"
    sequence: int = 0
    on: date = date(2021, 11, 30)
    at: time = time(10, 0)
    duration_minutes: int | None = 120
    venue: str = "Trentham Room"
    committee_name: str = "Safeguarding Committee"
    kind: MeetingKind = MeetingKind.FORMAL
    status: MeetingStatus = MeetingStatus.SCHEDULED
    rearranged_from: date | None = None
    rearranged_because: str | None = None
    status_because: str = ""
    changed_at: datetime = CHANGED


def link(row: Row | DeadlineRow) -> str:
    return f"https://council.example/{row.uid.partition('@')[0]}"


def only(row: Row) -> diary.Event:
    (event,) = diary.of([row], name="Meetings", link=link).events
    return event


LINK = "Agenda and papers: https://council.example/m1"


@pytest.mark.parametrize(
    ("row", "title", "description"),
    [
        pytest.param(Row(), "Safeguarding Committee", LINK, id="a formal meeting goes by the committee's name"),
        pytest.param(
            Row(kind=MeetingKind.WORKING_GROUP),
            "Safeguarding Committee: working group",
            LINK,
            id="an informal meeting says what it is",
        ),
        pytest.param(
            Row(rearranged_from=date(2021, 11, 4)),
            "Safeguarding Committee",
            f"Re-arranged from 4 November 2021\n{LINK}",
            id="a re-arranged meeting names its old date",
        ),
        pytest.param(
            Row(rearranged_from=date(2021, 11, 4), rearranged_because="room flooded"),
            "Safeguarding Committee",
            f"Re-arranged from 4 November 2021: room flooded\n{LINK}",
            id="and the reason, where there is one",
        ),
        pytest.param(
            Row(rearranged_from=date(2021, 11, 4), status_because="room flooded"),
            "Safeguarding Committee",
            f"Re-arranged from 4 November 2021: room flooded\n{LINK}",
            id="also where it was read in with the meeting",
        ),
        pytest.param(
            Row(rearranged_from=date(2021, 11, 4), rearranged_because="room flooded", status_because="a wrong number"),
            "Safeguarding Committee",
            f"Re-arranged from 4 November 2021: room flooded\n{LINK}",
            id="and not why its agenda was reopened since",
        ),
        pytest.param(
            Row(
                status=MeetingStatus.CANCELLED,
                rearranged_from=date(2021, 11, 4),
                rearranged_because="room flooded",
                status_because="no business",
            ),
            "CANCELLED: Safeguarding Committee",
            f"Re-arranged from 4 November 2021: room flooded\nCancelled: no business\n{LINK}",
            id="each change has its own reason",
        ),
        pytest.param(
            Row(rearranged_from=date(2021, 11, 30), status_because="moved to the afternoon"),
            "Safeguarding Committee",
            LINK,
            id="moved within its day it names no old date",
        ),
        pytest.param(
            Row(status=MeetingStatus.CANCELLED),
            "CANCELLED: Safeguarding Committee",
            f"Cancelled\n{LINK}",
            id="a cancelled meeting says so in its title",
        ),
        pytest.param(
            Row(status=MeetingStatus.CANCELLED, rearranged_from=date(2021, 11, 4), status_because="no business"),
            "CANCELLED: Safeguarding Committee",
            f"Re-arranged from 4 November 2021\nCancelled: no business\n{LINK}",
            id="a reason to cancel it is not why it was moved",
        ),
        pytest.param(
            Row(status=MeetingStatus.ADJOURNED, status_because="inquorate"),
            "Safeguarding Committee",
            f"Adjourned: inquorate\n{LINK}",
            id="an adjourned meeting keeps its title and says what happened",
        ),
        pytest.param(
            Row(status=MeetingStatus.HELD, status_because="left over from a draft"),
            "Safeguarding Committee",
            LINK,
            id="a reason with nothing to explain is not shown",
        ),
    ],
)
def test_a_meeting_reads(row: Row, title: str, description: str) -> None:
    event = only(row)
    assert (event.title, event.description) == (title, description)


def test_a_meeting_keeps_what_identifies_it() -> None:
    event = only(Row(sequence=4))
    assert (event.uid, event.sequence, event.changed_at) == ("m1@council.example", 4, CHANGED)
    assert (event.on, event.at, event.venue) == (date(2021, 11, 30), time(10, 0), "Trentham Room")
    assert event.url == "https://council.example/m1"


@pytest.mark.parametrize(
    ("row", "until"),
    [
        pytest.param(Row(), datetime.fromisoformat("2021-11-30 12:00"), id="two hours after it begins"),
        pytest.param(Row(duration_minutes=None), None, id="no end is planned"),
        pytest.param(
            Row(at=time(23, 0), duration_minutes=90),
            datetime.fromisoformat("2021-12-01 00:30"),
            id="past midnight is the next day",
        ),
        pytest.param(
            Row(on=date(2027, 3, 28), at=time(0, 30)),
            datetime.fromisoformat("2027-03-28 02:30"),
            id="by the clock on the wall on the night the clocks change",
        ),
    ],
)
def test_a_meeting_ends(row: Row, until: datetime | None) -> None:
    assert only(row).until == until


@pytest.mark.parametrize("status", MeetingStatus)
def test_only_a_cancelled_meeting_is_cancelled(status: MeetingStatus) -> None:
    assert only(Row(status=status)).cancelled is (status == "cancelled")


def test_events_stand_in_the_order_of_the_day_whatever_order_they_came_in() -> None:
    rows = [
        Row(uid="d", on=date(2021, 12, 1), at=time(9, 0)),
        Row(uid="c", at=time(14, 0)),
        Row(uid="b", at=time(10, 0)),
        Row(uid="a", at=time(10, 0)),
    ]
    forwards, backwards = (diary.of(order, name="Meetings", link=link) for order in (rows, rows[::-1]))
    assert [event.uid for event in forwards.events] == ["a", "b", "c", "d"]
    assert forwards == backwards


REPORT = DeadlineRow(
    uid="r7@council.example",
    sequence=1,
    on=date(2021, 11, 19),
    kind=Deadline.REPORT_DUE,
    subject="Cusp of care",
    committee_name="Safeguarding Committee",
    changed_at=CHANGED,
)


@pytest.mark.parametrize(
    ("row", "title"),
    [
        pytest.param(REPORT, "Report due: Cusp of care", id="a report"),
        pytest.param(
            replace(REPORT, kind=Deadline.PUBLISH_BY, subject="30 November 2021"),
            "Publish agenda: 30 November 2021",
            id="an agenda",
        ),
        pytest.param(replace(REPORT, kind=Deadline.ACTION_DUE), "Action due: Cusp of care", id="an action"),
        pytest.param(replace(REPORT, kind=Deadline.RESPONSE_DUE), "Response due: Cusp of care", id="a response"),
        pytest.param(
            replace(REPORT, lifted=True), "CANCELLED: Report due: Cusp of care", id="one that no longer binds"
        ),
    ],
)
def test_a_deadline_lasts_the_whole_day(row: DeadlineRow, title: str) -> None:
    (event,) = diary.of_deadlines([row], name="Deadlines", link=link).events
    assert (event.on, event.at, event.until) == (date(2021, 11, 19), None, None)
    assert (event.title, event.cancelled) == (title, row.lifted)
    assert event.description == "Safeguarding Committee\nhttps://council.example/r7"
    assert (event.uid, event.sequence, event.changed_at) == ("r7@council.example", 1, CHANGED)


def test_an_officer_sees_meetings_and_deadlines_in_one_diary() -> None:
    meetings = diary.of([Row(on=REPORT.on)], name="Mine", link=link, description="What I see to")
    together = meetings.with_events_of(diary.of_deadlines([REPORT], name="Deadlines", link=link))
    assert [event.uid for event in together.events] == ["r7@council.example", "m1@council.example"]
    assert (together.name, together.description, together.refresh) == ("Mine", "What I see to", timedelta(hours=1))
