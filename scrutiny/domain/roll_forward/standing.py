"""Business that comes by itself: standing items, and the minutes that wait to be confirmed."""

from collections.abc import Iterable
from datetime import date

from scrutiny.domain.agenda_order import Slot, Stage
from scrutiny.domain.dates import MONTHS, written
from scrutiny.domain.roll_forward.facts import (
    OpenThings,
    PlannedEntry,
    Sitting,
    StandingBusiness,
    UnconfirmedMinutes,
)
from scrutiny.domain.roll_forward.places import BusinessOrder, Destination, Line, Subject, Thing
from scrutiny.domain.roll_forward.words import slot_of, what_became_of
from scrutiny.domain.vocabulary import ItemKind

AFTER_THE_STANDING_ITEMS = 1000


def standing_line(item: StandingBusiness, things: OpenThings, dated: dict[int, PlannedEntry]) -> Line | None:
    """A standing item, or None for one that is not due. The one for the minutes only lends its place."""
    because = "" if item.kind is ItemKind.MINUTES else _due_because(item, things)
    if not because:
        return None
    thing = Thing(Subject.STANDING, item.standing_item_id)
    settled = item.on_agenda or item.topic_id in things.topics_on_agenda
    planned = dated.get(item.topic_id) if item.topic_id is not None else None
    if not settled and item.month is not None:
        if item.to_come_at:
            return Line(thing, item.title, Destination.STAYS, f"It is on the agenda for {item.to_come_at}.")
        if planned and planned.sitting != things.target:
            return Line(thing, item.title, Destination.STAYS, f"The programme has it for {slot_of(planned)}.")
    return Line(thing, item.title, Destination.AGENDA, because, settled, slot=_standing_slot(item))


def _standing_slot(item: StandingBusiness) -> Slot:
    if item.at_the_end:
        return Slot(Stage.CLOSING, item.position)
    return Slot(Stage.BUSINESS, BusinessOrder.YEARLY) if item.month is not None else Slot(Stage.OPENING, item.position)


def _due_because(item: StandingBusiness, things: OpenThings) -> str:
    """Why the item is due, or nothing. A yearly one is due from the first of its month until a meeting has taken it."""
    if item.month is None:
        return "It is on every agenda."
    on = things.target.on
    due_from = date(on.year if item.month <= on.month else on.year - 1, item.month, 1)
    yearly = f"It is brought every year in {MONTHS[item.month - 1]}."
    if item.last is None:
        return yearly if due_from >= things.year_began.replace(day=1) else ""
    if item.last.outcome.open:
        return f"{what_became_of(item.last)} {yearly}"
    return yearly if item.last.sitting.on < due_from else ""


def minutes_slot(standing: Iterable[StandingBusiness]) -> Slot:
    """Where an agenda has the minutes of earlier meetings: where the standing item for them stands."""
    place = next((item.position for item in standing if item.kind is ItemKind.MINUTES), AFTER_THE_STANDING_ITEMS)
    return Slot(Stage.OPENING, place)


def minutes_line(minutes: UnconfirmedMinutes, slot: Slot, target: Sitting) -> Line:
    """Minutes are confirmed at the first meeting that can: from a later agenda that is a draft they come here."""
    thing = Thing(Subject.MINUTES, minutes.meeting_id)
    title = f"Minutes of the meeting held on {written(minutes.held_on)}"
    because, elsewhere = "They have still to be confirmed.", minutes.to_come_at
    if elsewhere is None or minutes.on_agenda:
        return Line(thing, title, Destination.AGENDA, because, minutes.on_agenda, slot=slot)
    if elsewhere < target:
        return Line(thing, title, Destination.STAYS, f"They are on the agenda for {elsewhere}.")
    if minutes.item_id is None:
        fixed = f"They are on the agenda for {elsewhere}, which is fixed, so they stay there."
        return Line(thing, title, Destination.STAYS, fixed)
    because = f"{because} They come here from the agenda for {elsewhere}."
    return Line(thing, title, Destination.AGENDA, because, settled=False, slot=slot, brings=minutes.item_id)
