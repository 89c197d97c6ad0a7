"""One action or recommendation in full, for those who keep the tracker: its row there and all that lies behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from scrutiny.domain import deadlines
from scrutiny.domain.dates import written
from scrutiny.domain.vocabulary import (
    ActionState,
    Labelled,
    MeetingStatus,
    Part,
    RecommendationState,
    Response,
    ResponseClock,
)
from scrutiny.papers import follow_up, history
from scrutiny.papers.follow_up import TrackedAction, TrackedRecommendation

if TYPE_CHECKING:
    from scrutiny.queries.asked_for import AskedForFacts


@dataclass(frozen=True, slots=True)
class Tied:
    """Another thing of the record that it is tied to, by its id and what it is called."""

    id: int
    words: str


@dataclass(frozen=True, slots=True)
class Seen:
    """A meeting whose tracker had it, and the state that it had there."""

    meeting_id: int
    on: date
    state: str
    note: str
    cancelled: bool


@dataclass(frozen=True, slots=True)
class Background:
    """Where it came from and who saw it. `about` is the item or the row of the programme, `clause` the resolution."""

    committee: str
    committee_code: str
    public: bool
    about: str
    clause: str
    topic: str
    seen: tuple[Seen, ...]
    history: tuple[history.Line, ...]


@dataclass(frozen=True, slots=True)
class ActionInFull:
    tracked: TrackedAction
    background: Background
    completed_on: date | None
    confirmed_at: Tied | None
    superseded_by: Tied | None
    supersedes: tuple[Tied, ...]


@dataclass(frozen=True, slots=True)
class RecommendationInFull:
    """`rule` says how the time for its response is counted, and `source` where that is laid down; "" for no clock."""

    tracked: TrackedRecommendation
    background: Background
    received_on: date | None
    because: str
    rule: str
    source: str


def action(facts: AskedForFacts, *, as_at: date) -> ActionInFull:
    (tracked,) = follow_up.of(facts.tracked, facts.committee, as_at=as_at).actions
    confirmed = next((row for row in facts.meetings if row.id == facts.source.confirmed_at_meeting_id), None)
    return ActionInFull(
        tracked=tracked,
        background=_background(facts, ActionState),
        completed_on=facts.source.completed_on,
        confirmed_at=Tied(confirmed.id, written(confirmed.on)) if confirmed else None,
        superseded_by=Tied(facts.newer.id, facts.newer.reference) if facts.newer else None,
        supersedes=tuple(Tied(row.id, row.reference) for row in facts.older),
    )


def recommendation(facts: AskedForFacts, *, as_at: date) -> RecommendationInFull:
    (tracked,) = follow_up.of(facts.tracked, facts.committee, as_at=as_at).recommendations
    clock = deadlines.RESPONSES.get(facts.source.clock)
    return RecommendationInFull(
        tracked=tracked,
        background=_background(facts, RecommendationState),
        received_on=facts.source.received_on,
        because=facts.source.state_because,
        rule=clock.rule if clock else "",
        source=clock.source if clock else "",
    )


def _background(facts: AskedForFacts, states: type[Labelled]) -> Background:
    source = facts.source
    return Background(
        committee=facts.committee.name,
        committee_code=facts.committee.code,
        public=source.public,
        about=source.item_title or getattr(source, "entry_title", None) or "",
        clause=_clause(source),
        topic=source.topic_title or "",
        seen=tuple(
            Seen(row.meeting_id, row.on, row.state.label, row.note, row.status is MeetingStatus.CANCELLED)
            for row in facts.seen
        ),
        history=history.lines(facts.history, _said(facts, states)),
    )


def _clause(source: Any) -> str:
    if not source.clause:
        return ""
    return f"{source.letter}) {source.clause}" if source.letter else str(source.clause)


def _said(facts: AskedForFacts, states: type[Labelled]) -> history.Said:
    """The history of it in words: meetings by their days, actions by their references."""
    days = {row.id: written(row.on) for row in facts.meetings}
    newer = {facts.newer.id: facts.newer.reference} if facts.newer else {}
    return history.Said(
        columns={
            "due_meeting_id": "Due at the meeting of",
            "confirmed_at_meeting_id": "Confirmed at the meeting of",
            "state_because": "Reason",
            "done_about_it": "What was done about it",
        },
        values={
            "due_meeting_id": days,
            "confirmed_at_meeting_id": days,
            "superseded_by_id": newer,
            **{
                column: {word.value: word.label for word in words}
                for column, words in (
                    ("state", states),
                    ("part", Part),
                    ("clock", ResponseClock),
                    ("response", Response),
                )
            },
        },
    )
