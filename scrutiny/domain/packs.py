"""What a pack holds, and how one version differs from the one before it, in words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any


@dataclass(frozen=True, slots=True)
class HeldPaper:
    """`sha256` is empty for one that was still to follow."""

    title: str
    sha256: str
    exempt: bool = False


@dataclass(frozen=True, slots=True)
class Printed:
    """A paper that the record printed for an item of the agenda. `size` in bytes, `as_at` an ISO day or empty.

    It tells openly of `items` of the meeting that it is the minutes of, and of `entries` of the work programme: their
    ids, by which it is known that it must not be read any more.
    """

    title: str
    sha256: str
    size: int
    exempt: bool = False
    paragraphs: tuple[int, ...] = ()
    as_at: str = ""
    minutes_of: int = 0
    items: tuple[int, ...] = ()
    entries: tuple[int, ...] = ()

    def tells(self, items: Collection[int], entries: Collection[int]) -> bool:
        """Whether it tells of any of these."""
        return not (set(self.items).isdisjoint(items) and set(self.entries).isdisjoint(entries))

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> Printed:
        said: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in kept.items()
        }
        return cls(**said)


@dataclass(frozen=True, slots=True)
class Contents:
    """What a pack tells of openly, by the ids of items and papers; `meeting` is when and where it is.

    `printed` are the papers that the record printed, by the ids of the items that they stand under. `named_items` and
    `named_papers` are those that only the words on what changed still name.
    """

    meeting: str
    items: Mapping[int, str] = field(default_factory=dict)
    papers: Mapping[int, HeldPaper] = field(default_factory=dict)
    printed: Mapping[int, Printed] = field(default_factory=dict)
    named_items: frozenset[int] = frozenset()
    named_papers: frozenset[int] = frozenset()

    def kept(self) -> dict[str, Any]:
        """As JSON keeps it."""
        return {
            "meeting": self.meeting,
            "items": {str(id_): words for id_, words in self.items.items()},
            "papers": {str(id_): asdict(paper) for id_, paper in self.papers.items()},
            "printed": {str(id_): asdict(paper) for id_, paper in self.printed.items()},
            "named_items": sorted(self.named_items),
            "named_papers": sorted(self.named_papers),
        }

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> Contents:
        return cls(
            meeting=kept["meeting"],
            items={int(id_): words for id_, words in kept["items"].items()},
            papers={int(id_): HeldPaper(**paper) for id_, paper in kept["papers"].items()},
            # not said of a pack that was made before the record printed any
            printed={int(id_): Printed.read(paper) for id_, paper in kept.get("printed", {}).items()},
            named_items=frozenset(kept["named_items"]),
            named_papers=frozenset(kept["named_papers"]),
        )

    def telling(self, change: Change) -> Contents:
        """The same, of a version whose words on what changed name more than it holds."""
        return replace(self, named_items=change.items, named_papers=change.papers)

    def shows(self, items: Collection[int], papers: Collection[int]) -> bool:
        """Whether any of these is told of in the pack itself."""
        return not (self.items.keys().isdisjoint(items) and self.papers.keys().isdisjoint(papers))

    def has_file_of(self, paper: int) -> bool:
        """Whether the paper is in the pack itself, and not only named as to follow."""
        return paper in self.papers and self.papers[paper].sha256 != ""

    def names(self, items: Collection[int], papers: Collection[int]) -> bool:
        """Whether the words on what changed name any of these."""
        return not (self.named_items.isdisjoint(items) and self.named_papers.isdisjoint(papers))


@dataclass(frozen=True, slots=True)
class Change:
    """What is otherwise, in words, and the ids of what these words name."""

    words: str
    items: frozenset[int] = frozenset()
    papers: frozenset[int] = frozenset()


SHEET = "The front sheet was changed."


def change(before: Contents, after: Contents) -> Change:
    """A sentence for each thing that is otherwise; of what is otherwise in no thing of its own, that of the sheet."""
    items, papers = dict(_of_items(before, after)), dict(_of_papers(before, after))
    printed = dict(_of_printed(before, after))
    said = [*papers.values(), *printed.values(), *items.values()]
    if before.meeting != after.meeting:
        said.append(f"The meeting is on {after.meeting}.")
    return Change(" ".join(said) or SHEET, frozenset(items) | frozenset(printed), frozenset(papers))


def _of_papers(before: Contents, after: Contents) -> Iterable[tuple[int, str]]:
    """What is only named as to follow is no change yet."""
    for id_, paper in _there(after):
        was = before.papers.get(id_)
        if was is None:
            yield id_, f"“{paper.title}” was added."
        elif was.sha256 != paper.sha256:
            yield id_, f"“{paper.title}” {'was replaced' if was.sha256 else 'came'}."
        elif was.exempt != paper.exempt:
            yield id_, f"“{paper.title}” is {'for members only' if paper.exempt else 'open to the public'} from now on."
        elif was.title != paper.title:
            yield id_, f"“{was.title}” is now called “{paper.title}”."
    for id_, paper in _there(before):
        if id_ not in after.papers:
            yield id_, f"“{paper.title}” was taken out."


def _of_printed(before: Contents, after: Contents) -> Iterable[tuple[int, str]]:
    for id_, paper in after.printed.items():
        was = before.printed.get(id_)
        if was is None:
            yield id_, f"“{paper.title}” was added."
        elif was.sha256 != paper.sha256:
            yield id_, f"“{paper.title}” was brought up to date."
    for id_, paper in before.printed.items():
        if id_ not in after.printed:
            yield id_, f"“{paper.title}” was taken out."


def _there(contents: Contents) -> Iterable[tuple[int, HeldPaper]]:
    return ((id_, paper) for id_, paper in contents.papers.items() if paper.sha256)


def _of_items(before: Contents, after: Contents) -> Iterable[tuple[int, str]]:
    for id_, words in after.items.items():
        was = before.items.get(id_)
        if was is None:
            yield id_, f"Item “{words}” was added."
        elif was != words:
            yield id_, f"Item “{was}” is now “{words}”."
    for id_, words in before.items.items():
        if id_ not in after.items:
            yield id_, f"Item “{words}” was taken off."
