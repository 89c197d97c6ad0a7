"""Finds everything that belongs to one committee's record, in a fixed number of statements, whatever its length."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Label, Select, and_, inspect, or_, select, union
from sqlalchemy.orm import Session

from scrutiny.database import Base
from scrutiny.domain.roll_forward import Subject
from scrutiny.models.agenda import AgendaItem, ItemLead, Topic
from scrutiny.models.closures import AnnualMeeting
from scrutiny.models.committees import Committee, Council, StandingItem
from scrutiny.models.documents import Document
from scrutiny.models.follow_up import (
    Action,
    ActionAppearance,
    ActionUpdate,
    Recommendation,
    RecommendationAppearance,
)
from scrutiny.models.meetings import Attendance, AttendanceMovement, Meeting, Rearrangement
from scrutiny.models.minutes import (
    Declaration,
    Minute,
    MinuteNumber,
    MinuteSeries,
    MinuteVersion,
    Resolution,
    Vote,
    VoteCast,
)
from scrutiny.models.people import Membership, Person, Portfolio
from scrutiny.models.programme import EntryLead, EntryMove, EntryOrigin, WorkProgrammeEntry
from scrutiny.models.roll_forward import RollForward, RollForwardLine
from scrutiny.queries.rows import AnyRow, Rows


@dataclass(frozen=True, slots=True)
class RecordFacts:
    """The rows of one committee, table by table, each in the order in which the record has it."""

    committee: AnyRow
    council: AnyRow
    annual_meetings: Rows
    people: Rows
    portfolios: Rows
    memberships: Rows
    standing_items: Rows
    topics: Rows
    series: Rows
    numbers: Rows
    meetings: Rows
    rearrangements: Rows
    attendances: Rows
    movements: Rows
    items: Rows
    item_leads: Rows
    documents: Rows
    minutes: Rows
    versions: Rows
    resolutions: Rows
    votes: Rows
    casts: Rows
    declarations: Rows
    entries: Rows
    entry_leads: Rows
    moves: Rows
    origins: Rows
    actions: Rows
    updates: Rows
    action_appearances: Rows
    recommendations: Rows
    recommendation_appearances: Rows
    carried: dict[int, int]


def of_committee(session: Session, code: str) -> RecordFacts | None:
    """All of the committee with this code, or None where there is none."""
    committee = session.execute(_rows(Committee).where(Committee.code == code)).one_or_none()
    if committee is None:
        return None

    def all_of(model: type[Any], *rules: ColumnElement[bool], order: tuple[Any, ...] = ()) -> Rows:
        return session.execute(_rows(model).where(*rules).order_by(*order, *inspect(model).primary_key)).all()

    here = committee.id
    meetings = select(Meeting.id).where(Meeting.committee_id == here)
    items = select(AgendaItem.id).where(AgendaItem.meeting_id.in_(meetings))
    minutes = select(Minute.id).where(Minute.item_id.in_(items))
    entries = select(WorkProgrammeEntry.id).where(WorkProgrammeEntry.committee_id == here)
    actions = select(Action.id).where(Action.committee_id == here)
    return RecordFacts(
        committee=committee,
        council=session.execute(_rows(Council).where(Council.id == committee.council_id)).one(),
        annual_meetings=all_of(AnnualMeeting, AnnualMeeting.council_id == committee.council_id),
        people=all_of(Person, _named_here(here)),
        portfolios=all_of(Portfolio, Portfolio.person_id.in_(select(Person.id).where(_named_here(here)))),
        memberships=all_of(Membership, Membership.committee_id == here, order=(Membership.position,)),
        standing_items=all_of(StandingItem, StandingItem.committee_id == here, order=(StandingItem.position,)),
        topics=all_of(Topic, Topic.committee_id == here),
        series=all_of(MinuteSeries, MinuteSeries.id.in_(_series(here, items))),
        numbers=session.execute(_numbers(here, items)).all(),
        meetings=all_of(Meeting, Meeting.committee_id == here, order=(Meeting.on, Meeting.at)),
        rearrangements=all_of(Rearrangement, Rearrangement.meeting_id.in_(meetings)),
        attendances=all_of(Attendance, Attendance.meeting_id.in_(meetings), order=(Attendance.position,)),
        movements=all_of(
            AttendanceMovement,
            AttendanceMovement.attendance_id.in_(select(Attendance.id).where(Attendance.meeting_id.in_(meetings))),
        ),
        items=all_of(AgendaItem, AgendaItem.meeting_id.in_(meetings), order=(AgendaItem.position,)),
        item_leads=all_of(ItemLead, ItemLead.item_id.in_(items), order=(ItemLead.position,)),
        documents=all_of(Document, Document.item_id.in_(items), order=(Document.position,)),
        minutes=all_of(Minute, Minute.item_id.in_(items)),
        versions=all_of(MinuteVersion, MinuteVersion.minute_id.in_(minutes)),
        resolutions=all_of(Resolution, Resolution.minute_id.in_(minutes), order=(Resolution.position,)),
        votes=all_of(Vote, Vote.item_id.in_(items)),
        casts=all_of(VoteCast, VoteCast.vote_id.in_(select(Vote.id).where(Vote.item_id.in_(items)))),
        declarations=all_of(Declaration, Declaration.meeting_id.in_(meetings)),
        entries=all_of(
            WorkProgrammeEntry,
            WorkProgrammeEntry.committee_id == here,
            order=(WorkProgrammeEntry.year, WorkProgrammeEntry.position),
        ),
        entry_leads=all_of(EntryLead, EntryLead.entry_id.in_(entries), order=(EntryLead.position,)),
        moves=all_of(EntryMove, EntryMove.entry_id.in_(entries)),
        origins=all_of(EntryOrigin, EntryOrigin.entry_id.in_(entries)),
        actions=all_of(Action, Action.committee_id == here),
        updates=all_of(ActionUpdate, ActionUpdate.action_id.in_(actions)),
        action_appearances=all_of(ActionAppearance, ActionAppearance.action_id.in_(actions)),
        recommendations=all_of(Recommendation, Recommendation.committee_id == here),
        recommendation_appearances=all_of(
            RecommendationAppearance,
            RecommendationAppearance.recommendation_id.in_(
                select(Recommendation.id).where(Recommendation.committee_id == here)
            ),
        ),
        carried=_carried(session, items),
    )


@cache
def _columns(model: type[Base]) -> tuple[Label[Any], ...]:
    """A table's columns under the names of its attributes: `from_`, which as a column is "from"."""
    return tuple(attribute.columns[0].label(attribute.key) for attribute in inspect(model).column_attrs)


