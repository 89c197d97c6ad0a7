"""Wants packs, and keeps those that were bound: the truth of what is to be made is the table, one row a meeting.

A worker claims a meeting's build, says from time to time that it is still at it, and finishes it or says why not. One
that says nothing for a while is held for dead, and another takes the build up; should it wake again, its claim is over.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from scrutiny.database import author_of
from scrutiny.domain.files import WORD
from scrutiny.domain.packs import Change, Contents, Printed, change
from scrutiny.domain.vocabulary import Audience, PackKind
from scrutiny.models.documents import StoredFile
from scrutiny.models.meetings import Meeting
from scrutiny.models.packs import Pack, PackBuild
from scrutiny.operations.turns import lock_row
from scrutiny.queries import packs as queries

WANTED = "packs wanted"
"""Said in `session.info` of a change after which packs are to be made: the ids of the meetings, for whoever waits."""

SILENT_FOR = timedelta(seconds=30)
MOST_TRIES = 3
GIVEN_UP = f"The work was broken off {MOST_TRIES} times, so it was given up. Try again, or look into the log."
TOLD_NO_MORE = "What changed is told no more."
NOTHING_EXEMPT = "Nothing of it is exempt any more: the public pack has it all."
INSTEAD_OF_A_WITHDRAWN = "The version before it was withdrawn."
MADE_EXEMPT = "Something in it is not for publication any more."
CLOSED = "A paper in it is not open to inspection any more."
TAKEN_BACK = "The minutes in it were taken back: they should not have been adopted."


@dataclass(frozen=True, slots=True)
class Claim:
    """A build that one worker is at; `wanted_at` as it was when that began. `tries` with this one."""

    meeting_id: int
    started_at: datetime
    wanted_at: datetime
    tries: int

    @property
    def is_last(self) -> bool:
        return self.tries >= MOST_TRIES


@dataclass(frozen=True, slots=True)
class Bound:
    """A pack that was bound and is in the store, still to be kept in the record. `size` in bytes."""

    supplement: int
    audience: Audience
    kind: PackKind
    made_from: str
    contents: Contents
    sha256: str
    size: int
    pages: int
    left_out: str


class Overtaken(Exception):
    """The claim is over: another worker is at the build, or nobody wants it any more."""


def want(session: Session, meeting_id: int) -> None:
    """The meeting's packs are to be made, or made again: who is at them sees by `wanted_at` that it is once more."""
    at = author_of(session).at
    row = session.get(PackBuild, meeting_id, with_for_update=True, populate_existing=True)
    if row is None:
        try:
            with session.begin_nested():
                session.add(PackBuild(meeting_id=meeting_id, wanted_at=at))
        except IntegrityError:  # somebody else was first
            return want(session, meeting_id)
    else:
        row.wanted_at = max(at, row.wanted_at + timedelta(microseconds=1))
        row.failed_because, row.tries = "", 0
    session.info.setdefault(WANTED, set()).add(meeting_id)
    session.flush()
    return None


def claim(session: Session, meeting_id: int, *, silent_for: timedelta = SILENT_FOR) -> Claim | None:
    """Take a build that waits, or whose worker died; None where there is none, or somebody is at it."""
    at = author_of(session).at
    waiting = select(PackBuild).where(PackBuild.meeting_id == meeting_id, PackBuild.failed_because == "")
    row = session.scalar(waiting.with_for_update(skip_locked=True).execution_options(populate_existing=True))
    if row is None or (row.beat_at is not None and row.beat_at > at - silent_for):
        return None
    if row.tries >= MOST_TRIES:
        _rest(row, GIVEN_UP)
        session.flush()
        return None
    row.started_at = row.beat_at = at
    row.tries += 1
    row.done, row.of, row.doing = 0, 0, ""
    session.flush()
    return Claim(meeting_id, at, row.wanted_at, row.tries)


def beat(session: Session, mine: Claim, *, done: int, of: int, doing: str) -> None:
    """Say that the work goes on, and how far it is. Raises Overtaken where it is not this worker's any more."""
    row = _mine(session, mine)
    row.beat_at = author_of(session).at
    row.done, row.of, row.doing = done, of, doing
    session.flush()


def put_back(session: Session, mine: Claim) -> None:
    """The worker was told to stop: the build waits for the next one, and this was no try in vain."""
    row = _mine(session, mine)
    row.tries -= 1
    _rest(row)
    session.flush()


def fail(session: Session, mine: Claim, because: str) -> None:
    """It could not be done, and is not tried again until somebody wants it: because of what, in a sentence."""
    _rest(_mine(session, mine), because)
    session.flush()


def hold(session: Session, mine: Claim) -> PackBuild:
    """Keep the meeting as it is until the change ends, so that what is read now is true of what is kept with it.

    Raises Overtaken where the build is not this worker's any more.
    """
    lock_row(session, Meeting, mine.meeting_id, key_share=True)
    return _mine(session, mine)


def keep(session: Session, meeting_id: int, bound: Sequence[Bound], *, published: bool) -> None:
    """Keep what was bound. A published pack is the next version beside those that are out; a draft replaces a draft."""
    for draft in session.scalars(select(Pack).where(Pack.meeting_id == meeting_id, Pack.published.is_(False))):
        session.delete(draft)
    session.flush()
    for one in bound:
        session.add(_version(session, meeting_id, one, published))
        for paper in one.contents.printed.values() if published else ():
            _remember(session, paper)
    session.flush()


