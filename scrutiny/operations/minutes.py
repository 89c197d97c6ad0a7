"""Changes minutes: written, numbered, resolved, agreed by the chair, and confirmed at a later meeting."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import bindparam, exists, func, select
from sqlalchemy.orm import Session

from scrutiny.domain import lifecycles
from scrutiny.domain.dates import written
from scrutiny.domain.numbering import letter
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.text import clean
from scrutiny.domain.vocabulary import ItemOutcome, MeetingKind, MeetingStatus, MinutesState, ResolutionKind
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.follow_up import Action, Recommendation
from scrutiny.models.meetings import Meeting
from scrutiny.models.minutes import Minute, Resolution
from scrutiny.models.programme import EntryOrigin
from scrutiny.operations import agenda, minute_versions
from scrutiny.operations.turns import as_it_stands, lock_row, share_turn, take_turn

# One look for all that a save must know, since every writer waits for it.
_AS_IT_STANDS = (
    select(Meeting.status, Meeting.minutes_state, AgendaItem.outcome, Minute.id.label("minute_id"), Minute.version)
    .select_from(AgendaItem)
    .join(Meeting, Meeting.id == AgendaItem.meeting_id)
    .outerjoin(Minute, Minute.item_id == AgendaItem.id)
    .where(AgendaItem.id == bindparam("item_id"))
)


class MinuteChanged(RuleBroken):
    """Somebody else saved the minute in the meantime. Both texts are here, and theirs is the one that is kept."""

    def __init__(self, *, yours: str, theirs: str, version: int) -> None:
        super().__init__(
            "Somebody else saved this minute while you were writing. Your text is not lost: "
            "compare the two, then save the one you want."
        )
        self.yours, self.theirs, self.version = yours, theirs, version


def write(
    session: Session,
    item: AgendaItem,
    *,
    narrative: str,
    version: int | None = None,
    public_summary: str | None = None,
) -> Minute:
    """Write an item's minute. `version` is the one that the writer read, None for a minute not yet there.

    Raises MinuteChanged where the minute is another by now, and RuleBroken where the minutes were agreed since the
    writer's session read the meeting. An item with a minute was considered, unless it is recorded as put off.
    """
    texts = {"narrative": clean(narrative, field="The minute")}
    if public_summary is not None:
        texts["public_summary"] = clean(public_summary, field="The public summary")
    meeting = hold_minute(session, item)
    now = session.connection().execute(_AS_IT_STANDS, {"item_id": item.id}).one()
    require_open(session, meeting, now.minutes_state)
    if now.minute_id is None:
        minute = Minute(item_id=item.id, **texts)
        session.add(minute)
    else:
        minute = _as_it_is(session, now.minute_id, now.version)
        _rewrite(minute, version, texts)
    if now.minutes_state is MinutesState.NONE:
        _begin(session, meeting)
    if now.outcome is ItemOutcome.PENDING and now.status is MeetingStatus.HELD:
        item.outcome = ItemOutcome.CONSIDERED
        agenda.follow_with_entries(session, item)
    session.flush()
    return minute


def resolve(session: Session, minute: Minute, *, text: str, kind: ResolutionKind = ResolutionKind.NONE) -> Resolution:
    """Add a clause under RESOLVED. Clauses are lettered a, b, c; a lone one has no letter."""
    meeting = hold_minute(session, session.get_one(AgendaItem, minute.item_id))
    require_open(session, meeting, as_it_stands(session, meeting).minutes_state)
    last = session.scalar(select(func.max(Resolution.position)).where(Resolution.minute_id == minute.id))
    resolution = Resolution(
        minute_id=minute.id, position=(last or 0) + 1, text=clean(text, field="The resolution").strip(), kind=kind
    )
    if not resolution.text:
        raise RuleBroken("Write what was resolved.")
    session.add(resolution)
    session.flush()
    letter_clauses(session, minute)
    return resolution


def require_open(session: Session, meeting: Meeting, state: MinutesState) -> None:
    """Raises RuleBroken for minutes that stand, and for a draft that was agreed while its writer was on the way."""
    if state is MinutesState.CONFIRMED:
        raise RuleBroken("These minutes are confirmed, so they stand. Correct them, and say why.")
    if state.public and not meeting.minutes_state.public:
        session.refresh(meeting, ["minutes_state"])
        raise RuleBroken(
            "The chair agreed these minutes at this very moment, so the public reads them by now. Nothing is changed "
            "yet: save again if the public is to read it."
        )


def hold_minute(session: Session, item: AgendaItem) -> Meeting:
    """Wait for whoever writes this minute or agrees or confirms it, and let nobody until this change ends: a save is
    in what is agreed, or comes after it. Its meeting, as the session has read it.
    """
    meeting = session.get_one(Meeting, item.meeting_id)
    share_turn(session, meeting.committee_id)
    lock_row(session, AgendaItem, item.id)
    return meeting


def hold_clause(session: Session, resolution: Resolution) -> Meeting:
    """Wait for whoever changes the clauses of this minute or makes something of one, and read it as it is then.

    Its meeting, as the session has read it.
    """
    item = session.get_one(AgendaItem, session.get_one(Minute, resolution.minute_id).item_id)
    meeting = session.get_one(Meeting, item.meeting_id)
    take_turn(session, meeting.committee_id)
    lock_row(session, AgendaItem, item.id)
    if not session.scalar(select(exists().where(Resolution.id == resolution.id))):
        raise RuleBroken("Somebody has struck this resolution out.")
    session.refresh(resolution, ["text", "kind"])
    return meeting


def reword(
    session: Session, resolution: Resolution, *, text: str | None = None, kind: ResolutionKind | None = None
) -> Resolution:
    """Change a clause of minutes not yet confirmed. The kind stays where something was made of the clause."""
    meeting = hold_clause(session, resolution)
    require_open(session, meeting, as_it_stands(session, meeting).minutes_state)
    if kind is not None and kind is not resolution.kind and _made_of(session, resolution):
        raise RuleBroken("Something on the tracker or the programme rests on this resolution. Close that first.")
    if text is not None:
        resolution.text = clean(text, field="The resolution").strip()
    resolution.kind = kind or resolution.kind
    session.flush()
    return resolution


def strike(session: Session, resolution: Resolution) -> None:
    """Take out a clause that nothing rests on."""
    meeting = hold_clause(session, resolution)
    require_open(session, meeting, as_it_stands(session, meeting).minutes_state)
    if _made_of(session, resolution):
        raise RuleBroken("Something on the tracker or the programme rests on this resolution, so it stays.")
    minute = session.get_one(Minute, resolution.minute_id)
    session.delete(resolution)
    session.flush()
    letter_clauses(session, minute)


def agree(session: Session, meeting: Meeting, *, by: str) -> Meeting:
    """The chair agrees the draft for publication. The text as agreed is kept."""
    take_turn(session, meeting.committee_id)
    session.refresh(meeting, ["status", "minutes_state", "version"])
    if meeting.status is not MeetingStatus.HELD:
        raise RuleBroken("The meeting is not recorded as held, so there is nothing to agree yet. Record that first.")
    lifecycles.require(meeting.minutes_state, MinutesState.AGREED)
    meeting.minutes_state = MinutesState.AGREED
    minute_versions.keep_all(session, meeting, MinutesState.AGREED, because="", by=by)
    session.flush()
    return meeting


def take_back(session: Session, meeting: Meeting) -> Meeting:
    """Agreed minutes go back to draft, to be mended."""
    take_turn(session, meeting.committee_id)
    session.refresh(meeting, ["minutes_state", "version"])
    lifecycles.require(meeting.minutes_state, MinutesState.DRAFT)
    meeting.minutes_state = MinutesState.DRAFT
    session.flush()
    return meeting


def confirm(
    session: Session,
    meeting: Meeting,
    *,
    at: Meeting,
    by: str,
    on: date,
    amendments: Mapping[int, str] | None = None,
    because: str = "",
) -> Meeting:
    """A later meeting confirms the minutes, perhaps as amended: new narratives by minute id, both texts kept."""
    take_turn(session, meeting.committee_id)
    state = as_it_stands(session, meeting).minutes_state
    if state is MinutesState.CONFIRMED and meeting.confirmed_at_meeting_id == at.id and not amendments:
        return meeting
    lifecycles.require(state, MinutesState.CONFIRMED)
    _require_later(meeting, at, on)
    for minute_id, narrative in (amendments or {}).items():
        minute = session.get_one(Minute, minute_id)
        if session.get_one(AgendaItem, minute.item_id).meeting_id != meeting.id:
            raise RuleBroken("That minute is of another meeting.")
        minute_versions.keep_unless_kept(session, minute, MinutesState.AGREED, by=by)
        minute.narrative = clean(narrative, field="The minute")
    session.flush()
    meeting.minutes_state, meeting.confirmed_as_amended = MinutesState.CONFIRMED, bool(amendments)
    meeting.confirmed_at_meeting_id = at.id
    minute_versions.keep_all(session, meeting, MinutesState.CONFIRMED, because=because, by=by)
    item = session.scalar(
        select(AgendaItem).where(AgendaItem.meeting_id == at.id, AgendaItem.minutes_of_id == meeting.id)
    )
    if item is not None and item.outcome is ItemOutcome.PENDING:
        item.outcome = ItemOutcome.CONSIDERED
    session.flush()
    return meeting


def _require_later(meeting: Meeting, at: Meeting, on: date) -> None:
    if at.committee_id != meeting.committee_id or (at.on, at.at) <= (meeting.on, meeting.at):
        raise RuleBroken("Minutes are confirmed at a later meeting of the same committee. Choose one.")
    if at.kind is not MeetingKind.FORMAL:
        raise RuleBroken("An informal meeting confirms no minutes. Choose a formal one.")
    if at.status is MeetingStatus.CANCELLED or on < at.on:
        raise RuleBroken(f"The meeting on {written(at.on)} has not been held, so it has confirmed nothing.")


def _as_it_is(session: Session, minute_id: int, version: int) -> Minute:
    """The minute as the database has it now: the one the session has read where that is still the newest."""
    minute = session.get_one(Minute, minute_id)
    if minute.version != version:
        session.refresh(minute)
    return minute


def _rewrite(minute: Minute, version: int | None, texts: dict[str, str]) -> None:
    if minute.version != version and minute.narrative != texts["narrative"]:
        raise MinuteChanged(yours=texts["narrative"], theirs=minute.narrative, version=minute.version)
    for name, text in texts.items():
        setattr(minute, name, text)


def _begin(session: Session, meeting: Meeting) -> None:
    """Of two who save the first words of a meeting at the same moment, one begins its minutes."""
    lock_row(session, Meeting, meeting.id, key_share=True)
    session.refresh(meeting, ["minutes_state", "version"])
    if meeting.minutes_state is MinutesState.NONE:
        meeting.minutes_state = MinutesState.DRAFT


def _made_of(session: Session, resolution: Resolution) -> bool:
    made = (Action.resolution_id, Recommendation.resolution_id, EntryOrigin.resolution_id)
    return any(session.scalar(select(exists().where(column == resolution.id))) for column in made)


def letter_clauses(session: Session, minute: Minute) -> None:
    clauses = session.scalars(
        select(Resolution).where(Resolution.minute_id == minute.id).order_by(Resolution.position)
    ).all()
    for place, clause in enumerate(clauses, start=1):
        clause.letter = letter(place) if len(clauses) > 1 else ""
    session.flush()
