"""Changes recommendations: sent, received, answered in the time the law gives, monitored and closed."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from scrutiny.domain import lifecycles
from scrutiny.domain.dates import written
from scrutiny.domain.deadlines import response_due
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.text import clean, one_line
from scrutiny.domain.vocabulary import RecommendationState, ResolutionKind, Response, ResponseClock
from scrutiny.models.committees import Committee
from scrutiny.models.follow_up import Recommendation
from scrutiny.operations.follow_up import NOWHERE, Source, next_reference, origin_item, part_of
from scrutiny.operations.reasons import required
from scrutiny.operations.turns import take_turn


def make(
    session: Session,
    *,
    committee: Committee,
    text: str,
    addressee: str,
    on: date,
    clock: ResponseClock = ResponseClock.EXECUTIVE,
    source: Source = NOWHERE,
    reference: str | None = None,
) -> Recommendation:
    """Recommend something to the executive or a partner body. Its clock starts when it is received."""
    text = clean(text, field="The recommendation").strip()
    if not text:
        raise RuleBroken("Write what is recommended.")
    take_turn(session, committee.id)
    item = origin_item(session, source)
    recommendation = Recommendation(
        committee_id=committee.id,
        reference=reference or next_reference(session, committee, Recommendation, "R"),
        text=text,
        addressee=one_line(addressee, field="The addressee", most=250),
        clock=clock,
        opened_on=on,
        part=part_of(session, item, source),
        item_id=item.id if item else None,
        resolution_id=source.resolution.id if source.resolution else None,
        topic_id=item.topic_id if item else source.entry.topic_id if source.entry else None,
    )
    if source.resolution is not None:
        source.resolution.kind = ResolutionKind.RECOMMENDATION
    session.add(recommendation)
    session.flush()
    return recommendation


def send(session: Session, recommendation: Recommendation, *, on: date) -> Recommendation:
    lifecycles.require(recommendation.state, RecommendationState.SENT)
    recommendation.sent_on = on
    return _become(session, recommendation, RecommendationState.SENT)


def receive(session: Session, recommendation: Recommendation, *, on: date) -> Recommendation:
    """Record the day it was received: the answer is due from that day (LGA 2000 s.9FE and its like)."""
    if recommendation.sent_on is None:
        raise RuleBroken(f"{recommendation.reference} has not been sent. Record when it was sent first.")
    if on < recommendation.sent_on:
        raise RuleBroken(f"It was sent on {written(recommendation.sent_on)} and cannot be received before that.")
    due = response_due(recommendation.clock, on)
    recommendation.received_on, recommendation.response_due = on, due.on if due else None
    session.flush()
    return recommendation


def respond(
    session: Session, recommendation: Recommendation, *, response: Response, text: str, on: date
) -> Recommendation:
    text = clean(text, field="The response")
    lifecycles.require(recommendation.state, RecommendationState.ANSWERED)
    recommendation.response, recommendation.responded_on, recommendation.response_text = response, on, text
    return _become(session, recommendation, RecommendationState.ANSWERED)


def monitor(session: Session, recommendation: Recommendation) -> Recommendation:
    """Watch whether what was promised is done; a closed one is taken up again for that."""
    lifecycles.require(recommendation.state, RecommendationState.MONITORED)
    recommendation.state_because, recommendation.closed_on = "", None
    return _become(session, recommendation, RecommendationState.MONITORED)


def close(session: Session, recommendation: Recommendation, *, because: str, on: date) -> Recommendation:
    """It is reported once more, as closed, and then leaves the tracker."""
    because = required(because, "what was done about it")
    lifecycles.require(recommendation.state, RecommendationState.CLOSED)
    recommendation.state_because = recommendation.done_about_it = because
    recommendation.closed_on = on
    return _become(session, recommendation, RecommendationState.CLOSED)


def withdraw(session: Session, recommendation: Recommendation, *, because: str, on: date) -> Recommendation:
    because = required(because, "why it is withdrawn")
    lifecycles.require(recommendation.state, RecommendationState.WITHDRAWN)
    recommendation.state_because, recommendation.closed_on = because, on
    return _become(session, recommendation, RecommendationState.WITHDRAWN)


def _become(session: Session, recommendation: Recommendation, state: RecommendationState) -> Recommendation:
    recommendation.state = state
    session.flush()
    return recommendation
