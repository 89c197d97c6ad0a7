"""Who answers for a matter, as somebody writes it down: a line each, `Lead Officer: Ivy Lane`.

A label may have no name yet ("Lead Officer:" left blank), and several names behind it, with semicolons between: a comma
is part of a name ("Kath Perry, MBE").
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.text import clean, one_line
from scrutiny.domain.vocabulary import Capacity

LONGEST_LABEL, LONGEST_NAME = 100, 250

_SAID_BY_THE_LABEL = (
    (Capacity.CABINET_MEMBER, ("cabinet", "portfolio")),
    (Capacity.LEAD_OFFICER, ("officer", "director", "head of")),
)


class Labelled(Protocol):
    @property
    def label(self) -> str: ...
    @property
    def name(self) -> str: ...


@dataclass(frozen=True, slots=True)
class LeadNamed:
    """Somebody who answers for an entry, with the label as written; the name may still be empty."""

    label: str
    name: str = ""
    capacity: Capacity = Capacity.OTHER
    person_id: int | None = None


def read(text: str) -> tuple[LeadNamed, ...]:
    """Those whom the lines name, in their order, each once. Raises RuleBroken, naming the line, for one it cannot."""
    found: dict[LeadNamed, None] = {}
    for number, line in enumerate(clean(text, field="Who answers for it").split("\n"), start=1):
        if not line.strip():
            continue
        label, colon, names = line.partition(":")
        label = one_line(label, field=f"The label in line {number}", most=LONGEST_LABEL)
        if not (colon and label):
            raise RuleBroken(f"Line {number} does not say in what capacity. Write it like “Lead Officer: Ivy Lane”.")
        for name in [name for name in names.split(";") if name.strip()] or [""]:
            name = one_line(name, field=f"The name in line {number}", most=LONGEST_NAME)
            found[LeadNamed(label, name, capacity(label))] = None
    return tuple(found)


def lines(leads: Iterable[Labelled]) -> str:
    """As `read` takes them: a line each."""
    return "\n".join(f"{lead.label}: {lead.name}".rstrip() for lead in leads)


def capacity(label: str) -> Capacity:
    """What a label says of the capacity: "Lead Officers" are lead officers, a "Witness" is neither."""
    said = label.lower()
    return next((which for which, words in _SAID_BY_THE_LABEL if any(word in said for word in words)), Capacity.OTHER)
