"""Drafts an agenda by hand: business joins it in the order of business, and moves up or down."""

from __future__ import annotations

from datetime import date
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.domain.agenda_order import Slot, Stage, insert
from scrutiny.domain.roll_forward.places import BusinessOrder
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.vocabulary import ItemKind, Part
from scrutiny.models.agenda import AgendaItem, ItemLead, Topic
from scrutiny.models.committees import StandingItem
from scrutiny.models.meetings import Meeting
from scrutiny.models.programme import WorkProgrammeEntry
from scrutiny.operations import agenda
from scrutiny.operations.rolled_agenda import slot_of
from scrutiny.operations.turns import take_turn
from scrutiny.queries import documents
from scrutiny.queries.publishing import items

EXCLUSION = "Exclusion of the public"


def add_business(session: Session, meeting: Meeting, *, title: str, on: date, topic: Topic | None = None) -> AgendaItem:
    """A new matter, or one the committee knows, behind the business that is there."""
    item = agenda.add_item(session, meeting, title=title or (topic.title if topic else ""), topic=topic, on=on)
    return _put_in_order(session, meeting, item, Slot(Stage.BUSINESS, BusinessOrder.YEARLY))


def take_up(session: Session, meeting: Meeting, entry: WorkProgrammeEntry, *, on: date) -> AgendaItem:
    """What the programme has for that day, answered for by the same people. The entry is loaded with its leads."""
    item = agenda.add_item(session, meeting, title=entry.title, entry=entry, on=on)
    session.refresh(item, ["leads"])
    item.leads = [
        ItemLead(
            person_id=lead.person_id, name=lead.name, capacity=lead.capacity, label=lead.label, position=lead.position
        )
        for lead in entry.leads
    ]
    return _put_in_order(session, meeting, item, Slot(Stage.BUSINESS, BusinessOrder.PLANNED))


def exclude_public(session: Session, meeting: Meeting, *, on: date) -> AgendaItem:
    """The item to resolve that the public be excluded, before the first that is exempt, or has a paper that is.

    It is passed in the open part (LGA 1972 s.100A(4)).
    """
    take_turn(session, meeting.committee_id)
    there = items(session, meeting.id)
    if any(item.kind is ItemKind.EXCLUSION for item in there):
        raise RuleBroken("The resolution to exclude the public is on this agenda already.")
    withheld = documents.with_exempt_papers(session, meeting.id)
    first = next((place for place, item in enumerate(there, start=1) if item.exempt or item.id in withheld), None)
    return agenda.add_item(session, meeting, title=EXCLUSION, kind=ItemKind.EXCLUSION, position=first, on=on)


def move(session: Session, item: AgendaItem, way: Literal["up", "down"]) -> None:
    """Let an item and its neighbour change places; at the end of the agenda it stays."""
    meeting = session.get_one(Meeting, item.meeting_id)
    take_turn(session, meeting.committee_id)
    there = items(session, meeting.id)
    place = next((place for place, other in enumerate(there) if other.id == item.id), None)
    if place is None:
        raise RuleBroken("That item is not on this agenda any more. Look at it again.")
    other = place - 1 if way == "up" else place + 1
    if 0 <= other < len(there):
        there[place], there[other] = there[other], there[place]
        agenda.order(session, meeting, items=there)


def _put_in_order(session: Session, meeting: Meeting, item: AgendaItem, slot: Slot) -> AgendaItem:
    standing = {
        row.id: row
        for row in session.scalars(select(StandingItem).where(StandingItem.committee_id == meeting.committee_id))
    }
    session.flush()
    placed = [(slot_of(other, standing), other) for other in items(session, meeting.id) if other.id != item.id]
    ordered = insert(placed, [(Slot(Stage.EXEMPT) if item.part is Part.TWO else slot, item)])
    for position, other in enumerate(ordered, start=1):
        other.position = position
    session.flush()
    return item
