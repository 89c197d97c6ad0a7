"""Past trackers brought in: references as printed, under the minutes that asked."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from scrutiny.database import Author, writing
from scrutiny.domain.record.follow_up import Action as GivenAction
from scrutiny.domain.record.follow_up import Recommendation as GivenRecommendation
from scrutiny.domain.record.follow_up import Update
from scrutiny.domain.vocabulary import ActionState, Part, RecommendationState
from scrutiny.models.follow_up import ActionUpdate, Recommendation
from scrutiny.operations import exemption, follow_up
from tests.operations.autumn import Autumn
from tests.operations.chamber import day
from tests.operations.past_papers import SEPTEMBER, TODAY, action, tracker_in


def test_an_action_keeps_its_reference_its_state_and_what_was_said(
    session: Session, author: Author, record: Autumn
) -> None:
    said = Update(on=day("2021-10-01"), by="Ivy Lane", text="Asked.", status=ActionState.PAUSED)
    given = GivenAction(
        reference="OLD 7",
        text="Count the buses",
        owner="Ivy Lane",
        due=day("2021-12-01"),
        status=ActionState.PAUSED,
        status_because="No staff",
        opened_on=SEPTEMBER,
        updates=(said,),
    )
    assert tracker_in(session, author, record, actions=[given]).made == ["OLD 7: Count the buses"]
    found = action(session, "OLD 7")
    assert (found.owner, found.due, found.state, found.state_because) == (
        "Ivy Lane",
        day("2021-12-01"),
        ActionState.PAUSED,
        "No staff",
    )
    updates = session.scalars(select(ActionUpdate).where(ActionUpdate.action_id == found.id)).all()
    assert [(each.on, each.by, each.text) for each in updates] == [(said.on, "Ivy Lane", "Asked.")]


def test_it_is_linked_to_its_minute_and_to_its_meeting(session: Session, author: Author, record: Autumn) -> None:
    given = GivenAction(
        reference="A1", text="Count", from_meeting=SEPTEMBER, from_minute="1", due_at_meeting=record.february.on
    )
    tracker_in(session, author, record, actions=[given])
    found = action(session, "A1")
    assert (found.item_id, found.due_meeting_id) == (record.items["transformation"].id, record.february.id)


def test_what_the_record_has_not_is_told(session: Session, author: Author, record: Autumn) -> None:
    given = GivenAction(
        reference="A1", text="Count", from_meeting=SEPTEMBER, from_minute="99", due_at_meeting=day("2015-06-03")
    )
    brought = tracker_in(session, author, record, actions=[given])
    assert action(session, "A1").due == day("2015-06-03")
    assert {doubt.where for doubt in brought.doubts} == {
        f"actions[0].{key}" for key in ("opened_on", "due", "from_minute")
    }


def test_a_reference_that_is_there_is_not_made_again(session: Session, author: Author, record: Autumn) -> None:
    held = record.referrals
    same, other = (GivenAction(reference=held.reference, text=text) for text in (held.text, "Other words"))
    assert not tracker_in(session, author, record, actions=[same]).doubts
    brought = tracker_in(session, author, record, actions=[other])
    assert (len(brought.there), brought.made) == (1, [])
    assert [doubt.what for doubt in brought.doubts] == [
        f"{held.reference} is in the record with other words, which are kept"
    ]
    assert action(session, held.reference).text == held.text


def test_one_without_a_reference_is_given_the_next_and_is_known_by_its_words(
    session: Session, author: Author, record: Autumn
) -> None:
    given = GivenAction(reference="", text="Count the buses", opened_on=SEPTEMBER)
    assert tracker_in(session, author, record, actions=[given]).made == ["SOS/A2: Count the buses"]
    assert len(tracker_in(session, author, record, actions=[given]).there) == 1


def test_new_references_go_on_past_those_that_were_brought_in(session: Session, author: Author, record: Autumn) -> None:
    given = [GivenAction(reference=f"SR {number}", text=f"Ask {number}") for number in ("10", "9", "8")]
    tracker_in(session, author, record, actions=given)
    tracker_in(session, author, record, actions=[GivenAction(reference="SR 7", text="Ask 7")])
    with writing(session, author):
        made = follow_up.open_action(session, committee=record.committee, text="Ask anew", on=TODAY)
    assert made.reference == "SR 11"


def test_a_recommendation_is_as_its_tracker_says(session: Session, author: Author, record: Autumn) -> None:
    given = GivenRecommendation(
        reference="SR (25/26) 03",
        text="That waits be reported",
        to="SS/LSW",
        response_due=day("2025-09-15"),
        status=RecommendationState.SENT,
        opened_on=day("2025-07-15"),
        done_about_it="No response yet.",
    )
    tracker_in(session, author, record, recommendations=[given])
    found = session.scalars(select(Recommendation).where(Recommendation.reference == "SR (25/26) 03")).one()
    assert (found.addressee, found.state, found.response_due) == ("SS/LSW", RecommendationState.SENT, day("2025-09-15"))
    assert found.done_about_it == "No response yet."


def test_what_an_exempt_minute_asked_for_is_exempt(session: Session, author: Author, record: Autumn) -> None:
    with writing(session, author):
        exemption.make_exempt(session, record.items["transformation"], paragraphs=(3,), public_title="A contract")
    given = GivenAction(reference="A1", text="Ask", from_meeting=SEPTEMBER, from_minute="1")
    tracker_in(session, author, record, actions=[given])
    assert action(session, "A1").part is Part.TWO
