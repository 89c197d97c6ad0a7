"""Makes the links by which owners report without an account, ends them, and takes what is said by them.

The secret part of a link is shown or sent once and never kept: the record holds its digest.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date, timedelta
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.database import author_of
from scrutiny.domain.letters import address
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.text import clean, one_line
from scrutiny.domain.vocabulary import ActionState
from scrutiny.models.follow_up import Action, ActionUpdate
from scrutiny.models.post import AnswerLink
from scrutiny.operations import follow_up
from scrutiny.operations.turns import lock_row

KEY_BYTES = 32
LASTS = timedelta(days=30)


def digest(key: str) -> str:
    return sha256(key.encode()).hexdigest()


def make(session: Session, action: Action, *, name: str, email: str, on: date, expires_on: date | None = None) -> str:
    """The secret part of a new link for one action. `email` is "" where an officer passes it on by other means."""
    if not action.state.open:
        raise RuleBroken(f"{action.reference} is {action.state.label.lower()}. Nobody need report on it.")
    called = one_line(name, field="The name", most=250)
    if not called:
        raise RuleBroken("Enter the name of the person who is asked.")
    key = secrets.token_urlsafe(KEY_BYTES)
    session.add(
        AnswerLink(
            action_id=action.id,
            digest=digest(key),
            name=called,
            email=address(email) if email else "",
            made_at=author_of(session).at,
            expires_on=expires_on or on + LASTS,
        )
    )
    session.flush()
    return key


def withdraw(session: Session, links: Sequence[AnswerLink]) -> None:
    """They open nothing from now on. Withdrawing twice is withdrawing once."""
    for link in links:
        link.withdrawn_at = link.withdrawn_at or author_of(session).at
    session.flush()


def answer(
    session: Session, link: AnswerLink, action: Action, *, text: str, done: bool, on: date
) -> ActionUpdate | None:
    """What the owner says, added to the action; None when the same was said just now, by a form sent twice."""
    lock_row(session, Action, action.id)
    session.refresh(action)
    text = clean(text, field="What you write").strip() or ("Reported as done." if done else "")
    last = session.scalar(
        select(ActionUpdate).where(ActionUpdate.action_id == action.id).order_by(ActionUpdate.id.desc()).limit(1)
    )
    state = ActionState.COMPLETE if done else None
    if last and (last.text, last.by, last.on) == (text, link.name, on) and last.state is (state or last.state):
        return None
    if done and action.state is not ActionState.COMPLETE:
        follow_up.complete(session, action, text=text, by=link.name, on=on)
    else:
        follow_up.update(session, action, text=text, by=link.name, on=on)
    link.used_at = author_of(session).at
    session.flush()
    return session.scalars(
        select(ActionUpdate).where(ActionUpdate.action_id == action.id).order_by(ActionUpdate.id.desc()).limit(1)
    ).one()
