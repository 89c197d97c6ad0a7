"""Finds letters in the outbox, without what is in them, and without the names of whoever they are to: the owner of an
exempt request is named to those alone who may see it, and the post is kept by others.
"""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlalchemy.orm import Session

from scrutiny.models.post import Letter
from scrutiny.queries.rows import Rows

PAGE = 100


class State(StrEnum):
    WAITING = "waiting"
    GIVEN_UP = "given-up"
    SENT = "sent"


_OF: dict[State, ColumnElement[bool]] = {
    State.WAITING: and_(Letter.sent_at.is_(None), Letter.given_up_because == ""),
    State.GIVEN_UP: and_(Letter.sent_at.is_(None), Letter.given_up_because != ""),
    State.SENT: Letter.sent_at.is_not(None),
}


def listed(session: Session, state: State, before: int | None = None) -> Rows:
    """The newest first, up to one more than a page, from before that letter: everything but the text."""
    columns = (Letter.id, Letter.email, Letter.subject, Letter.queued_at, Letter.tries)
    outcome = (Letter.next_try_at, Letter.sent_at, Letter.given_up_because, Letter.last_trouble)
    found = select(*columns, *outcome).where(_OF[state]).order_by(Letter.id.desc()).limit(PAGE + 1)
    return session.execute(found if before is None else found.where(Letter.id < before)).all()


def counts(session: Session) -> dict[State, int]:
    tallies = [func.count(case((of, Letter.id))).label(state.name) for state, of in _OF.items()]
    return dict(zip(State, session.execute(select(*tallies)).one(), strict=True))


def to_change(session: Session, id_: int) -> Letter | None:
    return session.get(Letter, id_)
