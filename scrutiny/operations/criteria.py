"""Changes what a committee scores suggestions by. A criterion that ends keeps the scores that were given by it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from scrutiny.domain.criteria import SETS, Begun
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.text import clean, one_line
from scrutiny.models.committees import Committee
from scrutiny.models.suggestions import Criterion, Score
from scrutiny.operations.turns import take_turn

MOST_EVER = 100


def add(session: Session, committee: Committee, *, name: str, most: int, guidance: str = "") -> Criterion:
    """Score by one more, in force from now. One of that name that had ended is in force again instead."""
    take_turn(session, committee.id)
    name = _named(name)
    held = _of_name(session, committee.id, name)
    if held is not None and held.ended_on is None:
        raise RuleBroken(f"Suggestions are scored by “{name}” already. Change that criterion instead.")
    if held is None:
        last = session.scalar(select(func.max(Criterion.position)).where(Criterion.committee_id == committee.id))
        held = Criterion(committee_id=committee.id, name=name, position=(last or 0) + 1)
        session.add(held)
    held.ended_on = None
    return _set(session, held, most=most, guidance=guidance)


def begin_with(session: Session, committee: Committee, *, set_: Begun) -> list[Criterion]:
    """Score by the criteria of a set. Raises RuleBroken while others are in force: points of two sets say nothing."""
    take_turn(session, committee.id)
    in_force = exists().where(Criterion.committee_id == committee.id, Criterion.ended_on.is_(None))
    if session.scalar(select(in_force)):
        raise RuleBroken("There are criteria in force. End them first, then begin with a set.")
    begun = SETS[set_]
    return [add(session, committee, name=name, most=begun.most, guidance=guidance) for name, guidance in begun.criteria]


def edit(session: Session, criterion: Criterion, *, name: str, most: int, guidance: str) -> Criterion:
    take_turn(session, criterion.committee_id)
    name = _named(name)
    held = _of_name(session, criterion.committee_id, name)
    if held is not None and held is not criterion:
        raise RuleBroken(f"There is a criterion “{name}” already. Give this one another name.")
    criterion.name = name
    return _set(session, criterion, most=most, guidance=guidance)


def move(session: Session, criterion: Criterion, *, earlier: bool) -> None:
    """One place up or down among those in force, as they are asked about. At the edge nothing changes."""
    take_turn(session, criterion.committee_id)
    held = select(Criterion).where(Criterion.committee_id == criterion.committee_id)
    ordered = held.order_by(Criterion.position, Criterion.id).execution_options(populate_existing=True)
    all_ = list(session.scalars(ordered))
    in_force = [other for other in all_ if other.ended_on is None]
    at = in_force.index(criterion) if criterion in in_force else -1
    to = at - 1 if earlier else at + 1
    if at >= 0 and 0 <= to < len(in_force):
        in_force[at], in_force[to] = in_force[to], in_force[at]
        ended = [other for other in all_ if other.ended_on is not None]
        for position, other in enumerate(in_force + ended, start=1):
            other.position = position
        session.flush()


def end(session: Session, criterion: Criterion, *, on: date) -> Criterion:
    """Score by it no more; what was scored by it stays with each suggestion."""
    if criterion.ended_on is not None:
        raise RuleBroken(f"“{criterion.name}” has ended already.")
    criterion.ended_on = on
    session.flush()
    return criterion


def resume(session: Session, criterion: Criterion) -> Criterion:
    """Score by it again: the points that were given count as they did."""
    criterion.ended_on = None
    session.flush()
    return criterion


def _named(name: str) -> str:
    kept = one_line(name, field="The name", most=100)
    if not kept:
        raise RuleBroken("Give the criterion a name.")
    return kept


def _set(session: Session, criterion: Criterion, *, most: int, guidance: str) -> Criterion:
    if not 1 <= most <= MOST_EVER:
        raise RuleBroken(f"The most points are from 1 to {MOST_EVER}.")
    given = session.scalar(select(func.max(Score.points)).where(Score.criterion_id == criterion.id)) or 0
    if given > most:
        raise RuleBroken(f"A suggestion was given {given} points for it, so the most cannot be {most}.")
    criterion.most, criterion.guidance = most, clean(guidance, field="The guidance").strip()
    session.flush()
    return criterion


def _of_name(session: Session, committee_id: int, name: str) -> Criterion | None:
    return session.scalar(select(Criterion).where(Criterion.committee_id == committee_id, Criterion.name == name))
