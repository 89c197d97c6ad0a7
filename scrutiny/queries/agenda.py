"""Finds one meeting's agenda."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from scrutiny.domain.vocabulary import EntryStatus, Inspection, MeetingStatus
from scrutiny.models.agenda import AgendaItem, ItemLead
from scrutiny.models.documents import Document, DocumentVersion
from scrutiny.models.meetings import Meeting, Rearrangement
from scrutiny.models.minutes import Minute, MinuteNumber
from scrutiny.models.people import Membership, Person
from scrutiny.models.programme import WorkProgrammeEntry
from scrutiny.queries.documents import WITHDRAWN_AT
from scrutiny.queries.meetings import ACTIONS, MEETING_ID, RECOMMENDATIONS, of_meeting
from scrutiny.queries.rows import AnyRow, Rows
from scrutiny.queries.seats import held_on
from scrutiny.queries.withheld import told, withheld_entry


@dataclass(frozen=True, slots=True)
class AgendaFacts:
    """One meeting and all that its agenda shows; an item has the number of its minute, without the text.

    The documents that were withdrawn are among them: `withdrawn_because` says why.

    `planned` is what the work programme has for the meeting, found only while its agenda is not yet published.
    """

    meeting: AnyRow
    rearrangements: Rows
    items: Rows
    leads: Rows
    documents: Rows
    members: Rows
    requests: Rows
    planned: Rows


_REARRANGEMENTS = (
    select(Rearrangement.was_on, Rearrangement.was_at, Rearrangement.was_venue, Rearrangement.because)
    .where(Rearrangement.meeting_id == MEETING_ID)
    .order_by(Rearrangement.id)
)
_ITEMS = (
    select(
        AgendaItem.id,
        AgendaItem.number,
        AgendaItem.title,
        AgendaItem.public_title,
        AgendaItem.kind,
        AgendaItem.part,
        AgendaItem.restricted,
        AgendaItem.paragraphs,
        AgendaItem.topic_id,
        told(AgendaItem.topic_id).label("told"),
        AgendaItem.report_recommendations,
        AgendaItem.late_because,
        AgendaItem.supplement,
        AgendaItem.outcome,
        AgendaItem.outcome_note,
        MinuteNumber.printed.label("minute_number"),
    )
    .outerjoin(Minute, Minute.item_id == AgendaItem.id)
    .outerjoin(MinuteNumber, MinuteNumber.id == Minute.number_id)
    .where(AgendaItem.meeting_id == MEETING_ID)
    .order_by(AgendaItem.position, AgendaItem.id)
)
_LEADS = (
    select(ItemLead.item_id, ItemLead.label, ItemLead.name, ItemLead.person_id)
    .join(AgendaItem, AgendaItem.id == ItemLead.item_id)
    .where(AgendaItem.meeting_id == MEETING_ID)
    .order_by(ItemLead.item_id, ItemLead.position, ItemLead.id)
)
_DOCUMENTS = (
    select(
        Document.id,
        Document.item_id,
        Document.title,
        Document.part,
        Document.to_follow,
        Document.sha256,
        Document.name,
        Document.media_type,
        Document.size,
        Document.supplement,
        Document.paragraphs,
        exists()
        .where(DocumentVersion.document_id == Document.id, DocumentVersion.inspection != Inspection.NONE)
        .label("replaced"),
        Document.withdrawn_because,
        WITHDRAWN_AT,
    )
    .join(AgendaItem, AgendaItem.id == Document.item_id)
    .where(AgendaItem.meeting_id == MEETING_ID)
    .order_by(Document.item_id, Document.position, Document.id)
)
_MEMBERS = (
    select(
        Membership.person_id,
        Person.name,
        Person.title,
        Person.honours,
        Membership.role,
        Membership.role_title,
    )
    .join(Person, Person.id == Membership.person_id)
    .join(Meeting, Meeting.committee_id == Membership.committee_id)
    .where(
        Meeting.id == MEETING_ID,
        held_on(Meeting.on),
    )
    .order_by(Membership.position, Membership.id)
)
_PLANNED = (
    select(WorkProgrammeEntry.title, WorkProgrammeEntry.topic_id)
    .where(
        WorkProgrammeEntry.meeting_id == MEETING_ID,
        WorkProgrammeEntry.status == EntryStatus.PLANNED,
        ~withheld_entry(),
    )
    .order_by(WorkProgrammeEntry.position, WorkProgrammeEntry.id)
)


def find(session: Session, meeting_id: int, *, membership: bool = True) -> AgendaFacts | None:
    """Everything on one meeting's agenda, in order; None when there is no such meeting.

    A front sheet names the members; the page of a meeting does not, and leaves `membership` out.
    """
    meeting, of = of_meeting(session, meeting_id)
    if meeting is None:
        return None
    awaited = meeting.published_on is None and meeting.status is MeetingStatus.SCHEDULED
    return AgendaFacts(
        meeting=meeting,
        rearrangements=of(_REARRANGEMENTS) if meeting.was_rearranged else (),
        items=of(_ITEMS),
        leads=of(_LEADS),
        documents=of(_DOCUMENTS),
        members=of(_MEMBERS) if membership else (),
        requests=[*of(ACTIONS), *(of(RECOMMENDATIONS) if meeting.has_recommendations else ())],
        planned=of(_PLANNED) if awaited else (),
    )
