"""What actions and recommendations leave out: the minute or the row they came from, and all that follows from it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from scrutiny.domain.record import Record
from scrutiny.domain.record.follow_up import Action, Recommendation, SeenAction, SeenRecommendation
from scrutiny.domain.record.meetings import Item
from scrutiny.domain.record.programme import Entry
from scrutiny.domain.record.references import UNSAID
from scrutiny.domain.vocabulary import Part
from scrutiny.intake.record.entries import item_minuted, place_of
from scrutiny.intake.record.links import Links, numbered

F = TypeVar("F", Action, Recommendation)


@dataclass(frozen=True, slots=True)
class Source:
    """Where something was asked."""

    meeting: int | None
    item: int | None
    resolution: int | None
    part: Part
    topic: int | None
    on: date | None


def actions(record: Record, links: Links) -> tuple[Action, ...]:
    done: list[Action] = []
    references = {action.reference for action in record.actions}
    for at, action in enumerate(numbered(record.actions, "actions", links.notes)):
        where = f"actions[{at}]"
        if action.from_entry is not None and action.from_entry not in links.entries:
            links.notes.mistake(f"{where}.from_entry", f"no row of the work programme is number {action.from_entry}")
        if action.superseded_by is not None and action.superseded_by not in references:
            links.notes.mistake(f"{where}.superseded_by", f"no action is “{action.superseded_by}”")
        source = _source(action, action.from_entry, where, links)
        seen = action.seen
        if seen is None:
            seen = tuple(SeenAction(meeting=day, status=action.status) for day in action.appearances)
        met = [links.meeting(each.meeting, f"{where}.appearances") for each in seen]
        action = replace(
            _placed(action, source, where, links),
            owner_person=links.person(action.owner_person, action.owner, f"{where}.owner_person"),
            due_at_meeting=links.meeting(action.due_at_meeting, f"{where}.due_at_meeting"),
            confirmed_at=links.meeting(action.confirmed_at, f"{where}.confirmed_at"),
            seen=tuple(replace(each, meeting=id_) for each, id_ in zip(seen, met, strict=True)),
            appearances=tuple(links.meetings[id_].date for id_ in met if id_),
        )
        done.append(action)
    _refuse_repeats(done, "actions", links)
    return tuple(done)


def recommendations(record: Record, links: Links) -> tuple[Recommendation, ...]:
    done: list[Recommendation] = []
    for at, asked in enumerate(numbered(record.recommendations, "recommendations", links.notes)):
        where = f"recommendations[{at}]"
        source = _source(asked, None, where, links)
        seen = asked.seen
        if seen is None:
            seen = tuple(SeenRecommendation(meeting=day, status=asked.status) for day in asked.appearances)
        met = [links.meeting(each.meeting, f"{where}.appearances") for each in seen]
        asked = replace(
            _placed(asked, source, where, links),
            seen=tuple(replace(each, meeting=id_) for each, id_ in zip(seen, met, strict=True)),
            appearances=tuple(links.meetings[id_].date for id_ in met if id_),
        )
        done.append(asked)
    _refuse_repeats(done, "recommendations", links)
    return tuple(done)


def _source(asked: Action | Recommendation, entry_id: int | None, where: str, links: Links) -> Source:
    meeting_id = links.meeting(asked.from_meeting, f"{where}.from_meeting")
    item_id = asked.from_item
    if item_id == UNSAID:
        item_id = _item(asked, meeting_id, entry_id, where, links)
    elif item_id is not None and item_id not in links.items:
        links.notes.mistake(f"{where}.from_item", f"no item is number {item_id}")
        item_id = None
    place = None
    if asked.from_resolution is not None and item_id is not None:
        place = place_of(asked.from_resolution, item_id, f"{where}.from_resolution", links)
    item = links.items.get(item_id or UNSAID)
    entry = links.entries.get(entry_id or UNSAID)
    topic = (item.topic if item else None) or (entry.topic if entry else None)
    if meeting_id is None and item_id is not None:
        meeting_id = links.meeting_of[item_id]
    return Source(
        meeting=meeting_id,
        item=item_id,
        resolution=place,
        part=_part(item, entry, links),
        topic=topic if isinstance(topic, int) else None,
        on=links.meetings[meeting_id].date if meeting_id else None,
    )


def _part(item: Item | None, entry: Entry | None, links: Links) -> Part:
    """As open as the item, or else as the topic of the row of the programme."""
    topic = links.topics.get(entry.topic) if entry and isinstance(entry.topic, int) else None
    exempt = item.exempt if item else topic is not None and topic.exempt
    return Part.TWO if exempt else Part.ONE


def _item(
    asked: Action | Recommendation, meeting_id: int | None, entry_id: int | None, where: str, links: Links
) -> int | None:
    """By the number of its minute; else the item that the row of the programme had at that meeting."""
    if asked.from_minute:
        found = item_minuted(meeting_id, asked.from_minute, links)
        if found is None:
            links.notes.mistake(f"{where}.from_minute", f"no minute {asked.from_minute} is found at that meeting")
        return found
    for item_id, item in links.items.items():
        if entry_id is not None and item.entry == entry_id and links.meeting_of[item_id] == meeting_id:
            return item_id
    return None


def _placed(asked: F, source: Source, where: str, links: Links) -> F:
    opened_on = asked.opened_on or source.on
    if opened_on is None:
        links.notes.mistake(f"{where}.opened_on", "is missing, and there is no from_meeting to take it from")
    item = links.items.get(source.item or UNSAID)
    return replace(
        asked,
        from_meeting=source.meeting if source.item else None,
        from_minute=item.minute_number if item else "",
        from_item=source.item,
        from_resolution=source.resolution,
        opened_on=opened_on,
        part=asked.part or source.part,
        topic=source.topic if asked.topic == UNSAID else links.topic(asked.topic, f"{where}.topic"),
    )


def _refuse_repeats(asked: Sequence[Action | Recommendation], where: str, links: Links) -> None:
    taken: set[str] = set()
    for at, each in enumerate(asked):
        if each.reference in taken:
            links.notes.mistake(f"{where}[{at}].reference", f"“{each.reference}” is the reference of another one")
        taken.add(each.reference)
