"""Finds what a clerk works on in a meeting: each item with its minute, its clauses, and what was made of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, bindparam, exists, func, or_, select
from sqlalchemy.orm import Session

from scrutiny.domain.vocabulary import EntryStatus, MeetingKind, MeetingStatus, MinutesState
from scrutiny.models.agenda import AgendaItem, ItemLead, Topic
from scrutiny.models.committees import Phrase
from scrutiny.models.follow_up import Action, Recommendation
from scrutiny.models.meetings import Meeting
from scrutiny.models.minutes import Minute, MinuteNumber, MinuteVersion, Resolution
from scrutiny.models.people import Membership, Person, Portfolio
from scrutiny.models.programme import EntryOrigin, WorkProgrammeEntry
from scrutiny.queries.rows import AnyRow, Rows

OPENING = 240
"""Characters of a minute that a list shows the beginning of."""


@dataclass(frozen=True, slots=True)
class TakingFacts:
    """A meeting’s items in order, each with the opening of its minute; their clauses, and what was made of those."""

    items: Rows
    clauses: Rows
    actions: Rows
    recommendations: Rows
    entries: Rows


_OF = AgendaItem.meeting_id == bindparam("meeting_id")
_ITEMS = (
    select(
        *(AgendaItem.id, AgendaItem.number, AgendaItem.title, AgendaItem.part, AgendaItem.restricted),
        *(AgendaItem.kind, AgendaItem.outcome, AgendaItem.outcome_note, AgendaItem.minutes_of_id),
        Minute.id.label("minute_id"),
        Minute.version,
        func.substr(Minute.narrative, 1, OPENING).label("opening"),
        MinuteNumber.printed.label("minute_number"),
    )
    .outerjoin(Minute, Minute.item_id == AgendaItem.id)
    .outerjoin(MinuteNumber, MinuteNumber.id == Minute.number_id)
    .where(_OF)
    .order_by(AgendaItem.position, AgendaItem.id)
)
_CLAUSES = (
    select(Resolution.id, Minute.item_id, Resolution.letter, Resolution.text, Resolution.kind)
    .join(Minute, Minute.id == Resolution.minute_id)
    .join(AgendaItem, AgendaItem.id == Minute.item_id)
    .where(_OF)
    .order_by(Minute.item_id, Resolution.position)
)
_ACTIONS = (
    select(
        *(Action.id, Action.item_id, Action.resolution_id, Action.reference, Action.text, Action.owner, Action.due),
        *(Action.state, Meeting.on.label("due_meeting_on")),
    )
    .join(AgendaItem, AgendaItem.id == Action.item_id)
    .outerjoin(Meeting, Meeting.id == Action.due_meeting_id)
    .where(_OF)
    .order_by(Action.id)
)
_RECOMMENDATIONS = (
    select(
        *(Recommendation.id, Recommendation.resolution_id, Recommendation.reference, Recommendation.addressee),
        Recommendation.state,
    )
    .join(AgendaItem, AgendaItem.id == Recommendation.item_id)
    .where(_OF)
    .order_by(Recommendation.id)
)
_ENTRIES = (
    select(
        *(EntryOrigin.resolution_id, WorkProgrammeEntry.id, WorkProgrammeEntry.topic_id, WorkProgrammeEntry.title),
        *(WorkProgrammeEntry.when, WorkProgrammeEntry.planned_on, WorkProgrammeEntry.status),
        Meeting.on.label("meeting_on"),
    )
    .join(WorkProgrammeEntry, WorkProgrammeEntry.id == EntryOrigin.entry_id)
    .join(Resolution, Resolution.id == EntryOrigin.resolution_id)
    .join(Minute, Minute.id == Resolution.minute_id)
    .join(AgendaItem, AgendaItem.id == Minute.item_id)
    .outerjoin(Meeting, Meeting.id == WorkProgrammeEntry.meeting_id)
    .where(_OF)
    .order_by(EntryOrigin.id)
)


def of_meeting(session: Session, meeting_id: int) -> TakingFacts:
    wanted = {"meeting_id": meeting_id}
    connection = session.connection()
    return TakingFacts(
        *(
            connection.execute(statement, wanted).all()
            for statement in (_ITEMS, _CLAUSES, _ACTIONS, _RECOMMENDATIONS, _ENTRIES)
        )
    )


def minute_of(session: Session, item_id: int) -> Minute | None:
    return session.scalar(select(Minute).where(Minute.item_id == item_id))


_SAVED = (
    select(
        *(Minute.id, Minute.version, func.coalesce(Minute.narrative, "").label("narrative")),
        func.coalesce(Minute.public_summary, "").label("public_summary"),
    )
    .select_from(AgendaItem)
    .outerjoin(Minute, Minute.item_id == AgendaItem.id)
    .where(AgendaItem.id == bindparam("item_id"))
)


def saved_text(connection: Connection, item_id: int) -> AnyRow:
    """What the record holds of an item's minute now, whatever an object read earlier says; all empty for none."""
    return connection.execute(_SAVED, {"item_id": item_id}).one()


