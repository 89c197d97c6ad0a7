"""Puts three texts side by side: the one that a file was made from, the record's now, and the file's.

Nothing is merged unasked. The file's text is taken without a word only where nobody else has changed the record's, and
even then somebody says yes; where both were changed, both are shown, and a text with every line of both is offered.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from scrutiny.domain.comparing import MOST_LINES, Piece, compare

ALIKE = 0.6
"""Two clauses are one that was reworded where so much of their words is the same, and no mark says otherwise."""

MOST_CLAUSES = 100
"""Of more than so many clauses the rest is new unless it has its mark or its words: nobody resolves so much at once."""


class Standing(StrEnum):
    """How a text of the file stands to the record's."""

    SAME = "same"
    THEIRS = "changed in the file"
    OURS = "changed in the record"
    BOTH = "changed in both"
    UNKNOWN = "different"

    @property
    def to_choose(self) -> bool:
        """Whether somebody must say which is right, because nothing shows which is newer."""
        return self in (Standing.BOTH, Standing.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Text:
    """One place in three texts; None where it is not there. Without `traced` nobody knows what it was made from."""

    base: str | None
    ours: str | None
    theirs: str | None
    traced: bool = True

    @property
    def standing(self) -> Standing:
        if self.ours == self.theirs:
            return Standing.SAME
        if not self.traced:
            return Standing.UNKNOWN
        if self.ours == self.base:
            return Standing.THEIRS
        return Standing.OURS if self.theirs == self.base else Standing.BOTH

    @property
    def added(self) -> bool:
        """Whether the file has what the record has not."""
        return self.ours is None and self.theirs is not None

    @property
    def removed(self) -> bool:
        return self.theirs is None and self.ours is not None

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """From the record's to the file's."""
        return compare(self.ours or "", self.theirs or "")

    @property
    def since(self) -> tuple[Piece, ...]:
        """From what the file was made from to the record's."""
        return compare(self.base or "", self.ours or "")

    @property
    def edited(self) -> tuple[Piece, ...]:
        """From what the file was made from to the file's."""
        return compare(self.base or "", self.theirs or "")

    @property
    def together(self) -> str:
        """Every line of both, what both have once: what a clerk may begin with who needs something of each."""
        return together(self.ours or "", self.theirs or "")


def together(ours: str, theirs: str) -> str:
    """All lines of both texts in their order; where they differ, ours stand before theirs. Of texts too long to be
    compared line by line, one stands after the other."""
    mine, yours = ours.split("\n"), theirs.split("\n")
    if max(len(mine), len(yours)) > MOST_LINES:
        return f"{ours}\n{theirs}".strip("\n")
    lines: list[str] = []
    for what, i, j, k, m in SequenceMatcher(None, mine, yours, autojunk=False).get_opcodes():
        lines += mine[i:j] if what == "equal" else [*mine[i:j], *yours[k:m]]
    return "\n".join(lines).strip("\n")


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause in the file, in the order of the file, and the resolution that it is; without one it is new, or gone
    where `text.theirs` is not there."""

    number: int | None
    text: Text


@dataclass(frozen=True, slots=True)
class Origin:
    """What a file was made from: the words of each resolution by its number, None where they are not known any more.

    Without `traced` nothing is known: not even which resolutions there were.
    """

    resolved: Mapping[int, str | None]
    traced: bool = True

    def text(self, number: int | None, ours: str | None, theirs: str | None) -> Text:
        known = self.resolved.get(number) if number is not None else None
        lost = number in self.resolved and known is None
        return Text(known, ours, theirs, traced=self.traced and not lost)


def clauses(origin: Origin, ours: Mapping[int, str], theirs: Sequence[tuple[int | None, str]]) -> tuple[Clause, ...]:
    """Each clause of the file with the record's that it is, then those that the file has not.

    `ours` is by the resolution's number. A clause whose mark is gone is known by its words, else it is the most alike
    of those that are still without one.
    """
    numbers = _recognised(origin, ours, theirs)
    found = [
        Clause(n, origin.text(n, ours.get(n) if n is not None else None, said))
        for n, (_, said) in zip(numbers, theirs, strict=True)
    ]
    gone = [Clause(n, origin.text(n, text, None)) for n, text in ours.items() if n not in numbers]
    return (*found, *gone)


def _recognised(origin: Origin, ours: Mapping[int, str], theirs: Sequence[tuple[int | None, str]]) -> list[int | None]:
    """The number of each clause of the file, none given twice."""
    made_from = {number: text or "" for number, text in origin.resolved.items()}
    waiting = made_from | dict(ours)
    numbers: list[int | None] = [None] * len(theirs)
    for place, (marked, _) in enumerate(theirs):
        if marked in waiting:
            numbers[place] = marked
            del waiting[marked]
    for texts in (ours, made_from):
        for place, (_, said) in enumerate(theirs):
            same = next((n for n in waiting if texts.get(n) == said), None)
            if numbers[place] is None and same is not None:
                numbers[place] = same
                del waiting[same]
    for place, (_, said) in enumerate(theirs[:MOST_CLAUSES]):
        if numbers[place] is None and (nearest := _nearest(said, waiting)) is not None:
            numbers[place] = nearest
            del waiting[nearest]
    return numbers


def _nearest(said: str, waiting: Mapping[int, str]) -> int | None:
    likeness = {n: SequenceMatcher(None, text.split(), said.split()).ratio() for n, text in waiting.items()}
    best = max(likeness, key=likeness.__getitem__, default=None)
    return best if best is not None and likeness[best] >= ALIKE else None
