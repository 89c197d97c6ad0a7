"""A person as a reader sees them: what they hold and held, how they attended, and what they answer for."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from scrutiny.domain.vocabulary import ActionState, AttendanceStatus, MeetingStatus, MinutesState, Role
from scrutiny.papers import person
from scrutiny.papers.person import Listed, Office, Profile
from scrutiny.queries.people import EverybodyFacts, PersonFacts
from tests.papers.rows import Row

TODAY = date(2021, 11, 15)
SECRET = "Placement of child B"


def somebody(**changes: Any) -> Row:
    return Row(**({"id": 1, "name": "Ada Marsh", "title": "", "honours": "", "post": ""} | changes))


def seat(**changes: Any) -> Row:
    return Row(
        **{
            "person_id": 1,
            "role": Role.MEMBER,
            "role_title": "",
            "from_": date(2021, 5, 20),
            "to": None,
            "code": "SOS",
            "committee_name": "Safeguarding Committee",
        }
        | changes
    )


def attended(status: AttendanceStatus, **changes: Any) -> Row:
    return Row(
        **{
            "status": status,
            "substitute_for": "",
            "meeting_id": 3,
            "on": date(2021, 9, 14),
            "committee_id": 1,
            "meeting_status": MeetingStatus.HELD,
            "minutes_state": MinutesState.AGREED,
            "code": "SOS",
            "committee_name": "Safeguarding Committee",
        }
        | changes
    )


def action(**changes: Any) -> Row:
    return Row(
        **{
            "id": 5,
            "reference": "SOS/21/1",
            "text": "Send the figures",
            "state": ActionState.OPEN,
            "due": None,
            "due_meeting_on": None,
            "committee_id": 1,
            "code": "SOS",
            "public": True,
        }
        | changes
    )


def led(**changes: Any) -> Row:
    return Row(
        **{
            "topic_id": 7,
            "committee_id": 1,
            "title": "Cusp of care",
            "label": "Lead Officer",
            "on": None,
            "exempt": False,
        }
        | changes
    )


def profile(*, exempt: bool = False, drafts: bool = False, **changes: Any) -> Profile:
    nothing: dict[str, Any] = dict.fromkeys(("seats", "portfolios", "attendance", "actions", "leading"), ())
    facts = PersonFacts(**({"person": somebody()} | nothing | changes))
    return person.of(facts, as_at=TODAY, exempt=lambda _: exempt, drafts=lambda _: drafts)


def test_percentages_leave_out_cancelled_meetings_and_count_remote_attendance_apart() -> None:
    (tally,) = profile(
        attendance=(
            attended(AttendanceStatus.PRESENT),
            attended(AttendanceStatus.PRESENT),
            attended(AttendanceStatus.REMOTE),
            attended(AttendanceStatus.APOLOGIES),
            attended(AttendanceStatus.ABSENT),
            attended(AttendanceStatus.SUBSTITUTE),
            attended(AttendanceStatus.IN_ATTENDANCE),
            attended(AttendanceStatus.APOLOGIES, meeting_status=MeetingStatus.CANCELLED),
            attended(AttendanceStatus.APOLOGIES, meeting_status=MeetingStatus.SCHEDULED),
        )
    ).attendance
    assert (tally.expected, tally.present, tally.remote, tally.apologies, tally.absent) == (5, 2, 1, 1, 1)
    assert (tally.percent, tally.otherwise) == (40, 2)


def test_who_came_only_as_a_guest_has_no_percentage() -> None:
    (tally,) = profile(attendance=(attended(AttendanceStatus.IN_ATTENDANCE),)).attendance
    assert (tally.expected, tally.percent) == (0, None)


def test_attendance_is_counted_a_committee_at_a_time() -> None:
    tallies = profile(
        attendance=(
            attended(AttendanceStatus.PRESENT),
            attended(AttendanceStatus.ABSENT, code="HCS", committee_name="Health Committee"),
        )
    ).attendance
    assert [(tally.committee_code, tally.percent) for tally in tallies] == [("HCS", 0), ("SOS", 100)]


def test_attendance_in_minutes_that_are_not_agreed_is_for_who_may_see_drafts() -> None:
    draft = (attended(AttendanceStatus.ABSENT, minutes_state=MinutesState.DRAFT),)
    assert profile(attendance=draft).sittings == ()
    assert len(profile(attendance=draft, drafts=True).sittings) == 1


@pytest.mark.parametrize(
    ("row", "how"),
    [
        pytest.param(attended(AttendanceStatus.PRESENT), "Present", id="present"),
        pytest.param(attended(AttendanceStatus.REMOTE), "Present remotely", id="remotely"),
        pytest.param(attended(AttendanceStatus.APOLOGIES), "Sent apologies", id="apologies"),
        pytest.param(
            attended(AttendanceStatus.SUBSTITUTE, substitute_for="Bo Holt"), "Substitute for Bo Holt", id="for another"
        ),
        pytest.param(attended(AttendanceStatus.SUBSTITUTE), "Substitute", id="a substitute for nobody named"),
    ],
)
def test_each_meeting_says_in_what_way_they_were_there(row: Row, how: str) -> None:
    assert profile(attendance=(row,)).sittings[0].how == how


def test_seats_that_are_over_stand_apart() -> None:
    then = seat(to=date(2021, 5, 19), role=Role.CHAIRMAN)
    now = seat(to=TODAY, role_title="Vice-Chairman (Scrutiny)")
    shown = profile(seats=(now, then))
    assert [each.role for each in shown.seats] == ["Vice-Chairman (Scrutiny)"]
    assert [each.role for each in shown.past_seats] == ["Chairman"]


def test_a_portfolio_is_named_with_its_days() -> None:
    office = Row(name="Children", from_=date(2021, 5, 20), to=None)
    assert profile(portfolios=(office,)).offices == (Office("Children", date(2021, 5, 20), None),)


def test_open_actions_stand_apart_from_those_done_with_and_say_whether_they_are_late() -> None:
    shown = profile(
        actions=(action(due=date(2021, 11, 1)), action(due_meeting_on=TODAY), action(state=ActionState.CLOSED))
    )
    assert [each.overdue for each in shown.open_actions] == [True, False]
    assert [each.state for each in shown.done_actions] == [ActionState.CLOSED]


def test_exempt_matter_is_for_who_may_see_it() -> None:
    withheld: dict[str, Any] = {
        "actions": (action(text=SECRET, public=False),),
        "leading": (led(title=SECRET, exempt=True),),
    }
    assert SECRET not in repr(profile(**withheld))
    assert repr(profile(exempt=True, **withheld)).count(SECRET) == 2


def test_a_topic_is_named_once_as_its_latest_programme_has_it() -> None:
    shown = profile(leading=(led(label="Cabinet Member"), led(label="Lead Officer"), led(topic_id=8)))
    assert [(each.topic_id, each.label) for each in shown.leading] == [(7, "Cabinet Member"), (8, "Lead Officer")]


def test_everybody_is_listed_by_family_name_with_what_they_hold() -> None:
    facts = EverybodyFacts(
        people=(
            somebody(id=1, name="Ada Marsh", honours="MBE"),
            somebody(id=2, name="Bo Holt", title="Rev Preb", post="Cabinet Member"),
            somebody(id=3, name=""),
        ),
        seats=(seat(), seat(role=Role.CHAIRMAN)),
        portfolios=(Row(person_id=2, name="Children"),),
    )
    assert person.everybody(facts) == (
        Listed(3, "", ()),
        Listed(2, "Rev Preb Bo Holt", ("Cabinet Member", "Children")),
        Listed(1, "Ada Marsh, MBE", ("Member, Safeguarding Committee", "Chairman, Safeguarding Committee")),
    )