def anything_made_of(session: Session, resolution_id: int) -> bool:
    """Whether an action, a recommendation or an entry of the programme came from a clause."""
    made = (Action.resolution_id, Recommendation.resolution_id, EntryOrigin.resolution_id)
    return any(session.scalar(select(exists().where(column == resolution_id))) for column in made)


def asked_in(session: Session, item_id: int) -> set[str]:
    """The words of what was asked for under an item, spaces folded."""
    return {" ".join(text.split()) for text in session.scalars(select(Action.text).where(Action.item_id == item_id))}


def minutes_of(session: Session, meeting_id: int) -> Rows:
    """Each minute of a meeting in order: `id`, `item_id`, `title`, `printed`, `narrative`, `version`, `exempt`."""
    found = (
        select(
            *(Minute.id, Minute.item_id, AgendaItem.title, MinuteNumber.printed, Minute.narrative, Minute.version),
            or_(AgendaItem.restricted, AgendaItem.part == "2").label("exempt"),
        )
        .join(AgendaItem, AgendaItem.id == Minute.item_id)
        .outerjoin(MinuteNumber, MinuteNumber.id == Minute.number_id)
        .where(AgendaItem.meeting_id == meeting_id)
        .order_by(AgendaItem.position, AgendaItem.id)
    )
    return session.execute(found).all()


def clauses_of(session: Session, minute_id: int) -> Rows:
    found = select(Resolution.id, Resolution.letter, Resolution.text, Resolution.kind)
    return session.execute(found.where(Resolution.minute_id == minute_id).order_by(Resolution.position)).all()


def versions(session: Session, minute_id: int) -> Rows:
    """The texts that were kept of a minute, the oldest first."""
    found = select(
        *(MinuteVersion.id, MinuteVersion.state, MinuteVersion.narrative, MinuteVersion.resolved),
        *(MinuteVersion.because, MinuteVersion.by, MinuteVersion.at),
    )
    return session.execute(found.where(MinuteVersion.minute_id == minute_id).order_by(MinuteVersion.id)).all()


def steps_taken(session: Session, meeting_id: int) -> dict[MinutesState, AnyRow]:
    """By whom and when the minutes were last agreed and first confirmed: `state`, `by`, `at`."""
    found = (
        select(MinuteVersion.state, MinuteVersion.by, MinuteVersion.at, MinuteVersion.because)
        .join(Minute, Minute.id == MinuteVersion.minute_id)
        .join(AgendaItem, AgendaItem.id == Minute.item_id)
        .where(AgendaItem.meeting_id == meeting_id)
        .order_by(MinuteVersion.id)
    )
    taken: dict[MinutesState, AnyRow] = {}
    for row in session.execute(found):
        if row.state is not MinutesState.CONFIRMED or row.state not in taken:
            taken[row.state] = row
    return taken


