"""Saves what a clerk has typed about one item: its minute, the summary for the public, and what was resolved.

And records at one stroke what became of all items that have a minute.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.text import clean
from scrutiny.domain.vocabulary import ItemOutcome
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.meetings import Meeting
from scrutiny.models.minutes import Minute
from scrutiny.operations import agenda, minutes
from scrutiny.operations.turns import take_turn


class SummaryChanged(RuleBroken):
    """Somebody else saved the public summary in the meantime: `theirs`, under `version`."""

    def __init__(self, *, theirs: str, version: int) -> None:
        super().__init__(f"Somebody else saved another summary while you were writing. It now says: {theirs or '–'}")
        self.theirs, self.version = theirs, version


def save(
    session: Session,
    item: AgendaItem,
    *,
    narrative: str,
    version: int | None,
    public_summary: str | None = None,
    clauses: Sequence[str] = (),
) -> Minute:
    """Write the minute and add the clauses. The same text saved again changes nothing.

    Raises MinuteChanged or SummaryChanged where somebody else has saved another text since `version`.
    """
    if not (narrative.strip() or (public_summary or "").strip() or clauses):
        _require_minute(session, item)
    if public_summary is not None:
        _require_known(session, item, clean(public_summary, field="The public summary"), version)
    minute = minutes.write(session, item, narrative=narrative, version=version, public_summary=public_summary)
    for clause in clauses:
        minutes.resolve(session, minute, text=clause)
    return minute


def consider(session: Session, meeting: Meeting, *, on: date) -> int:
    """Record every item that has a minute, and of which nothing else is recorded, as considered; how many they are."""
    take_turn(session, meeting.committee_id)
    waiting = select(AgendaItem, Minute.narrative).join(Minute, Minute.item_id == AgendaItem.id)
    waiting = waiting.where(AgendaItem.meeting_id == meeting.id, AgendaItem.outcome == ItemOutcome.PENDING)
    minuted = [item for item, narrative in session.execute(waiting.order_by(AgendaItem.position)) if narrative.strip()]
    for item in minuted:
        agenda.set_outcome(session, item, outcome=ItemOutcome.CONSIDERED, on=on)
    return len(minuted)


def _require_minute(session: Session, item: AgendaItem) -> None:
    """A minute can be emptied, but an empty one is not begun: it would be numbered and printed."""
    if not session.scalar(select(exists().where(Minute.item_id == item.id))):
        raise RuleBroken("Enter the minute, or what was resolved")


def _require_known(session: Session, item: AgendaItem, summary: str, version: int | None) -> None:
    minutes.hold_minute(session, item)
    now = session.execute(select(Minute.version, Minute.public_summary).where(Minute.item_id == item.id)).first()
    if now is not None and now.version != version and now.public_summary != summary:
        raise SummaryChanged(theirs=now.public_summary, version=now.version)
