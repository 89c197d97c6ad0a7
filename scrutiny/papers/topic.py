"""A topic's whole story in the order of time, as a reader sees it, exempt matter and drafts already left out.

An appearance as exempt business is left out of the story altogether: under the topic's own title even a public title
would say what it was about.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from itertools import groupby
from typing import TYPE_CHECKING, Any

from scrutiny.domain.dates import written
from scrutiny.domain.vocabulary import EntryStatus, ItemOutcome, MeetingStatus, Part
from scrutiny.papers.groups import grouped
from scrutiny.papers.minutes import Clause
from scrutiny.papers.people import leads

if TYPE_CHECKING:
    from scrutiny.queries.topics import TopicFacts


class Kind(IntEnum):
    """What a moment is; of one day, in this order."""

    OPENED = 1
    MOVED = 2
    PLANNED = 3
    APPEARED = 4
    ASKED = 5
    RECOMMENDED = 6
    UPDATED = 7
    ANSWERED = 8
    CLOSED = 9


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that happened, or is to happen. `minute` is the text of a minute, Markdown as it was written."""

    on: date | None
    kind: Kind
    heading: str
    text: str = ""
    notes: tuple[str, ...] = ()
    minute: str = ""
    clauses: tuple[Clause, ...] = ()
    minute_number: str = ""
    meeting_id: int | None = None
    item_id: int | None = None
    action_id: int | None = None
    recommendation_id: int | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """All moments of one day; `on` is None for what has no day yet."""

    on: date | None
    moments: tuple[Moment, ...]


@dataclass(frozen=True, slots=True)
class Story:
    topic_id: int
    title: str
    committee: str
    committee_code: str
    as_at: date
    so_far: tuple[Day, ...]
    to_come: tuple[Day, ...]
    undated: tuple[Moment, ...]

    @property
    def told(self) -> bool:
        return bool(self.so_far or self.to_come or self.undated)


def of(facts: TopicFacts, *, as_at: date, exempt: bool, drafts: bool) -> Story | None:
    """Arrange the story; None where its very title is not for this reader: it is exempt, or on a draft alone."""
    topic = facts.topic
    if (topic.withheld and not exempt) or not (topic.known or drafts):
        return None
    teller = _Teller(facts, exempt, drafts)
    moments = sorted(teller.moments(), key=lambda moment: (moment.on or date.max, moment.kind))
    return Story(
        topic_id=topic.id,
        title=topic.title,
        committee=topic.committee_name,
        committee_code=topic.code,
        as_at=as_at,
        so_far=_days(moment for moment in moments if moment.on and moment.on <= as_at),
        to_come=_days(moment for moment in moments if moment.on and moment.on > as_at),
        undated=tuple(moment for moment in moments if moment.on is None),
    )


def _days(moments: Iterable[Moment]) -> tuple[Day, ...]:
    return tuple(Day(on, tuple(those)) for on, those in groupby(moments, key=lambda moment: moment.on))


