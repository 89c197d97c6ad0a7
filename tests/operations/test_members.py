"""Who sits on a committee changes, and what was minuted does not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.vocabulary import AccountRole, AttendanceStatus, Role
from scrutiny.models.committees import Committee
from scrutiny.models.meetings import Attendance
from scrutiny.models.people import Membership, Person
from scrutiny.operations import accounts, members, people
from scrutiny.operations.members import Part
from scrutiny.operations.people import Name
from scrutiny.permissions import Held
from scrutiny.queries import accounts as account_queries
from scrutiny.queries import committees as committee_queries
from scrutiny.queries import members as queries
from tests import make

MAY, JUNE, AUTUMN, WINTER = date(2021, 5, 20), date(2021, 6, 17), date(2021, 9, 14), date(2022, 2, 8)
MEMBER = Part(Role.MEMBER)


@pytest.fixture
def committee(session: Session, author: Author) -> Committee:
    with writing(session, author):
        return make.committee(session, make.council(session))


@pytest.fixture
def ada(session: Session, author: Author) -> Person:
    with writing(session, author):
        return people.enter(session, Name("Ada Marsh", honours="MBE"))


@pytest.fixture
def seat(session: Session, author: Author, committee: Committee, ada: Person) -> Membership:
    with writing(session, author):
        return members.seat(session, committee, ada, MEMBER, from_=MAY)


def seats(session: Session) -> list[tuple[Any, ...]]:
    session.expire_all()
    columns = (Membership.role, Membership.role_title, Membership.from_, Membership.to)
    return [tuple(row) for row in session.execute(select(*columns).order_by(Membership.from_, Membership.id))]


def serving(session: Session, committee: Committee, on: date) -> list[tuple[str, Role]]:
    return [(row.name, row.role) for row in committee_queries.members(session, committee.id, on)]


def test_a_change_of_role_ends_the_old_seat_and_begins_a_new_one(
    session: Session, author: Author, committee: Committee, seat: Membership
) -> None:
    with writing(session, author):
        members.change_role(session, seat, Part(Role.VICE_CHAIRMAN, "Vice-Chairman (Overview)"), on=AUTUMN)
    assert seats(session) == [
        (Role.MEMBER, "", MAY, AUTUMN),
        (Role.VICE_CHAIRMAN, "Vice-Chairman (Overview)", AUTUMN, None),
    ]
    assert serving(session, committee, date(2021, 9, 13)) == [("Ada Marsh", Role.MEMBER)]
    assert serving(session, committee, AUTUMN) == [("Ada Marsh", Role.VICE_CHAIRMAN)]


def test_nobody_is_without_a_seat_for_a_day_when_a_role_changes(
    session: Session, author: Author, committee: Committee, seat: Membership
) -> None:
    """The right to exempt papers is lost on the day of leaving: the new seat must carry it on that day."""
    with writing(session, author):
        account = accounts.add(
            session,
            email="ada@example.org",
            name="Ada",
            password="tawny kettle orchard",
            role=AccountRole.COUNCILLOR,
            committee=committee.code,
            on=JUNE,
            person="Ada Marsh",
        )
        members.change_role(session, seat, Part(Role.CHAIRMAN), on=AUTUMN)
    for day in (date(2021, 9, 13), AUTUMN, date(2021, 9, 15)):
        holder = account_queries.in_session(session, account.id, account.token_version, day)
        assert holder is not None
        assert holder.grants == {Held(AccountRole.COUNCILLOR, committee.id)}, day


def test_whoever_leaves_is_a_member_on_the_last_day_and_not_after_it(
    session: Session, author: Author, committee: Committee, seat: Membership
) -> None:
    with writing(session, author):
        members.end(session, seat, on=AUTUMN)
    assert [bool(serving(session, committee, day)) for day in (AUTUMN, date(2021, 9, 15))] == [True, False]
    with writing(session, author):
        members.end(session, seat, on=WINTER)
    assert seats(session) == [(Role.MEMBER, "", MAY, WINTER)]


def left(session: Session, seat: Membership) -> None:
    members.end(session, seat, on=AUTUMN)


def renamed(session: Session, seat: Membership) -> None:
    people.rename(session, session.get_one(Person, seat.person_id), Name("Ada Cole", title="Dame"))


def promoted(session: Session, seat: Membership) -> None:
    members.change_role(session, seat, Part(Role.CHAIRMAN), on=AUTUMN)


def corrected(session: Session, seat: Membership) -> None:
    members.correct(session, seat, Part(Role.CO_OPTEE, "Parent governor"), from_=WINTER, to=None)


@pytest.mark.parametrize("step", [left, renamed, promoted, corrected])
def test_old_minutes_keep_the_name_and_the_role_of_their_day(
    session: Session, author: Author, committee: Committee, seat: Membership, step: Any
) -> None:
    with writing(session, author):
        june = make.held(session, committee, JUNE)
        make.present(session, june, "Ada Marsh, MBE", person_id=seat.person_id, role_title="")
        step(session, seat)
    session.expire_all()
    kept = session.execute(select(Attendance.name, Attendance.role_title, Attendance.status)).one()
    assert tuple(kept) == ("Ada Marsh, MBE", "", AttendanceStatus.PRESENT)


@pytest.mark.parametrize("status", [AttendanceStatus.PRESENT, AttendanceStatus.APOLOGIES])
def test_a_seat_that_minutes_speak_of_is_not_taken_away(
    session: Session, author: Author, committee: Committee, seat: Membership, status: AttendanceStatus
) -> None:
    with writing(session, author):
        make.present(session, make.held(session, committee, JUNE), "Ada Marsh", status, person_id=seat.person_id)
    with pytest.raises(RuleBroken, match="on 17 June 2021, so the seat was held"), writing(session, author):
        members.remove(session, seat)
    assert len(seats(session)) == 1


def test_a_seat_entered_by_mistake_is_taken_away_and_the_person_stays(
    session: Session, author: Author, committee: Committee, seat: Membership
) -> None:
    with writing(session, author):
        members.end(session, seat, on=date(2021, 6, 1))
        make.present(session, make.held(session, committee, JUNE), "Ada Marsh", person_id=seat.person_id)
        members.remove(session, seat)
    assert seats(session) == []
    assert session.scalars(select(Person.name)).all() == ["Ada Marsh"]


@pytest.mark.parametrize(
    ("do", "says"),
    [
        pytest.param(
            lambda session, seat: members.end(session, seat, on=date(2021, 5, 19)),
            "begins on 20 May 2021, so it cannot end before that",
            id="ended before it began",
        ),
        pytest.param(
            lambda session, seat: members.change_role(session, seat, Part(Role.CHAIRMAN), on=MAY),
            "correct it instead",
            id="changed on the day it began",
        ),
        pytest.param(
            lambda session, seat: members.change_role(session, seat, Part(Role.MEMBER, "Member"), on=AUTUMN),
            "the role that they have",
            id="changed to what it is",
        ),
        pytest.param(
            lambda session, seat: (
                members.end(session, seat, on=JUNE),
                members.change_role(session, seat, Part(Role.CHAIRMAN), on=AUTUMN),
            ),
            "ended on 17 June 2021",
            id="changed after it ended",
        ),
        pytest.param(
            lambda session, seat: members.correct(session, seat, Part(Role.MEMBER, "x" * 101), from_=MAY, to=None),
            "101 characters long",
            id="too long a title",
        ),
    ],
)
def test_what_cannot_be_done_with_a_seat(
    session: Session, author: Author, seat: Membership, do: Any, says: str
) -> None:
    with pytest.raises(RuleBroken, match=says), writing(session, author):
        do(session, seat)
    assert seats(session) == [(Role.MEMBER, "", MAY, None)]


@pytest.mark.parametrize(
    ("from_", "to", "free"),
    [
        (date(2020, 5, 20), MAY, True),
        (WINTER, None, True),
        (AUTUMN, WINTER, True),
        (date(2020, 5, 20), JUNE, False),
        (JUNE, None, False),
        (date(2020, 5, 20), None, False),
    ],
)
def test_nobody_has_two_seats_on_a_committee_at_a_time(
    session: Session, author: Author, committee: Committee, seat: Membership, from_: date, to: date | None, free: bool
) -> None:
    with writing(session, author):
        members.end(session, seat, on=AUTUMN)
    person = session.get_one(Person, seat.person_id)
    if free:
        with writing(session, author):
            members.seat(session, committee, person, MEMBER, from_=from_, to=to)
        return
    with pytest.raises(RuleBroken, match="from 20 May 2021 to 14 September 2021 already"), writing(session, author):
        members.seat(session, committee, person, MEMBER, from_=from_, to=to)
    assert len(seats(session)) == 1


def test_a_committee_that_closed_takes_no_new_members(
    session: Session, author: Author, committee: Committee, ada: Person
) -> None:
    with writing(session, author):
        committee.closed_on = JUNE
    with pytest.raises(RuleBroken, match="closed on 17 June 2021"), writing(session, author):
        members.seat(session, committee, ada, MEMBER, from_=AUTUMN)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=st.lists(st.tuples(st.integers(0, 3), st.booleans()), max_size=8))
def test_moving_changes_the_order_and_nothing_else(
    session: Session, author: Author, committee: Committee, moves: list[tuple[int, bool]]
) -> None:
    session.rollback()
    with writing(session, author):
        rows = [
            members.seat(session, committee, make.person(session, name), MEMBER, from_=MAY) for name in ("A", "B", "C")
        ]
        gone = members.seat(session, committee, make.person(session, "D"), MEMBER, from_=MAY, to=JUNE)
        expected = [row.id for row in rows]
        for which, earlier in moves:
            row = (*rows, gone)[which]
            members.move(session, row, earlier=earlier, on=AUTUMN)
            if row is not gone:
                at = expected.index(row.id)
                to = max(0, at - 1) if earlier else min(2, at + 1)
                expected[at], expected[to] = expected[to], expected[at]
        found = [seat.id for seat in queries.of_committee(session, committee.id) if seat.to is None]
        assert found == expected
        for row in (*rows, gone):
            session.delete(row)


def test_namesakes_are_told_apart_by_what_they_are(session: Session, author: Author, committee: Committee) -> None:
    with writing(session, author):
        make.member(session, committee, "Ada Marsh", Role.CHAIRMAN, honours="MBE")
        make.person(session, "Ada Marsh", post="Head of Scrutiny")
        make.person(session, "Cllr ada marsh")
        make.person(session, "Ada Marshall")
    assert list(queries.namesakes(session, "ADA MARSH").values()) == [
        "Ada Marsh, MBE (Chairman, Safeguarding Overview and Scrutiny Committee)",
        "Ada Marsh (Head of Scrutiny)",
        "Cllr ada marsh (nothing else is known)",
    ]
    assert queries.namesakes(session, "  ") == {}


@pytest.mark.parametrize(
    ("name", "says"),
    [(Name(" "), "what they are called"), (Name("x" * 201), "201 characters"), (Name("A", title="x" * 51), "51 char")],
)
def test_a_name_that_cannot_be_kept_is_refused(session: Session, author: Author, name: Name, says: str) -> None:
    with pytest.raises(RuleBroken, match=says), writing(session, author):
        people.enter(session, name)
    assert session.scalars(select(Person.id)).all() == []
