"""What was read in a Word file of minutes: drafts, with every doubt named, and nothing of the file left out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from scrutiny.domain.merging.marks import Mark


@dataclass(frozen=True, slots=True)
class DraftClause:
    """A clause under RESOLVED, without its letter and without what only joined it to the next one."""

    text: str
    resolution_id: int | None = None


@dataclass(frozen=True, slots=True)
class DraftItem:
    """One item. `narrative` is Markdown in its one spelling (`papers.markdown`).

    `summary` says that it is what the public is told of a minute that is withheld. `printed` are the lines besides,
    which the record says by itself: votes, interests, who left.
    """

    number: str
    title: str
    item_id: int | None = None
    narrative: str = ""
    clauses: tuple[DraftClause, ...] = ()
    summary: bool = False
    printed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Loose:
    """Text that stands in no mark; `item_id` is the item above it, `after` and `before` are the lines beside it."""

    text: str
    item_id: int | None = None
    after: str = ""
    before: str = ""


def _day(when: str) -> date | None:
    """The day of `2021-09-20T10:00:00Z`; None for what is no day."""
    try:
        return date.fromisoformat(when[:10])
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Tracked:
    """A change that the file remembers as one. The text was read as if all of them had been accepted."""

    who: str
    when: str
    inserted: bool
    text: str
    where: str = ""

    @property
    def on(self) -> date | None:
        return _day(self.when)


@dataclass(frozen=True, slots=True)
class Comment:
    """What somebody noted beside the text: `about` is what it was noted of."""

    who: str
    when: str
    text: str
    about: str = ""
    where: str = ""

    @property
    def on(self) -> date | None:
        return _day(self.when)


@dataclass(frozen=True, slots=True)
class Draft:
    """`made_from` is the digest of what each marked place said when the file was made; empty where the file has lost
    that. `around` are the lines outside the items that the record prints by itself, `running` those of header and
    footer."""

    meeting_id: int | None = None
    made_from: Mapping[Mark, str] = field(default_factory=dict)
    items: tuple[DraftItem, ...] = ()
    around: tuple[str, ...] = ()
    running: tuple[str, ...] = ()
    loose: tuple[Loose, ...] = ()
    tracked: tuple[Tracked, ...] = ()
    comments: tuple[Comment, ...] = ()
    doubts: tuple[str, ...] = ()


NOTHING = Draft()
