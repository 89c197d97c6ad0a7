"""Finds what a draft agenda has and lacks, and what its notice is counted by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, aliased, selectinload

from scrutiny.domain import notice
from scrutiny.domain.dates import written
from scrutiny.domain.publishing import Draft, DraftItem
from scrutiny.domain.vocabulary import Capacity, ItemOutcome, MeetingKind, MeetingStatus, MinutesState, Part
from scrutiny.domain.working_days import Calendar
from scrutiny.models.agenda import AgendaItem
from scrutiny.models.committees import Committee, Council
from scrutiny.models.documents import Document, StoredFile
from scrutiny.models.meetings import Meeting
from scrutiny.queries.rows import AnyRow

_NOTICE = (
    select(
        Meeting.on,
        Meeting.kind,
        Meeting.status,
        Meeting.published_on,
        Council.id.label("council_id"),
        Council.clear_days,
        Council.papers_go_up,
    )
    .join(Committee, Committee.id == Meeting.committee_id)
    .join(Council, Council.id == Committee.council_id)
)


def notice_of(session: Session, meeting_id: int) -> AnyRow:
    """What notice of the meeting is counted by: its day and state, and the council's rule."""
    return session.execute(_NOTICE.where(Meeting.id == meeting_id)).one()


def items(session: Session, meeting_id: int) -> list[AgendaItem]:
    """The agenda in its order, as it stands now, each item with who answers for it."""
    found = session.scalars(
        select(AgendaItem)
        .where(AgendaItem.meeting_id == meeting_id)
        .order_by(AgendaItem.position, AgendaItem.id)
        .options(selectinload(AgendaItem.leads))
        .execution_options(populate_existing=True)
    )
    return list(found)


def draft(session: Session, meeting: Meeting, *, calendar: Calendar, rule: notice.NoticeRule) -> Draft:
    """The agenda as `domain.publishing` judges it. The session must be flushed."""
    return Draft(
        venue=meeting.venue,
        items=draft_items(session, meeting.id),
        unconfirmed=_unconfirmed(session, meeting),
        uncounted=notice.publish_by_or_why_not(meeting.on, calendar, rule)[1],
    )


def draft_items(session: Session, meeting_id: int) -> list[DraftItem]:
    """The items of an agenda as `domain.publishing` judges them, in its order."""
    on_it, papers = items(session, meeting_id), _papers(session, meeting_id)
    return [_item(item, papers[item.id]) for item in on_it]


def _item(item: AgendaItem, papers: Sequence[AnyRow]) -> DraftItem:
    awaited = [paper.title for paper in papers if paper.to_follow]
    if item.papers_due is not None and not papers:
        awaited.append(f"it is due on {written(item.papers_due)}")
    return DraftItem(
        item_id=item.id,
        title=item.title,
        kind=item.kind,
        outcome=item.outcome,
        led=any(lead.name and lead.capacity is not Capacity.CABINET_MEMBER for lead in item.leads),
        exempt=item.exempt,
        paragraphs=bool(item.paragraphs),
        public_title=bool(item.public_title.strip()),
        exempt_paper=any(paper.part is Part.TWO for paper in papers),
        awaited=tuple(awaited),
        carried=tuple((paper.title, " ".join(paper.carries.splitlines())) for paper in papers if paper.carries),
    )


def _papers(session: Session, meeting_id: int) -> defaultdict[int, list[AnyRow]]:
    found: defaultdict[int, list[AnyRow]] = defaultdict(list)
    of_the_agenda = (
        select(Document.item_id, Document.title, Document.part, Document.to_follow, StoredFile.carries)
        .join(AgendaItem, AgendaItem.id == Document.item_id)
        .outerjoin(StoredFile, StoredFile.sha256 == Document.sha256)
        .where(AgendaItem.meeting_id == meeting_id, Document.withdrawn_because == "")
        .order_by(Document.position, Document.id)
    )
    for row in session.execute(of_the_agenda):
        found[row.item_id].append(row)
    return found


def _unconfirmed(session: Session, meeting: Meeting) -> date | None:
    """The last formal meeting before that one whose minutes wait, and are on no agenda still to be gone through."""
    agenda = aliased(Meeting)
    on_an_agenda = exists().where(
        AgendaItem.minutes_of_id == Meeting.id,
        AgendaItem.outcome == ItemOutcome.PENDING,
        agenda.id == AgendaItem.meeting_id,
        agenda.status.in_((MeetingStatus.SCHEDULED, MeetingStatus.ADJOURNED)),
    )
    return session.scalar(
        select(Meeting.on)
        .where(
            Meeting.committee_id == meeting.committee_id,
            Meeting.kind == MeetingKind.FORMAL,
            Meeting.status == MeetingStatus.HELD,
            Meeting.minutes_state != MinutesState.CONFIRMED,
            Meeting.on < meeting.on,
            ~on_an_agenda,
        )
        .order_by(Meeting.on.desc())
        .limit(1)
    )
