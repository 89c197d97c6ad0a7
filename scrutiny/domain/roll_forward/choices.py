"""What an officer may say of a line instead of the plan: leave it, or send it where that is meaningful for its kind.

A choice is offered only where it can be carried out and taken back. What has an item on an agenda to come already is
moved on that agenda or on the programme, and not from here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from scrutiny.domain.agenda_order import Slot, Stage
from scrutiny.domain.roll_forward.facts import OpenThings, PlannedEntry, Sitting
from scrutiny.domain.roll_forward.places import BusinessOrder, Destination, Line, Plan, Subject, Thing
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.vocabulary import EntryStatus, Section


@dataclass(frozen=True, slots=True)
class Choice:
    """Where a line goes instead; `to` is the later meeting whose slot on the programme it is given.

    `why` is what the officer says of it. It makes no other choice of it.
    """

    destination: Destination
    to: Sitting | None = None
    why: str = field(default="", compare=False)

    @property
    def because(self) -> str:
        chose = {
            Destination.AGENDA: "The officer chose this agenda",
            Destination.UNDATED: "The officer chose to leave its date to be confirmed",
        }.get(self.destination, "The officer chose to leave it where it is")
        if self.to is not None:
            chose = f"The officer chose {self.to}"
        return f"{chose}: {self.why}" if self.why else f"{chose}."


LEAVE = Choice(Destination.STAYS)
THIS_AGENDA = Choice(Destination.AGENDA)
TO_BE_CONFIRMED = Choice(Destination.UNDATED)

Offers = Mapping[Thing, tuple[Choice, ...]]


def offers(planned: Plan, things: OpenThings) -> Offers:
    """For each line that can be changed, the choices beside the plan's own place for it. Linear in the open things."""
    offered = _Offered(things)
    return {line.thing: choices for line in planned.lines if (choices := tuple(offered.beside(line)))}


def decided(planned: Plan, things: OpenThings, chosen: Mapping[Thing, Choice]) -> Plan:
    """The plan with the officer's choices in it, each with its own reason: this is what is carried out.

    Raises RuleBroken for a choice that is not, or no longer, offered.
    """
    offered = offers(planned, things) if chosen else {}
    if any(choice not in offered.get(thing, ()) for thing, choice in chosen.items()):
        raise RuleBroken(
            "The record changed while you were reading it: something cannot go where you chose any more. "
            "Look at the plan again."
        )
    lines = tuple(_sent(line, chosen[line.thing]) if line.thing in chosen else line for line in planned.lines)
    return replace(planned, lines=lines)


def _sent(line: Line, choice: Choice) -> Line:
    if choice == LEAVE:
        return replace(line, destination=Destination.STAYS, because=choice.because, settled=True)
    slot = Slot(Stage.BUSINESS, BusinessOrder.PLANNED) if choice == THIS_AGENDA else None
    return replace(line, destination=choice.destination, because=choice.because, settled=False, slot=slot, to=choice.to)


class _Offered:
    """What can be offered, read once from all the facts."""

    def __init__(self, things: OpenThings) -> None:
        self._target, self._later = things.target, things.later
        self._entries = {entry.entry_id: entry for entry in things.entries}
        self._followed = {entry.topic_id for entry in things.entries if entry.section is Section.PROGRAMME}
        self._topics = {appearance.item_id: appearance.topic_id for appearance in things.appearances}
        to_come = [appearance for appearance in things.appearances if appearance.to_come]
        self._on_an_agenda = {appearance.entry_id for appearance in to_come}
        self._at = {(appearance.topic_id, appearance.sitting) for appearance in to_come}

    def beside(self, line: Line) -> Iterator[Choice]:
        if not line.settled:
            yield LEAVE
        if line.thing.subject is Subject.ENTRY:
            yield from self._of_entry(line, self._entries[line.thing.id])
        elif line.thing.subject is Subject.RESOLUTION:
            yield THIS_AGENDA
            yield from self._meetings(but=None)
        elif line.thing.subject is Subject.ITEM and self._can_join_the_programme(line):
            yield from self._meetings(but=None)

    def _of_entry(self, line: Line, entry: PlannedEntry) -> Iterator[Choice]:
        held_fast = entry.entry_id in self._on_an_agenda or (entry.topic_id, entry.sitting) in self._at
        if entry.section is not Section.PROGRAMME or held_fast:
            return
        if line.destination is not Destination.AGENDA:
            yield THIS_AGENDA
        if entry.status is not EntryStatus.TO_BE_CONFIRMED and line.destination is not Destination.UNDATED:
            yield TO_BE_CONFIRMED
        yield from self._meetings(but=line.to or entry.sitting)

    def _can_join_the_programme(self, line: Line) -> bool:
        """Business that comes from an earlier agenda, has a topic to be known by, and is not on the programme."""
        topic = self._topics.get(line.thing.id)
        return not (line.settled or line.brings or topic is None or topic in self._followed)

    def _meetings(self, *, but: Sitting | None) -> Iterator[Choice]:
        return (Choice(Destination.REDATED, sitting) for sitting in self._later if sitting != but)
