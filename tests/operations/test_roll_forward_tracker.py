"""What has ended is on the tracker once more, in the state that it has, and then no longer."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.roll_forward import Plan, Subject, Thing, plan
from scrutiny.domain.vocabulary import ActionState, RecommendationState, Response
from scrutiny.models.follow_up import Action, ActionAppearance, Recommendation, RecommendationAppearance
from scrutiny.models.meetings import Meeting
from scrutiny.operations import follow_up, meetings, recommendations, roll_forward
from scrutiny.queries.roll_forward import open_things
from tests.operations.autumn import TODAY, Autumn, rolled
from tests.operations.chamber import NOTICE, OPEN_ALL_DAYS, day

SAID = {"by": "Ruth Martin", "on": day("2021-11-25")}


@pytest.fixture
def asked(session: Session, author: Author, record: Autumn) -> Recommendation:
    with writing(session, author):
        return recommendations.make(
            session, committee=record.committee, text="A forum", addressee="Cabinet", on=record.september.on
        )


def tracker(session: Session, meeting: Meeting) -> list[ActionState | RecommendationState]:
    actions = select(ActionAppearance.state).where(ActionAppearance.meeting_id == meeting.id)
    asked = select(RecommendationAppearance.state).where(RecommendationAppearance.meeting_id == meeting.id)
    return [*session.scalars(actions), *session.scalars(asked)]


def close(session: Session, action: Action) -> None:
    follow_up.complete(session, action, text="Sent", **SAID)
    follow_up.close(session, action, because="All members have it", **SAID)


def told(planned: Plan, thing: Thing) -> list[str]:
    return [line.because for line in planned.lines if line.thing == thing]


def test_what_is_closed_between_the_papers_and_the_meeting_is_reported_at_the_next_one(
    session: Session, author: Author, record: Autumn, asked: Recommendation
) -> None:
    rolled(session, author, record)
    with writing(session, author):
        meetings.publish(session, record.november, on=TODAY, calendar=OPEN_ALL_DAYS, rule=NOTICE)
        close(session, record.referrals)
        recommendations.withdraw(session, asked, because="Overtaken", on=SAID["on"])
        meetings.hold(session, record.november, on=record.november.on)
        april = meetings.schedule(session, committee=record.committee, day=day("2022-04-21"))
        reported = roll_forward.roll_forward(session, record.november, record.february, by="Clerk", on=TODAY)
    action, recommendation = Thing(Subject.ACTION, record.referrals.id), Thing(Subject.RECOMMENDATION, asked.id)
    assert told(reported, action) == ["It is closed: All members have it. It is reported this once."]
    assert told(reported, recommendation) == ["It is withdrawn: Overtaken. It is reported this once."]
    assert tracker(session, record.february) == [ActionState.CLOSED, RecommendationState.WITHDRAWN]
    dropped = plan(open_things(session, april, since=record.november.on))
    assert told(dropped, action) == told(dropped, recommendation) == []


def test_rolling_again_brings_a_draft_tracker_up_to_date_and_undoing_takes_all_of_it_back(
    session: Session, author: Author, record: Autumn, asked: Recommendation
) -> None:
    rolled(session, author, record)
    with writing(session, author):
        close(session, record.referrals)
        recommendations.send(session, asked, on=TODAY)
    rolled(session, author, record)
    assert tracker(session, record.november) == [ActionState.CLOSED, RecommendationState.SENT]
    assert rolled(session, author, record).outstanding == ()
    with writing(session, author):
        roll_forward.undo_roll_forward(session, record.november, by="Clerk")
    assert tracker(session, record.november) == []


def test_a_tracker_that_was_there_before_has_its_old_states_again_when_the_roll_forward_is_undone(
    session: Session, author: Author, record: Autumn, asked: Recommendation
) -> None:
    with writing(session, author):
        there = {"meeting_id": record.november.id}
        session.add(ActionAppearance(action_id=record.referrals.id, state=ActionState.OPEN, **there))
        session.add(RecommendationAppearance(recommendation_id=asked.id, state=RecommendationState.DRAFT, **there))
        close(session, record.referrals)
        recommendations.send(session, asked, on=TODAY)
    rolled(session, author, record)
    with writing(session, author):
        roll_forward.undo_roll_forward(session, record.november, by="Clerk")
    assert tracker(session, record.november) == [ActionState.OPEN, RecommendationState.DRAFT]


def test_a_tracker_to_a_meeting_that_was_cancelled_has_reported_nothing(
    session: Session, author: Author, record: Autumn
) -> None:
    with writing(session, author):
        close(session, record.referrals)
    rolled(session, author, record)
    with writing(session, author):
        meetings.cancel(session, record.november, because="Storm")
        planned = roll_forward.roll_forward(session, record.november, record.february, by="Clerk", on=TODAY)
    assert len(told(planned, Thing(Subject.ACTION, record.referrals.id))) == 1


def test_what_was_reopened_and_closed_again_is_reported_again(session: Session, author: Author, record: Autumn) -> None:
    with writing(session, author):
        close(session, record.referrals)
    rolled(session, author, record)
    with writing(session, author):
        meetings.hold(session, record.november, on=record.november.on)
        again = {"by": "Ruth Martin", "on": day("2021-12-01")}
        follow_up.reopen(session, record.referrals, because="Not what was asked", **again)
        follow_up.withdraw(session, record.referrals, because="No longer needed", **again)
        planned = roll_forward.roll_forward(session, record.november, record.february, by="Clerk", on=TODAY)
    assert told(planned, Thing(Subject.ACTION, record.referrals.id)) == [
        "It is withdrawn: No longer needed. It is reported this once."
    ]


def test_what_was_closed_before_the_record_began_is_not_dug_up(
    session: Session, author: Author, record: Autumn
) -> None:
    long_ago = {"by": "Ruth Martin", "on": day("2021-09-13")}
    with writing(session, author):
        follow_up.withdraw(session, record.referrals, because="Overtaken", **long_ago)
    assert told(rolled(session, author, record), Thing(Subject.ACTION, record.referrals.id)) == []


def test_a_recommendation_withdrawn_before_any_tracker_had_it_is_reported_once(
    session: Session, author: Author, record: Autumn, asked: Recommendation
) -> None:
    with writing(session, author):
        recommendations.withdraw(session, asked, because="Overtaken", on=SAID["on"])
    its = Thing(Subject.RECOMMENDATION, asked.id)
    assert told(rolled(session, author, record), its) == ["It is withdrawn: Overtaken. It is reported this once."]
    with writing(session, author):
        meetings.hold(session, record.november, on=record.november.on)
    assert told(plan(open_things(session, record.february, since=record.september.on)), its) == []


def test_a_recommendation_taken_up_again_and_closed_again_is_reported_again(
    session: Session, author: Author, record: Autumn, asked: Recommendation
) -> None:
    with writing(session, author):
        recommendations.send(session, asked, on=TODAY)
        recommendations.respond(session, asked, response=Response.ACCEPTED, text="Agreed", on=TODAY)
        recommendations.close(session, asked, because="It met", on=TODAY)
    rolled(session, author, record)
    with writing(session, author):
        meetings.hold(session, record.november, on=record.november.on)
        recommendations.monitor(session, asked)
        recommendations.close(session, asked, because="It meets every month", on=day("2021-12-01"))
    planned = plan(open_things(session, record.february, since=record.november.on))
    assert told(planned, Thing(Subject.RECOMMENDATION, asked.id)) == [
        "It is closed: It meets every month. It is reported this once."
    ]
