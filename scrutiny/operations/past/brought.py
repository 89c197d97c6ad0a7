"""What became of each row that was to be brought in."""

from __future__ import annotations

from dataclasses import dataclass, field

from scrutiny.domain.record import Doubt
from scrutiny.domain.rules import RuleBroken
from scrutiny.intake.past.tables.draft import Draft


@dataclass(slots=True)
class Brought:
    """Each row by its name: those that were made, that stood there already, and that were left out."""

    made: list[str] = field(default_factory=list)
    there: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    def doubt(self, where: str, what: str) -> None:
        self.doubts.append(Doubt(where, what))


def require_public(draft: Draft) -> None:
    """Raises RuleBroken for a document that says as a whole that it is not for publication."""
    if draft.marked:
        raise RuleBroken(
            f"The document says “{draft.marked[:100]}”, and what is brought in from it would be public. Bring in the "
            "copy that was published."
        )
