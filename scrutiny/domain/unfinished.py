"""What minutes still lack before they are agreed. It is shown, never refused: some items need no minute."""

from dataclasses import dataclass

from scrutiny.domain.vocabulary import ItemOutcome, ResolutionKind


@dataclass(frozen=True, slots=True)
class Asking:
    """A clause under RESOLVED, and whether what its kind asks for was made of it."""

    letter: str
    kind: ResolutionKind
    made: bool

    @property
    def idle(self) -> bool:
        return self.kind is not ResolutionKind.NONE and not self.made


@dataclass(frozen=True, slots=True)
class Minuted:
    """What is known of an item's minute: `written` when it has any text."""

    outcome: ItemOutcome
    written: bool
    numbered: bool
    clauses: tuple[Asking, ...] = ()


_WANTED = {
    ResolutionKind.ACTION: "is an action that nobody has been asked for yet",
    ResolutionKind.RECOMMENDATION: "is a recommendation that has not been made yet",
    ResolutionKind.PROGRAMME: "is for the work programme and is not on it yet",
}


def missing(item: Minuted) -> tuple[str, ...]:
    """What the item lacks, in words. What was put off or withdrawn needs no minute: its reason says all."""
    lacks = []
    minuted = item.written or bool(item.clauses)
    if item.outcome is ItemOutcome.PENDING:
        lacks.append("What became of the item is not recorded")
    if not minuted and item.outcome in (ItemOutcome.PENDING, ItemOutcome.CONSIDERED):
        lacks.append("Nothing is written")
    if minuted and not item.numbered:
        lacks.append("The minute has no number")
    lacks += [
        f"Resolution {clause.letter}) {_WANTED[clause.kind]}"
        if clause.letter
        else f"The resolution {_WANTED[clause.kind]}"
        for clause in item.clauses
        if clause.idle
    ]
    return tuple(lacks)
