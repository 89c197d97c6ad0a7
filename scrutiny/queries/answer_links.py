"""Finds links by which owners report without an account."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.models.committees import Committee
from scrutiny.models.follow_up import Action, ActionUpdate
from scrutiny.models.meetings import Meeting
from scrutiny.models.post import AnswerLink
from scrutiny.queries.rows import AnyRow, Rows
from scrutiny.queries.withheld import public


def by_digest(session: Session, digest: str) -> AnswerLink | None:
    return session.scalar(select(AnswerLink).where(AnswerLink.digest == digest))


def opened(session: Session, link: AnswerLink) -> AnyRow:
    """The action that it opens: `reference`, `text`, `public`, `due`, `state`, `committee`, `committee_id`."""
    return session.execute(
        select(
            *(Action.id, Action.reference, Action.text, Action.owner, public(Action).label("public"), Action.state),
            *(Action.due, Meeting.on.label("due_at_meeting"), Action.committee_id, Committee.name.label("committee")),
        )
        .join(Committee, Committee.id == Action.committee_id)
        .outerjoin(Meeting, Meeting.id == Action.due_meeting_id)
        .where(Action.id == link.action_id)
    ).one()


def said(session: Session, action_id: int) -> Rows:
    """What was said of the action, the newest first: `on`, `by`, `text`."""
    newest = select(ActionUpdate.on, ActionUpdate.by, ActionUpdate.text).where(ActionUpdate.action_id == action_id)
    return session.execute(newest.order_by(ActionUpdate.id.desc())).all()


def live(session: Session, action_id: int, on: date) -> Sequence[AnswerLink]:
    """Those that still open the action, the newest first."""
    return session.scalars(
        select(AnswerLink)
        .where(AnswerLink.action_id == action_id, AnswerLink.withdrawn_at.is_(None), AnswerLink.expires_on >= on)
        .order_by(AnswerLink.id.desc())
    ).all()
