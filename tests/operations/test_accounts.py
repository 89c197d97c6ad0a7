"""Accounts: made, given roles, ended; what is refused is refused in words and leaves nothing behind."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.vocabulary import AccountRole
from scrutiny.models.accounts import Account, Grant, SignInTry
from scrutiny.models.history import HistoryLine, Revision
from scrutiny.operations import accounts, passwords, sign_in_tries
from scrutiny.queries import accounts as queries
from tests import make

TODAY = date(2021, 11, 15)
PASSWORD = "tawny kettle orchard"
NOON = datetime(2021, 11, 15, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _council(session: Session, author: Author) -> None:
    with writing(session, author):
        council = make.council(session)
        sos = make.committee(session, council)
        make.committee(session, council, code="OLD", closed_on=date(2021, 5, 1))
        make.member(session, sos, "Ada Marsh")


def added(session: Session, **changes: Any) -> Account:
    values: dict[str, Any] = {
        "email": "Clerk@Example.org",
        "name": "Cleo Clerk",
        "password": PASSWORD,
        "role": AccountRole.CLERK,
        "committee": "SOS",
        "on": TODAY,
    }
    return accounts.add(session, **values | changes)


def count(session: Session, of: type) -> int:
    return session.scalars(select(func.count()).select_from(of)).one()


def test_an_account_is_kept_with_its_role_and_without_its_password(session: Session, author: Author) -> None:
    with writing(session, author):
        account = added(session)
    kept = session.scalars(select(Account)).one()
    grant = session.scalars(select(Grant)).one()
    assert (kept.email, kept.name, kept.demonstration) == ("clerk@example.org", "Cleo Clerk", False)
    assert (grant.account_id, grant.role, grant.committee_id) == (account.id, AccountRole.CLERK, 1)
    assert kept.password_hash.startswith("$argon2id$")
    assert passwords.matches(kept.password_hash, PASSWORD)
    assert not passwords.matches(kept.password_hash, PASSWORD.upper())
    assert PASSWORD not in str([line.after for line in session.scalars(select(HistoryLine))])


def test_a_councillors_account_belongs_to_the_member_of_that_name(session: Session, author: Author) -> None:
    with writing(session, author):
        account = added(session, role=AccountRole.COUNCILLOR, person="ada marsh")
    assert account.person_id == 1


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        pytest.param({"email": "CLERK@EXAMPLE.ORG"}, "already", id="an address taken, in other letters"),
        pytest.param({"email": "somebody"}, "correct format", id="no address"),
        pytest.param({"name": " "}, "Enter the name", id="no name"),
        pytest.param({"name": "Cleo\x00"}, "null", id="a null in the name"),
        pytest.param({"password": "short"}, "at least 12", id="a short password"),
        pytest.param({"password": "Password2021"}, "first that are tried", id="a common password"),
        pytest.param({"committee": "XYZ"}, "no committee XYZ. Choose one of: OLD, SOS", id="an unknown committee"),
        pytest.param({"committee": "OLD"}, "is closed", id="a closed committee"),
        pytest.param({"role": AccountRole.COUNCILLOR}, "Say which member", id="a councillor who is nobody"),
        pytest.param({"role": AccountRole.CHAIR, "person": "Nobody"}, "members are: Ada Marsh", id="an unknown member"),
        pytest.param({"email": "clerk@demo.invalid"}, "not the demonstration", id="the demonstration's, in a record"),
    ],
)
def test_what_is_wrong_is_said_in_words_and_nothing_is_kept(
    session: Session, author: Author, changes: dict[str, Any], says: str
) -> None:
    with writing(session, author):
        added(session)
    with pytest.raises(RuleBroken, match=says), writing(session, author):
        added(session, **{"email": "other@example.org"} | changes)
    assert count(session, Account) == count(session, Grant) == 1


def test_an_account_of_the_demonstration_cannot_be_used_once_the_record_is_a_real_one(
    session: Session, author: Author
) -> None:
    with writing(session, author):
        session.execute(update(Revision).values(demonstration=True))
        account = added(session, email="clerk@demo.invalid")
    assert account.demonstration
    assert queries.in_session(session, account.id, 1, TODAY)

    with writing(session, author):
        session.execute(update(Revision).values(demonstration=False))
    row = queries.by_email(session, "clerk@demo.invalid")
    assert row
    assert not row.usable
    assert queries.in_session(session, account.id, 1, TODAY) is None


def test_a_new_password_and_being_disabled_end_the_sessions(session: Session, author: Author) -> None:
    with writing(session, author):
        account = added(session)
        key = accounts.make_feed_address(session, account)
    with writing(session, author):
        accounts.set_password(session, account, "quite another sentence")
    assert passwords.matches(account.password_hash, "quite another sentence")
    assert queries.in_session(session, account.id, 1, TODAY) is None
    assert queries.in_session(session, account.id, 2, TODAY)
    with pytest.raises(RuleBroken), writing(session, author):
        accounts.set_password(session, account, "short")

    with writing(session, author):
        accounts.disable(session, account)
    assert queries.in_session(session, account.id, 3, TODAY) is None
    assert queries.by_feed_key(session, key, TODAY) is None


def test_signing_out_leaves_no_line_and_keeps_the_public_pages(session: Session, author: Author) -> None:
    with writing(session, author):
        account = added(session)
    before = session.scalar(select(Revision.number)), count(session, HistoryLine)
    with writing(session, author):
        accounts.end_sessions(session, account.id)
    assert queries.in_session(session, account.id, 1, TODAY) is None
    assert queries.in_session(session, account.id, 2, TODAY)
    assert (session.scalar(select(Revision.number)), count(session, HistoryLine)) == before


def test_a_private_calendar_has_one_address_at_a_time_until_it_is_revoked(session: Session, author: Author) -> None:
    with writing(session, author):
        account = added(session)
        first = accounts.make_feed_address(session, account)
        second = accounts.make_feed_address(session, account)
    assert re.fullmatch(r"[A-Za-z0-9_-]{43,64}", first)
    for dead in (first, "", "\x00", "x" * 10_000, second + "\x00"):
        assert queries.by_feed_key(session, dead, TODAY) is None
    found = queries.by_feed_key(session, second, TODAY)
    assert found
    assert found.id == account.id
    with writing(session, author):
        accounts.revoke_feed_address(session, account)
    assert queries.by_feed_key(session, second, TODAY) is None
    assert second not in str([(line.before, line.after) for line in session.scalars(select(HistoryLine))])


def test_roles_are_given_once_and_taken_away(session: Session, author: Author) -> None:
    with writing(session, author):
        account = added(session)
        for _ in range(2):
            accounts.give_role(session, account, AccountRole.ADMINISTRATOR, committee=None, on=TODAY)
    assert count(session, Grant) == 2
    with pytest.raises(RuleBroken, match="needs a seat"), writing(session, author):
        accounts.give_role(session, account, AccountRole.CHAIR, committee="SOS", on=TODAY)
    with writing(session, author):
        accounts.take_role(session, account, AccountRole.CLERK, committee="SOS", on=TODAY)
    holder = queries.in_session(session, account.id, 1, TODAY)
    assert holder
    assert {role.role for role in holder.grants} == {AccountRole.ADMINISTRATOR}
    with pytest.raises(RuleBroken, match="does not have"), writing(session, author):
        accounts.take_role(session, account, AccountRole.CLERK, committee="SOS", on=TODAY)


@given(st.text(min_size=32))
def test_the_demonstrations_password_can_be_read_out_and_is_made_from_the_key(key: str) -> None:
    password = accounts.demonstration_password(key)
    assert re.fullmatch(r"[a-z]{5}-[a-z]{5}-[a-z]{5}", password)
    assert password == accounts.demonstration_password(key) != accounts.demonstration_password(key + "x")


def test_nobodys_hash_costs_what_everybodys_costs_and_matches_nothing() -> None:
    assert not passwords.HASHER.check_needs_rehash(passwords.NOBODYS)
    assert not passwords.matches("", "")
    assert passwords.matches(passwords.hashed("caf\u00e9 tawny kettle"), "cafe\u0301 tawny kettle")
    assert not passwords.matches(passwords.hashed(PASSWORD), "\ud800")


def test_tries_are_counted_for_an_account_here_and_everywhere(session: Session, author: Author) -> None:
    def exhausted(origin: str, minutes: int, email: str = "a@example.org") -> bool:
        at = NOON + timedelta(minutes=minutes)
        return sign_in_tries.exhausted(session, email=email, origin=origin, at=at)

    for number in range(20):
        with writing(session, author):
            sign_in_tries.note(session, email="a@example.org", origin=f"192.0.2.{number // 5}", at=NOON)
        if number == 4:
            assert exhausted("192.0.2.0", 14)
            assert not exhausted("192.0.2.9", 14), "another place is not stopped by it"
            assert not exhausted("192.0.2.0", 14, "b@example.org"), "nor is another account"
    assert exhausted("192.0.2.9", 14), "four places are as good as everywhere"
    assert not exhausted("192.0.2.0", 15), "it ends by itself"

    with writing(session, author):
        sign_in_tries.forget(session, email="a@example.org", origin="192.0.2.0")
    assert not exhausted("192.0.2.0", 1)
    with writing(session, author):
        sign_in_tries.note(session, email="b@example.org", origin="192.0.2.0", at=NOON + timedelta(minutes=15))
    assert count(session, SignInTry) == 1, "old rows are swept"
