"""The permission table, walked role by role, and the seats that some roles are held by."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.vocabulary import AccountRole, Role
from scrutiny.operations import accounts as operations
from scrutiny.permissions import SEATS, TABLE, Held, Permission, held, may
from scrutiny.queries import accounts
from tests import make
from tests.web.signing_in import account

HERE, ELSEWHERE = 1, 2

DESK = {
    "see exempt matter",
    "see what is not yet published",
    "see who changed what",
    "have a private calendar",
    "draft, roll forward and publish agendas",
    "take attendance and minutes",
    "keep the tracker",
}
WRITTEN = {
    AccountRole.OFFICER: DESK
    | {
        "plan the year and the work programme",
        "agree minutes for publication as draft",
        "keep committees and their members",
    },
    AccountRole.CLERK: DESK,
    AccountRole.CHAIR: {
        "see exempt matter",
        "see what is not yet published",
        "have a private calendar",
        "agree minutes for publication as draft",
    },
    AccountRole.COUNCILLOR: {"see exempt matter", "have a private calendar"},
    AccountRole.ADMINISTRATOR: {"have a private calendar", "keep committees and their members", "keep accounts"},
}


@pytest.mark.parametrize("role", AccountRole)
def test_each_role_has_the_rights_that_are_written_here(role: AccountRole) -> None:
    assert {permission.value for permission in TABLE[role]} == WRITTEN[role]


@pytest.mark.parametrize("permission", Permission)
@pytest.mark.parametrize("role", AccountRole)
def test_a_role_is_worth_something_on_its_own_committee_only(role: AccountRole, permission: Permission) -> None:
    here, everywhere = [Held(role, HERE)], [Held(role, None)]
    granted = permission in TABLE[role]
    assert may(here, permission, HERE) is granted
    assert not may(here, permission, ELSEWHERE)
    assert not may(here, permission, None), "what is asked for all committees is not given by a role on one"
    assert all(may(everywhere, permission, where) is granted for where in (HERE, ELSEWHERE, None))
    assert not may([], permission, HERE)


@pytest.mark.parametrize(
    ("role", "seat", "holds"),
    [
        pytest.param(AccountRole.OFFICER, None, True, id="an officer needs no seat"),
        pytest.param(AccountRole.CLERK, None, True, id="a clerk needs no seat"),
        pytest.param(AccountRole.ADMINISTRATOR, None, True, id="an administrator needs no seat"),
        pytest.param(AccountRole.COUNCILLOR, None, False, id="a councillor without a seat is one of the public"),
        pytest.param(AccountRole.COUNCILLOR, Role.MEMBER, True, id="a member is a member"),
        pytest.param(AccountRole.COUNCILLOR, Role.CO_OPTEE, True, id="a co-optee is a member"),
        pytest.param(AccountRole.COUNCILLOR, Role.SUBSTITUTE, True, id="a named substitute is a member"),
        pytest.param(AccountRole.CHAIR, Role.CHAIRMAN, True, id="the chairman is the chair"),
        pytest.param(AccountRole.CHAIR, Role.VICE_CHAIRMAN, True, id="a vice-chairman may be given the chair's rights"),
        pytest.param(AccountRole.CHAIR, Role.MEMBER, False, id="whoever is chairman no longer is the chair no longer"),
        pytest.param(AccountRole.CHAIR, None, False, id="a chair who left is one of the public"),
    ],
)
def test_a_role_is_held_by_a_seat(role: AccountRole, seat: Role | None, holds: bool) -> None:
    assert (held(role, HERE, seat, seat and HERE) is not None) is holds


@given(st.sampled_from(sorted(SEATS)), st.sampled_from([None, HERE]), st.sampled_from(Role))
def test_a_seat_gives_nothing_on_a_committee_where_it_is_not(role: AccountRole, on: int | None, seat: Role) -> None:
    role_held = held(role, on, seat, ELSEWHERE)
    assert role_held is None or (on is None and role_held.committee_id == ELSEWHERE)


@pytest.mark.parametrize(
    ("on", "sees"),
    [
        pytest.param(date(2021, 5, 19), False, id="the day before the seat begins"),
        pytest.param(date(2021, 5, 20), True, id="the day it begins"),
        pytest.param(date(2021, 11, 14), True, id="the day before the member leaves"),
        pytest.param(date(2021, 11, 15), False, id="the day the member leaves"),
        pytest.param(date(2022, 1, 1), False, id="afterwards"),
    ],
)
def test_a_member_has_the_exempt_papers_until_the_day_of_leaving(
    session: Session, author: Author, on: date, sees: bool
) -> None:
    with writing(session, author):
        sos = make.committee(session, make.council(session))
        make.member(session, sos, "Lena Leaving", to=date(2021, 11, 15))
        account(session, "Lena Leaving", AccountRole.COUNCILLOR, person="Lena Leaving")
    holder = accounts.in_session(session, 1, 1, on)
    assert holder
    assert may(holder.grants, Permission.SEE_EXEMPT, sos.id) is sees


def test_a_councillor_of_all_committees_is_one_where_there_is_a_seat(session: Session, author: Author) -> None:
    with writing(session, author):
        council = make.council(session)
        sos, hcs, env = (make.committee(session, council, code=code) for code in ("SOS", "HCS", "ENV"))
        seat = make.member(session, sos, "Ada Marsh")
        session.add(type(seat)(committee_id=hcs.id, person_id=seat.person_id, from_=seat.from_))
        one = account(session, "Ada Marsh", AccountRole.COUNCILLOR, None, "Ada Marsh")
        operations.give_role(session, one, AccountRole.CLERK, committee="ENV", on=date(2021, 11, 15))
    holder = accounts.in_session(session, one.id, 1, date(2021, 11, 15))
    assert holder
    assert holder.grants == {
        Held(AccountRole.COUNCILLOR, sos.id),
        Held(AccountRole.COUNCILLOR, hcs.id),
        Held(AccountRole.CLERK, env.id),
    }