def retire(session: Session, meeting_id: int, *, due: Collection[tuple[int, Audience]]) -> None:
    """Let the last members' pack go where nothing is exempt any more: nobody is to go on reading what is old."""
    for pack in queries.last_versions(session, meeting_id).values():
        if (pack.supplement, pack.audience) not in due and not pack.withdrawn_because:
            pack.withdrawn_because = NOTHING_EXEMPT
    session.flush()


def finish(session: Session, mine: Claim, *, again: bool = False) -> None:
    """It is done: the row goes, unless it is to be done `again`, or is wanted once more since it began."""
    row = _mine(session, mine)
    if again or row.wanted_at != mine.wanted_at:
        _rest(row)
        row.tries = 0
    else:
        session.delete(row)
    session.flush()


def withhold(session: Session, meeting_id: int, *, items: Sequence[int], papers: Sequence[int]) -> None:
    """Of these items and papers the public must not be told: packs that show them are dead, words are taken back.

    Nobody reads such a pack any more from the end of this change on; its address stays its own.
    """
    lock_row(session, Meeting, meeting_id, key_share=True)
    for pack in session.scalars(queries.still_read(meeting_id, [Audience.PUBLIC])):
        contents = Contents.read(pack.holds)
        if contents.shows(items, papers):
            pack.withdrawn_because = MADE_EXEMPT
        elif contents.names(items, papers):
            pack.changed = TOLD_NO_MORE


def close(session: Session, meeting_id: int, *, paper: int) -> None:
    """Nobody is to read any more what this paper came as: every pack that holds a file of it is dead, the members' too.

    What it comes as from now on is in packs that are bound after this change.
    """
    lock_row(session, Meeting, meeting_id, key_share=True)
    for pack in session.scalars(queries.still_read(meeting_id, list(Audience))):
        if Contents.read(pack.holds).has_file_of(paper):
            pack.withdrawn_because = CLOSED


def close_printed(
    session: Session,
    committees: Collection[int],
    *,
    sensitive: Collection[int],
    taken_back: Collection[tuple[int, str]],
) -> set[int]:
    """The packs in which the record has printed what must not be read any more are dead: their meetings.

    The public's, where that became exempt by this change, in whatever way; and everybody's, where an interest that was
    declared at one of the meetings `sensitive` is to be told of no more (Localism Act 2011 s.32), or where a file of
    minutes is bound that was `taken_back`: the meeting that it was adopted for, and its SHA-256.
    """
    printed = {
        pack: Contents.read(pack.holds).printed.values()
        for meeting_id in hold_printed(session, committees)
        for pack in session.scalars(queries.still_read(meeting_id, list(Audience)))
    }
    papers = [paper for each in printed.values() for paper in each]
    exempt, withheld = queries.exempt_of(
        session,
        items={id_ for paper in papers for id_ in paper.items},
        entries={id_ for paper in papers for id_ in paper.entries},
    )
    for pack, held in printed.items():
        if any(paper.minutes_of in sensitive for paper in held):
            pack.withdrawn_because = CLOSED
        elif any((paper.minutes_of, paper.sha256) in taken_back for paper in held):
            pack.withdrawn_because = TAKEN_BACK
        elif pack.audience is Audience.PUBLIC and any(paper.tells(exempt, withheld) for paper in held):
            pack.withdrawn_because = MADE_EXEMPT
    return {pack.meeting_id for pack in printed if pack.withdrawn_because}


def hold_printed(session: Session, committees: Collection[int]) -> list[int]:
    """The meetings of these committees with packs that the record has printed in, kept as they are until the change
    ends: always in one order, so that two such changes never wait for each other.
    """
    meetings = queries.with_printed(session, committees)
    for meeting_id in meetings:
        lock_row(session, Meeting, meeting_id, key_share=True)
    return meetings


def _remember(session: Session, paper: Printed) -> None:
    """Its file is the record's from now on, as one that was sent is: what went out is bound again as it went out."""
    if session.get(StoredFile, paper.sha256) is None:
        try:
            with session.begin_nested():
                session.add(StoredFile(sha256=paper.sha256, size=paper.size, media_type=WORD))
        except IntegrityError:
            return  # another build was first: it is the same file


def _version(session: Session, meeting_id: int, bound: Bound, published: bool) -> Pack:
    same = (
        Pack.meeting_id == meeting_id,
        Pack.supplement == bound.supplement,
        Pack.audience == bound.audience,
        Pack.kind == bound.kind,
    )
    version = (session.scalar(select(func.max(Pack.version)).where(*same)) or 0) + 1
    last = session.scalar(select(Pack).where(*same, Pack.version == version - 1))
    what = _changed(last, bound.contents) if last is not None else Change("")
    return Pack(
        meeting_id=meeting_id,
        supplement=bound.supplement,
        audience=bound.audience,
        kind=bound.kind,
        version=version,
        made_from=bound.made_from,
        sha256=bound.sha256,
        size=bound.size,
        pages=bound.pages,
        published=published,
        made_at=author_of(session).at,
        changed=what.words,
        left_out=bound.left_out,
        holds=bound.contents.telling(what).kept(),
        withdrawn_because="",
    )


def _changed(last: Pack, contents: Contents) -> Change:
    """Against the version before; what that one held is not told again where it was withdrawn."""
    if last.withdrawn_because:
        return Change(INSTEAD_OF_A_WITHDRAWN)
    return change(Contents.read(last.holds), contents)


def _mine(session: Session, mine: Claim) -> PackBuild:
    row = session.get(PackBuild, mine.meeting_id, with_for_update=True, populate_existing=True)
    if row is None or row.started_at != mine.started_at:
        raise Overtaken
    return row


def _rest(row: PackBuild, because: str = "") -> None:
    row.started_at = row.beat_at = None
    row.failed_because, row.doing = because, ""
