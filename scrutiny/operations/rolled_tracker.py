"""What a roll-forward puts on the tracker to a meeting: each action and recommendation as it stands that day."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.domain.roll_forward import Line, Subject
from scrutiny.models.follow_up import Action, ActionAppearance, Recommendation, RecommendationAppearance
from scrutiny.models.meetings import Meeting
from scrutiny.models.roll_forward import RollForwardLine


def carry_out(session: Session, meeting: Meeting, lines: Sequence[Line]) -> None:
    actions = {line.thing.id for line in lines if line.thing.subject is Subject.ACTION}
    recommendations = {line.thing.id for line in lines if line.thing.subject is Subject.RECOMMENDATION}
    for action_id, state in session.execute(
        select(Action.id, Action.state).where(Action.id.in_(actions)).order_by(Action.id)
    ):
        session.add(ActionAppearance(action_id=action_id, meeting_id=meeting.id, state=state))
    for recommendation_id, stands in session.execute(
        select(Recommendation.id, Recommendation.state)
        .where(Recommendation.id.in_(recommendations))
        .order_by(Recommendation.id)
    ):
        session.add(RecommendationAppearance(recommendation_id=recommendation_id, meeting_id=meeting.id, state=stands))


def take_back(session: Session, meeting: Meeting, lines: Sequence[RollForwardLine]) -> None:
    actions = [line.subject_id for line in lines if line.subject == Subject.ACTION]
    recommendations = [line.subject_id for line in lines if line.subject == Subject.RECOMMENDATION]
    of_actions = select(ActionAppearance).where(
        ActionAppearance.meeting_id == meeting.id, ActionAppearance.action_id.in_(actions)
    )
    of_recommendations = select(RecommendationAppearance).where(
        RecommendationAppearance.meeting_id == meeting.id,
        RecommendationAppearance.recommendation_id.in_(recommendations),
    )
    for appearance in (*session.scalars(of_actions), *session.scalars(of_recommendations)):
        session.delete(appearance)
