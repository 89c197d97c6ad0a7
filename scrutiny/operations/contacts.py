"""Keeps where owners of actions are written to."""

from __future__ import annotations

from sqlalchemy import update
from sqlalchemy.orm import Session

from scrutiny.database import author_of
from scrutiny.domain.letters import address
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.text import one_line
from scrutiny.models.committees import Council
from scrutiny.models.post import AnswerLink, Contact
from scrutiny.operations.turns import lock_row
from scrutiny.queries import contacts


def keep(session: Session, council_id: int, *, name: str, email: str) -> Contact:
    """The address of the owner of that name, in place of any that was known."""
    called = one_line(name, field="The name", most=250)
    if not called:
        raise RuleBroken("Enter the name as the tracker has it.")
    to = address(email)
    lock_row(session, Council, council_id)
    contact = contacts.by_name(session, council_id, called)
    if contact is None:
        contact = Contact(council_id=council_id, name=called, email=to)
        session.add(contact)
    elif contact.email != to:
        _end_links(session, contact)
        contact.email = to
    session.flush()
    return contact


def remove(session: Session, contact: Contact) -> None:
    """Nobody is written to there any more, and the links that were sent there are dead."""
    _end_links(session, contact)
    session.delete(contact)
    session.flush()


def _end_links(session: Session, contact: Contact) -> None:
    """The address may have been somebody else's."""
    session.execute(
        update(AnswerLink)
        .where(AnswerLink.email == contact.email, AnswerLink.name == contact.name, AnswerLink.withdrawn_at.is_(None))
        .values(withdrawn_at=author_of(session).at),
        execution_options={"synchronize_session": False},
    )
