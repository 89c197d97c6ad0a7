"""What is wrong with a template, in words for the officer who made it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

MOST = 100
"""Faults that are told at once."""


@dataclass(frozen=True, slots=True)
class Fault:
    """`tag` as it stands in the template and `place` in words; both are empty where the fault is of the whole file.

    `at` is which paragraph of its part it is in, so that faults can be told in the order in which they are met.
    """

    why: str
    tag: str = ""
    place: str = ""
    at: int = field(default=0, compare=False)

    def __str__(self) -> str:
        return f"“{self.tag}” {self.place}: {self.why}" if self.tag else self.why


class Faulty(Exception):
    """The template cannot be used."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        each = tuple(dict.fromkeys(faults))  # a text box stands twice in the file
        more = (
            (Fault(f"And {len(each) - MOST} more mistakes: mend these, and send it again"),) if len(each) > MOST else ()
        )
        self.faults = (*each[:MOST], *more)
        super().__init__("; ".join(map(str, self.faults)))


def shortened(text: str, most: int = 60) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[: most - 1]}…"
