"""Finds what could join a draft agenda: what the programme has for its day, and the committee's topics."""

from __future__ import annotations

from sqlalchemy import Exists, exists, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, selectinload

from scrutiny.domain.vocabulary import EntryStatus, Section
from scrutiny.models.agenda import AgendaItem, Topic
from scrutiny.models.meetings import Meeting
from scrutiny.models.programme import WorkProgrammeEntry
from scrutiny.queries.rows import Rows


def planned(session: Session, meeting: Meeting) -> list[WorkProgrammeEntry]:
    """Entries that the programme has for the meeting or its day, and that are not on its agenda."""
    found = session.scalars(
        select(WorkProgrammeEntry)
        .where(
            WorkProgrammeEntry.committee_id == meeting.committee_id,
            WorkProgrammeEntry.section == Section.PROGRAMME,
            WorkProgrammeEntry.status == EntryStatus.PLANNED,
            or_(WorkProgrammeEntry.meeting_id == meeting.id, WorkProgrammeEntry.planned_on == meeting.on),
            ~_on_agenda(meeting, WorkProgrammeEntry.topic_id),
        )
        .order_by(WorkProgrammeEntry.position, WorkProgrammeEntry.id)
        .options(selectinload(WorkProgrammeEntry.leads))
    )
    return list(found)


def topics(session: Session, meeting: Meeting) -> Rows:
    """`id` and `title` of the committee's topics that are not on this agenda, by title."""
    of_committee = select(Topic.id, Topic.title).where(
        Topic.committee_id == meeting.committee_id, ~_on_agenda(meeting, Topic.id)
    )
    return session.execute(of_committee.order_by(Topic.title, Topic.id)).all()


def _on_agenda(meeting: Meeting, topic_id: InstrumentedAttribute[int]) -> Exists:
    return exists().where(AgendaItem.meeting_id == meeting.id, AgendaItem.topic_id == topic_id)
