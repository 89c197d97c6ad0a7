"""What a reader of tables has to say, and the lines that it can keep no longer than the record does."""

from __future__ import annotations

from dataclasses import dataclass, field

from scrutiny.domain.publication import marking
from scrutiny.domain.record import Doubt
from scrutiny.domain.vocabulary import Part
from scrutiny.intake.past.parts import is_private, part_named
from scrutiny.intake.past.tables.cells import line


@dataclass(slots=True)
class Notes:
    """`behind` is the line that said last that what stands below it is not public."""

    doubts: list[Doubt] = field(default_factory=list)
    withheld: set[str] = field(default_factory=set)
    behind: str = ""

    def doubt(self, where: str, what: str) -> None:
        self.doubts.append(Doubt(where, what))

    def unplaced(self, where: str, text: str) -> None:
        """Nothing of a document is lost: what has no place in the record is told with its words."""
        if said := line(text):
            self.doubt(where, f"has no place in the record and is left out: “{said}”")

    def fitted(self, text: str, most: int, where: str) -> str:
        """The text on one line, cut where the record has no room for it, with the whole of it told."""
        said = line(text)
        if len(said) <= most:
            return said
        self.doubt(where, f"is {len(said)} characters long and the most is {most}, so it is cut: “{said}”")
        return f"{said[: most - 1].rstrip()}…"

    def passes(self, text: str) -> None:
        """A line, or a row that says one thing alone, on the way to the rows below it."""
        said = line(text)
        if _closes(said):
            self.behind = said
        elif part_named(said):
            self.behind = ""

    def look_for_marks(self, where: str, *texts: str) -> bool:
        """Whether a row says that it is not for the public, or stands behind what says so; then nothing of it is
        brought in.
        """
        words = next(filter(None, map(marking, texts)), "") or next(filter(_closes, map(line, texts)), "")
        how = "says" if words else "stands behind"
        if words := words or self.behind:
            self.withheld.add(where)
            self.doubt(where, f"{how} “{words}”, so it is not brought in: what is brought in is public")
        return bool(words)


def _closes(said: str) -> bool:
    part = part_named(said)
    return is_private(said) or (part is not None and part.part is Part.TWO)
