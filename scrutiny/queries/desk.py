"""Finds what somebody who is signed in works with: committees, what their meetings wait for, and their actions."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from scrutiny.domain.vocabulary import ItemKind, ItemOutcome, MeetingKind, MeetingStatus, MinutesState
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.committees import Committee, Council
from scrutiny.models.documents import Document
from scrutiny.models.follow_up import STILL_OPEN, Action
from scrutiny.models.meetings import Meeting
from scrutiny.models.minutes import Vote
from scrutiny.models.people import Person
from scrutiny.queries.documents import EXEMPT_PAPER
from scrutiny.queries.meetings import REARRANGED_FROM
from scrutiny.queries.rows import Rows, plain
from scrutiny.queries.withheld import EXEMPT, public

LOOKING_BACK = timedelta(days=400)
"""How long ago a meeting may have been that still waits for something: what is older is no duty but history."""

MOST = 100
_due_at = aliased(Meeting)


def committees(session: Session, ids: Collection[int] | None, on: date) -> Rows:
    """Those of the ids, or all where it is None, that are not closed: `id`, `code`, `name`, by name."""
    of = select(Committee.id, Committee.code, Committee.name).order_by(Committee.name)
    of = of.where(or_(Committee.closed_on.is_(None), Committee.closed_on > on))
    return session.execute(of if ids is None else of.where(Committee.id.in_(ids))).all()


def meetings(session: Session, committee_ids: Collection[int], today: date) -> Rows:
    """Meetings that are still to come, or whose minutes are not confirmed yet, in order of their dates.

    One with exempt business, or an exempt paper, and no item to resolve that the public be excluded is `unexcluded`.
    """
    waiting = or_(
        Meeting.status.in_([MeetingStatus.SCHEDULED, MeetingStatus.ADJOURNED]),
        and_(
            Meeting.kind == MeetingKind.FORMAL,
            Meeting.status == MeetingStatus.HELD,
            Meeting.minutes_state != MinutesState.CONFIRMED,
        ),
    )
    has_items = exists().where(AgendaItem.meeting_id == Meeting.id)
    to_take = (AgendaItem.meeting_id == Meeting.id, AgendaItem.outcome == ItemOutcome.PENDING)
    exempt = or_(EXEMPT, exists().where(Document.item_id == AgendaItem.id, *EXEMPT_PAPER))
    excluded = exists().where(*to_take, AgendaItem.kind == ItemKind.EXCLUSION)
    found = (
        select(
            *(Meeting.id, Meeting.committee_id, Meeting.committee_name, Meeting.on, Meeting.at, Meeting.venue),
            *(Meeting.kind, Meeting.title, Meeting.status, Meeting.published_on, Meeting.minutes_state),
            *(
                Council.clear_days,
                Council.papers_go_up,
                Committee.council_id,
                has_items.label("has_items"),
                and_(exists().where(*to_take, exempt), ~excluded).label("unexcluded"),
                REARRANGED_FROM,
            ),
        )
        .join(Committee, Committee.id == Meeting.committee_id)
        .join(Council, Council.id == Committee.council_id)
        .where(Meeting.committee_id.in_(committee_ids), waiting, Meeting.on >= today - LOOKING_BACK)
        .order_by(Meeting.on, Meeting.at, Meeting.id)
        .limit(MOST)
    )
    return plain(session.execute(found).all())


def owned_by(session: Session, person_id: int, exempt_on: Collection[int] | None) -> Rows:
    """The open actions that a person owns, the first due first; exempt ones only of those committees (None: of all)."""
    return _open_actions(session, Action.owner_id == person_id, exempt_on)


def asked_for_by(session: Session, person_id: int, exempt_on: Collection[int] | None) -> Rows:
    """The open actions of others that came of an item on which this person moved or seconded, in the same order."""
    moved = (
        select(Vote.item_id)
        .join(Person, or_(Person.name == Vote.moved_by, Person.name == Vote.seconded_by))
        .where(Person.id == person_id)
    )
    others = or_(Action.owner_id.is_(None), Action.owner_id != person_id)
    return _open_actions(session, and_(Action.item_id.in_(moved), others), exempt_on)


def _open_actions(session: Session, which: ColumnElement[bool], exempt_on: Collection[int] | None) -> Rows:
    """What is due at a meeting is due on its day; what has no day comes last."""
    day = func.coalesce(Action.due, _due_at.on)
    found = (
        select(
            *(Action.id, Action.committee_id, Action.reference, Action.text, Action.owner, Action.state),
            *(Committee.code, Committee.name.label("committee_name"), day.label("due")),
            (~public(Action)).label("exempt"),
        )
        .join(Committee, Committee.id == Action.committee_id)
        .outerjoin(_due_at, _due_at.id == Action.due_meeting_id)
        .where(which, STILL_OPEN)
        .order_by(day.is_(None), day, Action.id)
        .limit(MOST)
    )
    if exempt_on is not None:
        found = found.where(or_(public(Action), Action.committee_id.in_(exempt_on)))
    return plain(session.execute(found).all())
