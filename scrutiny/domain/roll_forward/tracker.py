"""Actions and recommendations: what goes on the tracker to the meeting, in the state that it then has.

What has ended is reported once more in that state, at the first meeting after the one that saw it last, and drops off.
"""

from scrutiny.domain.dates import written
from scrutiny.domain.roll_forward.facts import (
    OpenAction,
    OpenRecommendation,
    Sitting,
)
from scrutiny.domain.roll_forward.places import Destination, Line, Subject, Thing
from scrutiny.domain.vocabulary import ActionState, RecommendationState


def action_line(action: OpenAction, target: Sitting) -> Line:
    thing, title = Thing(Subject.ACTION, action.action_id), f"{action.reference}: {action.text}"
    if action.opened_on > target.on:
        return Line(
            thing, title, Destination.STAYS, f"It was asked for on {written(action.opened_on)}, after this meeting."
        )
    because, settled = _tracked_because(action, target), action.shown is action.state
    return Line(thing, title, Destination.TRACKER, because, settled, ended=not action.state.open)


def _tracked_because(action: OpenAction, target: Sitting) -> str:
    if not action.state.open:
        return _reported_once(action)
    if action.state is ActionState.COMPLETE:
        return "It is reported complete: the Committee is asked to confirm that."
    if action.state is ActionState.PAUSED:
        return f"It is paused{_why(action)}."
    if action.due is None:
        return "It is outstanding, with no due date."
    late = " and is late" if action.due < target.on else ""
    return (
        f"It is outstanding: it was due on {written(action.due)}{late}."
        if late
        else f"It is due on {written(action.due)}."
    )


def _reported_once(ended: OpenAction | OpenRecommendation) -> str:
    return f"It is {ended.state.label.lower()}{_why(ended)}. It is reported this once."


def _why(tracked: OpenAction | OpenRecommendation) -> str:
    because = tracked.because.strip().rstrip(".")
    return f": {because}" if because else ""


def recommendation_line(recommendation: OpenRecommendation, target: Sitting) -> Line:
    title = f"{recommendation.reference}: {recommendation.text}"
    thing = Thing(Subject.RECOMMENDATION, recommendation.recommendation_id)
    settled = recommendation.shown is recommendation.state
    because, ended = _pursued_because(recommendation, target), not recommendation.state.open
    return Line(thing, title, Destination.TRACKER, because, settled, ended=ended)


def _pursued_because(recommendation: OpenRecommendation, target: Sitting) -> str:
    if not recommendation.state.open:
        return _reported_once(recommendation)
    to = recommendation.addressee or "its addressee"
    due = recommendation.response_due
    awaited = "It awaits a response."
    if due is not None:
        awaited = f"It awaits a response, {'which was due' if due < target.on else 'due'} on {written(due)}."
    return {
        RecommendationState.DRAFT: f"It has not been sent to {to}.",
        RecommendationState.SENT: awaited,
        RecommendationState.ANSWERED: "It is answered: the Committee decides whether to monitor or to close it.",
        RecommendationState.MONITORED: "It was answered and is being monitored.",
    }[recommendation.state]
