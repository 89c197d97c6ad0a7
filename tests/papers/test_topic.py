"""A topic's story: everything in the order of time, and nothing exempt or unpublished for who may not see it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from scrutiny.domain.vocabulary import (
    ActionState,
    EntryStatus,
    ItemOutcome,
    MeetingStatus,
    MinutesState,
    Part,
    RecommendationState,
    ResolutionKind,
    Response,
)
from scrutiny.papers import topic
from scrutiny.queries.topics import TopicFacts
from tests.papers.rows import Row
from tests.papers.stories import (
    NOVEMBER,
    SEPTEMBER,
    TODAY,
    action,
    entry,
    headings,
    item,
    moments,
    move,
    recommendation,
    story,
    subject,
)

SECRET = "Placement of child B"


def test_a_story_is_told_in_the_order_of_time() -> None:
    told = story(
        topic=subject(opened_on=date(2021, 6, 17)),
        entries=(entry(id=1, on=SEPTEMBER, meeting_id=3), entry(id=2, on=NOVEMBER, meeting_id=4), entry(id=3)),
        leads=(Row(entry_id=2, label="Lead Officer", name="Kit Vale"),),
        moves=(
            Row(
                entry_id=2,
                on=date(2021, 10, 20),
                from_on=SEPTEMBER,
                from_when="",
                to_on=NOVEMBER,
                to_when="",
                because="",
            ),
        ),
        items=(item(entry_id=1),),
        actions=(action(due=NOVEMBER, state=ActionState.CLOSED, closed_on=date(2021, 11, 1)),),
        updates=(Row(action_id=5, on=date(2021, 10, 1), by="Ivy Lane", text="They are sent."),),
        recommendations=(
            recommendation(
                responded_on=date(2021, 11, 2), response=Response.REJECTED, state=RecommendationState.ANSWERED
            ),
        ),
    )
    assert [(day.on, [moment.heading for moment in day.moments]) for day in told.so_far] == [
        (date(2021, 6, 17), ["Put forward"]),
        (SEPTEMBER, ["Considered: Cusp of care", "Asked for: SOS/21/1", "Recommended to Cabinet: SOS/21/R1"]),
        (date(2021, 10, 1), ["News of SOS/21/1"]),
        (date(2021, 10, 20), ["Moved from 14 September 2021 to 30 November 2021"]),
        (date(2021, 11, 1), ["SOS/21/1: closed"]),
        (date(2021, 11, 2), ["Cabinet on SOS/21/R1: rejected"]),
    ]
    assert [(day.on, [moment.notes for moment in day.moments]) for day in told.to_come] == [
        (NOVEMBER, [("Lead Officer: Kit Vale",)])
    ]
    assert [moment.heading for moment in told.undated] == ["On the work programme, without a date"]
    assert told.told


def test_of_a_topic_that_nothing_is_recorded_of_there_is_nothing_to_tell() -> None:
    assert not story().told


def test_an_appearance_has_its_minute_its_clauses_and_why_it_was_planned() -> None:
    clauses = (Row(item_id=21, letter="a", text="the figures be sent", kind=ResolutionKind.ACTION),)
    planned = entry(id=1, meeting_id=3, on=SEPTEMBER, details="Suggested in June", outcome="To come again")
    (only,) = moments(story(items=(item(entry_id=1),), entries=(planned,), resolutions=clauses))
    assert (only.minute_number, only.minute, only.clauses[0].letter) == ("29", "Members asked.", "a")
    assert only.notes == ("Why it was planned: Suggested in June", "To come again")


@pytest.mark.parametrize(
    "withheld",
    [
        pytest.param({"items": (item(title=SECRET, part=Part.TWO),)}, id="an item of Part Two"),
        pytest.param({"items": (item(title=SECRET, restricted=True),)}, id="a restricted item"),
        pytest.param({"entries": (entry(details=SECRET, exempt=True),)}, id="an entry that became an exempt item"),
        pytest.param(
            {
                "entries": (entry(exempt=True),),
                "moves": (
                    Row(entry_id=1, on=TODAY, from_on=None, from_when="", to_on=None, to_when="", because=SECRET),
                ),
            },
            id="where an exempt entry was moved",
        ),
        pytest.param(
            {
                "actions": (action(text=SECRET, public=False),),
                "updates": (Row(action_id=5, on=TODAY, by="Ivy", text=SECRET),),
            },
            id="an exempt action and what was said of it",
        ),
        pytest.param({"recommendations": (recommendation(text=SECRET, public=False),)}, id="an exempt recommendation"),
    ],
)
def test_exempt_matter_is_no_part_of_the_story(withheld: dict[str, Any]) -> None:
    assert not story(**withheld).told
    assert SECRET in repr(story(exempt=True, **withheld))


def test_an_exempt_topic_is_not_even_named() -> None:
    names = ("entries", "leads", "moves", "items", "resolutions", "actions", "updates", "recommendations")
    facts = TopicFacts(topic=subject(title=SECRET, withheld=True), **dict.fromkeys(names, ()))  # type: ignore[arg-type]
    assert topic.of(facts, as_at=TODAY, exempt=False, drafts=False) is None
    named = topic.of(facts, as_at=TODAY, exempt=True, drafts=False)
    assert named is not None
    assert named.title == SECRET


def test_a_topic_of_a_draft_agenda_alone_is_named_to_who_may_see_drafts() -> None:
    names = ("entries", "leads", "moves", "items", "resolutions", "actions", "updates", "recommendations")
    facts = TopicFacts(topic=subject(known=False), **dict.fromkeys(names, ()))  # type: ignore[arg-type]
    assert topic.of(facts, as_at=TODAY, exempt=True, drafts=False) is None
    assert topic.of(facts, as_at=TODAY, exempt=False, drafts=True) is not None


def test_an_agenda_that_is_not_published_is_no_part_of_the_story() -> None:
    draft = item(title="Until published", meeting_status=MeetingStatus.SCHEDULED, outcome=ItemOutcome.PENDING)
    assert not story(items=(draft,)).told
    assert headings(story(items=(draft,), drafts=True)) == ["On the agenda: Until published"]


def test_minutes_that_the_chair_has_not_agreed_are_no_part_of_the_story() -> None:
    draft = item(minutes_state=MinutesState.DRAFT, narrative=SECRET)
    (only,) = moments(story(items=(draft,)))
    assert (only.minute, only.minute_number, only.clauses) == ("", "", ())
    assert moments(story(items=(draft,), drafts=True))[0].minute == SECRET


def test_an_item_without_a_minute_has_none() -> None:
    (only,) = moments(story(items=(item(narrative=None, minute_number=None),)))
    assert (only.minute, only.minute_number) == ("", "")


@pytest.mark.parametrize(
    ("planned", "heading"),
    [
        pytest.param({"on": NOVEMBER}, "Planned on the work programme", id="for a day"),
        pytest.param({"when": "July 2022"}, "On the work programme, for July 2022", id="for a month"),
        pytest.param({"when": "tbc."}, "On the work programme, without a date", id="to be confirmed"),
        pytest.param({"status": EntryStatus.WITHDRAWN}, "Withdrawn from the work programme", id="withdrawn"),
        pytest.param({"status": EntryStatus.COMPLETED}, "On the work programme: completed", id="completed"),
    ],
)
def test_a_slot_says_where_it_is(planned: dict[str, Any], heading: str) -> None:
    assert headings(story(entries=(entry(**planned),))) == [heading]


@pytest.mark.parametrize(
    ("row", "heading"),
    [
        pytest.param(
            move(from_when="July 2022", to_on=NOVEMBER), "Moved from July 2022 to 30 November 2021", id="from a month"
        ),
        pytest.param(
            move(from_on=SEPTEMBER, to_when="tbc"), "Moved from 14 September 2021 to no date", id="to no date"
        ),
    ],
)
def test_a_move_says_from_where_to_where(row: Row, heading: str) -> None:
    assert heading in headings(story(entries=(entry(),), moves=(row,)))


def test_an_action_without_an_owner_says_so() -> None:
    (only,) = moments(story(actions=(action(owner="", due_meeting_on=NOVEMBER),)))
    assert only.notes == ("No owner yet · Due 30 November 2021 · Open",)


def test_an_action_that_was_closed_and_taken_up_again_is_not_told_as_closed() -> None:
    assert headings(story(actions=(action(closed_on=TODAY),))) == ["Asked for: SOS/21/1"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        pytest.param({}, ["Recommended to Cabinet: SOS/21/R1"], id="no response yet"),
        pytest.param({"addressee": ""}, ["Recommended: SOS/21/R1"], id="to nobody named"),
        pytest.param(
            {"responded_on": TODAY, "addressee": ""},
            ["Recommended: SOS/21/R1", "An answer on SOS/21/R1"],
            id="answered, neither yes nor no",
        ),
        pytest.param(
            {
                "responded_on": TODAY,
                "response": Response.ACCEPTED,
                "done_about_it": "Two posts were filled.",
                "state": RecommendationState.CLOSED,
                "state_because": "Done.",
            },
            ["Recommended to Cabinet: SOS/21/R1", "Cabinet on SOS/21/R1: accepted", "SOS/21/R1: closed"],
            id="accepted, done and closed, in a record that does not say when",
        ),
        pytest.param(
            {"state": RecommendationState.WITHDRAWN, "state_because": "Overtaken.", "closed_on": TODAY},
            ["Recommended to Cabinet: SOS/21/R1", "SOS/21/R1: withdrawn"],
            id="withdrawn without an answer",
        ),
        pytest.param(
            {"state": RecommendationState.WITHDRAWN},
            ["Recommended to Cabinet: SOS/21/R1"],
            id="withdrawn, and nothing is known of it",
        ),
    ],
)
def test_a_recommendation_is_told_with_its_answer(changes: dict[str, Any], said: list[str]) -> None:
    told = moments(story(recommendations=(recommendation(**changes),)))
    assert [moment.heading for moment in told] == said
    if "done_about_it" in changes:
        assert (told[1].notes, told[-1].text) == (("Two posts were filled.",), "Done.")
