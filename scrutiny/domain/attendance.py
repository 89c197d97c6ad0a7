"""Who counts: towards the quorum, and in the votes on an item.

In England a member is present who is in the room (Local Government Act 1972 Sch. 12 paras. 39 and 45; R (Hertfordshire
County Council) v Secretary of State [2021] EWHC 1093 (Admin)): who attends remotely neither counts nor votes. In Wales
they do both (Local Government and Elections (Wales) Act 2021 s.47). Whoever had not arrived, had left or had withdrawn
is not counted, and a co-optee without a vote makes no quorum.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from scrutiny.domain.dates import written_time
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.vocabulary import AttendanceStatus, Movement

COMES = (Movement.ARRIVED, Movement.RETURNED)


class Bar(StrEnum):
    """Why somebody is not counted; read behind the name: `Ada Marsh had left`."""

    NOT_THERE = "was not there"
    GUEST = "was in attendance only"
    REMOTE = "attended remotely, which carries no vote"
    NO_VOTE = "has no vote on this committee"
    NOT_YET = "had not arrived"
    LEFT = "had left"
    WITHDREW = "had withdrawn"


_BY_STATUS = {
    AttendanceStatus.APOLOGIES: Bar.NOT_THERE,
    AttendanceStatus.ABSENT: Bar.NOT_THERE,
    AttendanceStatus.IN_ATTENDANCE: Bar.GUEST,
}
_AFTER = {
    Movement.ARRIVED: None,
    Movement.RETURNED: None,
    Movement.LEFT: Bar.LEFT,
    Movement.WITHDREW: Bar.WITHDREW,
}


@dataclass(frozen=True, slots=True)
class Step:
    """Somebody came or went. `place` is that of the item on the agenda: 1 for the first, 0 for before it.

    `row` is the order in which steps were written down; `during` says the place in words: `during item 5A`.
    """

    movement: Movement
    place: int
    at: time | None = None
    row: int = 0
    during: str = ""


def in_order(steps: Iterable[Step]) -> tuple[Step, ...]:
    """As they happened: by item, and within one by the clock where all have a time, else as written down."""
    steps = tuple(steps)
    return tuple(sorted(steps, key=_moment(steps)))


def _moment(steps: Iterable[Step]) -> Callable[[Step], tuple[int, time, int]]:
    untimed = {step.place for step in steps if step.at is None}

    def moment(step: Step) -> tuple[int, time, int]:
        timed = step.at if step.at and step.place not in untimed else time.min
        return step.place, timed, step.row

    return moment


@dataclass(frozen=True, slots=True)
class Sitting:
    """One person on the roll. `votes` is False for a co-optee without a vote; `steps` in any order."""

    name: str
    status: AttendanceStatus
    votes: bool = True
    steps: tuple[Step, ...] = ()
    person_id: int | None = None
    attendance_id: int = 0

    @property
    def was_there(self) -> bool:
        """In whatever way: in the room, on a screen, or as a guest."""
        return _BY_STATUS.get(self.status) is not Bar.NOT_THERE

    def away_before(self, place: int) -> Bar | None:
        """Whether they are in the room when the meeting comes to that item."""
        return self._away(step for step in in_order(self.steps) if step.place < place)

    def away_at(self, place: int) -> Bar | None:
        """Whether they have a part in that item. Who withdraws for it has none, back before its end or not."""
        until = [step for step in in_order(self.steps) if step.place <= place]
        if any(step.place == place and step.movement is Movement.WITHDREW for step in until):
            return Bar.WITHDREW
        return self._away(until)

    def _away(self, steps: Iterable[Step]) -> Bar | None:
        first = in_order(self.steps)[:1]
        away = Bar.NOT_YET if first and first[0].movement is Movement.ARRIVED else None
        for step in steps:
            away = _AFTER[step.movement]
        return away


@dataclass(frozen=True, slots=True)
class Room:
    """A meeting as it sat: who, out of how many items, and what its rules are."""

    sittings: tuple[Sitting, ...]
    quorum: int = 0
    items: int = 0
    remote_counts: bool = False

    def counts(self, sitting: Sitting) -> Bar | None:
        """Why this person, there for all of it, would not be counted; None for a member who is."""
        if bar := _BY_STATUS.get(sitting.status):
            return bar
        if sitting.status is AttendanceStatus.REMOTE and not self.remote_counts:
            return Bar.REMOTE
        return None if sitting.votes else Bar.NO_VOTE

    def bar(self, sitting: Sitting, place: int) -> Bar | None:
        """Why this person may not vote on the item at that place; None for one who may."""
        return self.counts(sitting) or sitting.away_at(place)

    def voters(self, place: int) -> tuple[Sitting, ...]:
        return tuple(each for each in self.sittings if self.bar(each, place) is None)

    @property
    def counted(self) -> tuple[Sitting, ...]:
        """The members who make a quorum, had they all come in time and stayed."""
        return tuple(each for each in self.sittings if self.counts(each) is None)

    def fewest(self, place: int) -> int:
        """The smallest number of them in the room at any moment of that item."""
        there = {at for at, each in enumerate(self.counted) if each.away_before(place) is None}
        moves = [(step, at) for at, each in enumerate(self.counted) for step in each.steps if step.place == place]
        moment = _moment(step for step, _ in moves)
        least = len(there)
        for step, at in sorted(moves, key=lambda move: moment(move[0])):
            there = there | {at} if step.movement in COMES else there - {at}
            least = min(least, len(there))
        return least

    @property
    def inquorate(self) -> tuple[tuple[int, int], ...]:
        """Places at which the quorum was not kept up, each with how few there were."""
        fewest = ((place, self.fewest(place)) for place in range(1, self.items + 1))
        return tuple((place, number) for place, number in fewest if number < self.quorum)


def require_possible(name: str, steps: Iterable[Step]) -> None:
    """Raises RuleBroken for comings and goings that one person cannot have done."""
    there, before = True, None
    for step in in_order(steps):
        if before is None:
            there = step.movement is not Movement.ARRIVED
        elif step.movement is Movement.ARRIVED:
            raise RuleBroken(
                f"{name} {before.movement.value} {before.during}, so cannot have arrived {step.during}. "
                "Record somebody who comes back as returned."
            )
        if (step.movement in COMES) is there:
            raise RuleBroken(f"{name} cannot have {_DONE[step.movement]} {step.during}: {_since(before)}.")
        if before and before.at and step.at and step.at < before.at:
            raise RuleBroken(
                f"{name} {before.movement.value} at {written_time(before.at)}, so cannot have "
                f"{_DONE[step.movement]} {step.during} at {written_time(step.at)}."
            )
        there, before = step.movement in COMES, step


_DONE = {
    Movement.ARRIVED: "arrived",
    Movement.LEFT: "left",
    Movement.WITHDREW: "withdrawn",
    Movement.RETURNED: "returned",
}


def _since(before: Step | None) -> str:
    """Where somebody is, and since when."""
    if before is None:
        return "they were there from the beginning"
    where = "there" if before.movement in COMES else "away"
    return f"they were {where} since they {before.movement.value} {before.during}"
