"""Keeps the business that comes onto agendas by itself: on every one, or once a year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.text import one_line
from scrutiny.domain.vocabulary import ItemKind
from scrutiny.models.committees import Committee, StandingItem
from scrutiny.operations.turns import take_turn

CUSTOMARY = (
    (ItemKind.APOLOGIES, "Apologies", False),
    (ItemKind.DECLARATIONS, "Declarations of interest", False),
    (ItemKind.MINUTES, "Minutes of the last meeting", False),
    (ItemKind.WORK_PROGRAMME, "Work programme", True),
)
"""What law and custom put on every agenda: the kind, the title, and whether it stands at the end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What stands on agendas: on every one, or with a `month` (1 to 12) on the first from then on, once a year."""

    title: str
    kind: ItemKind = ItemKind.BUSINESS
    month: int | None = None
    at_the_end: bool = False


def missing(here: Iterable[Any]) -> list[str]:
    """The titles of the customary items whose kind, among what stands there, none has."""
    kinds = {item.kind for item in here if item.ended_on is None}
    return [title for kind, title, _ in CUSTOMARY if kind not in kinds]


def add_customary(session: Session, committee: Committee) -> list[StandingItem]:
    """The customary items whose kind the committee does not have, taken up again where they were ended."""
    take_turn(session, committee.id)
    here = _standing(session, committee.id)
    wanted = missing(here)
    ended = {item.title.casefold(): item for item in here}
    added: list[StandingItem] = []
    for kind, title, at_the_end in CUSTOMARY:
        if title in wanted:
            item = ended.get(title.casefold()) or StandingItem(
                committee_id=committee.id, title=title, position=_next_position([*here, *added])
            )
            item.kind, item.at_the_end, item.month, item.ended_on = kind, at_the_end, None, None
            added.append(item)
    session.add_all(added)
    session.flush()
    return added


def add(session: Session, committee: Committee, matter: Matter) -> StandingItem:
    take_turn(session, committee.id)
    here = _standing(session, committee.id)
    item = StandingItem(committee_id=committee.id, position=_next_position(here))
    _set(item, here, matter)
    session.add(item)
    session.flush()
    return item


def change(session: Session, item: StandingItem, matter: Matter) -> None:
    """From now on; agendas that have the item keep it as it was."""
    take_turn(session, item.committee_id)
    _set(item, [other for other in _standing(session, item.committee_id) if other.id != item.id], matter)
    session.flush()


def move(session: Session, item: StandingItem, *, earlier: bool) -> None:
    """One place up or down among those it stands with. At the edge nothing changes."""
    take_turn(session, item.committee_id)
    here = _standing(session, item.committee_id)
    beside = [other for other in here if other.ended_on is None and _group(other) == _group(item)]
    at = beside.index(item) if item in beside else -1
    to = at - 1 if earlier else at + 1
    if at >= 0 and 0 <= to < len(beside):
        beside[at], beside[to] = beside[to], beside[at]
        for position, other in enumerate(beside + [other for other in here if other not in beside], start=1):
            other.position = position
        session.flush()


def end(session: Session, item: StandingItem, *, on: date) -> None:
    """Not for meetings of that day or later. Agendas that have it keep it; ending it again changes nothing."""
    if item.ended_on is None:
        item.ended_on = on
        session.flush()


def take_up_again(session: Session, item: StandingItem) -> None:
    take_turn(session, item.committee_id)
    others = [other for other in _standing(session, item.committee_id) if other.id != item.id]
    _require_one_of_its_kind(item.kind, others)
    item.ended_on = None
    session.flush()


def _standing(session: Session, committee_id: int) -> list[StandingItem]:
    """In their order, the ended ones too, as the change before left them."""
    found = select(StandingItem).where(StandingItem.committee_id == committee_id)
    ordered = found.order_by(StandingItem.position, StandingItem.id).execution_options(populate_existing=True)
    return list(session.scalars(ordered))


def _next_position(here: list[StandingItem]) -> int:
    return max((item.position for item in here), default=0) + 1


def _group(item: StandingItem) -> tuple[bool, bool]:
    """Where an agenda has it: at the start, among the business as a yearly item, or at the end."""
    return item.at_the_end, item.month is not None and not item.at_the_end


def _set(item: StandingItem, others: list[StandingItem], matter: Matter) -> None:
    title = one_line(matter.title, field="The title", most=300)
    if not title:
        raise RuleBroken("Say what the item is called.")
    if matter.kind is ItemKind.EXCLUSION:
        raise RuleBroken("The public is excluded item by item, so that cannot be a standing item.")
    if matter.kind is not ItemKind.BUSINESS and matter.month is not None:
        raise RuleBroken(f"{matter.kind.label} is on every agenda, so it has no month.")
    same = next((other for other in others if other.title.casefold() == title.casefold()), None)
    if same is not None:
        raise RuleBroken(f"{same.title} was ended. Take it up again." if same.ended_on else f"{title} is here already.")
    if item.ended_on is None:
        _require_one_of_its_kind(matter.kind, others)
    item.title, item.kind, item.month, item.at_the_end = title, matter.kind, matter.month, matter.at_the_end


def _require_one_of_its_kind(kind: ItemKind, others: list[StandingItem]) -> None:
    """The software fills some items by itself, and would fill two of a kind twice."""
    same = next((other for other in others if other.kind is kind and other.ended_on is None), None)
    if kind is not ItemKind.BUSINESS and same is not None:
        raise RuleBroken(f"{same.title} is the item for that already. Retitle it, or end it first.")
