"""What an officer may choose instead of the plan, for each kind of thing, and what comes of the choice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from scrutiny.domain.roll_forward import (
    Choice,
    OpenThings,
    PlanChanged,
    Subject,
    Thing,
    as_seen,
    decided,
    offers,
    plan,
    require_as_seen,
)
from scrutiny.domain.roll_forward.choices import LEAVE, THIS_AGENDA, TO_BE_CONFIRMED
from scrutiny.domain.roll_forward.facts import (
    OpenAction,
    OpenRecommendation,
    ProgrammeRequest,
    StandingBusiness,
    UnconfirmedMinutes,
)
from scrutiny.domain.rules import RuleBroken
from scrutiny.domain.vocabulary import ActionState, ItemKind, RecommendationState, Section
from tests.domain.november import (
    AGENDA,
    BEFORE,
    DEFERRED,
    FEBRUARY,
    JANUARY,
    NOVEMBER,
    REDATED,
    SEPTEMBER,
    STAYS,
    TBC,
    TRACKER,
    UNDATED,
    appearance,
    entry,
    sitting,
)

APRIL = sitting("2022-04-12", 7)
WITH_APRIL = replace(BEFORE, later=(FEBRUARY, APRIL))
IN_FEBRUARY, IN_APRIL = Choice(REDATED, FEBRUARY), Choice(REDATED, APRIL)
ENTRY, ITEM = Thing(Subject.ENTRY, 1), Thing(Subject.ITEM, SEPTEMBER.meeting_id)
REQUEST = ProgrammeRequest(5, "performance be included", "minute 28 d)", date(2021, 9, 14))
ACTION = OpenAction(6, "SOS/A1", "Send data", ActionState.OPEN, date(2021, 9, 14))


def offered(**facts: Any) -> tuple[Choice, ...]:
    things = replace(WITH_APRIL, **facts)
    found = offers(plan(things), things)
    assert len(found) <= 1
    return next(iter(found.values()), ())


@pytest.mark.parametrize(
    ("facts", "choices"),
    [
        pytest.param(
            {"entries": (entry(sitting=NOVEMBER),)},
            (LEAVE, TO_BE_CONFIRMED, IN_FEBRUARY, IN_APRIL),
            id="planned for this meeting: left, undated, or another meeting",
        ),
        pytest.param(
            {"entries": (entry(status=TBC),)},
            (THIS_AGENDA, IN_FEBRUARY, IN_APRIL),
            id="to be confirmed: it can come to this agenda or to a later one",
        ),
        pytest.param(
            {"entries": (entry(sitting=FEBRUARY),)},
            (THIS_AGENDA, TO_BE_CONFIRMED, IN_APRIL),
            id="planned for February: brought forward, undated, or put off to April",
        ),
        pytest.param(
            {"entries": (entry(sitting=JANUARY),)},
            (LEAVE, THIS_AGENDA, TO_BE_CONFIRMED, IN_APRIL),
            id="its meeting was cancelled: anywhere but where the plan has it",
        ),
        pytest.param(
            {"entries": (entry(sitting=FEBRUARY, entry_id=1),), "appearances": (appearance(FEBRUARY, entry_id=1),)},
            (),
            id="on February’s agenda already: it is moved there",
        ),
        pytest.param(
            {"entries": (entry(sitting=FEBRUARY),), "appearances": (appearance(FEBRUARY),)},
            (),
            id="on February’s agenda by its topic",
        ),
        pytest.param(
            {
                "entries": (entry(sitting=NOVEMBER),),
                "appearances": (appearance(NOVEMBER),),
                "topics_on_agenda": frozenset({1}),
            },
            (),
            id="on this agenda already: it is taken off there",
        ),
        pytest.param(
            {"entries": (entry(section=Section.BRIEFING, planned_on=date(2022, 1, 5)),)},
            (),
            id="a briefing note has no place on an agenda",
        ),
        pytest.param({"requests": (REQUEST,)}, (LEAVE, THIS_AGENDA, IN_FEBRUARY, IN_APRIL), id="a resolution"),
        pytest.param({"appearances": (DEFERRED,)}, (LEAVE, IN_FEBRUARY, IN_APRIL), id="deferred business"),
        pytest.param(
            {"appearances": (replace(DEFERRED, topic_id=None),)}, (LEAVE,), id="deferred business without a topic"
        ),
        pytest.param({"actions": (ACTION,)}, (LEAVE,), id="an action"),
        pytest.param({"actions": (replace(ACTION, shown=ActionState.OPEN),)}, (), id="an action that is there"),
        pytest.param(
            {"recommendations": (OpenRecommendation(7, "SOS/R1", "That…", RecommendationState.SENT),)},
            (LEAVE,),
            id="a recommendation",
        ),
        pytest.param(
            {"standing": (StandingBusiness(8, "Apologies", ItemKind.APOLOGIES, 1),)}, (LEAVE,), id="a standing item"
        ),
        pytest.param({"minutes": (UnconfirmedMinutes(2, SEPTEMBER.on),)}, (LEAVE,), id="minutes to be confirmed"),
    ],
)
def test_a_choice_is_offered_where_it_is_meaningful(facts: dict[str, Any], choices: tuple[Choice, ...]) -> None:
    assert offered(**facts) == choices


def test_business_whose_topic_is_on_the_programme_is_sent_there_by_its_entry() -> None:
    things = replace(WITH_APRIL, appearances=(DEFERRED,), entries=(entry(entry_id=9, status=TBC),))
    assert offers(plan(things), things)[ITEM] == (LEAVE,)


@pytest.mark.parametrize(
    ("choice", "destination", "because", "settled"),
    [
        pytest.param(LEAVE, STAYS, "The officer chose to leave it where it is.", True, id="left"),
        pytest.param(
            TO_BE_CONFIRMED, UNDATED, "The officer chose to leave its date to be confirmed.", False, id="undated"
        ),
        pytest.param(IN_APRIL, REDATED, "The officer chose the meeting on 12 April 2022.", False, id="put off"),
    ],
)
def test_a_choice_takes_the_place_of_the_plan_with_its_own_reason(
    choice: Choice, destination: object, because: str, settled: bool
) -> None:
    things = replace(WITH_APRIL, entries=(entry(sitting=NOVEMBER),), actions=(ACTION,))
    planned = plan(things)
    line, action = decided(planned, things, {ENTRY: choice}).lines
    assert (line.destination, line.because, line.settled, line.to) == (destination, because, settled, choice.to)
    assert action == planned.lines[1]
    assert action.destination is TRACKER


def test_what_comes_to_this_agenda_by_choice_has_a_place_in_its_order() -> None:
    things = replace(WITH_APRIL, entries=(entry(status=TBC),))
    (line,) = decided(plan(things), things, {ENTRY: THIS_AGENDA}).lines
    assert (line.destination, line.because, line.settled) == (AGENDA, "The officer chose this agenda.", False)
    assert line.slot is not None


@pytest.mark.parametrize(
    ("things", "chosen"),
    [
        pytest.param(replace(BEFORE, entries=(entry(status=TBC),)), {ENTRY: IN_APRIL}, id="a meeting not to come"),
        pytest.param(replace(BEFORE, actions=(ACTION,)), {Thing(Subject.ACTION, 6): THIS_AGENDA}, id="another kind"),
        pytest.param(BEFORE, {ENTRY: LEAVE}, id="something that is not open any more"),
    ],
)
def test_a_choice_that_is_not_offered_is_refused(things: OpenThings, chosen: dict[Thing, Choice]) -> None:
    with pytest.raises(RuleBroken, match="something cannot go where you chose any more"):
        decided(plan(things), things, chosen)


def test_without_choices_the_plan_is_what_is_decided() -> None:
    things = replace(WITH_APRIL, entries=(entry(sitting=NOVEMBER),))
    assert decided(plan(things), things, {}) == plan(things)


# What was seen


SEEN = replace(WITH_APRIL, entries=(entry(sitting=NOVEMBER),), actions=(ACTION,))


@pytest.mark.parametrize(
    ("now", "differences"),
    [
        pytest.param(
            replace(SEEN, entries=(entry(sitting=NOVEMBER, deferrals=1),)), None, id="other words are no other plan"
        ),
        pytest.param(replace(SEEN, actions=()), ("1 thing is no longer open.",), id="something was closed"),
        pytest.param(WITH_APRIL, ("2 things are no longer open.",), id="much was closed"),
        pytest.param(
            replace(SEEN, requests=(REQUEST,)), ("“performance be included” has come open.",), id="something came open"
        ),
        pytest.param(
            replace(SEEN, topics_on_agenda=frozenset({1})),
            ("“Young carers” is on the agenda by now.",),
            id="somebody put it on the agenda",
        ),
        pytest.param(
            replace(SEEN, actions=(replace(ACTION, shown=ActionState.OPEN),)),
            ("“SOS/A1: Send data” is on the tracker by now.",),
            id="somebody rolled forward",
        ),
        pytest.param(
            replace(SEEN, entries=(entry(sitting=FEBRUARY),)),
            ("“Young carers” goes elsewhere by now.",),
            id="it was moved on the programme",
        ),
        pytest.param(
            replace(SEEN, actions=tuple(replace(ACTION, action_id=n, reference=f"A{n}") for n in range(10, 18))),
            (
                *(f"“A{n}: Send data” has come open." for n in range(10, 15)),
                "And 4 more.",
            ),
            id="more than anybody reads",
        ),
    ],
)
def test_what_changed_since_it_was_seen_is_told_in_sentences(
    now: OpenThings, differences: tuple[str, ...] | None
) -> None:
    saw = as_seen(plan(SEEN))
    if differences is None:
        require_as_seen(plan(now), saw)
        return
    with pytest.raises(PlanChanged, match="The plan changed while you were reading it") as changed:
        require_as_seen(plan(now), saw)
    assert changed.value.differences == differences


def test_a_re_dating_to_another_meeting_is_another_plan() -> None:
    things = replace(WITH_APRIL, entries=(entry(sitting=JANUARY),))
    saw = as_seen(plan(things))
    with pytest.raises(PlanChanged, match="goes elsewhere by now"):
        require_as_seen(plan(replace(things, later=(APRIL,))), saw)
