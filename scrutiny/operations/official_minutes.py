"""Adopts a file that was finished by hand as the official text of minutes, and takes back one that was the wrong one.

Nothing that is made later overwrites an adopted file, and nothing removes it: what is withdrawn is read by nobody but
the desk.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scrutiny.database import author_of
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.vocabulary import MeetingStatus
from scrutiny.models.meetings import Meeting
from scrutiny.models.official_minutes import MinutesDraft, OfficialMinutes
from scrutiny.operations.reasons import required
from scrutiny.operations.turns import as_it_stands, take_turn
from scrutiny.queries import official_minutes as queries


def adopt(
    session: Session, draft: MinutesDraft, *, exempt: bool, withheld: Iterable[int], because: str, by: str
) -> OfficialMinutes:
    """The file is the official text from here on: the next version, beside the ones before. What is the official
    text already is no new one when it is adopted again; a file that was withdrawn is.

    `exempt` says that it holds exempt matter; `withheld` are the exempt items that it does not tell of.
    """
    meeting = session.get_one(Meeting, draft.meeting_id)
    take_turn(session, meeting.committee_id)
    if as_it_stands(session, meeting).status is not MeetingStatus.HELD:
        raise RuleBroken("The meeting is not recorded as held, so it has no official minutes yet. Record that first.")
    of = OfficialMinutes.meeting_id == meeting.id
    stands = select(OfficialMinutes).where(of, OfficialMinutes.withdrawn_at.is_(None))
    last = session.scalars(stands.order_by(OfficialMinutes.version.desc()).limit(1)).first()
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


def withdraw(session: Session, official: OfficialMinutes, *, because: str, seen: Sequence[int], by: str) -> None:
    """Take back a file that should not have been adopted; the version before it that stands is the official text again.

    `seen` are the versions that stood when that was decided, as `queries.official_minutes.standing` tells them: raises
    RuleBroken where they are others by now, since another text than its officer was told would become the official one.
    """
    because = required(because, "why it is taken back")
    take_turn(session, session.get_one(Meeting, official.meeting_id).committee_id)
    session.refresh(official)
    if official.withdrawn_at is not None:
        raise RuleBroken(f"{official.withdrawn_by} has taken version {official.version} back already.")
    if queries.standing(session, official.meeting_id) != list(seen):
        raise RuleBroken(
            "Another version was adopted or taken back while you were looking. See below what the official text would "
            "be, and send this again if it still holds."
        )
    official.withdrawn_because, official.withdrawn_by = because, by
    official.withdrawn_at = author_of(session).at
    session.flush()
