"""Calls the meetings of a municipal year in one go: all of them, or none."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy.orm import Session

from scrutiny.domain.calling import Proposal
from scrutiny.domain.rules import RuleBroken
from scrutiny.models.committees import Committee
from scrutiny.models.meetings import Meeting
from scrutiny.operations import meetings
from scrutiny.operations.turns import take_turn


def call(session: Session, committee: Committee, proposals: Iterable[Proposal]) -> list[Meeting]:
    """Call every proposed meeting, inside the caller's one change. Raises RuleBroken at the first that has a fault."""
    take_turn(session, committee.id)
    return [_called(session, committee, proposal) for proposal in proposals]


def _called(session: Session, committee: Committee, proposal: Proposal) -> Meeting:
    line = proposal.line
    if proposal.faults or line.on is None:
        raise RuleBroken(f"Line {line.number}, “{line.text}”: {' '.join(proposal.faults)}")
    return meetings.schedule(
        session,
        committee=committee,
        day=line.on,
        at=line.at,
        venue=line.venue,
        kind=line.kind,
        title=line.title,
        duration_minutes=line.duration_minutes,
    )
