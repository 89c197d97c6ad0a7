"""What a roll-forward puts on a draft agenda: an appearance of each topic, and the business that comes by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from scrutiny.domain.agenda_order import Slot, Stage, insert
from scrutiny.domain.roll_forward import Line, Subject, Thing
from scrutiny.domain.vocabulary import ItemKind, ItemOutcome, Part
from scrutiny.models.agenda import AgendaItem, ItemLead, Topic
from scrutiny.models.committees import StandingItem
from scrutiny.models.meetings import Meeting
from scrutiny.models.programme import EntryLead, EntryOrigin, WorkProgrammeEntry
from scrutiny.operations.brought_forward import Place, bring, named_by
from scrutiny.operations.exemption import begin_exempt, keep_exempt
from scrutiny.queries import publishing

_OPENS = (ItemKind.APOLOGIES, ItemKind.DECLARATIONS, ItemKind.MINUTES)


@dataclass(frozen=True, slots=True)
class Made:
    """The item made for a line or brought for it, the topic made for business that had none, and where it was."""

    item_id: int
    new_topic_id: int | None
    was: Place | None


def take_up_again(session: Session, meeting: Meeting, lines: Sequence[Line]) -> dict[Thing, dict[str, object]]:
    """What is on this very agenda as put off, because it had gone elsewhere and came back: it is pending once more.

    Answers by thing with what it was, for undoing.
    """
    put_off = {
        item.topic_id: item for item in publishing.items(session, meeting.id) if item.outcome.open and item.topic_id
    }
    before: dict[Thing, dict[str, object]] = {}
    for line, topic_id in _topics(session, lines):
        item = put_off.pop(topic_id, None) if topic_id else None
        if item is not None:
            was = {"item_id": item.id, "outcome": item.outcome.value, "note": item.outcome_note}
            before[line.thing] = {"put_off": was}
            item.outcome, item.outcome_note = ItemOutcome.PENDING, ""
    session.flush()
    return before


def _topics(session: Session, lines: Sequence[Line]) -> list[tuple[Line, int | None]]:
    """Each line on an item or an entry, with the topic of that."""
    sources = _sources(session, [line for line in lines if line.thing.subject in (Subject.ITEM, Subject.ENTRY)], {})
    return [
        (line, source.topic_id)
        for line in lines
        if isinstance(source := sources.get(line.thing), AgendaItem | WorkProgrammeEntry)
    ]


def carry_out(session: Session, meeting: Meeting, lines: Sequence[Line]) -> dict[Thing, Made]:
    """Add the items, in the order of business. Two lines on one topic make one item, answered for by the first."""
    there = publishing.items(session, meeting.id)
    taken = {item.topic_id for item in there if item.topic_id is not None}
    standing = {
        item.id: item
        for item in session.scalars(select(StandingItem).where(StandingItem.committee_id == meeting.committee_id))
    }
    sources = _sources(session, lines, standing)
    exempt = _exempt_topics(session, meeting)
    brought = named_by(session, lines)
    new: list[tuple[Line, AgendaItem]] = []
    topics: dict[Thing, Topic] = {}
    for line in lines:
        source = sources[line.thing]
        item = brought.get(line.thing) or _item_for(meeting, line, source)
        if item.topic_id in taken:
            continue
        if item.topic_id is not None:
            taken.add(item.topic_id)
        elif line.thing.subject is Subject.ITEM:
            topics[line.thing] = item.topic = _topic_for(meeting, item)
        if item.topic_id in exempt and not item.exempt:
            begin_exempt(session, item, exempt[item.topic_id])
        new.append((line, item))
    was = bring(session, meeting, [item for line, item in new if line.thing in brought])
    session.add_all(item for _, item in new)
    placed = [(slot_of(item, standing), item) for item in there]
    joining = [(_new_slot(line, item), item) for line, item in new]
    for position, item in enumerate(insert(placed, joining), start=1):
        item.position = position
    session.flush()
    return {
        line.thing: Made(item.id, topics[line.thing].id if line.thing in topics else None, was.get(item.id))
        for line, item in new
    }


Source = AgendaItem | WorkProgrammeEntry | StandingItem | None


def _sources(session: Session, lines: Sequence[Line], standing: dict[int, StandingItem]) -> dict[Thing, Source]:
    """The row behind each line, in three statements. Minutes have none: their line says all."""
    ids = {subject: [line.thing.id for line in lines if line.thing.subject is subject] for subject in Subject}
    items = select(AgendaItem).where(AgendaItem.id.in_(ids[Subject.ITEM])).options(selectinload(AgendaItem.leads))
    entries = (
        select(WorkProgrammeEntry)
        .where(WorkProgrammeEntry.id.in_(ids[Subject.ENTRY]))
        .options(selectinload(WorkProgrammeEntry.leads))
    )
    asked_for = (
        select(EntryOrigin.resolution_id, WorkProgrammeEntry)
        .join(WorkProgrammeEntry, WorkProgrammeEntry.id == EntryOrigin.entry_id)
        .where(EntryOrigin.resolution_id.in_(ids[Subject.RESOLUTION]))
        .options(selectinload(WorkProgrammeEntry.leads))
    )
    sources: dict[Thing, Source] = {line.thing: None for line in lines}
    sources |= {Thing(Subject.ITEM, item.id): item for item in session.scalars(items)}
    sources |= {Thing(Subject.ENTRY, entry.id): entry for entry in session.scalars(entries)}
    sources |= {Thing(Subject.RESOLUTION, id_): entry for id_, entry in session.execute(asked_for)}
    sources |= {Thing(Subject.STANDING, id_): standing[id_] for id_ in ids[Subject.STANDING]}
    return sources


def _item_for(meeting: Meeting, line: Line, source: Source) -> AgendaItem:
    item = AgendaItem(meeting_id=meeting.id, title=line.title, kind=ItemKind.BUSINESS, part=Part.ONE)
    if isinstance(source, AgendaItem):
        item.topic_id, item.entry_id = source.topic_id, source.entry_id
        item.minutes_wanted = source.minutes_wanted
        keep_exempt(item, source)
    elif isinstance(source, WorkProgrammeEntry):
        item.title, item.topic_id, item.entry_id = source.title, source.topic_id, source.id
    elif isinstance(source, StandingItem):
        item.topic_id, item.standing_item_id, item.kind = source.topic_id, source.id, source.kind
    else:
        item.minutes_of_id, item.kind = line.thing.id, ItemKind.MINUTES
    if not isinstance(source, StandingItem | None):
        item.leads = [_lead(lead) for lead in source.leads]
    return item


def _topic_for(meeting: Meeting, item: AgendaItem) -> Topic:
    """The topic of business that has none, as open or as exempt as that is."""
    return Topic(
        committee_id=meeting.committee_id,
        title=item.title,
        exempt=item.exempt,
        public_title=item.public_title,
        paragraphs=item.paragraphs,
    )


def _exempt_topics(session: Session, meeting: Meeting) -> dict[int | None, Topic]:
    """Those of the committee, by id."""
    found = select(Topic).where(Topic.committee_id == meeting.committee_id, Topic.exempt)
    return {topic.id: topic for topic in session.scalars(found)}


def _new_slot(line: Line, item: AgendaItem) -> Slot:
    if item.part is Part.TWO:
        return Slot(Stage.EXEMPT)
    return line.slot or Slot(Stage.BUSINESS)


def _lead(lead: ItemLead | EntryLead) -> ItemLead:
    return ItemLead(
        person_id=lead.person_id, name=lead.name, capacity=lead.capacity, label=lead.label, position=lead.position
    )


def slot_of(item: AgendaItem, standing: dict[int, StandingItem]) -> Slot:
    """Where an item that is there already belongs, for those that join it."""
    if item.part is Part.TWO or item.kind is ItemKind.EXCLUSION:
        return Slot(Stage.EXEMPT)
    template = standing.get(item.standing_item_id) if item.standing_item_id else None
    if item.kind is ItemKind.MINUTES:
        place = next((one.position for one in standing.values() if one.kind is ItemKind.MINUTES), 0)
        return Slot(Stage.OPENING, place)
    if template and template.month is None:
        return Slot(Stage.CLOSING if template.at_the_end else Stage.OPENING, template.position)
    if item.kind is ItemKind.WORK_PROGRAMME:
        return Slot(Stage.CLOSING)
    return Slot(Stage.OPENING) if item.kind in _OPENS else Slot(Stage.BUSINESS)
