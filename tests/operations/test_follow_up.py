"""Owners, dates and wording of what was asked for, and answers that are none: changed, and nothing of it lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.vocabulary import ActionState, RecommendationState, Response, ResponseClock
from scrutiny.models.follow_up import Action, ActionUpdate, Recommendation
from scrutiny.models.history import HistoryLine
from scrutiny.models.people import Person
from scrutiny.operations import follow_up, recommendations
from scrutiny.queries import to_change
from tests import make
from tests.at_once import at_once, engine_at
from tests.operations import autumn
from tests.operations.autumn import TODAY, Autumn
from tests.operations.chamber import day

SAID: dict[str, Any] = {"by": "Cleo Clerk", "on": TODAY}
Change = Callable[..., Any]


@pytest.fixture
def change(session: Session, author: Author) -> Change:
    """One operation as one change, and the row as the database has it then."""

    def run(operation: Callable[..., Any], *things: Any, **values: Any) -> Any:
        with writing(session, author):
            done = operation(session, *things, **values)
        session.refresh(done)
        return done

    return run


def said_last(session: Session, action: Action) -> str | None:
    told = select(ActionUpdate.text).where(ActionUpdate.action_id == action.id).order_by(ActionUpdate.id.desc())
    return session.scalars(told).first()


def test_an_action_passes_to_another_owner_and_the_old_one_is_kept(
    session: Session, author: Author, record: Autumn, change: Change
) -> None:
    with writing(session, author):
        zoe = make.person(session, "Zoe Pike")
    change(follow_up.reassign, record.referrals, owner="Ruth Martin", **SAID)
    action = change(follow_up.reassign, record.referrals, owner=zoe, because="Ruth has left.", **SAID)
    assert (action.owner, action.owner_id) == ("Zoe Pike", zoe.id)
    assert said_last(session, action) == "Ruth has left. It passed from Ruth Martin to Zoe Pike."
    action = change(follow_up.reassign, record.referrals, owner="", **SAID)
    assert (action.owner, action.owner_id) == ("", None)
    assert said_last(session, action) == "It passed from Zoe Pike to nobody yet."
    change(follow_up.reassign, record.referrals, owner="The Director", **SAID)
    assert said_last(session, action) == "It passed from nobody to The Director."
    assert session.scalars(select(Person.name).where(Person.name == "Zoe Pike")).all() == ["Zoe Pike"]


def test_the_date_that_it_had_is_said_a_meeting_too(session: Session, record: Autumn, change: Change) -> None:
    action = record.referrals
    change(follow_up.redate, action, because="First.", due_meeting=record.november, **SAID)
    change(follow_up.redate, action, because="Then.", due=day("2022-01-10"), **SAID)
    assert said_last(session, action) == "Then. It was due at the meeting of 30 November 2021."
    change(follow_up.redate, action, because="Last.", **SAID)
    assert said_last(session, action) == "Last. It was due on 10 January 2022."
    assert (action.due, action.due_meeting_id) == (None, None)


def test_mended_wording_is_in_the_history(session: Session, record: Autumn, change: Change) -> None:
    was = record.referrals.text
    change(follow_up.reword, record.referrals, text="  Send the data  ")
    assert record.referrals.text == "Send the data"
    lines = select(HistoryLine.before).where(HistoryLine.subject == "actions").order_by(HistoryLine.id.desc())
    assert session.scalars(lines).first() == {"text": was}


@pytest.mark.parametrize(
    ("had", "given", "says"),
    [
        pytest.param("Ruth Martin", " Ruth  Martin ", "Ruth Martin owns this already", id="the owner that it has"),
        pytest.param("", "", "Name the new owner", id="nobody after nobody"),
    ],
)
def test_a_change_to_the_same_owner_is_refused(
    session: Session, author: Author, record: Autumn, change: Change, had: str, given: str, says: str
) -> None:
    with writing(session, author):
        record.referrals.owner = had
    with pytest.raises(RuleBroken, match=says):
        change(follow_up.reassign, record.referrals, owner=given, **SAID)


def test_a_wording_of_nothing_is_refused(record: Autumn, change: Change) -> None:
    with pytest.raises(RuleBroken, match="Write what is asked for"):
        change(follow_up.reword, record.referrals, text=" ")


@pytest.mark.parametrize(
    "values",
    [
        pytest.param((follow_up.redate, {"because": "Late", "due": TODAY}), id="another date"),
        pytest.param((follow_up.reassign, {"owner": "Zoe Pike"}), id="another owner"),
    ],
)
def test_what_has_ended_has_no_other_owner_or_date(
    record: Autumn, change: Change, values: tuple[Callable[..., Any], dict[str, Any]]
) -> None:
    change(follow_up.withdraw, record.referrals, because="Overtaken", **SAID)
    with pytest.raises(RuleBroken, match="is withdrawn and cannot be"):
        change(values[0], record.referrals, **values[1], **SAID)


@pytest.fixture
def asked(change: Change, record: Autumn) -> Recommendation:
    made: Recommendation = change(
        recommendations.make, committee=record.committee, text="A forum", addressee="Cabinet", on=record.september.on
    )
    change(recommendations.send, made, on=day("2021-09-14"))
    change(recommendations.receive, made, on=day("2021-09-14"))
    return made


def test_an_answer_that_is_none_is_asked_for_again_and_kept(asked: Recommendation, change: Change) -> None:
    change(recommendations.respond, asked, response=Response.REJECTED, text="", on=day("2021-10-01"))
    change(recommendations.ask_again, asked, because="No reason is given.", on=day("2021-10-02"))
    assert (asked.state, asked.sent_on) == (RecommendationState.SENT, day("2021-10-02"))
    assert (asked.received_on, asked.response_due, asked.responded_on, asked.response) == (None, None, None, None)
    assert asked.done_about_it == (
        "Answered on 1 October 2021 (Rejected). It was asked for again on 2 October 2021: No reason is given."
    )
    change(recommendations.receive, asked, on=day("2021-10-03"))
    assert asked.response_due == day("2021-12-02")


def test_a_correction_of_who_must_answer_corrects_by_when(asked: Recommendation, change: Change) -> None:
    wording = {"text": "A forum", "addressee": "The Trust"}
    for clock, due in ((ResponseClock.HEALTH, date(2021, 10, 12)), (ResponseClock.NONE, None)):
        change(recommendations.reword, asked, clock=clock, **wording)
        assert (asked.addressee, asked.clock, asked.response_due) == ("The Trust", clock, due)


def test_it_cannot_be_answered_before_it_was_sent(asked: Recommendation, change: Change) -> None:
    with pytest.raises(RuleBroken, match="cannot be answered before that"):
        change(recommendations.respond, asked, response=Response.ACCEPTED, text="", on=day("2021-09-13"))


def test_what_was_done_is_not_said_twice_when_it_is_closed(asked: Recommendation, change: Change) -> None:
    change(recommendations.respond, asked, response=Response.ACCEPTED, text="Agreed", on=day("2021-10-01"))
    change(recommendations.report, asked, done="The forum met.")
    change(recommendations.close, asked, because="The forum met.", on=TODAY)
    assert asked.done_about_it == "The forum met."


def test_of_two_at_once_the_second_finds_what_the_first_has_made_of_it(database_url: str, author: Author) -> None:
    """What each page was shown is one version; whoever comes second is told so, and nothing is overwritten."""
    engine = engine_at(database_url)
    with Session(engine, autoflush=False, expire_on_commit=False) as session:
        with writing(session, author):
            id_ = autumn.make(session).referrals.id
        shown = session.get_one(Action, id_).version
    told: list[str] = []

    def withdraw(own: Session) -> None:
        found = to_change.action(own, id_)
        assert found is not None
        action = found.thing
        assert isinstance(action, Action)
        if action.version == shown:
            follow_up.withdraw(own, action, because="Overtaken", **SAID)
        else:
            told.append(action.state.label)

    at_once(engine, author, withdraw, withdraw, withdraw)
    assert told == [ActionState.WITHDRAWN.label] * 2
    engine.dispose()