def _rows(model: type[Base]) -> Select[Any]:
    return select(*_columns(model))


def _carried(session: Session, items: Select[Any]) -> dict[int, int]:
    """Business that had no topic and was carried over, with the topic it was given then.

    The roll-forward itself is no part of the record. What matters of it is that the business is not carried twice.
    """
    found = (
        select(RollForwardLine.subject_id, AgendaItem.topic_id)
        .join(RollForward, RollForward.id == RollForwardLine.roll_forward_id)
        .join(AgendaItem, AgendaItem.id == RollForwardLine.item_id)
        .where(
            RollForwardLine.subject == Subject.ITEM.value,
            RollForwardLine.subject_id.in_(items),
            RollForward.undone_at.is_(None),
        )
    )
    return {item_id: topic_id for item_id, topic_id in session.execute(found) if topic_id is not None}


def _series(committee_id: int, items: Select[Any]) -> Select[Any]:
    """The committee's own runs of numbers, and the shared ones that its minutes use."""
    used = select(MinuteNumber.series_id).join(Minute, Minute.number_id == MinuteNumber.id)
    used = used.where(Minute.item_id.in_(items))
    return select(MinuteSeries.id).where(or_(MinuteSeries.committee_id == committee_id, MinuteSeries.id.in_(used)))


def _numbers(committee_id: int, items: Select[Any]) -> Select[Any]:
    """Every number of those runs with the item it was given to, but those of other committees in a shared run."""
    return (
        select(*_columns(MinuteNumber), Minute.item_id.label("item_id"))
        .outerjoin(Minute, Minute.number_id == MinuteNumber.id)
        .where(
            MinuteNumber.series_id.in_(_series(committee_id, items)),
            or_(Minute.id.is_(None), Minute.item_id.in_(items)),
        )
        .order_by(MinuteNumber.series_id, MinuteNumber.ordinal, MinuteNumber.suffix)
    )


def _named_here(committee_id: int) -> ColumnElement[bool]:
    """People whom this committee names, and people whom no committee names at all, so that none is lost."""
    meetings = select(Meeting.id).where(Meeting.committee_id == committee_id)
    items = select(AgendaItem.id).where(AgendaItem.meeting_id.in_(meetings))
    entries = select(WorkProgrammeEntry.id).where(WorkProgrammeEntry.committee_id == committee_id)
    votes = select(Vote.id).where(Vote.item_id.in_(items))
    by_table: dict[Any, ColumnElement[bool]] = {
        Membership: Membership.committee_id == committee_id,
        Attendance: Attendance.meeting_id.in_(meetings),
        ItemLead: ItemLead.item_id.in_(items),
        EntryLead: EntryLead.entry_id.in_(entries),
        VoteCast: VoteCast.vote_id.in_(votes),
        Declaration: Declaration.meeting_id.in_(meetings),
    }
    here = [select(model.person_id).where(rule) for model, rule in by_table.items()]
    here.append(select(Action.owner_id).where(Action.committee_id == committee_id))
    anywhere = [select(model.person_id).where(model.person_id.is_not(None)) for model in by_table]
    anywhere.append(select(Action.owner_id).where(Action.owner_id.is_not(None)))
    return or_(Person.id.in_(union(*here)), and_(Person.id.not_in(union(*anywhere))))
