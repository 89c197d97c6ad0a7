"""Finds of what somebody is to be reminded, where they are written to, and when they were last told."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from scrutiny.domain.vocabulary import ItemOutcome, MeetingStatus, MinutesState
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.committees import Committee, Council
from scrutiny.models.follow_up import Action
from scrutiny.models.meetings import Meeting
from scrutiny.models.minutes import Minute
from scrutiny.models.post import Contact, Reminder
from scrutiny.queries.contacts import OF_THE_OWNER, own_account
from scrutiny.queries.rows import AnyRow
from scrutiny.queries.tracked import CHASED
from scrutiny.queries.withheld import public

_WITHOUT_MINUTE = (ItemOutcome.DEFERRED, ItemOutcome.ADJOURNED, ItemOutcome.NOT_REACHED, ItemOutcome.WITHDRAWN)


def owed(session: Session, until: date, email: str | None = None) -> Sequence[AnyRow]:
    """Actions due by then whose owner has an address, by address, committee and day; of one address, if it is named.

    `id`, `reference`, `text`, `public`, `due`, `owner`, `email`, `committee`, `council`. The text of what is not
    public is left out.
    """
    due = func.coalesce(Action.due, Meeting.on)
    to = func.coalesce(Contact.email, own_account())
    shown = public(Action)
    found = (
        select(
            *(Action.id, Action.reference, Action.text, shown.label("public"), due.label("due"), Action.owner),
            *(to.label("email"), Committee.name.label("committee"), Council.name.label("council")),
        )
        .join(Committee, Committee.id == Action.committee_id)
        .join(Council, Council.id == Committee.council_id)
        .outerjoin(Meeting, Meeting.id == Action.due_meeting_id)
        .outerjoin(Contact, OF_THE_OWNER)
        .where(Action.state.in_(CHASED), Action.owner != "", due <= until, to.is_not(None))
        .order_by(to, Committee.name, due, Action.id)
    )
    return session.execute(found if email is None else found.where(to == email)).all()


def last_told(session: Session, about: str, ids: Collection[int]) -> dict[tuple[int, str], date]:
    """When each was last told of each thing, by its id and the address."""
    found = (
        select(Reminder.about_id, Reminder.email, func.max(Reminder.told_on).label("told_on"))
        .where(Reminder.about == about, Reminder.about_id.in_(ids))
        .group_by(Reminder.about_id, Reminder.email)
    )
    return {(row.about_id, row.email): row.told_on for row in session.execute(found)}


def was_told(session: Session, about: str, email: str, on: date) -> bool:
    """Whether this reader had such a letter on that day."""
    there = (Reminder.about == about, Reminder.email == email, Reminder.told_on == on)
    return bool(session.scalar(select(exists().where(*there))))


def to_agree(session: Session) -> Sequence[AnyRow]:
    """Meetings whose minutes are written and wait for the chair: `id`, `on`, `committee_id`, `committee`.

    Written means that whatever came up at the meeting has its minute.
    """
    unwritten = exists().where(
        AgendaItem.meeting_id == Meeting.id,
        AgendaItem.outcome.not_in(_WITHOUT_MINUTE),
        ~exists().where(Minute.item_id == AgendaItem.id),
    )
    return session.execute(
        select(Meeting.id, Meeting.on, Meeting.committee_id, Committee.name.label("committee"))
        .join(Committee, Committee.id == Meeting.committee_id)
        .where(Meeting.status == MeetingStatus.HELD, Meeting.minutes_state == MinutesState.DRAFT, ~unwritten)
        .order_by(Meeting.on, Meeting.id)
    ).all()
