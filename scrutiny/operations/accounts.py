"""Makes accounts, gives and takes their roles, and ends them. Inside a change; what is refused is refused in words."""

from __future__ import annotations

import secrets
from datetime import date

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from scrutiny.domain.accounts import email_address, is_for_demonstration, refuse_weak
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.text import one_line
from scrutiny.domain.vocabulary import AccountRole
from scrutiny.models.accounts import Account, Grant
from scrutiny.models.committees import Committee
from scrutiny.models.people import Membership, Person
from scrutiny.operations import passwords
from scrutiny.permissions import SEATS
from scrutiny.queries import councils

FEED_KEY_BYTES = 32
PURPOSE = "the accounts of the demonstration"


def demonstration_password(secret_key: str) -> str:
    """The one password of all the demonstration's accounts: the same for as long as the secret key is."""
    return passwords.derived(secret_key, PURPOSE)


def add(
    session: Session,
    *,
    email: str,
    name: str,
    password: str | None,
    role: AccountRole,
    committee: str | None,
    on: date,
    person: str = "",
) -> Account:
    """A new account with a role on the committee of that code, or on all where it is None.

    Without a password nobody can sign in with it until somebody has set one, by an invitation. A councillor's or a
    chair's account belongs to a member of the committee, `person`, by the name in the record.
    """
    address = email_address(email)
    demonstration = is_for_demonstration(address)
    if demonstration and not councils.is_demonstration(session):
        raise RuleBroken(f"{address} is an account of the demonstration, and this record is not the demonstration.")
    if session.scalar(select(Account.id).where(Account.email == address)):
        raise RuleBroken(f"There is an account for {address} already.")
    called = one_line(name, field="The name", most=200)
    if not called:
        raise RuleBroken("Enter the name of the person whose account it is.")
    if password is not None:
        refuse_weak(password)
    where = _committee(session, committee, on)
    account = Account(
        email=address,
        name=called,
        password_hash="" if password is None else passwords.hashed(password),
        demonstration=demonstration,
        person_id=_member(session, person, where) if person or role in SEATS else None,
    )
    session.add(account)
    session.flush()
    session.add(Grant(account_id=account.id, role=role, committee_id=where and where.id))
    session.flush()
    return account


def give_role(session: Session, account: Account, role: AccountRole, *, committee: str | None, on: date) -> None:
    """One more role; giving it twice is giving it once."""
    where = _committee(session, committee, on)
    if role in SEATS and account.person_id is None:
        raise RuleBroken(f"{account.name} is not a member in the record, and the role of {role.label} needs a seat.")
    if _grant(session, account, role, where) is None:
        session.add(Grant(account_id=account.id, role=role, committee_id=where and where.id))
        session.flush()


def take_role(session: Session, account: Account, role: AccountRole, *, committee: str | None, on: date) -> None:
    """The role is gone with the account's next page, signed in or not."""
    grant = _grant(session, account, role, _committee(session, committee, on))
    if grant is None:
        raise RuleBroken(f"{account.name} does not have the role of {role.label} there.")
    if role is AccountRole.ADMINISTRATOR and grant.committee_id is None:
        _require_another_administrator(session, account)
    session.delete(grant)
    session.flush()


def set_password(session: Session, account: Account, password: str) -> None:
    """Ends every session of the account too: whoever knew the old password is out."""
    refuse_weak(password)
    set_hashed(session, account, passwords.hashed(password))


def set_hashed(session: Session, account: Account, password_hash: str) -> None:
    """For whoever hashed the password before, so that nobody waits for that who wants to write."""
    account.password_hash = password_hash
    account.token_version += 1
    session.flush()


def keep_password_stronger(session: Session, account_id: int, password: str) -> None:
    """Hash the password that was just found right as passwords are hashed today. Nobody is signed out by it."""
    account = session.get_one(Account, account_id)
    if passwords.is_outdated(account.password_hash):
        account.password_hash = passwords.hashed(password)
        session.flush()


def enable(session: Session, account: Account) -> None:
    account.active = True
    session.flush()


def disable(session: Session, account: Account) -> None:
    """Nobody can sign in with it any more, nobody is still signed in, and its private calendar is gone."""
    if _administers_all(session, account):
        _require_another_administrator(session, account)
    account.active = False
    account.token_version += 1
    account.feed_key = None
    session.flush()


def end_sessions(session: Session, account_id: int) -> None:
    """Sign the account out everywhere. The record is as it was: no line in the history, and public pages stay kept."""
    session.execute(
        update(Account).where(Account.id == account_id).values(token_version=Account.token_version + 1),
        execution_options={"synchronize_session": False},
    )


def make_feed_address(session: Session, account: Account) -> str:
    """The secret part of the private calendar's address; an address made before is dead from now on."""
    account.feed_key = secrets.token_urlsafe(FEED_KEY_BYTES)
    session.flush()
    return account.feed_key


def revoke_feed_address(session: Session, account: Account) -> None:
    account.feed_key = None
    session.flush()


def _administers_all(session: Session, account: Account) -> bool:
    return _grant(session, account, AccountRole.ADMINISTRATOR, None) is not None


def _require_another_administrator(session: Session, account: Account) -> None:
    """Nobody may lock everybody out of the accounts: two who stop each other take turns, and the second is refused."""
    everywhere = (Grant.role == AccountRole.ADMINISTRATOR, Grant.committee_id.is_(None))
    session.execute(select(Grant.id).where(*everywhere).order_by(Grant.id).with_for_update())
    others = (
        select(Account.id)
        .join(Grant, Grant.account_id == Account.id)
        .where(*everywhere, Account.active, Account.id != account.id)
    )
    if session.scalar(others.limit(1)) is None:
        raise RuleBroken(f"{account.name} is the only administrator of all committees. Make another one first.")


def _committee(session: Session, code: str | None, on: date) -> Committee | None:
    if code is None:
        return None
    found = session.scalar(select(Committee).where(Committee.code == code))
    if found is None:
        codes = ", ".join(session.scalars(select(Committee.code).order_by(Committee.code)))
        raise RuleBroken(
            f"There is no committee {code}. " + (f"Choose one of: {codes}." if codes else "Add one first.")
        )
    if found.closed_on is not None and found.closed_on <= on:
        raise RuleBroken(f"The committee {code} is closed.")
    return found


def _member(session: Session, name: str, of: Committee | None) -> int:
    """Whoever of that name has or had a seat there."""
    if not name:
        raise RuleBroken("Say which member the account of a councillor or a chair belongs to.")
    seated = select(Person.id, Person.name).join(Membership, Membership.person_id == Person.id).distinct()
    if of is not None:
        seated = seated.where(Membership.committee_id == of.id)
    found = session.execute(seated.where(func.lower(Person.name) == name.strip().lower())).all()
    if len(found) == 1:
        return int(found[0].id)
    if found:
        raise RuleBroken(f"The record has {len(found)} members called {name}. Name the committee.")
    names = ", ".join(row.name for row in session.execute(seated.order_by(Person.name)))
    raise RuleBroken(f"There is no member called {name}. " + (f"The members are: {names}." if names else ""))


def _grant(session: Session, account: Account, role: AccountRole, where: Committee | None) -> Grant | None:
    there = Grant.committee_id.is_(None) if where is None else Grant.committee_id == where.id
    return session.scalar(select(Grant).where(Grant.account_id == account.id, Grant.role == role, there))
