"""What a committee still has before it, as plain facts: what `roll_forward.plan` is given.

Everything here is read from the record as it stands. A fact is not yet a decision: a deferred item whose topic has
come to a later meeting since is among the facts, and the plan knows that it is dealt with.
"""

from dataclasses import dataclass, field
from datetime import date, time

from scrutiny.domain.dates import written
from scrutiny.domain.vocabulary import (
    ActionState,
    EntryStatus,
    ItemKind,
    ItemOutcome,
    MeetingStatus,
    RecommendationState,
    Section,
)


@dataclass(frozen=True, slots=True, order=True)
class Sitting:
    """A meeting as the plan sees it: ordered by day and hour."""

    on: date
    at: time
    meeting_id: int
    status: MeetingStatus = field(compare=False)

    @property
    def to_come(self) -> bool:
        """Whether its agenda has still to be gone through. An adjourned meeting resumes."""
        return self.status in (MeetingStatus.SCHEDULED, MeetingStatus.ADJOURNED)

    def __str__(self) -> str:
        return f"the meeting on {written(self.on)}"


@dataclass(frozen=True, slots=True)
class Appearance:
    """A topic, or business without one, on the agenda of one meeting. `entry` is its programme entry's status.

    It is `movable` where a roll-forward put it on an agenda that has never been published.
    """

    item_id: int
    title: str
    sitting: Sitting
    outcome: ItemOutcome
    note: str = ""
    topic_id: int | None = None
    entry_id: int | None = None
    entry: EntryStatus | None = None
    movable: bool = False

    @property
    def void(self) -> bool:
        """On an agenda that nobody will go through: the meeting was cancelled."""
        return self.sitting.status is MeetingStatus.CANCELLED and self.outcome is ItemOutcome.PENDING

    @property
    def to_come(self) -> bool:
        return self.outcome is ItemOutcome.PENDING and self.sitting.to_come

    @property
    def unrecorded(self) -> bool:
        """The meeting was held and nobody has said what became of the item."""
        return self.outcome is ItemOutcome.PENDING and self.sitting.status is MeetingStatus.HELD

    @property
    def unfinished(self) -> bool:
        return self.outcome.open or self.void


@dataclass(frozen=True, slots=True)
class PlannedEntry:
    """An open row of the work programme. `year` is the first year of the programme that shows it."""

    entry_id: int
    title: str
    topic_id: int
    year: int
    section: Section = Section.PROGRAMME
    status: EntryStatus = EntryStatus.PLANNED
    sitting: Sitting | None = None
    planned_on: date | None = None
    when: str = ""
    deferrals: int = 0


@dataclass(frozen=True, slots=True)
class ProgrammeRequest:
    """A resolution that something be included on the programme, which no entry answers yet."""

    resolution_id: int
    text: str
    minute: str
    resolved_on: date


@dataclass(frozen=True, slots=True)
class OpenAction:
    """An action not ended, or ended and not reported so yet. `shown` is its state on the tracker to the target."""

    action_id: int
    reference: str
    text: str
    state: ActionState
    opened_on: date
    due: date | None = None
    because: str = ""
    shown: ActionState | None = None


@dataclass(frozen=True, slots=True)
class OpenRecommendation:
    """A recommendation not ended, or ended and not reported so yet. `shown` as of an action."""

    recommendation_id: int
    reference: str
    text: str
    state: RecommendationState
    addressee: str = ""
    response_due: date | None = None
    because: str = ""
    shown: RecommendationState | None = None


@dataclass(frozen=True, slots=True)
class StandingBusiness:
    """An item that comes by itself: to every meeting, or yearly in `month`.

    `last` is its latest appearance before the target, by itself or by its topic, on an agenda that stands;
    `to_come_at` another meeting still to come that has it on its agenda.
    """

    standing_item_id: int
    title: str
    kind: ItemKind
    position: int
    at_the_end: bool = False
    month: int | None = None
    topic_id: int | None = None
    last: Appearance | None = None
    to_come_at: Sitting | None = None
    on_agenda: bool = False


@dataclass(frozen=True, slots=True)
class UnconfirmedMinutes:
    """An earlier formal meeting whose minutes no meeting has confirmed.

    `to_come_at` is another meeting that has them on its agenda, `item_id` the item there if it was never published.
    """

    meeting_id: int
    held_on: date
    to_come_at: Sitting | None = None
    item_id: int | None = None
    on_agenda: bool = False


@dataclass(frozen=True, slots=True)
class OpenThings:
    """All that is open before `target`.

    `year` is the first year of the target's municipal year, `year_began` its first day; `later` are the formal
    meetings still to come after it, in order; `topics_on_agenda` the topics that the target's agenda has.
    """

    target: Sitting
    year: int
    year_began: date
    later: tuple[Sitting, ...] = ()
    topics_on_agenda: frozenset[int] = frozenset()
    appearances: tuple[Appearance, ...] = ()
    entries: tuple[PlannedEntry, ...] = ()
    requests: tuple[ProgrammeRequest, ...] = ()
    actions: tuple[OpenAction, ...] = ()
    recommendations: tuple[OpenRecommendation, ...] = ()
    standing: tuple[StandingBusiness, ...] = ()
    minutes: tuple[UnconfirmedMinutes, ...] = ()
