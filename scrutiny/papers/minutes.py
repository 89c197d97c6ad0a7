"""The minutes of one meeting as a reader sees them, exempt matter already left out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from typing import TYPE_CHECKING, Any

from scrutiny.domain.dates import in_london, written, written_time
from scrutiny.domain.vocabulary import (
    AttendanceStatus,
    InterestKind,
    ItemKind,
    ItemOutcome,
    MinutesState,
    Part,
    ResolutionKind,
)
from scrutiny.papers.agenda import EXEMPT_TITLE, paragraphs
from scrutiny.papers.groups import grouped
from scrutiny.papers.people import Named

if TYPE_CHECKING:
    from scrutiny.queries.minutes import MinutesFacts

AN_INTEREST = "An interest was declared."


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause under RESOLVED; a lone clause has no letter. `id` is the resolution's."""

    letter: str
    text: str
    kind: ResolutionKind
    id: int = 0


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
class Correction:
    """A slip in a confirmed minute, mended since. Why is not told of a minute that is withheld."""

    on: date
    because: str

    @property
    def printed(self) -> str:
        return f"Corrected on {written(self.on)}{f': {self.because}' if self.because else ''}"


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
    corrections: tuple[Correction, ...] = ()


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
    def nothing_held(self) -> str:
        """What to say where the minutes are known to exist, but this record holds no word of them."""
        return "" if self.part_one or self.part_two else "The text of these minutes is not held in this record."

    @property
    def title(self) -> str:
        """The heading of domain custom: `Minutes of the … Meeting held on 14 September 2021`."""
        return f"Minutes of the {self.committee} Meeting held on {written(self.on)}"


def of(facts: MinutesFacts, *, exempt: bool, drafts: bool) -> Minutes | None:
    """Arrange a meeting's minutes; None where there are none yet that this reader may see.

    Draft minutes that the chair has not agreed are seen only by those who may see drafts.
    """
    meeting = facts.meeting
    if meeting.minutes_state is MinutesState.NONE or not (drafts or meeting.minutes_state.public):
        return None
    arrange = _Arranger(facts, exempt)
    there = grouped(facts.attendance, "status")
    return Minutes(
        council=meeting.council_name,
        committee=meeting.committee_name,
        committee_code=meeting.code,
        meeting_id=meeting.id,
        on=meeting.on,
        at=meeting.at,
        venue=meeting.venue,
        present=named([*there[AttendanceStatus.PRESENT], *there[AttendanceStatus.SUBSTITUTE]]),
        remote=named(there[AttendanceStatus.REMOTE]),
        in_attendance=named(there[AttendanceStatus.IN_ATTENDANCE]),
        apologies=named(there[AttendanceStatus.APOLOGIES]),
        absent=named(there[AttendanceStatus.ABSENT]),
        part_one=tuple(arrange.minute(item) for item in facts.items if item.part is Part.ONE),
        part_two=tuple(arrange.minute(item) for item in facts.items if item.part is Part.TWO),
        state=meeting.minutes_state,
        confirmed_on=meeting.confirmed_on,
        amended=meeting.confirmed_as_amended,
        signed_by=meeting.signed_by,
        ended_at=meeting.ended_at,
        contains_exempt=exempt and any(item.part is Part.TWO or item.restricted for item in facts.items),
    )


class _Arranger:
    """Turns minuted items into minutes, and is the one place where their exempt matter is left out."""

    def __init__(self, facts: MinutesFacts, exempt: bool) -> None:
        self._exempt = exempt
        self._resolutions = grouped(facts.resolutions, "item_id")
        self._votes = grouped(facts.votes, "item_id")
        self._casts = grouped(facts.casts, "vote_id")
        self._declarations = grouped(facts.declarations, "item_id")
        self._movements = grouped(facts.movements, "item_id")
        self._corrections = grouped(facts.corrections, "item_id")
        opening = _opening(facts.items)
        for dealt in (self._declarations, self._movements):
            dealt[opening] = dealt.pop(None, []) + dealt[opening]

    def minute(self, item: Any) -> Minute:
        if (item.part is Part.TWO or item.restricted) and not self._exempt:
            return Minute(
                number=item.minute_number or "",
                title=item.public_title or EXEMPT_TITLE,
                body=item.public_summary,
                outcome=item.outcome,
                paragraphs=paragraphs(item.paragraphs),
                withheld=True,
                item_id=item.id,
                corrections=tuple(Correction(in_london(row.at).date(), "") for row in self._corrections[item.id]),
            )
        return Minute(
            number=item.minute_number or "",
            title=item.title,
            body=item.narrative,
            clauses=tuple(Clause(row.letter, row.text, row.kind, row.id) for row in self._resolutions[item.id]),
            tallies=tuple(self._tally(row) for row in self._votes[item.id]),
            interests=tuple(_interest(row) for row in self._declarations[item.id]),
            movements=tuple(_movement(row) for row in self._movements[item.id]),
            outcome=item.outcome,
            paragraphs=paragraphs(item.paragraphs),
            item_id=item.id,
            topic_id=item.topic_id,
            corrections=tuple(Correction(in_london(row.at).date(), row.because) for row in self._corrections[item.id]),
        )

    def _tally(self, vote: Any) -> Tally:
        return Tally(
            motion=vote.motion,
            for_=vote.for_,
            against=vote.against,
            abstained=vote.abstained,
            moved_by=vote.moved_by,
            seconded_by=vote.seconded_by,
            named=tuple((cast.name, cast.choice.label) for cast in self._casts[vote.id]),
        )


def _opening(items: Iterable[Any]) -> int | None:
    """The item that tells what is of no item: the declarations, or else the first in the open part."""
    in_public = [item for item in items if item.part is Part.ONE and not item.restricted]
    return next((item.id for item in [*(i for i in in_public if i.kind is ItemKind.DECLARATIONS), *in_public]), None)


def named(rows: Iterable[Any]) -> tuple[Named, ...]:
    """Attendances as people, named and titled as on the day."""
    return tuple(
        Named(
            row.name,
            row.role_title,
            note=f"substitute for {row.substitute_for}" if row.substitute_for else "",
            person_id=row.person_id,
        )
        for row in rows
    )


def _interest(row: Any) -> Interest:
    return Interest(row.name, row.kind, AN_INTEREST if row.sensitive else row.detail, row.did)


def _movement(row: Any) -> str:
    """`Jason Jones left at 11.20 am, for another meeting.`"""
    when = f" at {written_time(row.at)}" if row.at else ""
    note = f", {row.note}" if row.note else ""
    return f"{row.name} {row.movement.value}{when}{note}".rstrip(".") + "."
