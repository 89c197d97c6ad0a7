"""The minutes of one meeting as a reader sees them, exempt matter already left out."""

from dataclasses import dataclass
from datetime import date, time

from scrutiny.domain.vocabulary import InterestKind, ItemOutcome, MinutesState, ResolutionKind
from scrutiny.papers.people import Named


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause under RESOLVED; a lone clause has no letter. `became` says what came of it, for the page."""

    letter: str
    text: str
    kind: ResolutionKind
    action_reference: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """A vote: counts, and names where a recorded vote was asked for."""

    motion: str
    for_: int
    against: int
    abstained: int
    moved_by: str = ""
    seconded_by: str = ""
    named: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Interest:
    """A declaration. A sensitive interest is printed as an interest, without detail (Localism Act 2011 s.32)."""

    name: str
    kind: InterestKind
    detail: str
    did: str = ""


@dataclass(frozen=True, slots=True)
class Minute:
    """The record of one item. `body` is Markdown with `a)` lists; where withheld it is the public summary."""

    number: str
    title: str
    body: str
    clauses: tuple[Clause, ...] = ()
    tallies: tuple[Tally, ...] = ()
    interests: tuple[Interest, ...] = ()
    movements: tuple[str, ...] = ()
    outcome: ItemOutcome = ItemOutcome.CONSIDERED
    paragraphs: tuple[int, ...] = ()
    withheld: bool = False
    item_id: int = 0
    topic_id: int | None = None


@dataclass(frozen=True, slots=True)
class Minutes:
    council: str
    committee: str
    committee_code: str
    meeting_id: int
    on: date
    at: time
    venue: str
    present: tuple[Named, ...]
    remote: tuple[Named, ...]
    in_attendance: tuple[Named, ...]
    apologies: tuple[Named, ...]
    absent: tuple[Named, ...]
    part_one: tuple[Minute, ...]
    part_two: tuple[Minute, ...]
    state: MinutesState
    confirmed_on: date | None
    amended: bool
    signed_by: str
    ended_at: time | None = None
    contains_exempt: bool = False

    @property
    def title(self) -> str:
        """The heading of domain custom: `Minutes of the … Meeting held on 14 September 2021`."""
        return f"Minutes of the {self.committee} Meeting held on {self.on.day} {self.on:%B %Y}"
