"""Finds what a file that was finished in Word is compared with: the record now, and the texts that it once had."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from hashlib import sha256

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from scrutiny.domain.merging.marks import Mark, Place, digest
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.history import HistoryLine
from scrutiny.models.meetings import Meeting
from scrutiny.models.minutes import Minute, Resolution
from scrutiny.models.official_minutes import MinutesDraft
from scrutiny.queries.rows import Rows

_COLUMNS = {Place.NARRATIVE: "narrative", Place.SUMMARY: "public_summary"}


def items(session: Session, meeting_id: int) -> Rows:
    """Each item of a meeting in order, minuted or not: `id`, `number`, `title`, `exempt`, and its minute's `minute_id`,
    `version`, `narrative` and `public_summary`."""
    found = (
        select(
            *(AgendaItem.id, AgendaItem.number, AgendaItem.title, AgendaItem.part, AgendaItem.restricted),
            *(Minute.id.label("minute_id"), Minute.version, Minute.narrative, Minute.public_summary),
        )
        .outerjoin(Minute, Minute.item_id == AgendaItem.id)
        .where(AgendaItem.meeting_id == meeting_id)
        .order_by(AgendaItem.position, AgendaItem.id)
    )
    return session.execute(found).all()


def resolutions(session: Session, meeting_id: int) -> Rows:
    """Each clause in order: `id`, `item_id`, `text`."""
    found = (
        select(Resolution.id, Minute.item_id, Resolution.text)
        .join(Minute, Minute.id == Resolution.minute_id)
        .join(AgendaItem, AgendaItem.id == Minute.item_id)
        .where(AgendaItem.meeting_id == meeting_id)
        .order_by(Minute.item_id, Resolution.position)
    )
    return session.execute(found).all()


def as_it_is(session: Session, meeting_id: int) -> str:
    """One word for all that a comparison rests on: another as soon as anything of it is changed."""
    state = session.scalar(select(Meeting.minutes_state).where(Meeting.id == meeting_id))
    held = [str(state)]
    held += [repr(tuple(row)) for row in items(session, meeting_id)]
    held += [repr(tuple(row)) for row in resolutions(session, meeting_id)]
    return sha256("\n".join(held).encode(errors="replace")).hexdigest()


def made_from(session: Session, meeting_id: int, tags: Mapping[Mark, str]) -> dict[Mark, str]:
    """What each marked place said when a file was made: the text of it, now or before, that has the file's digest.

    The record keeps every text that it ever had in its history; a digest that none of them has was not made here.
    """
    found = {}
    for mark, texts in _texts(session, meeting_id, tags).items():
        same = next((text for text in texts if digest(text) == tags.get(mark)), None)
        if same is not None:
            found[mark] = same
    return found


def _texts(session: Session, meeting_id: int, tags: Iterable[Mark]) -> Mapping[Mark, list[str]]:
    """All texts of the minutes of a meeting, and of the resolutions that there are or were under them."""
    texts: defaultdict[Mark, list[str]] = defaultdict(list)
    item_of: dict[int, int] = {}
    for row in items(session, meeting_id):
        for place, column in _COLUMNS.items():
            texts[Mark(place, row.id)].append(getattr(row, column) or "")
        if row.minute_id is not None:
            item_of[row.minute_id] = row.id
    known = {row.id for row in resolutions(session, meeting_id)}
    asked = {mark.number for mark in tags if mark.place is Place.RESOLUTION}
    for row in resolutions(session, meeting_id):
        texts[Mark(Place.RESOLUTION, row.id)].append(row.text)
    for line in _lines(session, set(item_of), asked | known):
        for values in (line.before, line.after):
            if line.subject == Minute.__tablename__:
                for place, column in _COLUMNS.items():
                    texts[Mark(place, item_of[line.subject_id])].append(str(values.get(column) or ""))
            elif line.subject_id in known or values.get("minute_id") in item_of:
                texts[Mark(Place.RESOLUTION, line.subject_id)].append(str(values.get("text") or ""))
    return texts


def _lines(session: Session, minute_ids: set[int], resolution_ids: set[int]) -> Rows:
    found = select(HistoryLine.subject, HistoryLine.subject_id, HistoryLine.before, HistoryLine.after).where(
        or_(
            and_(HistoryLine.subject == Minute.__tablename__, HistoryLine.subject_id.in_(minute_ids)),
            and_(HistoryLine.subject == Resolution.__tablename__, HistoryLine.subject_id.in_(resolution_ids)),
        )
    )
    return session.execute(found.order_by(HistoryLine.id.desc())).all()


def drafts(session: Session, meeting_id: int) -> Rows:
    """The files that came back, the newest first."""
    found = select(*MinutesDraft.__table__.c).where(MinutesDraft.meeting_id == meeting_id)
    return session.execute(found.order_by(MinutesDraft.id.desc())).all()