def later_meetings(session: Session, meeting: Meeting, today: date) -> Rows:
    """Those that can have confirmed a meeting's minutes: later formal ones, held or of today, the nearest first."""
    found = select(Meeting.id, Meeting.on, Meeting.at).where(
        Meeting.committee_id == meeting.committee_id,
        Meeting.kind == MeetingKind.FORMAL,
        or_(Meeting.on > meeting.on, (Meeting.on == meeting.on) & (Meeting.at > meeting.at)),
        Meeting.on <= today,
        Meeting.status != MeetingStatus.CANCELLED,
    )
    return session.execute(found.order_by(Meeting.on, Meeting.at, Meeting.id)).all()


def coming_meetings(session: Session, committee_id: int, today: date) -> Rows:
    """Meetings that something can be due at: today's and later ones that are not called off."""
    found = select(Meeting.id, Meeting.on).where(
        Meeting.committee_id == committee_id,
        Meeting.on >= today,
        Meeting.status.in_([MeetingStatus.SCHEDULED, MeetingStatus.ADJOURNED]),
    )
    return session.execute(found.order_by(Meeting.on, Meeting.at, Meeting.id)).all()


def open_entries(session: Session, committee_id: int) -> Rows:
    """Rows of the programme that a resolution may be about: `id`, `title`, `when`, `meeting_on`, `exempt`."""
    found = (
        select(
            *(WorkProgrammeEntry.id, WorkProgrammeEntry.title, WorkProgrammeEntry.when, WorkProgrammeEntry.planned_on),
            Meeting.on.label("meeting_on"),
            Topic.exempt,
        )
        .join(Topic, Topic.id == WorkProgrammeEntry.topic_id)
        .outerjoin(Meeting, Meeting.id == WorkProgrammeEntry.meeting_id)
        .where(
            WorkProgrammeEntry.committee_id == committee_id,
            WorkProgrammeEntry.status.in_([status for status in EntryStatus if status.open]),
        )
        .order_by(WorkProgrammeEntry.title, WorkProgrammeEntry.id)
    )
    return session.execute(found).all()


def topics(session: Session, committee_id: int) -> Rows:
    found = select(Topic.id, Topic.title, Topic.exempt).where(Topic.committee_id == committee_id)
    return session.execute(found.order_by(Topic.title, Topic.id)).all()


def answerable(session: Session, item: AgendaItem, committee_id: int, on: date) -> list[str]:
    """Names of those whom something may be asked of: the item's own people, then members, cabinet and past owners."""
    sitting = (Membership.from_ <= on, or_(Membership.to.is_(None), Membership.to >= on))
    of_item = select(ItemLead.name).where(ItemLead.item_id == item.id, ItemLead.name != "").order_by(ItemLead.position)
    members = (
        select(Person.name)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.committee_id == committee_id, *sitting)
        .order_by(Membership.position)
    )
    cabinet = select(Person.name).join(Portfolio, Portfolio.person_id == Person.id).order_by(Person.name)
    owners = select(Action.owner).where(Action.committee_id == committee_id, Action.owner != "").distinct()
    found = (session.scalars(names) for names in (of_item, members, cabinet, owners.order_by(Action.owner)))
    return list(dict.fromkeys(name for names in found for name in names))


def addressees(session: Session, committee_id: int) -> list[str]:
    """To whom a committee has recommended something before."""
    found = select(Recommendation.addressee).where(
        Recommendation.committee_id == committee_id, Recommendation.addressee != ""
    )
    return list(session.scalars(found.distinct().order_by(Recommendation.addressee)))


def person_named(session: Session, name: str) -> Person | None:
    """The one person of that name; None where there is none, or where two have it."""
    found = session.scalars(select(Person).where(Person.name == name).limit(2)).all()
    return found[0] if len(found) == 1 else None


def phrases(session: Session, committee_id: int) -> Rows:
    found = select(Phrase.id, Phrase.text).where(Phrase.committee_id == committee_id)
    return session.execute(found.order_by(Phrase.position, Phrase.id)).all()
