"""Keeps the texts that minutes once had: as agreed, as confirmed, before an amendment, and with each correction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.database import author_of
from scrutiny.domain.vocabulary import MinutesState
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.meetings import Meeting
from scrutiny.models.minutes import Minute, MinuteVersion, Resolution


def keep_all(session: Session, meeting: Meeting, state: MinutesState, *, because: str, by: str) -> None:
    """Keep each minute of a meeting as it is now."""
    minutes = session.scalars(
        select(Minute)
        .join(AgendaItem, AgendaItem.id == Minute.item_id)
        .where(AgendaItem.meeting_id == meeting.id)
        .order_by(AgendaItem.position)
    ).all()
    keep(session, minutes, state, because=because, by=by)


def keep(session: Session, minutes: Sequence[Minute], state: MinutesState, *, because: str, by: str) -> None:
    resolved = _resolved(session, [minute.id for minute in minutes])
    for minute in minutes:
        session.add(
            MinuteVersion(
                minute_id=minute.id,
                state=state,
                narrative=minute.narrative,
                resolved=resolved[minute.id],
                because=because,
                by=by,
                at=author_of(session).at,
            )
        )


def keep_unless_kept(session: Session, minute: Minute, state: MinutesState, *, by: str) -> None:
    """Keep a minute as it is now, before it is changed, unless the last text of it that was kept is this one.

    What was read in from another record has no earlier text, and agreed minutes can be written on.
    """
    newest = select(MinuteVersion.narrative, MinuteVersion.resolved, MinuteVersion.state)
    newest = newest.where(MinuteVersion.minute_id == minute.id).order_by(MinuteVersion.id.desc()).limit(1)
    now = (minute.narrative, _resolved(session, [minute.id])[minute.id], state)
    if session.execute(newest).first() != now:
        keep(session, [minute], state, because="", by=by)
        session.flush()


def _resolved(session: Session, minute_ids: Sequence[int]) -> defaultdict[int, str]:
    """The clauses of each minute as lines: `a) the report be noted`."""
    clauses = session.execute(
        select(Resolution.minute_id, Resolution.letter, Resolution.text)
        .where(Resolution.minute_id.in_(minute_ids))
        .order_by(Resolution.minute_id, Resolution.position)
    ).all()
    lines: defaultdict[int, list[str]] = defaultdict(list)
    for minute_id, letter, text in clauses:
        lines[minute_id].append(f"{letter}) {text}" if letter else text)
    return defaultdict(str, {minute_id: "\n".join(said) for minute_id, said in lines.items()})
