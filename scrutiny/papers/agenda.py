"""The agenda of one meeting as a reader sees it, exempt matter already left out.

`of` is in this file so that page, Word, feed and open data print the same decision.
"""

from dataclasses import dataclass
from datetime import date, time

from scrutiny.domain.vocabulary import ItemKind, ItemOutcome, MeetingKind, MeetingStatus
from scrutiny.papers.people import Lead, Named


@dataclass(frozen=True, slots=True)
class Line:
    """One numbered item. `title` is the public title where the reader may not see the exempt one."""

    number: str
    title: str
    kind: ItemKind
    item_id: int
    topic_id: int | None = None
    leads: tuple[Lead, ...] = ()
    recommendations: tuple[str, ...] = ()
    paragraphs: tuple[int, ...] = ()
    withheld: bool = False
    late_because: str = ""
    outcome: ItemOutcome = ItemOutcome.PENDING
    outcome_note: str = ""
    documents: tuple["Enclosure", ...] = ()


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A paper that goes with an item; `to_follow` until it has come."""

    title: str
    to_follow: bool = False
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class Agenda:
    """The front sheet and the items. `exclusion` is the resolution of s.100A(4), empty when all is public."""

    council: str
    committee: str
    committee_code: str
    meeting_id: int
    on: date
    at: time
    venue: str
    kind: MeetingKind
    status: MeetingStatus
    rearranged_from: date | None
    status_because: str
    published_on: date | None
    publish_by: date | None
    part_one: tuple[Line, ...]
    part_two: tuple[Line, ...]
    exclusion: str
    members: tuple[Named, ...]
    notes: tuple[str, ...]
    draft: bool
    contains_exempt: bool = False
