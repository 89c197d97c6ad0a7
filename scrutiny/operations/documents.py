"""Changes the papers of an agenda item: named while they are to follow, taken, replaced, withheld, withdrawn."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.text import one_line
from scrutiny.domain.vocabulary import MeetingStatus, Part
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.documents import Document
from scrutiny.models.meetings import Meeting
from scrutiny.operations import document_files, packs, supplements
from scrutiny.operations.reasons import required
from scrutiny.operations.turns import ChangedMeanwhile, as_it_stands, lock_row, take_turn
from scrutiny.queries import documents as queries
from scrutiny.queries.rows import AnyRow

if TYPE_CHECKING:
    from scrutiny.intake.uploads import Upload

LONGEST_TITLE = 300


def name(
    session: Session, item: AgendaItem, *, title: str, part: Part = Part.ONE, paragraphs: Sequence[int] = ()
) -> Document:
    """Name a paper that is still to follow, so that its readers know to wait for it."""
    _turn(session, item)
    return _add(session, item, title=title, part=part, paragraphs=paragraphs, to_follow=True)


def take(
    session: Session,
    item: AgendaItem,
    *,
    upload: Upload,
    title: str,
    on: date,
    part: Part = Part.ONE,
    paragraphs: Sequence[int] = (),
) -> Document:
    """Put a paper behind those that the item has. Of an exempt item it is exempt, whatever is said here."""
    now = _turn(session, item)
    document = _add(session, item, title=title, part=part, paragraphs=paragraphs)
    return _come(session, document, item, now, upload=upload, on=on)


def receive(session: Session, document: Document, *, upload: Upload, on: date, seen: str | None = None) -> Document:
    """The paper that was to follow has come: with the agenda while that is a draft, else in a supplement."""
    item, now = _hold(session, document, seen)
    if not document.to_follow:
        raise RuleBroken(f"“{document.title}” has come already. Replace it, with the reason.")
    return _come(session, document, item, now, upload=upload, on=on)


def replace(
    session: Session,
    document: Document,
    *,
    upload: Upload,
    because: str,
    on: date,
    earlier_open: bool = True,
    seen: str | None = None,
) -> Document:
    """Put another file in the place of a paper's; the earlier one is kept.

    If the public could read the earlier one they still can, since a report stays open to inspection (LGA 1972 s.100C);
    but not where it is not to be left open, because it showed what it must not: then no pack goes on showing it.
    """
    because = required(because, "why the paper is replaced")
    item, now = _hold(session, document, seen)
    if document.to_follow:
        raise RuleBroken(f"“{document.title}” has not come yet, so there is nothing to replace.")
    if _published(now) and document.part is Part.ONE and not item.exempt:
        document_files.replaced_in_public(session, document)
    if not earlier_open:
        session.flush()
        document_files.close_earlier(session, [document.id])
        packs.close(session, item.meeting_id, paper=document.id)
    document.received_on = on
    document_files.put(session, document, upload, because=because)
    return document


def retitle(session: Session, document: Document, *, title: str, seen: str | None = None) -> Document:
    _hold(session, document, seen)
    document.title = _title(title)
    session.flush()
    return document


def move(session: Session, document: Document, way: Literal["up", "down"]) -> None:
    """Let a paper and its neighbour change places; at either end it stays."""
    _hold(session, document)
    there = queries.of_item(session, document.item_id)
    place = there.index(document)
    other = place - 1 if way == "up" else place + 1
    if 0 <= other < len(there):
        there[place], there[other] = there[other], there[place]
    for position, paper in enumerate(there, start=1):
        paper.position = position
    session.flush()


def withhold(
    session: Session, document: Document, *, paragraphs: Sequence[int] = (), seen: str | None = None
) -> Document:
    """Let only those read a paper who may see exempt matter, its earlier files included.

    One that was withdrawn, too: the public is told its title and the reason, which may be what it must not know.
    """
    item, _ = _hold(session, document, seen, withdrawn=True)
    _begin(document, item, part=Part.TWO, paragraphs=paragraphs)
    document_files.close_earlier(session, [document.id])
    session.flush()
    return document


def open_to_public(session: Session, document: Document, *, seen: str | None = None) -> Document:
    """Open a paper to the public; its earlier files stay closed. Raises RuleBroken for one of an exempt item."""
    item, _ = _hold(session, document, seen)
    if item.exempt:
        raise RuleBroken("The item is exempt, so its papers are. Open the item first, if it may be opened.")
    _begin(document, item, part=Part.ONE, paragraphs=())
    session.flush()
    return document


def withdraw(session: Session, document: Document, *, because: str, seen: str | None = None) -> Document:
    """Say that a published paper is none of this item after all.

    It stays in the record, and is read no more, in a pack neither.
    """
    because = required(because, "why the paper is withdrawn")
    item, now = _hold(session, document, seen)
    if removable(session, document, item, now):
        raise RuleBroken(f"“{document.title}” was never published. Remove it instead.")
    document.withdrawn_because = because
    session.flush()
    packs.close(session, item.meeting_id, paper=document.id)
    return document


def remove(session: Session, document: Document, *, seen: str | None = None) -> None:
    """Take a paper off a draft, with what it came as. Raises RuleBroken once it was published."""
    item, now = _hold(session, document, seen)
    if not removable(session, document, item, now):
        raise RuleBroken(f"“{document.title}” was published. Withdraw it with a reason instead.")
    for version in queries.versions(session, document.id):
        session.delete(version)
    session.flush()
    session.delete(document)
    session.flush()


def removable(session: Session, document: Document, item: AgendaItem, meeting: Meeting | AnyRow) -> bool:
    """Whether only the desk can have seen the paper: an agenda that is numbered was published before, but it may have
    been put on while that was reopened.
    """
    if _published(meeting):
        return False
    return item.number == "" or not queries.was_out(session, document.id, item.meeting_id)


def as_it_is(document: Document) -> str:
    """What a paper is, as one word: another word is another state."""
    told = [document.title, document.part, document.paragraphs, document.sha256, document.withdrawn_because]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:20]


def _add(
    session: Session, item: AgendaItem, *, title: str, part: Part, paragraphs: Sequence[int], to_follow: bool = False
) -> Document:
    last = session.scalar(select(func.max(Document.position)).where(Document.item_id == item.id))
    document = Document(item_id=item.id, title=_title(title), position=(last or 0) + 1, to_follow=to_follow, sha256="")
    _begin(document, item, part=part, paragraphs=paragraphs)
    session.add(document)
    session.flush()
    return document


def _come(session: Session, document: Document, item: AgendaItem, now: AnyRow, *, upload: Upload, on: date) -> Document:
    if now.published_on is not None:
        document.supplement = supplements.of_paper(session, item, on=on)
    document.to_follow, document.received_on = False, on
    document_files.put(session, document, upload)
    return document


def _begin(document: Document, item: AgendaItem, *, part: Part, paragraphs: Sequence[int]) -> None:
    """A report that is withheld states under which description of exempt information (LGA 1972 s.100B(5)).

    Of an exempt item every paper is exempt, under what the item claims.
    """
    if part is Part.TWO and not item.exempt and not paragraphs:
        raise RuleBroken("Choose the paragraph of Schedule 12A that makes the paper exempt (LGA 1972 s.100B(5)).")
    own = part is Part.TWO and not item.exempt
    document.part = Part.TWO if item.exempt else part
    document.paragraphs = ", ".join(map(str, sorted(set(paragraphs)))) if own else ""


def _turn(session: Session, item: AgendaItem) -> AnyRow:
    """The meeting as it stands, and the item too. Raises RuleBroken where the meeting does not take place."""
    meeting = session.get_one(Meeting, item.meeting_id)
    take_turn(session, meeting.committee_id)
    session.refresh(item, ["meeting_id", "number", "part", "restricted", "supplement"])
    now = as_it_stands(session, meeting)
    if now.status is MeetingStatus.CANCELLED:
        raise RuleBroken("This meeting is cancelled, so its papers stay as they are.")
    return now


def _hold(
    session: Session, document: Document, seen: str | None = None, *, withdrawn: bool = False
) -> tuple[AgendaItem, AnyRow]:
    """The paper's item and meeting. Raises RuleBroken for a paper that is withdrawn, unless it may be, or not as it
    was seen.
    """
    item = session.get_one(AgendaItem, document.item_id)
    now = _turn(session, item)
    lock_row(session, Document, document.id)
    if document not in queries.of_item(session, item.id):
        raise RuleBroken("That paper is not there any more. Somebody has removed it meanwhile.")
    if document.withdrawn_because and not withdrawn:
        raise RuleBroken(f"“{document.title}” is withdrawn, so it stays as it is. Add it again as another paper.")
    if seen is not None and seen != as_it_is(document):
        raise ChangedMeanwhile(document.title)
    return item, now


def _published(meeting: Any) -> bool:
    return meeting.published_on is not None or meeting.status is MeetingStatus.HELD


def _title(title: str) -> str:
    kept = one_line(title, field="The title", most=LONGEST_TITLE)
    if not kept:
        raise RuleBroken("Give the paper a title.")
    return kept
