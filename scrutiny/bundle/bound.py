"""What a binder answers: how long the pack became, and what could not be put in it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A paper that is not in the pack as such. `name` is its file's own; `why` goes on from the title."""

    title: str
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Bound:
    """A finished pack. `pages` is 0 where pages are not counted (Word, ZIP)."""

    pages: int
    left_out: tuple[LeftOut, ...] = ()
