"""The plan: each open thing in its one place, with the reason in words."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from scrutiny.domain.agenda_order import Slot
from scrutiny.domain.roll_forward.facts import Sitting


class BusinessOrder(IntEnum):
    """The order in which new business joins an agenda."""

    CARRIED_OVER = 0
    PLANNED = 1
    YEARLY = 2


class Destination(StrEnum):
    AGENDA = "agenda"
    TRACKER = "tracker"
    REDATED = "redated"
    UNDATED = "undated"
    STAYS = "stays"

    @property
    def label(self) -> str:
        return {
            "agenda": "On the agenda",
            "tracker": "On the tracker going to the meeting",
            "redated": "Re-dated on the programme",
            "undated": "Left to be confirmed",
            "stays": "Left where it is",
        }[self.value]


class Subject(StrEnum):
    """What kind of open thing a line is about."""

    ITEM = "item"
    ENTRY = "entry"
    RESOLUTION = "resolution"
    ACTION = "action"
    RECOMMENDATION = "recommendation"
    STANDING = "standing"
    MINUTES = "minutes"


@dataclass(frozen=True, slots=True, order=True)
class Thing:
    """One open thing: the kind, and the id of its row."""

    subject: Subject
    id: int


@dataclass(frozen=True, slots=True)
class Line:
    """One open thing and its one place. A settled line is there already: carrying it out changes nothing.

    `slot` is its place in the order of an agenda, `to` the later meeting that an entry is re-dated to, `year` the first
    year of the programme that an entry moves to, `brings` the item of a later draft agenda that comes here instead.
    `ended` says that it is closed, and is on the tracker to be reported so.
    """

    thing: Thing
    title: str
    destination: Destination
    because: str
    settled: bool = True
    slot: Slot | None = None
    to: Sitting | None = None
    year: int | None = None
    brings: int | None = None
    ended: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    target: Sitting
    lines: tuple[Line, ...]

    @property
    def outstanding(self) -> tuple[Line, ...]:
        """The lines that are still to be carried out."""
        return tuple(line for line in self.lines if not line.settled)
