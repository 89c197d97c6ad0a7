"""What a vote may say: who voted was there and had a vote, and no more voted than could."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from scrutiny.domain.attendance import Bar, Room, Sitting
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.vocabulary import Choice


@dataclass(frozen=True, slots=True)
class Poll:
    """A vote on the item at a place of the agenda, which is named `item 5A`; `names` where it was recorded by name."""

    place: int
    item: str
    for_: int = 0
    against: int = 0
    abstained: int = 0
    moved_by: str = ""
    seconded_by: str = ""
    names: tuple[str, ...] = ()


def counted(choices: Iterable[Choice]) -> tuple[int, int, int]:
    """For, against and abstained, from the names."""
    numbers = Counter(choices)
    return numbers[Choice.FOR], numbers[Choice.AGAINST], numbers[Choice.ABSTAINED]


def faults(poll: Poll, room: Room) -> tuple[str, ...]:
    """All that cannot be so, a sentence each."""
    by_name = {sitting.name: sitting for sitting in room.sittings}
    wrong = [_cannot_vote(name, by_name.get(name), poll, room) for name in poll.names]
    wrong += [_cannot_move(name, by_name.get(name), poll) for name in (poll.moved_by, poll.seconded_by)]
    if poll.moved_by and poll.moved_by == poll.seconded_by:
        wrong.append(f"{poll.moved_by} moved the motion, so somebody else seconded it.")
    cast, most = poll.for_ + poll.against + poll.abstained, len(room.voters(poll.place))
    if cast > most:
        wrong.append(f"{cast} voted, and only {most} could vote on {poll.item}.")
    return tuple(filter(None, wrong))


def require_possible(poll: Poll, room: Room) -> None:
    """Raises RuleBroken, naming each who cannot have voted and why."""
    if wrong := faults(poll, room):
        raise RuleBroken(" ".join(wrong))


def _cannot_vote(name: str, sitting: Sitting | None, poll: Poll, room: Room) -> str:
    bar = room.bar(sitting, poll.place) if sitting else Bar.NOT_THERE
    return f"{name} {bar}, so cannot have voted on {poll.item}." if bar else ""


def _cannot_move(name: str, sitting: Sitting | None, poll: Poll) -> str:
    """Who has no vote may still be let move a motion; who is not there cannot."""
    if not name:
        return ""
    away = sitting.away_at(poll.place) if sitting and sitting.was_there else Bar.NOT_THERE
    return f"{name} {away}, so cannot have moved or seconded a motion on {poll.item}." if away else ""
