"""Who was there is taken once, by whoever takes it, and contradicts neither itself nor a vote."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain import votes as rules
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.vocabulary import AttendanceStatus as Status
from scrutiny.domain.vocabulary import Choice, InterestKind, MinutesState, Movement, Nation
from scrutiny.models.history import HistoryLine
from scrutiny.models.meetings import Attendance, AttendanceMovement, Meeting
from scrutiny.models.minutes import Vote, VoteCast
from scrutiny.operations import attendance, declarations, votes
from scrutiny.operations.attendance import Unmarked
from scrutiny.operations.declarations import Declared
from scrutiny.operations.votes import Ballot
from scrutiny.queries import attendance as queries
from scrutiny.queries import votes as vote_queries
from tests import make
from tests.at_once import at_once, engine_at
from tests.operations.sitting import NAMES, ON, Sitting, seat, there


def test_the_roll_is_taken_twice_and_recorded_once_named_and_titled_as_on_the_day(sat: Sitting) -> None:
    marks = {"ada": Status.PRESENT, "bertram": Status.APOLOGIES}
    assert [sat.take(**marks), sat.take(**marks)] == [2, 0]
    rows = queries.find(sat.session, sat.meeting.id).rows
    assert [(row.name, row.role_title, row.status, row.position) for row in rows] == [
        ("Ada Marsh", "Chairman", Status.PRESENT, 1),
        ("Bertram Holt", "", Status.APOLOGIES, 3002),
    ]
    lines = select(func.count()).select_from(HistoryLine).where(HistoryLine.subject == "attendances")
    assert sat.session.scalar(lines) == 2


def test_they_are_named_in_the_order_of_minutes_and_then_of_the_committee(sat: Sitting) -> None:
    sat.take(ada=Status.APOLOGIES, bertram=Status.ABSENT, cecily=Status.PRESENT, dora=Status.APOLOGIES)
    with writing(sat.session, sat.author):
        for name in ("Zoe", "Yves"):
            attendance.add_guest(sat.session, sat.meeting, name=name)
    sat.take(bertram=Status.PRESENT)
    names = [row.name for row in queries.find(sat.session, sat.meeting.id).rows]
    assert names == ["Bertram Holt", "Cecily Dunn", "Ada Marsh", "Dora Voteless", "Zoe", "Yves"]


def test_a_line_is_taken_back(sat: Sitting) -> None:
    sat.take(ada=Status.PRESENT)
    assert sat.take(ada=None) == 1
    assert queries.find(sat.session, sat.meeting.id).rows == []


def declare(sat: Sitting, **said: Any) -> None:
    declarations.declare(sat.session, sat.meeting, Declared(**said))


REFUSED: dict[str, tuple[Callable[[Sitting], object], str]] = {
    "a substitute for somebody who is present": (
        lambda sat: attendance.add_substitute(
            sat.session, sat.meeting, name="Sid Substitute", instead_of=sat.keys["ada"]
        ),
        "Ada Marsh is recorded as present, so nobody can be their substitute",
    ),
    "a substitute for nobody": (
        lambda sat: attendance.add_substitute(sat.session, sat.meeting, name="Sid Substitute", instead_of="p0"),
        "Choose the member whose place",
    ),
    "a member as a guest": (
        lambda sat: attendance.add_guest(sat.session, sat.meeting, name="Ada Marsh"),
        "Ada Marsh is a member of the committee",
    ),
    "a guest without a name": (lambda sat: attendance.add_guest(sat.session, sat.meeting, name=" "), "Enter the name"),
    "taking a member out": (
        lambda sat: attendance.remove(sat.session, sat.meeting, sat.row("Ada Marsh")),
        "Ada Marsh is on the roll",
    ),
    "somebody of another roll": (
        lambda sat: attendance.take(sat.session, sat.meeting, marks={"p0": Status.PRESENT}, on=ON),
        "has no seat on the committee any more",
    ),
    "presence before the day": (
        lambda sat: attendance.take(
            sat.session, sat.meeting, marks={sat.keys["dora"]: Status.REMOTE}, on=date(2021, 9, 13)
        ),
        "The meeting is on 14 September 2021. Until that day only apologies",
    ),
    "an interest of somebody who is not there": (
        lambda sat: declare(sat, by=sat.row("Bertram Holt"), kind=InterestKind.OTHER),
        "Bertram Holt is not recorded as there",
    ),
    "what a sensitive interest is": (
        lambda sat: declare(sat, by=sat.row("Ada Marsh"), kind=InterestKind.OTHER, sensitive=True, detail="It is x"),
        "nothing of it is kept here",
    ),
    "a movement of somebody who was not there": (
        lambda sat: attendance.move(
            sat.session, sat.meeting, sat.row("Bertram Holt"), movement=Movement.LEFT, item=sat.items[0], on=ON
        ),
        "Bertram Holt is recorded as apologies, and so neither came nor went",
    ),
    "a movement before the day": (
        lambda sat: attendance.move(
            sat.session, sat.meeting, sat.row("Ada Marsh"), movement=Movement.LEFT, item=None, on=date(2021, 9, 13)
        ),
        "recorded from that day on",
    ),
    "returning without having left": (
        lambda sat: attendance.move(
            sat.session, sat.meeting, sat.row("Ada Marsh"), movement=Movement.RETURNED, item=sat.items[0], on=ON
        ),
        "Ada Marsh cannot have returned during item 1",
    ),
    "a vote of nobody": (lambda sat: votes.record(sat.session, sat.items[0], Ballot()), "Enter how many voted"),
    "a vote of more than could": (
        lambda sat: votes.record(sat.session, sat.items[0], Ballot(for_=2)),
        "2 voted, and only 1 could vote on item 1",
    ),
    "a vote by a co-optee without one": (
        lambda sat: votes.record(sat.session, sat.items[0], Ballot(named={"Dora Voteless": Choice.FOR}, by_name=True)),
        "Dora Voteless has no vote on this committee",
    ),
}


@pytest.mark.parametrize(("act", "words"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_have_been_is_refused_in_words(sat: Sitting, act: Callable[[Sitting], object], words: str) -> None:
    sat.take(ada=Status.PRESENT, bertram=Status.APOLOGIES, dora=Status.PRESENT)
    with pytest.raises(RuleBroken, match=words), writing(sat.session, sat.author):
        act(sat)


@pytest.mark.parametrize("name", [name for name in REFUSED if name != "a movement of somebody who was not there"])
def test_confirmed_minutes_and_cancelled_meetings_refuse_all_of_it(sat: Sitting, name: str) -> None:
    sat.take(ada=Status.PRESENT, bertram=Status.APOLOGIES, dora=Status.PRESENT)
    with writing(sat.session, sat.author):
        sat.meeting.minutes_state = MinutesState.CONFIRMED
    with (
        pytest.raises(RuleBroken, match=r"These minutes are confirmed|The row|No row") as refused,
        writing(sat.session, sat.author),
    ):
        REFUSED[name][0](sat)
    assert "are confirmed" in str(refused.value)


def test_a_substitute_takes_a_place_once_and_its_member_has_sent_apologies(sat: Sitting) -> None:
    with writing(sat.session, sat.author):
        made = attendance.add_substitute(sat.session, sat.meeting, name="Sid Substitute", instead_of=sat.keys["cecily"])
    assert (made.substitute_for, made.person_id) == ("Cecily Dunn", int(sat.keys["sid"][1:]))
    assert sat.row("Cecily Dunn").status is Status.APOLOGIES
    with (
        pytest.raises(RuleBroken, match="Sid Substitute is recorded as the substitute for Cecily Dunn already"),
        writing(sat.session, sat.author),
    ):
        attendance.add_substitute(sat.session, sat.meeting, name="Somebody", instead_of=sat.keys["cecily"])
    with (
        pytest.raises(RuleBroken, match="Sid Substitute is recorded already, as a substitute"),
        writing(sat.session, sat.author),
    ):
        attendance.add_substitute(sat.session, sat.meeting, name="Sid Substitute", instead_of=sat.keys["bertram"])
    with pytest.raises(Unmarked, match="Take the substitute out first") as refused:
        sat.take(cecily=Status.PRESENT)
    assert list(refused.value.why) == [sat.keys["cecily"]]
    assert [each.name for each in queries.find(sat.session, sat.meeting.id).room.counted] == ["Sid Substitute"]
    with writing(sat.session, sat.author):
        attendance.remove(sat.session, sat.meeting, sat.row("Sid Substitute"))
    assert sat.take(cecily=Status.PRESENT) == 1


def test_a_substitute_for_a_co_optee_without_a_vote_has_none(sat: Sitting) -> None:
    with writing(sat.session, sat.author):
        attendance.add_substitute(sat.session, sat.meeting, name="Sid Substitute", instead_of=sat.keys["dora"])
    assert queries.find(sat.session, sat.meeting.id).room.counted == ()


def test_in_wales_who_is_on_a_screen_counts(sat: Sitting) -> None:
    there(sat)
    assert len(queries.find(sat.session, sat.meeting.id).room.counted) == 2
    with writing(sat.session, sat.author):
        sat.committee.council = make.council(sat.session, "Cyngor", nation=Nation.WALES)
    assert len(queries.find(sat.session, sat.meeting.id).room.counted) == 3


def test_who_came_and_went_is_taken_out_before_they_are_recorded_as_absent(sat: Sitting) -> None:
    there(sat)
    gone = sat.move("Ada Marsh", Movement.LEFT, 2)
    with pytest.raises(Unmarked, match="recorded as having come or gone"):
        sat.take(ada=Status.ABSENT)
    sat.move("Ada Marsh", Movement.RETURNED, 4)
    with pytest.raises(RuleBroken, match="cannot have returned"), writing(sat.session, sat.author):
        attendance.unmove(sat.session, sat.meeting, gone)
    assert [step.movement for step in queries.find(sat.session, sat.meeting.id).room.sittings[0].steps] == [
        Movement.LEFT,
        Movement.RETURNED,
    ]


def test_a_vote_must_be_mended_before_the_attendance_it_rests_on(sat: Sitting) -> None:
    there(sat)
    named = {"Ada Marsh": Choice.FOR, "Bertram Holt": Choice.AGAINST}
    vote = sat.vote(3, motion="That it be noted", named=named, by_name=True)
    with pytest.raises(RuleBroken, match=r"Ada Marsh had left, so cannot have voted on item 3\. Change that vote"):
        sat.move("Ada Marsh", Movement.LEFT, 2)
    with pytest.raises(RuleBroken, match="Bertram Holt was not there"):
        sat.take(bertram=Status.ABSENT)
    sat.move("Ada Marsh", Movement.LEFT, 4)
    with writing(sat.session, sat.author):
        votes.amend(sat.session, vote, Ballot(named={"Ada Marsh": Choice.FOR}, by_name=True))
    assert sat.take(bertram=Status.ABSENT) == 1
    assert (vote.for_, vote.against) == (1, 0)


def test_two_clerks_tap_the_same_member_at_once_and_there_is_one_row(database_url: str, author: Author) -> None:
    engine = engine_at(database_url)
    with Session(engine, autoflush=False, expire_on_commit=False) as session:
        with writing(session, author):
            _, meeting, _, keys = seat(session)
        meeting_id = meeting.id

    def tap(own: Session) -> None:
        marks = {keys["ada"]: Status.PRESENT}
        attendance.take(own, own.get_one(Meeting, meeting_id), marks=marks, seen={keys["ada"]: None}, on=ON)

    at_once(engine, author, tap, tap, tap)
    with Session(engine) as session:
        assert [row.status for row in session.scalars(select(Attendance))] == [Status.PRESENT]
    engine.dispose()


STEPS = st.lists(
    st.one_of(
        st.tuples(
            st.just("take"), st.sampled_from(["ada", "bertram", "cecily", "dora"]), st.sampled_from(queries.TAKEN)
        ),
        st.tuples(st.just("move"), st.sampled_from(NAMES), st.sampled_from(Movement), st.integers(0, 4)),
        st.tuples(st.just("vote"), st.integers(1, 4), st.dictionaries(st.sampled_from(NAMES), st.sampled_from(Choice))),
        st.tuples(st.just("count"), st.integers(1, 4), st.integers(1, 4)),
    ),
    max_size=14,
)


def begin_again(sat: Sitting) -> None:
    """The roll as at the start: the fixture is one for all histories, and none may meet what another left."""
    with writing(sat.session, sat.author):
        for model in (VoteCast, Vote, AttendanceMovement, Attendance):
            sat.session.execute(delete(model))
    there(sat)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_whatever_is_recorded_and_refused_no_vote_is_left_that_cannot_have_been(sat: Sitting, steps: list[Any]) -> None:
    begin_again(sat)
    for kind, *said in steps:
        try:
            if kind == "take":
                sat.take(**{said[0]: said[1]})
            elif kind == "move":
                sat.move(*said)
            elif kind == "vote":
                sat.vote(said[0], named=said[1], by_name=True)
            else:
                sat.vote(said[0], for_=said[1])
        except RuleBroken:
            sat.session.rollback()
    sat.session.rollback()
    room = queries.find(sat.session, sat.meeting.id).room
    assert [
        rules.faults(poll, room) for poll in vote_queries.polls(sat.session, sat.meeting.id) if rules.faults(poll, room)
    ] == []
