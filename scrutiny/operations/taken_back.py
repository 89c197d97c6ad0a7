"""Takes the items of a roll-forward off the agenda again, but for those that somebody has worked on since."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence

from sqlalchemy import select, update
from sqlalchemy.orm import Session, selectinload

from scrutiny.domain.roll_forward import Subject
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.vocabulary import ItemOutcome
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.meetings import Meeting
from scrutiny.models.roll_forward import RollForwardLine
from scrutiny.operations import resting
from scrutiny.operations.brought_forward import Place, send_back
from scrutiny.queries import publishing

_NOT_WORK = {"id", "meeting_id", "position", "number"}


def as_rolled(session: Session, item_ids: Collection[int]) -> dict[int, dict[str, object]]:
    """By item, what a roll-forward wrote: kept with its line, so that undoing sees what was changed since."""
    found = select(AgendaItem).where(AgendaItem.id.in_(item_ids)).options(selectinload(AgendaItem.leads))
    return {item.id: _as_it_is(item) for item in session.scalars(found)}


def take_back(session: Session, meeting: Meeting, lines: Sequence[RollForwardLine]) -> list[AgendaItem]:
    """Remove the items that the lines made, send back what they brought, and close the gaps. Returns what stays.

    An item stays when it was changed since, or when papers, an action or anything else rest on one that was made.
    Raises RuleBroken for one that was published.
    """
    rolled = {line.item_id: line.before.get("item") for line in lines if line.item_id is not None}
    came_from = {line.item_id: _place(line) for line in lines if line.before.get("was")}
    items = publishing.items(session, meeting.id)
    _require_unpublished([item for item in items if item.id in rolled])
    used = resting.items_in_use(session, rolled)
    unchanged = [item for item in items if item.id in rolled and _as_it_is(item) == rolled[item.id]]
    going = [item for item in unchanged if item.id not in came_from and item.id not in used]
    brought = {item: came_from[item.id] for item in unchanged if item.id in came_from}
    gone = {item.id for item in going}
    session.execute(update(RollForwardLine).where(RollForwardLine.item_id.in_(gone)).values(item_id=None))
    for item in going:
        session.delete(item)
    session.flush()
    gone |= {item.id for item in brought} - {item.id for item in send_back(session, brought)}
    for line in lines:
        if line.item_id in gone:
            line.item_id = None
    for line in lines:
        if line.subject == Subject.ITEM and (topic_id := line.before.get("topic_id")):
            resting.remove_unless_followed(session, int(str(topic_id)))
    _put_off_again(session, lines)
    left = [item for item in items if item.id not in gone]
    for position, item in enumerate(left, start=1):
        item.position = position
    return [item for item in left if item.id in rolled]


def _put_off_again(session: Session, lines: Sequence[RollForwardLine]) -> None:
    """What the roll-forward took up again on its own agenda, unless something became of it since."""
    for line in lines:
        was = line.before.get("put_off")
        if isinstance(was, dict):
            item = session.get(AgendaItem, was["item_id"])
            if item is not None and item.outcome is ItemOutcome.PENDING:
                item.outcome, item.outcome_note = ItemOutcome(was["outcome"]), was["note"]


def _place(line: RollForwardLine) -> Place:
    was = line.before["was"]
    assert isinstance(was, dict)
    return Place(**was)


def _as_it_is(item: AgendaItem) -> dict[str, object]:
    """Its columns as plain values, and who answers for it."""
    columns = [column.key for column in AgendaItem.__table__.c if column.key not in _NOT_WORK]
    leads = [[lead.name, lead.capacity, lead.label, lead.position] for lead in item.leads]
    told = json.dumps({key: getattr(item, key) for key in columns} | {"leads": leads}, default=str)
    plain: dict[str, object] = json.loads(told)
    return plain


def _require_unpublished(items: Sequence[AgendaItem]) -> None:
    for item in items:
        if item.number:
            raise RuleBroken(f"“{item.title}” was published as item {item.number}, so the roll-forward stands.")
