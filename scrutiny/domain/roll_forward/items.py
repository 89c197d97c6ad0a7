"""Business of earlier agendas that was not finished."""

from collections.abc import Iterator

from scrutiny.domain.agenda_order import Slot, Stage
from scrutiny.domain.roll_forward.facts import (
    Appearance,
    OpenThings,
    PlannedEntry,
    Sitting,
)
from scrutiny.domain.roll_forward.places import BusinessOrder, Destination, Line, Subject, Thing
from scrutiny.domain.roll_forward.words import record_the_outcome, slot_of, what_became_of
from scrutiny.domain.vocabulary import EntryStatus


def stories(appearances: tuple[Appearance, ...]) -> Iterator[list[Appearance]]:
    """The appearances of each topic in the order of their meetings; business without a topic is a story of one."""
    stories: dict[tuple[str, int], list[Appearance]] = {}
    for appearance in sorted(appearances, key=lambda a: a.sitting):
        topic = appearance.topic_id
        key = ("item", appearance.item_id) if topic is None else ("topic", topic)
        stories.setdefault(key, []).append(appearance)
    return iter(stories.values())


def item_line(
    story: list[Appearance], things: OpenThings, entries: dict[int, PlannedEntry], dated: dict[int, PlannedEntry]
) -> Line | None:
    """The line of a topic that an earlier meeting did not finish, or None where nothing is open.

    Where an open programme entry stands behind the item, the line is the entry's; where an entry was closed with a
    reason, so was the item.
    """
    unfinished, to_come = _still_open(story)
    open_thing = unfinished or (to_come[0] if to_come else None)
    if open_thing is None or open_thing.entry_id in entries:
        return None
    here = next((a for a in to_come if a.sitting == things.target), None)
    if not to_come and open_thing.entry in (EntryStatus.WITHDRAWN, EntryStatus.COMPLETED):
        return None
    thing, title = Thing(Subject.ITEM, open_thing.item_id), open_thing.title
    slot = Slot(Stage.BUSINESS, BusinessOrder.CARRIED_OVER)
    if here:
        because = what_became_of(unfinished) if unfinished else "It was put on this agenda."
        return Line(thing, title, Destination.AGENDA, because, slot=slot)
    if unfinished and (later := _can_come_forward(unfinished, to_come, things.target)):
        because = f"{what_became_of(unfinished)} It comes here from the agenda for {later.sitting}."
        return Line(thing, title, Destination.AGENDA, because, settled=False, slot=slot, brings=later.item_id)
    reason = _stays_because(open_thing, to_come, things.target, dated)
    if reason:
        return Line(thing, title, Destination.STAYS, reason)
    return Line(thing, title, Destination.AGENDA, what_became_of(open_thing), settled=False, slot=slot)


def _still_open(story: list[Appearance]) -> tuple[Appearance | None, list[Appearance]]:
    """The last appearance that was left unfinished and not taken up since; and those on agendas still to come."""
    unfinished: Appearance | None = None
    for appearance in story:
        if appearance.unfinished or appearance.unrecorded:
            unfinished = appearance
        elif not appearance.to_come:
            unfinished = None
    return unfinished, [appearance for appearance in story if appearance.to_come]


def _can_come_forward(unfinished: Appearance, to_come: list[Appearance], target: Sitting) -> Appearance | None:
    """Where it was rolled to, when that meeting is after the target by now; not where somebody put it by hand."""
    if not to_come or not unfinished.unfinished or unfinished.sitting >= target:
        return None
    first = to_come[0]
    return first if first.movable and first.sitting > target else None


def _stays_because(item: Appearance, to_come: list[Appearance], target: Sitting, dated: dict[int, PlannedEntry]) -> str:
    if to_come:
        return f"It is on the agenda for {to_come[0].sitting}."
    if item.unrecorded:
        return record_the_outcome(item)
    if item.sitting > target:
        return f"{what_became_of(item)} That is after this meeting."
    planned = dated.get(item.topic_id) if item.topic_id is not None else None
    if planned and planned.sitting != target:
        return f"{what_became_of(item)} The programme has it for {slot_of(planned)}."
    return ""