class _Teller:
    """Turns rows into moments, and is the one place where a story's exempt matter and drafts are left out."""

    def __init__(self, facts: TopicFacts, exempt: bool, drafts: bool) -> None:
        self._facts = facts
        self._drafts = drafts
        self._items = [item for item in facts.items if self._shows(item, exempt)]
        self._entries = [row for row in facts.entries if exempt or not row.exempt]
        self._actions = [row for row in facts.actions if exempt or row.public]
        self._recommendations = [row for row in facts.recommendations if exempt or row.public]
        self._clauses = grouped(facts.resolutions, "item_id")
        self._updates = grouped(facts.updates, "action_id")

    def _shows(self, item: Any, exempt: bool) -> bool:
        published = item.published_on is not None or item.meeting_status is MeetingStatus.HELD
        withheld = item.part is Part.TWO or item.restricted
        return (exempt or not withheld) and (self._drafts or published)

    def moments(self) -> Iterator[Moment]:
        if self._facts.topic.opened_on:
            yield Moment(self._facts.topic.opened_on, Kind.OPENED, "Put forward")
        yield from self._planned()
        yield from self._moved()
        yield from map(self._appeared, self._items)
        for action in self._actions:
            yield from self._asked(action)
        for recommendation in self._recommendations:
            yield from _recommended(recommendation)

    def _planned(self) -> Iterator[Moment]:
        """Every slot, but for one that an appearance at the same meeting has made good."""
        answering = grouped(self._facts.leads, "entry_id")
        seen = {(item.entry_id, item.meeting_id) for item in self._items}
        for entry in self._entries:
            if (entry.id, entry.meeting_id) in seen:
                continue
            notes = (*(lead.printed for lead in leads(answering[entry.id])), entry.status_because, entry.outcome)
            yield Moment(
                on=entry.on,
                kind=Kind.PLANNED,
                heading=_slot(entry),
                text=entry.details,
                notes=tuple(filter(None, notes)),
                meeting_id=entry.meeting_id,
            )

    def _moved(self) -> Iterator[Moment]:
        shown = {entry.id for entry in self._entries}
        for move in self._facts.moves:
            if move.entry_id in shown:
                was, now = _place(move.from_on, move.from_when), _place(move.to_on, move.to_when)
                yield Moment(move.on or move.from_on, Kind.MOVED, f"Moved from {was} to {now}", move.because)

    def _appeared(self, item: Any) -> Moment:
        minuted = self._drafts or item.minutes_state.public
        planned = next((entry for entry in self._entries if entry.id == item.entry_id), None)
        notes = (_labelled("Why it was planned", planned.details), planned.outcome) if planned else ()
        return Moment(
            on=item.on,
            kind=Kind.APPEARED,
            heading=_appearance(item),
            text=item.outcome_note,
            notes=tuple(filter(None, notes)),
            minute=(item.narrative or "") if minuted else "",
            clauses=_clauses(self._clauses[item.id]) if minuted else (),
            minute_number=(item.minute_number or "") if minuted else "",
            meeting_id=item.meeting_id,
            item_id=item.id,
        )

    def _asked(self, row: Any) -> Iterator[Moment]:
        due = row.due or row.due_meeting_on
        owner = f"Owner: {row.owner}" if row.owner else "No owner yet"
        notes = (owner, f"Due {written(due)}" if due else "", row.state.label)
        yield Moment(
            row.opened_on,
            Kind.ASKED,
            f"Asked for: {row.reference}",
            row.text,
            (" · ".join(filter(None, notes)),),
            action_id=row.id,
        )
        for update in self._updates[row.id]:
            said = f"{update.by}: {update.text}"
            yield Moment(update.on, Kind.UPDATED, f"News of {row.reference}", said, action_id=row.id)
        if row.closed_on is not None and not row.state.open:
            heading = f"{row.reference}: {row.state.label.lower()}"
            yield Moment(row.closed_on, Kind.CLOSED, heading, row.state_because, action_id=row.id)


def _recommended(row: Any) -> Iterator[Moment]:
    due = f"Response due {written(row.response_due)}" if row.response_due and not row.responded_on else ""
    to = f"Recommended to {row.addressee}" if row.addressee else "Recommended"
    yield Moment(
        row.sent_on or row.opened_on,
        Kind.RECOMMENDED,
        f"{to}: {row.reference}",
        row.text,
        (" · ".join(filter(None, (due, row.state.label))),),
        recommendation_id=row.id,
    )
    if row.responded_on is not None:
        said = f"{row.addressee or 'An answer'} on {row.reference}"
        heading = f"{said}: {row.response.label.lower()}" if row.response else said
        notes = (row.done_about_it,) if row.done_about_it else ()
        yield Moment(row.responded_on, Kind.ANSWERED, heading, row.response_text, notes, recommendation_id=row.id)
    if not row.state.open and (row.closed_on or row.state_because):
        on = row.closed_on or row.responded_on or row.opened_on  # an older record may not say when
        heading = f"{row.reference}: {row.state.label.lower()}"
        yield Moment(on, Kind.CLOSED, heading, row.state_because, recommendation_id=row.id)


def _clauses(rows: Iterable[Any]) -> tuple[Clause, ...]:
    return tuple(Clause(row.letter, row.text, row.kind) for row in rows)


def _slot(entry: Any) -> str:
    if entry.status is EntryStatus.WITHDRAWN:
        return "Withdrawn from the work programme"
    if entry.status.open:
        if entry.on:
            return "Planned on the work programme"
        return (
            f"On the work programme, for {entry.when}" if _says(entry.when) else "On the work programme, without a date"
        )
    return f"On the work programme: {entry.status.label.lower()}"


def _appearance(item: Any) -> str:
    if item.outcome is ItemOutcome.PENDING:
        return f"On the agenda: {item.title}"
    return f"{item.outcome.label}: {item.title}"


def _labelled(label: str, text: str) -> str:
    return f"{label}: {text}" if text else ""


def _place(on: date | None, when: str) -> str:
    return written(on) if on else (when if _says(when) else "no date")


def _says(when: str) -> bool:
    return when.casefold().strip(". ") not in ("", "tbc")
