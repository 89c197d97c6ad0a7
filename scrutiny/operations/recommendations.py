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
    text = _recommended(text)
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
    recommendation.received_on = on
    return _start_clock(session, recommendation)


def respond(
    session: Session, recommendation: Recommendation, *, response: Response, text: str, on: date
) -> Recommendation:
    text = clean(text, field="The response")
    lifecycles.require(recommendation.state, RecommendationState.ANSWERED)
    if recommendation.sent_on is not None and on < recommendation.sent_on:
        raise RuleBroken(f"It was sent on {written(recommendation.sent_on)} and cannot be answered before that.")
    recommendation.response, recommendation.responded_on, recommendation.response_text = response, on, text
    return _become(session, recommendation, RecommendationState.ANSWERED)


def ask_again(session: Session, recommendation: Recommendation, *, because: str, on: date) -> Recommendation:
    """Send an answer back that is none: it stays in what was done about it, and the clock waits to be started anew."""
    because = required(because, "why the response is asked for again")
    answer = _answer(recommendation)
    send(session, recommendation, on=on)
    recommendation.received_on = recommendation.response_due = recommendation.responded_on = None
    recommendation.response, recommendation.response_text = None, ""
    return report(session, recommendation, done=f"{answer} It was asked for again on {written(on)}: {because}")


def report(session: Session, recommendation: Recommendation, *, done: str) -> Recommendation:
    """Add to what was done about it."""
    done = required(done, "what was done about it")
    recommendation.done_about_it = "\n\n".join(filter(None, (recommendation.done_about_it, done)))
    session.flush()
    return recommendation


def reword(
    session: Session, recommendation: Recommendation, *, text: str, addressee: str, clock: ResponseClock
) -> Recommendation:
    """Mend how it is worded, or to whom it is and on which clock; what stood there before is in the history."""
    recommendation.text = _recommended(text)
    recommendation.addressee = one_line(addressee, field="The addressee", most=250)
    recommendation.clock = clock
    return _start_clock(session, recommendation)


def monitor(session: Session, recommendation: Recommendation) -> Recommendation:
    """Watch whether what was promised is done; a closed one is taken up again for that."""
    lifecycles.require(recommendation.state, RecommendationState.MONITORED)
    recommendation.state_because, recommendation.closed_on = "", None
    return _become(session, recommendation, RecommendationState.MONITORED)


def close(session: Session, recommendation: Recommendation, *, because: str, on: date) -> Recommendation:
    """It is reported once more, as closed, and then leaves the tracker."""
    because = required(because, "what was done about it")
    lifecycles.require(recommendation.state, RecommendationState.CLOSED)
    recommendation.state_because, recommendation.closed_on = because, on
    if because not in recommendation.done_about_it:
        report(session, recommendation, done=because)
    return _become(session, recommendation, RecommendationState.CLOSED)


def withdraw(session: Session, recommendation: Recommendation, *, because: str, on: date) -> Recommendation:
    because = required(because, "why it is withdrawn")
    lifecycles.require(recommendation.state, RecommendationState.WITHDRAWN)
    recommendation.state_because, recommendation.closed_on = because, on
    return _become(session, recommendation, RecommendationState.WITHDRAWN)


def _recommended(text: str) -> str:
    recommended = clean(text, field="The recommendation").strip()
    if not recommended:
        raise RuleBroken("Write what is recommended.")
    return recommended


def _answer(recommendation: Recommendation) -> str:
    """`Answered on 10 November 2021 (Rejected): There is no money.`"""
    on = f" on {written(recommendation.responded_on)}" if recommendation.responded_on else ""
    how = f" ({recommendation.response.label})" if recommendation.response else ""
    said = recommendation.response_text.strip()
    return f"Answered{on}{how}: {said}" if said else f"Answered{on}{how}."


def _start_clock(session: Session, recommendation: Recommendation) -> Recommendation:
    """When the answer is due, from the day it was received, if it was."""
    if recommendation.received_on is not None:
        due = response_due(recommendation.clock, recommendation.received_on)
        recommendation.response_due = due.on if due else None
    session.flush()
    return recommendation


def _become(session: Session, recommendation: Recommendation, state: RecommendationState) -> Recommendation:
    recommendation.state = state
    session.flush()
    return recommendation
