"""The criteria that scrutiny committees choose their topics by, as sets to begin with; each committee makes its own.

TOPIC is scored by several councils from 0 to 2 a criterion; PICK is the older set of four questions. Both are practice
and no law: names, guidance and points are the committee's settings.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class CriterionSet:
    """`criteria` are names with what to ask; each is given from 0 to `most` points."""

    name: str
    most: int
    criteria: tuple[tuple[str, str], ...]


class Begun(StrEnum):
    TOPIC = "topic"
    PICK = "pick"


SETS = {
    Begun.TOPIC: CriterionSet(
        "TOPIC",
        2,
        (
            ("Timeliness", "Is now the right time: before a decision, and not while others look at the same?"),
            ("Organisational priority", "Does it touch what the council has set out to do?"),
            ("Public interest", "Do residents say that it matters to them?"),
            ("Influence", "Can the committee change something by looking into it?"),
            ("Cost", "Is much money at stake, or much to be saved?"),
        ),
    ),
    Begun.PICK: CriterionSet(
        "PICK",
        3,
        (
            ("Public interest", "Do residents say that it matters to them?"),
            ("Impact", "Would looking into it make a real difference, to many or to those who need it most?"),
            ("Council performance", "Is it done badly, or could it be done better for the same money?"),
            ("Keep in context", "Is it new: not looked into lately, nor being looked into by others?"),
        ),
    ),
}
