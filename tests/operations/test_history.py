"""The history: every change has a line, and nobody can rewrite one."""

from __future__ import annotations

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.models.accounts import Account
from scrutiny.models.history import HistoryLine, Revision
from scrutiny.models.people import Person


def lines(session: Session) -> list[tuple[str, str, object, object]]:
    found = session.scalars(select(HistoryLine).order_by(HistoryLine.id))
    return [(line.did, line.subject, line.before, line.after) for line in found]


def test_adding_changing_and_removing_a_row_are_three_lines(session: Session, author: Author) -> None:
    with writing(session, author):
        person = Person(name="Kath Perry", honours="MBE")
        session.add(person)
    with writing(session, author):
        person.honours = "OBE"
    with writing(session, author):
        session.delete(person)

    assert [(did, before, after) for did, _, before, after in lines(session)] == [
        ("added", {}, {"id": person.id, "name": "Kath Perry", "honours": "MBE"}),
        ("changed", {"honours": "MBE"}, {"honours": "OBE"}),
        ("removed", {"id": person.id, "name": "Kath Perry", "honours": "OBE"}, {}),
    ]
    assert {line.by for line in session.scalars(select(HistoryLine))} == {"Test Clerk"}


@pytest.mark.parametrize("statement", ["UPDATE history SET by = 'nobody'", "DELETE FROM history"])
def test_the_database_refuses_to_rewrite_a_line(session: Session, author: Author, statement: str) -> None:
    with writing(session, author):
        session.add(Person(name="Jill Waring"))

    with pytest.raises(DBAPIError, match="only added to"):
        session.execute(text(statement))
    session.rollback()
    assert len(lines(session)) == 1


def test_a_change_raises_the_revision_once_and_a_rolled_back_one_not_at_all(session: Session, author: Author) -> None:
    def revision() -> int:
        session.rollback()
        return session.scalars(select(Revision.number)).one()

    before = revision()
    with writing(session, author):
        session.add(Person(name="Jason Jones"))
        session.flush()
        session.add(Person(name="Mike Wilcox"))
    assert revision() == before + 1

    def change_that_fails() -> None:
        with writing(session, author):
            session.add(Person(name="Nobody"))
            session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        change_that_fails()
    assert revision() == before + 1
    assert session.scalars(select(Person).where(Person.name == "Nobody")).all() == []


def test_a_change_that_nobody_announced_is_refused(session: Session) -> None:
    session.add(Person(name="Nobody"))
    with pytest.raises(RuntimeError, match="begin_writing"):
        session.flush()
    session.rollback()
    assert session.scalars(select(Person)).all() == []


def test_passwords_and_private_addresses_are_named_in_the_history_but_never_kept_there(
    session: Session, author: Author
) -> None:
    with writing(session, author):
        account = Account(email="clerk@example.org", name="A Clerk", password_hash="first-hash", feed_key="first-key")
        session.add(account)
    with writing(session, author):
        account.password_hash = "second-hash"

    assert "hash" not in str([line[2:] for line in lines(session)]).replace("password_hash", "")
    assert lines(session)[-1][2:] == ({"password_hash": "kept secret"}, {"password_hash": "kept secret"})
