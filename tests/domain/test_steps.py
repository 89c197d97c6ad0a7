"""What can be done with an action or a recommendation in each state."""

from __future__ import annotations

import pytest

from scrutiny.domain import lifecycles, steps
from scrutiny.domain.vocabulary import ActionState, RecommendationState

WHILE_OPEN = "update redate reassign"


@pytest.mark.parametrize(
    ("state", "allowed"),
    [
        pytest.param(ActionState.OPEN, f"{WHILE_OPEN} complete pause supersede withdraw reword", id="an open one"),
        pytest.param(
            ActionState.IN_PROGRESS, f"{WHILE_OPEN} complete pause supersede withdraw reword", id="one in progress"
        ),
        pytest.param(
            ActionState.PAUSED, f"{WHILE_OPEN} complete reopen supersede withdraw reword", id="one that is paused"
        ),
        pytest.param(
            ActionState.COMPLETE,
            f"{WHILE_OPEN} confirm close reopen supersede withdraw reword",
            id="one that awaits the committee",
        ),
        pytest.param(ActionState.CLOSED, "reopen reword", id="one that is closed"),
        pytest.param(ActionState.WITHDRAWN, "reword", id="one that is withdrawn"),
        pytest.param(ActionState.SUPERSEDED, "reword", id="one that another took the place of"),
    ],
)
def test_the_steps_of_an_action(state: ActionState, allowed: str) -> None:
    assert {step.value for step in steps.of_action(state)} == set(allowed.split())


@pytest.mark.parametrize(
    ("state", "allowed"),
    [
        pytest.param(RecommendationState.DRAFT, "send withdraw reword", id="one not yet sent"),
        pytest.param(RecommendationState.SENT, "receive respond withdraw reword", id="one that awaits a response"),
        pytest.param(RecommendationState.ANSWERED, "ask_again monitor report close reword", id="one that is answered"),
        pytest.param(RecommendationState.MONITORED, "report close reword", id="one that is monitored"),
        pytest.param(RecommendationState.CLOSED, "take_up reword", id="one that is closed"),
        pytest.param(RecommendationState.WITHDRAWN, "reword", id="one that is withdrawn"),
    ],
)
def test_the_steps_of_a_recommendation(state: RecommendationState, allowed: str) -> None:
    assert {step.value for step in steps.of_recommendation(state)} == set(allowed.split())


@pytest.mark.parametrize("states", [ActionState, RecommendationState])
def test_a_state_that_is_an_end_is_left_by_no_step(states: type[ActionState | RecommendationState]) -> None:
    told = {ActionState: steps.of_action, RecommendationState: steps.of_recommendation}[states]
    for state in states:
        if not lifecycles.next_states(state):
            assert [step.value for step in told(state)] == ["reword"]
