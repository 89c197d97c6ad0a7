"""What a roll-forward puts on the tracker to a meeting: each action and recommendation as it stands that day."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.domain.roll_forward import Line, Subject, Thing
from scrutiny.domain.vocabulary import ActionState, RecommendationState
from scrutiny.models.follow_up import Action, ActionAppearance, Recommendation, RecommendationAppearance
from scrutiny.models.meetings import Meeting
from scrutiny.models.roll_forward import RollForwardLine

Before = dict[str, object]


def carry_out(session: Session, meeting: Meeting, lines: Sequence[Line]) -> dict[Thing, Before]:
    """Add what the tracker lacks and bring the rest up to date. Returns by thing the state that undoing puts back."""
    seen = _actions_seen(session, meeting), _recommendations_seen(session, meeting)
    actions, recommendations = _numbers(lines, Subject.ACTION), _numbers(lines, Subject.RECOMMENDATION)
    before: dict[Thing, Before] = {}
    for action in session.scalars(select(Action).where(Action.id.in_(actions)).order_by(Action.id)):
        if there := seen[0].get(action.id):
            before[Thing(Subject.ACTION, action.id)] = {"state": there.state.value}
            there.state = action.state
        else:
            session.add(ActionAppearance(action_id=action.id, meeting_id=meeting.id, state=action.state))
    asked = select(Recommendation).where(Recommendation.id.in_(recommendations)).order_by(Recommendation.id)
    for recommendation in session.scalars(asked):
        if known := seen[1].get(recommendation.id):
            before[Thing(Subject.RECOMMENDATION, recommendation.id)] = {"state": known.state.value}
            known.state = recommendation.state
        else:
            session.add(
                RecommendationAppearance(
                    recommendation_id=recommendation.id, meeting_id=meeting.id, state=recommendation.state
                )
            )
    return before


def take_back(session: Session, meeting: Meeting, lines: Sequence[RollForwardLine]) -> None:
    """From the last line to the first: what was brought up to date has its old state again, what was added goes."""
    actions, recommendations = _actions_seen(session, meeting), _recommendations_seen(session, meeting)
    for line in reversed(lines):
        was = line.before.get("state")
        if line.subject == Subject.ACTION and (appearance := actions.get(line.subject_id)):
            if was:
                appearance.state = ActionState(str(was))
            else:
                session.delete(appearance)
        elif line.subject == Subject.RECOMMENDATION and (known := recommendations.get(line.subject_id)):
            if was:
                known.state = RecommendationState(str(was))
            else:
                session.delete(known)


def _numbers(lines: Sequence[Line], subject: Subject) -> list[int]:
    return [line.thing.id for line in lines if line.thing.subject is subject]


def _actions_seen(session: Session, meeting: Meeting) -> dict[int, ActionAppearance]:
    found = session.scalars(select(ActionAppearance).where(ActionAppearance.meeting_id == meeting.id))
    return {seen.action_id: seen for seen in found}


def _recommendations_seen(session: Session, meeting: Meeting) -> dict[int, RecommendationAppearance]:
    found = session.scalars(select(RecommendationAppearance).where(RecommendationAppearance.meeting_id == meeting.id))
    return {seen.recommendation_id: seen for seen in found}
