"""Supplements: what comes after an agenda is out goes out under a number of its own, and never into what is out."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.models.agenda import AgendaItem
from scrutiny.models.documents import Document


def of_late_item(session: Session, meeting_id: int) -> int:
    """The number of the next supplement: a late item has one of its own."""
    return _last(session, meeting_id) + 1


def of_paper(session: Session, item: AgendaItem, *, on: date) -> int:
    """The number of the supplement that a paper for a published agenda goes out with.

    What comes on one day goes out together, and the report of a late item with the item; all else in the next one.
    """
    last = _last(session, item.meeting_id)
    days = _days(session, item.meeting_id)[last]
    joins = days == {on} or (not days and item.supplement == last)
    return last if last and joins else last + 1


def _last(session: Session, meeting_id: int) -> int:
    items = session.scalars(select(AgendaItem.supplement).where(AgendaItem.meeting_id == meeting_id))
    return max((*items, *_days(session, meeting_id)), default=0)


def _days(session: Session, meeting_id: int) -> defaultdict[int, set[date | None]]:
    """By supplement that has papers, the days on which they came."""
    found = (
        select(Document.supplement, Document.received_on)
        .join(AgendaItem, AgendaItem.id == Document.item_id)
        .where(AgendaItem.meeting_id == meeting_id)
    )
    days: defaultdict[int, set[date | None]] = defaultdict(set)
    for number, day in session.execute(found):
        days[number].add(day)
    return days
