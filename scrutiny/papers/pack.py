"""A pack as a reader holds it: the agenda as front sheet, then each item's papers, exempt ones already left out."""

from __future__ import annotations

from dataclasses import dataclass

from scrutiny.domain.vocabulary import Audience
from scrutiny.papers.agenda import Agenda, Enclosure, Line


@dataclass(frozen=True, slots=True)
class PackItem:
    """One item with what was sent for it; `anchor` is unique in the pack, for links and bookmarks."""

    line: Line
    papers: tuple[Enclosure, ...]

    @property
    def anchor(self) -> str:
        return f"item-{self.line.item_id}"


@dataclass(frozen=True, slots=True)
class Pack:
    """`supplement` is 0 for the agenda's own pack: then all that came with it, and of a supplement only what it brings.

    `agenda` is arranged for the same audience, so that nothing in it has to be left out again.
    """

    agenda: Agenda
    audience: Audience
    supplement: int
    items: tuple[PackItem, ...]

    @property
    def exempt(self) -> bool:
        """Whether a page of it is not for publication."""
        return any(paper.exempt for item in self.items for paper in item.papers)

    @property
    def awaited(self) -> tuple[Enclosure, ...]:
        return tuple(paper for item in self.items for paper in item.papers if paper.to_follow)


def of(agenda: Agenda, *, audience: Audience, supplement: int = 0) -> Pack:
    """Arrange an agenda and its papers as a pack. Items without papers of this supplement have none."""
    return Pack(
        agenda=agenda,
        audience=audience,
        supplement=supplement,
        items=tuple(
            PackItem(line, tuple(paper for paper in line.documents if paper.supplement == supplement))
            for line in (*agenda.part_one, *agenda.part_two)
        ),
    )
