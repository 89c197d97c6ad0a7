"""Corrects confirmed minutes: the text is replaced at once, with the reason, and the one that was confirmed is kept.

The minutes stay confirmed meanwhile, so that the public never loses them.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.text import clean
from scrutiny.domain.vocabulary import MinutesState
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.meetings import Meeting
from scrutiny.models.minutes import Minute, Resolution
from scrutiny.operations import minute_versions
from scrutiny.operations.minutes import MinuteChanged
from scrutiny.operations.reasons import required
from scrutiny.operations.turns import as_it_stands, lock_row


def correct(
    session: Session,
    minute: Minute,
    *,
    narrative: str,
    because: str,
    by: str,
    version: int,
    clauses: Mapping[int, str] | None = None,
    public_summary: str | None = None,
) -> Minute:
    """Mend a minute of confirmed minutes: its text, and the words of its clauses by their ids.

    `version` is the one that the writer read: raises MinuteChanged where it is another by now.
    """
    because = required(because, "why the minute is corrected")
    narrative = clean(narrative, field="The minute")
    lock_row(session, AgendaItem, minute.item_id)
    session.refresh(minute)
    item = session.get_one(AgendaItem, minute.item_id)
    if as_it_stands(session, session.get_one(Meeting, item.meeting_id)).minutes_state is not MinutesState.CONFIRMED:
        raise RuleBroken("These minutes are not confirmed yet. Change them as usual: nothing has to be corrected.")
    reworded = _reworded(session, minute, clauses or {})
    summary = minute.public_summary if public_summary is None else clean(public_summary, field="The public summary")
    if (narrative, summary) == (minute.narrative, minute.public_summary) and not reworded:
        raise RuleBroken("Nothing is different from the confirmed minute. Change its text, then correct it.")
    if minute.version != version:
        raise MinuteChanged(yours=narrative, theirs=minute.narrative, version=minute.version)
    minute_versions.keep_unless_kept(session, minute, MinutesState.CONFIRMED, by=by)
    minute.narrative, minute.public_summary = narrative, summary
    for clause, text in reworded.items():
        clause.text = text
    if reworded:
        minute.version += 1  # or else who has the old clauses before them would put them back unawares
    session.flush()
    minute_versions.keep(session, [minute], MinutesState.CONFIRMED, because=because, by=by)
    session.flush()
    return minute


def _reworded(session: Session, minute: Minute, clauses: Mapping[int, str]) -> dict[Resolution, str]:
    """The clauses whose words are others now. None can be added or taken out: what was resolved, was resolved."""
    found = {row.id: row for row in session.scalars(select(Resolution).where(Resolution.minute_id == minute.id))}
    if not clauses.keys() <= found.keys():
        raise RuleBroken("That clause is of another minute.")
    cleaned = {id_: clean(text, field="The resolution").strip() for id_, text in clauses.items()}
    if not all(cleaned.values()):
        raise RuleBroken("A clause that was resolved stays. Write its words.")
    return {found[id_]: text for id_, text in cleaned.items() if text != found[id_].text}
