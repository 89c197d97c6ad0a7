"""Adopts a file that was finished by hand as the official text of minutes. Nothing that is made later overwrites it."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scrutiny.database import author_of
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.vocabulary import MeetingStatus
from scrutiny.models.meetings import Meeting
from scrutiny.models.official_minutes import MinutesDraft, OfficialMinutes
from scrutiny.operations.turns import as_it_stands, take_turn


def adopt(
    session: Session, draft: MinutesDraft, *, exempt: bool, withheld: Iterable[int], because: str, by: str
) -> OfficialMinutes:
    """The file is the official text from here on: the next version, beside the ones before. The last adopted again is
    no new one.

    `exempt` says that it holds exempt matter; `withheld` are the exempt items that it does not tell of.
    """
    meeting = session.get_one(Meeting, draft.meeting_id)
    take_turn(session, meeting.committee_id)
    if as_it_stands(session, meeting).status is not MeetingStatus.HELD:
        raise RuleBroken("The meeting is not recorded as held, so it has no official minutes yet. Record that first.")
    of = OfficialMinutes.meeting_id == meeting.id
    last = session.scalars(select(OfficialMinutes).where(of).order_by(OfficialMinutes.version.desc()).limit(1)).first()
    if last is not None and (last.sha256, last.exempt) == (draft.sha256, exempt):
        return last
    official = OfficialMinutes(
        meeting_id=meeting.id,
        version=(session.scalar(select(func.max(OfficialMinutes.version)).where(of)) or 0) + 1,
        sha256=draft.sha256,
        name=draft.name,
        size=draft.size,
        exempt=exempt,
        withheld=" ".join(str(number) for number in sorted(withheld)),
        because=because.strip(),
        by=by,
        at=author_of(session).at,
    )
    session.add(official)
    session.flush()
    return official
