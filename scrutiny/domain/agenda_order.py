"""The order of business: what opens a meeting, its business, what closes it, and what the public may not hear."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import TypeVar

Item = TypeVar("Item")


class Stage(IntEnum):
    OPENING = 0
    BUSINESS = 1
    CLOSING = 2
    EXEMPT = 3


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """Where an item belongs: the stage of the meeting, and the place within it."""

    stage: Stage
    position: int = 0


def insert(there: Sequence[tuple[Slot, Item]], new: Sequence[tuple[Slot, Item]]) -> list[Item]:
    """All items in order. What is there keeps its order, however an officer arranged it.

    A new item goes behind the last one there that belongs before it or beside it. Linear but for one sort.
    """
    if not there:
        return [item for _, item in sorted(new, key=lambda placed: placed[0])]
    lowest_from = [slot for slot, _ in there]
    for at in range(len(there) - 2, -1, -1):
        lowest_from[at] = min(lowest_from[at], lowest_from[at + 1])
    behind: list[list[Item]] = [[] for _ in range(len(there) + 1)]
    for slot, item in sorted(new, key=lambda placed: placed[0]):
        behind[bisect_right(lowest_from, slot)].append(item)
    ordered = list(behind[0])
    for at, (_, item) in enumerate(there, start=1):
        ordered.append(item)
        ordered.extend(behind[at])
    return ordered
