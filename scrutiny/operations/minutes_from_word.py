"""Takes into the record what a clerk finished in Word, place by place as the clerk chose, or none of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.database import author_of
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.vocabulary import MinutesState, ResolutionKind
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.meetings import Meeting
from scrutiny.models.minutes import Minute, Resolution
from scrutiny.models.official_minutes import MinutesDraft
from scrutiny.operations import corrections, minutes, resolutions
from scrutiny.operations.reasons import required
from scrutiny.operations.turns import as_it_stands, lock_row, take_turn
from scrutiny.queries import minutes_from_word as queries


class RecordMoved(RuleBroken):
    """Somebody changed the record since the comparison was shown."""

    def __init__(self) -> None:
        super().__init__(
            "Somebody changed these minutes while you were choosing. Nothing was taken over yet: "
            "look at the comparison again, then apply it."
        )


@dataclass(frozen=True, slots=True)
class New:
    """A clause that only the file has, and what it makes. `after` is the resolution before it; None of the first."""

    text: str
    kind: ResolutionKind = ResolutionKind.NONE
    after: int | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """What one item is to say: None leaves a text as it is.

    `reworded` are clauses by the resolution's id; `added` are new ones, in the order of the file.
    """

    item_id: int
    narrative: str | None = None
    public_summary: str | None = None
    reworded: Mapping[int, str] = field(default_factory=dict)
    added: Sequence[New] = ()
    struck: Sequence[int] = ()

    @property
    def says_anything(self) -> bool:
        texts = (self.narrative, self.public_summary)
        return any(text is not None for text in texts) or bool(self.reworded or self.added or self.struck)


def keep(session: Session, meeting: Meeting, *, sha256: str, name: str, size: int, by: str) -> MinutesDraft:
    """Remember a file that came back; the same file again is the same draft, as long as nothing was taken from it."""
    take_turn(session, meeting.committee_id)
    there = select(MinutesDraft).where(
        MinutesDraft.meeting_id == meeting.id, MinutesDraft.sha256 == sha256, MinutesDraft.applied_at.is_(None)
    )
    draft = session.scalars(there.order_by(MinutesDraft.id.desc())).first()
    if draft is None:
        at = author_of(session).at
        draft = MinutesDraft(meeting_id=meeting.id, sha256=sha256, name=name, size=size, by=by, at=at)
        session.add(draft)
        session.flush()
    return draft


def apply(
    session: Session, draft: MinutesDraft, *, taken: Sequence[Taken], seen: str, because: str = "", by: str
) -> int:
    """Take over what was chosen; how many items it changed.

    `seen` is `queries.minutes_from_word.as_it_is` of the record that the clerk looked at: raises RecordMoved where it
    is another by now. Confirmed minutes are corrected, for a reason.
    """
    meeting = session.get_one(Meeting, draft.meeting_id)
    take_turn(session, meeting.committee_id)
    for item_id in sorted({each.item_id for each in taken}):
        lock_row(session, AgendaItem, item_id)  # whoever writes one of these minutes waits from here on
    session.refresh(draft)
    if draft.applied_at is not None:
        raise RuleBroken("This file was taken over already. Send it again to take over more of it.")
    if queries.as_it_is(session, meeting.id) != seen:
        raise RecordMoved
    confirmed = as_it_stands(session, meeting).minutes_state is MinutesState.CONFIRMED
    changes = [each for each in taken if each.says_anything]
    if confirmed and changes:
        because = required(because, "why the minutes are corrected")
    for each in changes:
        item = session.get_one(AgendaItem, each.item_id)
        if item.meeting_id != meeting.id:
            raise RuleBroken("That item is of another meeting.")
        if confirmed:
            _correct(session, item, each, because=because, by=by)
        else:
            _write(session, item, each)
    draft.applied_at, draft.applied_by = author_of(session).at, by
    session.flush()
    return len(changes)


def _write(session: Session, item: AgendaItem, taken: Taken) -> None:
    minute = _minute_of(session, item)
    if minute is None or taken.narrative is not None or taken.public_summary is not None:
        kept = minute.narrative if minute else ""
        minute = minutes.write(
            session,
            item,
            narrative=kept if taken.narrative is None else taken.narrative,
            version=minute.version if minute else None,
            public_summary=taken.public_summary,
        )
    for new in reversed(taken.added):  # of two in one place the second stays behind the first
        added = minutes.resolve(session, minute, text=new.text, kind=new.kind)
        resolutions.place(session, added, after=new.after)
    for resolution in _of(session, minute, [*taken.reworded, *taken.struck]):  # what one follows may itself be struck
        if resolution.id in taken.struck:
            minutes.strike(session, resolution)
        else:
            minutes.reword(session, resolution, text=_said(taken.reworded[resolution.id]))


def _correct(session: Session, item: AgendaItem, taken: Taken, *, because: str, by: str) -> None:
    minute = _minute_of(session, item)
    if minute is None or taken.added or taken.struck:
        raise RuleBroken(
            f"“{item.title}”: these minutes are confirmed. A text can be corrected; an item or a resolution that was "
            "not in them, or that was, is what the Committee decided."
        )
    corrections.correct(
        session,
        minute,
        narrative=minute.narrative if taken.narrative is None else taken.narrative,
        public_summary=taken.public_summary,
        clauses=taken.reworded,
        because=because,
        by=by,
        version=minute.version,
    )


def _minute_of(session: Session, item: AgendaItem) -> Minute | None:
    return session.scalar(select(Minute).where(Minute.item_id == item.id))


def _of(session: Session, minute: Minute, ids: Sequence[int]) -> list[Resolution]:
    found = list(session.scalars(select(Resolution).where(Resolution.minute_id == minute.id, Resolution.id.in_(ids))))
    if len(found) != len(set(ids)):
        raise RuleBroken("That clause is of another minute, or somebody has struck it out.")
    return found


def _said(text: str) -> str:
    if not text.strip():
        raise RuleBroken("A clause has no words. Strike it out instead.")
    return text
