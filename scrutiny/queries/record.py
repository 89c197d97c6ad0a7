"""Finds everything that belongs to one committee's record, in a fixed number of statements, whatever its length."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Label, Select, inspect, or_, select, union
from sqlalchemy.orm import Session

from scrutiny.database import Base
from scrutiny.domain.roll_forward import Subject
from scrutiny.models.agenda import AgendaItem, ItemLead, Topic
from scrutiny.models.closures import AnnualMeeting
from scrutiny.models.committees import Committee, Council, StandingItem
from scrutiny.models.documents import Document, DocumentVersion
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
from scrutiny.models.official_minutes import OfficialMinutes
from scrutiny.models.people import Membership, Person, Portfolio
from scrutiny.models.programme import EntryLead, EntryMove, EntryOrigin, WorkProgrammeEntry
from scrutiny.models.roll_forward import RollForwardLine
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
    document_versions: Rows
    official_minutes: Rows
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
    finder = _Finder(session, committee.id)
    return RecordFacts(
        committee=committee,
        council=session.execute(_rows(Council).where(Council.id == committee.council_id)).one(),
        annual_meetings=finder.all_of(AnnualMeeting, AnnualMeeting.council_id == committee.council_id),
        **finder.people(),
        **finder.settings(),
        **finder.meetings(),
        **finder.agendas(),
        **finder.minutes(),
        **finder.programme(),
        **finder.follow_up(),
        carried=finder.carried(),
    )


class _Finder:
    """What belongs to one committee: by its id, or by hanging on something that does."""

    def __init__(self, session: Session, committee_id: int) -> None:
        self._session = session
        self._here = committee_id
        self._meetings = select(Meeting.id).where(Meeting.committee_id == committee_id)
        self._items = select(AgendaItem.id).where(AgendaItem.meeting_id.in_(self._meetings))
        self._entries = select(WorkProgrammeEntry.id).where(WorkProgrammeEntry.committee_id == committee_id)

    def all_of(self, model: type[Any], *rules: ColumnElement[bool], order: tuple[Any, ...] = ()) -> Rows:
        return self._session.execute(_rows(model).where(*rules).order_by(*order, *inspect(model).primary_key)).all()

    def people(self) -> dict[str, Any]:
        named = _named_here(self._here, self._items, self._entries)
        return {
            "people": self.all_of(Person, named),
            "portfolios": self.all_of(Portfolio, Portfolio.person_id.in_(select(Person.id).where(named))),
            "memberships": self.all_of(Membership, Membership.committee_id == self._here, order=(Membership.position,)),
        }

    def settings(self) -> dict[str, Any]:
        return {
            "standing_items": self.all_of(
                StandingItem, StandingItem.committee_id == self._here, order=(StandingItem.position,)
            ),
            "topics": self.all_of(Topic, Topic.committee_id == self._here),
            "series": self.all_of(MinuteSeries, MinuteSeries.id.in_(_series(self._here, self._items))),
            "numbers": self._session.execute(_numbers(self._here, self._items)).all(),
        }

    def meetings(self) -> dict[str, Any]:
        attendances = select(Attendance.id).where(Attendance.meeting_id.in_(self._meetings))
        return {
            "meetings": self.all_of(Meeting, Meeting.committee_id == self._here, order=(Meeting.on, Meeting.at)),
            "rearrangements": self.all_of(Rearrangement, Rearrangement.meeting_id.in_(self._meetings)),
            "attendances": self.all_of(
                Attendance, Attendance.meeting_id.in_(self._meetings), order=(Attendance.position,)
            ),
            "movements": self.all_of(AttendanceMovement, AttendanceMovement.attendance_id.in_(attendances)),
        }

    def agendas(self) -> dict[str, Any]:
        papers = select(Document.id).where(Document.item_id.in_(self._items))
        return {
            "items": self.all_of(AgendaItem, AgendaItem.meeting_id.in_(self._meetings), order=(AgendaItem.position,)),
            "item_leads": self.all_of(ItemLead, ItemLead.item_id.in_(self._items), order=(ItemLead.position,)),
            "documents": self.all_of(Document, Document.item_id.in_(self._items), order=(Document.position,)),
            "document_versions": self.all_of(
                DocumentVersion, DocumentVersion.document_id.in_(papers), order=(DocumentVersion.number,)
            ),
        }

    def minutes(self) -> dict[str, Any]:
        minutes = select(Minute.id).where(Minute.item_id.in_(self._items))
        votes = select(Vote.id).where(Vote.item_id.in_(self._items))
        return {
            "official_minutes": self.all_of(
                OfficialMinutes, OfficialMinutes.meeting_id.in_(self._meetings), order=(OfficialMinutes.version,)
            ),
            "minutes": self.all_of(Minute, Minute.item_id.in_(self._items)),
            "versions": self.all_of(MinuteVersion, MinuteVersion.minute_id.in_(minutes)),
            "resolutions": self.all_of(Resolution, Resolution.minute_id.in_(minutes), order=(Resolution.position,)),
            "votes": self.all_of(Vote, Vote.item_id.in_(self._items)),
            "casts": self.all_of(VoteCast, VoteCast.vote_id.in_(votes)),
            "declarations": self.all_of(Declaration, Declaration.meeting_id.in_(self._meetings)),
        }

    def programme(self) -> dict[str, Any]:
        in_order = (WorkProgrammeEntry.year, WorkProgrammeEntry.position)
        return {
            "entries": self.all_of(WorkProgrammeEntry, WorkProgrammeEntry.committee_id == self._here, order=in_order),
            "entry_leads": self.all_of(EntryLead, EntryLead.entry_id.in_(self._entries), order=(EntryLead.position,)),
            "moves": self.all_of(EntryMove, EntryMove.entry_id.in_(self._entries)),
            "origins": self.all_of(EntryOrigin, EntryOrigin.entry_id.in_(self._entries)),
        }

    def follow_up(self) -> dict[str, Any]:
        actions = select(Action.id).where(Action.committee_id == self._here)
        asked = select(Recommendation.id).where(Recommendation.committee_id == self._here)
        seen = RecommendationAppearance
        return {
            "actions": self.all_of(Action, Action.committee_id == self._here),
            "updates": self.all_of(ActionUpdate, ActionUpdate.action_id.in_(actions)),
            "action_appearances": self.all_of(ActionAppearance, ActionAppearance.action_id.in_(actions)),
            "recommendations": self.all_of(Recommendation, Recommendation.committee_id == self._here),
            "recommendation_appearances": self.all_of(seen, seen.recommendation_id.in_(asked)),
        }

    def carried(self) -> dict[int, int]:
        """Business that had no topic and was carried over, with the topic it was given then.

        The roll-forward itself is no part of the record. What matters of it is that the business is not carried twice.
        """
        found = (
            select(RollForwardLine.subject_id, AgendaItem.topic_id)
            .join(AgendaItem, AgendaItem.id == RollForwardLine.item_id)
            .where(
                RollForwardLine.subject == Subject.ITEM.value,
                RollForwardLine.subject_id.in_(self._items),
            )
        )
        return {item_id: topic_id for item_id, topic_id in self._session.execute(found) if topic_id is not None}


@cache
def _columns(model: type[Base]) -> tuple[Label[Any], ...]:
    """A table's columns under the names of its attributes: `from_`, which as a column is "from"."""
    return tuple(attribute.columns[0].label(attribute.key) for attribute in inspect(model).column_attrs)


def _rows(model: type[Base]) -> Select[Any]:
    return select(*_columns(model))


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


def _named_here(committee_id: int, items: Select[Any], entries: Select[Any]) -> ColumnElement[bool]:
    """People whom this committee names, and people whom no committee names at all, so that none is lost."""
    meetings = select(Meeting.id).where(Meeting.committee_id == committee_id)
    votes = select(Vote.id).where(Vote.item_id.in_(items))
    naming: dict[Any, ColumnElement[bool]] = {
        Membership.person_id: Membership.committee_id == committee_id,
        Attendance.person_id: Attendance.meeting_id.in_(meetings),
        ItemLead.person_id: ItemLead.item_id.in_(items),
        EntryLead.person_id: EntryLead.entry_id.in_(entries),
        VoteCast.person_id: VoteCast.vote_id.in_(votes),
        Declaration.person_id: Declaration.meeting_id.in_(meetings),
        Action.owner_id: Action.committee_id == committee_id,
    }
    here = union(*(select(column).where(rule) for column, rule in naming.items()))
    anywhere = union(*(select(column).where(column.is_not(None)) for column in naming))
    return or_(Person.id.in_(here), Person.id.not_in(anywhere))
